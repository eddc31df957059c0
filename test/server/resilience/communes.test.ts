/** Who still serves a commune, and what would take the last of them: against worlds in which it really happens. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percent } from '../../../server/contract/percent.ts';
import { communeResilienceSchema, type CommuneResilience } from '../../../server/contract/resilience.ts';
import { LAYER_OPERATORS, LAYER_TECHNOLOGIES, OPERATORS, layerIndex } from '../../../server/contract/terms.ts';
import { layerName } from '../../../server/contract/layers.ts';
import { buildInventory } from '../../../server/inventory/build.ts';
import type { InventoryRecords } from '../../../server/inventory/types.ts';
import { communeResilience } from '../../../server/resilience/communes.ts';
import { findFailures } from '../../../server/resilience/failures.ts';
import { unconfirmedShares } from '../../../server/resilience/unconfirmed.ts';
import { DOWN } from '../../../server/state/element-states.ts';
import type { World } from '../../../server/world.ts';
import {
  draws,
  drawn,
  elementsOf,
  failingWorld,
  smallProvince,
  tell,
  type Element,
} from '../../support/failing-world.ts';
import { RECORDS } from '../../support/live-world.ts';

const AT = Date.UTC(2026, 10, 23);
const LAYER_4G = layerIndex('4G', 'any');

function serving({ inventory, coverage }: World, commune: number) {
  const half = inventory.communes[commune]!.population / 2;
  return OPERATORS.filter((operator) => coverage.people(commune, layerIndex('any', operator)) >= half);
}

const resilienceOf = (world: World, stale: number[] = []): CommuneResilience =>
  communeResilience(world, findFailures(world, 'live', AT), stale);

describe('the last operator standing', () => {
  it('is found, and every single failure that takes the last, as worlds show in which they happen', () => {
    fc.assert(
      fc.property(smallProvince, draws, (inventory, picks) => {
        const down = drawn(inventory, picks);
        const world = failingWorld(inventory, down);
        const { items } = resilienceOf(world);
        const elements = elementsOf(inventory);
        const after = elements.map((element) => {
          const twin = failingWorld(inventory, down);
          tell(twin, [element], DOWN);
          return twin;
        });
        items.forEach((item, commune) => {
          const operators = serving(world, commune);
          expect(item.operators).toEqual(operators);
          expect(item.lastOperator).toBe(operators.length === 1 ? operators[0] : null);
          const takers = elements.filter((_, n) => operators.length > 0 && serving(after[n]!, commune).length === 0);
          const isCore = ({ kind, index }: Element) => kind === 'node' && inventory.nodes[index]?.kind === 'core';
          const told = (core: boolean) =>
            takers
              .filter((element) => isCore(element) === core)
              .map((element) => ({
                kind: element.kind,
                code: codesOf(world, element.kind)[element.index],
                communes: inventory.communes.filter(
                  (_, one) =>
                    serving(world, one).length > 0 && serving(after[elements.indexOf(element)]!, one).length === 0,
                ).length,
              }));
          const sorted = (list: { kind: string; code: string | undefined; communes: number }[]) =>
            list.map(({ kind, code, communes }) => `${communes} ${kind} ${code}`).sort();
          expect(sorted(item.takenBy)).toEqual(sorted(told(false)));
          expect(sorted(item.takenByCores)).toEqual(sorted(told(true)));
          expect(item.aboutToLoseLast).toBe(operators.length === 1 || told(false).length > 0);
          const losses = after.map(
            (twin) => world.coverage.people(commune, LAYER_4G) - twin.coverage.people(commune, LAYER_4G),
          );
          expect(item.worst?.people ?? 0).toBe(Math.max(0, ...losses));
          if (!item.worst) return;
          const { kind, code } = item.worst;
          const culprit = elementsOf(inventory).findIndex(
            (element) => element.kind === kind && codesOf(world, kind)[element.index] === code,
          );
          expect(losses[culprit]).toBe(item.worst.people);
        });
      }),
      { numRuns: 15 },
    );
  });
});

function codesOf({ inventory }: World, kind: Element['kind']): string[] {
  const elements = kind === 'link' ? inventory.links : kind === 'node' ? inventory.nodes : inventory.stations;
  return elements.map(({ code }) => code);
}

/** The network of live-world.ts with stations that reach far. */
function strong(): InventoryRecords {
  return { ...RECORDS, cells: RECORDS.cells.map((cell) => ({ ...cell, beamwidthDeg: 360, eirpDbm: 60 })) };
}

