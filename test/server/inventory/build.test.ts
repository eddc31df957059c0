import { describe, expect, test } from 'vitest';
import { buildInventory } from '../../../server/inventory/build.ts';
import { NO_RECORDS } from '../../../server/inventory/edit.ts';
import type { InventoryRecords } from '../../../server/inventory/types.ts';
import { smallWorld } from '../../support/import-world.ts';

const TODAY = '2026-09-14';

function changed(change: (records: InventoryRecords) => void): InventoryRecords {
  const records = structuredClone(smallWorld());
  change(records);
  return records;
}

describe('buildInventory', () => {
  const inventory = buildInventory(smallWorld(), TODAY);

  test('puts stations and nodes into the commune they stand in', () => {
    expect(inventory.stations.map(({ commune }) => commune)).toEqual([0, 1]);
    expect(inventory.nodes.map(({ commune }) => commune)).toEqual([0, 1]);
  });

  test('numbers references', () => {
    expect(inventory.stations.map(({ node }) => node)).toEqual([0, 1]);
    expect(inventory.cells.map(({ station }) => station)).toEqual([0, 0, 1]);
    expect(inventory.cellsOfStation).toEqual([[0, 1], [2]]);
    expect(inventory.links.map(({ a, b }) => [a, b])).toEqual([[0, 1]]);
    expect(inventory.stationByCode.get('T-2')).toBe(1);
    expect(inventory.cellByCode.get('T-2-A')).toBe(2);
    expect(inventory.nodeByCode.get('XA-2')).toBe(1);
    expect(inventory.linkByCode.get('TQ-1')).toBe(0);
    expect(inventory.communeByCode.get('2')).toBe(1);
  });

  test('keeps no string reference beside an index', () => {
    expect(inventory.stations[0]).not.toHaveProperty('uplinkNode');
    expect(inventory.links[0]).not.toHaveProperty('nodeA');
  });

  test('a cell serves until the day before it is retired', () => {
    expect([...inventory.inService]).toEqual([1, 1, 1]);
    expect([...buildInventory(smallWorld(), '2026-09-15').inService]).toEqual([1, 0, 1]);
  });

  test('a planned station is there but never in service', () => {
    const planned = changed(({ stations: [first] }) => first && (first.status = 'planned'));
    const built = buildInventory(planned, TODAY);
    expect(built.stations).toHaveLength(2);
    expect([...built.inService]).toEqual([0, 0, 1]);
  });

  test('a retired station is gone with its cells', () => {
    const retired = changed(({ stations: [first] }) => first && (first.status = 'retired'));
    const built = buildInventory(retired, TODAY);
    expect(built.stations.map(({ code }) => code)).toEqual(['T-2']);
    expect(built.cells.map(({ code, station }) => [code, station])).toEqual([['T-2-A', 0]]);
    expect(built.cellsOfStation).toEqual([[0]]);
  });

  test('a station without an uplink, or outside the territory, has −1', () => {
    const lonely = changed(({ stations: [first] }) => first && Object.assign(first, { uplinkNode: null, lat: 21.5 }));
    expect(buildInventory(lonely, TODAY).stations[0]).toMatchObject({ node: -1, commune: -1 });
  });

  test('a route runs from a to b however it was drawn', () => {
    const route = inventory.links[0]?.route;
    expect(route?.[0]).toEqual([106.05, 20.65]);
    const turned = changed(({ links: [first] }) => first && (first.route = first.route.toReversed()));
    expect(buildInventory(turned, TODAY).links[0]?.route).toEqual(route);
  });

  test('a link without a route is the straight line, measured on the ellipsoid', () => {
    const straight = changed(({ links: [first] }) => first && (first.route = []));
    const [link] = buildInventory(straight, TODAY).links;
    expect(link?.route).toEqual([
      [106.05, 20.65],
      [106.15, 20.65],
    ]);
    // 0.1° of the parallel at 20.65° N: a cos φ / sqrt(1 − e² sin² φ) × 0.1 π / 180
    expect(link?.lengthKm).toBeCloseTo(10.422, 2);
    expect(inventory.links[0]?.lengthKm).toBeGreaterThan(link?.lengthKm ?? Infinity);
  });

  test('leaves the records as they were', () => {
    const records = smallWorld();
    const before = structuredClone(records);
    buildInventory(records, TODAY);
    expect(records).toEqual(before);
  });

  test('makes an empty inventory of no records', () => {
    const empty = buildInventory(NO_RECORDS, TODAY);
    expect(empty.stations).toEqual([]);
    expect(empty.inService).toHaveLength(0);
  });
});