describe('communes', () => {
  const inventory = buildInventory(strong(), '2026-11-23');
  const link = (code: string): Element => ({ kind: 'link', index: inventory.linkByCode.get(code)! });
  const station = (index: number): Element => ({ kind: 'station', index });

  it('count stations on air, paths now and paths as built', () => {
    const world = failingWorld(inventory, [link('T-2'), station(3)]);
    const { items, servesFromPercent } = resilienceOf(world);
    expect(servesFromPercent).toBe(50);
    expect(items).toMatchObject([
      { code: '1', paths: 1, pathsAsBuilt: 2, operators: ['VTL', 'VNP'], lastOperator: null, aboutToLoseLast: false },
      { code: '2', paths: 1, pathsAsBuilt: 1, operators: ['VTL', 'VNP'], lastOperator: null, aboutToLoseLast: false },
    ]);
    expect(items.map(({ stationsOnAir, stations }) => [stationsOnAir, stations])).toEqual([
      [2, 2],
      [1, 2],
    ]);
    // Everything that is left hangs on the core, which both share: told, and no reason for a flag.
    for (const { takenBy, takenByCores } of items) {
      expect(takenBy).toEqual([]);
      expect(takenByCores).toMatchObject([{ kind: 'node', code: 'LOI', communes: 2 }]);
    }
    expect(items.map(({ worst }) => worst?.code)).toEqual(['LOI', 'LOI']);
  });

  it('have lost their last where nobody serves, and are not about to', () => {
    const world = failingWorld(inventory, [0, 1, 2, 3].map(station));
    expect(resilienceOf(world).items).toMatchObject([
      { operators: [], lastOperator: null, aboutToLoseLast: false, worst: null, stationsOnAir: 0 },
      { operators: [], lastOperator: null, aboutToLoseLast: false, worst: null, stationsOnAir: 0 },
    ]);
  });

  it('name the last one left', () => {
    const world = failingWorld(inventory, [0, 1, 2].map(station));
    const { items } = resilienceOf(world);
    expect(items.map(({ lastOperator }) => lastOperator)).toEqual(['MBF', 'MBF']);
    expect(items.map(({ aboutToLoseLast }) => aboutToLoseLast)).toEqual([true, true]);
    expect(items.map(({ worst }) => worst?.code)).toEqual(['S-4', 'S-4']);
  });

  it('as built are those of a network with nothing down, and nothing of them is unconfirmed', () => {
    const whole = resilienceOf(failingWorld(inventory));
    const world = failingWorld(inventory, [link('T-2'), station(0), station(3)]);
    const answer = communeResilience(world, findFailures(world, 'as-built', AT), [0, 1, 2, 3]);
    expect(answer).toEqual({ ...whole, basis: 'as-built' });
  });

  it('are as the contract says', () => {
    const answer = resilienceOf(failingWorld(inventory, [link('T-2')]), [2]);
    expect(communeResilienceSchema.parse(answer)).toEqual(answer);
    expect(answer.computedAt).toBe('2026-11-23T00:00:00.000Z');
    expect(answer.items[0]?.unconfirmed['4G-VNP']).toBeGreaterThan(0);
    expect(answer.items[0]?.unconfirmed).toEqual(
      unconfirmedShares(failingWorld(inventory, [link('T-2')]), [2]).communes[0],
    );
  });
});

describe('the unconfirmed share', () => {
  it('is what is lost when every stale station really fails', () => {
    fc.assert(
      fc.property(smallProvince, draws, fc.array(fc.nat(), { maxLength: 4 }), (inventory, picks, stalePicks) => {
        const down = drawn(inventory, picks);
        const stale = [...new Set(stalePicks.map((pick) => pick % inventory.stations.length))];
        const world = failingWorld(inventory, down);
        const twin = failingWorld(inventory, down);
        tell(
          twin,
          stale.map((index): Element => ({ kind: 'station', index })),
          DOWN,
        );
        const { communes, province } = unconfirmedShares(world, stale);
        const of = (chosen: number[]) => {
          const sum = (value: (commune: number) => number) => chosen.reduce((total, one) => total + value(one), 0);
          const population = sum((commune) => inventory.communes[commune]!.population);
          const points = LAYER_TECHNOLOGIES.flatMap((technology) =>
            LAYER_OPERATORS.map((operator): [string, number | null] => {
              const layer = layerIndex(technology, operator);
              const lost = sum((one) => world.coverage.people(one, layer) - twin.coverage.people(one, layer));
              return [layerName(technology, operator), percent(lost, population)];
            }),
          );
          return Object.fromEntries(points.filter(([, share]) => share !== null && share > 0));
        };
        communes.forEach((points, commune) => expect(points).toEqual(of([commune])));
        expect(province).toEqual(of([...inventory.communes.keys()]));
      }),
      { numRuns: 25 },
    );
  });

  it('is nothing where a fresh station covers the same', () => {
    const inventory = buildInventory(strong(), '2026-11-23');
    const { communes } = unconfirmedShares(failingWorld(inventory), [2]);
    expect(communes.map((points) => points['4G'] ?? 0)).toEqual([0, 0]);
    expect(communes.map((points) => points['4G-VNP'])).toEqual([100, 100]);
  });
});
