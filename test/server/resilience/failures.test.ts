/** The ranking against the truth: every element really failed, in a world of its own. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LAYER_NAMES } from '../../../server/contract/layers.ts';
import { resilienceSchema, type FailureBody } from '../../../server/contract/resilience.ts';
import { LAYER_COUNT, layerIndex } from '../../../server/contract/terms.ts';
import { buildInventory } from '../../../server/inventory/build.ts';
import { loadSample } from '../../../server/inventory/load.ts';
import type { Inventory } from '../../../server/inventory/types.ts';
import { findFailures } from '../../../server/resilience/failures.ts';
import { rank } from '../../../server/resilience/ranking.ts';
import { DOWN, UP } from '../../../server/state/element-states.ts';
import type { World } from '../../../server/world.ts';
import { seeded } from '../../support/coverage-world.ts';
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
const EVERYTHING = { layer: LAYER_4G, communes: null, limit: Infinity };

/** People by `commune * LAYER_COUNT + layer`. */
function people({ coverage, inventory }: World): number[] {
  return inventory.communes.flatMap((_, commune) =>
    Array.from({ length: LAYER_COUNT }, (_layer, layer) => coverage.people(commune, layer)),
  );
}

/** What the failure took, as the ranking would put it; null when that is nothing. */
function tollOf(world: World, before: number[], after: number[], onAirBefore: boolean[]) {
  const { communes } = world.inventory;
  const lost = before.map((covered, at) => covered - (after[at] ?? 0));
  if (lost.every((one) => one === 0)) return null;
  const byLayer = LAYER_NAMES.map((name, layer): [string, number] => [
    name,
    communes.reduce((sum, _, commune) => sum + (lost[commune * LAYER_COUNT + layer] ?? 0), 0),
  ]);
  const hit = communes.filter((_, commune) =>
    lost.slice(commune * LAYER_COUNT, (commune + 1) * LAYER_COUNT).some((one) => one > 0),
  );
  const onAir = stationsOnAir(world);
  return {
    lost: Object.fromEntries(byLayer.filter(([, one]) => one > 0)),
    communes: hit.map(({ code }) => code).sort(),
    stations: onAirBefore.filter((was, station) => was && !onAir[station]).length,
  };
}

function stationsOnAir({ inventory, coverage }: World): boolean[] {
  return inventory.cellsOfStation.map((cells) => cells.some((cell) => coverage.isOnAir(cell)));
}

function codeOf({ stations, links, nodes }: Inventory, { kind, index }: Element): string {
  if (kind === 'link') return links[index]!.code;
  return kind === 'node' ? nodes[index]!.code : stations[index]!.code;
}

function answerAbout(items: readonly FailureBody[], inventory: Inventory, element: Element) {
  const item = items.find(({ kind, code }) => kind === element.kind && code === codeOf(inventory, element));
  return item ? { lost: item.lost, communes: item.communes.toSorted(), stations: item.stations } : null;
}

describe('single failures', () => {
  it('take what really failing takes, in a world of its own for each', () => {
    fc.assert(
      fc.property(smallProvince, draws, (inventory, picks) => {
        const down = drawn(inventory, picks);
        const world = failingWorld(inventory, down);
        const before = people(world);
        const { items, total } = rank(findFailures(world, 'live', AT), inventory, EVERYTHING);
        expect(people(world)).toEqual(before);
        expect(items).toHaveLength(total);
        for (const element of elementsOf(inventory)) {
          const twin = failingWorld(inventory, down);
          const onAir = stationsOnAir(twin);
          tell(twin, [element], DOWN);
          expect(answerAbout(items, inventory, element)).toEqual(tollOf(twin, before, people(twin), onAir));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('as built are those of the same network with nothing down', () => {
    fc.assert(
      fc.property(smallProvince, draws, (province, picks) => {
        // A station that never had a way to a core is as built on air, and off in a world that has heard of nothing.
        const { topology } = failingWorld(province);
        const stations = province.stations.map((station) =>
          topology.connects(station.node) ? station : { ...station, node: -1 },
        );
        const inventory = { ...province, stations };
        const whole = failingWorld(inventory);
        const world = failingWorld(inventory, drawn(inventory, picks));
        const answer = rank(findFailures(world, 'as-built', AT), inventory, EVERYTHING);
        const expected = rank(findFailures(whole, 'live', AT), inventory, EVERYTHING);
        expect(answer).toEqual({ ...expected, basis: 'as-built' });
      }),
      { numRuns: 20 },
    );
  });
});

describe('in a ring with a spur', () => {
  const inventory = buildInventory(RECORDS, '2026-11-23');
  const ranked = (down: Element[], layer = LAYER_4G) =>
    rank(findFailures(failingWorld(inventory, down), 'live', AT), inventory, { ...EVERYTHING, layer }).items;
  const names = (items: readonly FailureBody[]) => items.map(({ kind, code }) => `${kind} ${code}`).sort();

  it('no link of the ring takes anything, the spur and every node with stations behind it do', () => {
    expect(names(ranked([]))).toEqual([
      'link T-5',
      ...['node LOI', 'node V-1', 'node V-2', 'node X-0', 'node X-1'],
      ...['station S-1', 'station S-2', 'station S-3', 'station S-4'],
    ]);
  });

  it('every link of what is left of the ring does, once it is cut; what is down takes nothing more', () => {
    const cut = ranked([{ kind: 'link', index: inventory.linkByCode.get('T-4')! }]);
    expect(names(cut).filter((name) => name.startsWith('link'))).toEqual([
      'link T-1',
      'link T-2',
      'link T-3',
      'link T-5',
    ]);
    expect(cut.find(({ code }) => code === 'T-1')).toMatchObject({ stations: 3, owner: 'shared', name: 'T-1' });
    expect(cut.find(({ code }) => code === 'T-3')).toMatchObject({ stations: 1 });
    const dark = ranked([{ kind: 'node', index: inventory.nodeByCode.get('LOI')! }]);
    expect(names(dark)).toEqual(['station S-4']);
  });

  it('as built nothing takes a station that never had a way to a core but its own failure', () => {
    const lonely = buildInventory(
      { ...RECORDS, links: RECORDS.links.filter(({ code }) => code !== 'T-5') },
      '2026-11-23',
    );
    const world = failingWorld(lonely, [{ kind: 'station', index: 1 }]);
    const { items } = rank(findFailures(world, 'as-built', AT), lonely, EVERYTHING);
    expect(
      items.filter(({ communes, lost }) => communes.includes('2') && lost['4G-VTL']).map(({ code }) => code),
    ).toContain('S-2');
    expect(names(items)).not.toContain('node X-1');
    expect(items.find(({ code }) => code === 'LOI')).toMatchObject({ stations: 2 });
  });

  it('are ordered by the layer asked for, and those that do not take it stand at the end', () => {
    const layer = layerIndex('4G', 'MBF');
    const items = ranked([], layer);
    const weights = items.map(({ lost }) => lost['4G-MBF'] ?? 0);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(items[0]?.code).toBe('S-4');
    expect(weights.slice(1)).toEqual(items.slice(1).map(() => 0));
  });

  it('count the people of one commune alone when one is asked about', () => {
    const failures = findFailures(failingWorld(inventory), 'live', AT);
    const whole = rank(failures, inventory, EVERYTHING);
    const parts = [0, 1].map((commune) => rank(failures, inventory, { ...EVERYTHING, communes: [commune] }));
    expect(parts.map(({ commune }) => commune)).toEqual(['1', '2']);
    for (const { code, kind, lost, communes } of whole.items) {
      const inEach = parts.map(({ items }) => items.find((item) => item.kind === kind && item.code === code));
      const sum = Object.keys(lost).map((name) => [
        name,
        inEach.reduce((total, item) => total + (item?.lost[name] ?? 0), 0),
      ]);
      expect(Object.fromEntries(sum)).toEqual(lost);
      expect(inEach.filter((item) => item !== undefined)).toHaveLength(communes.length);
    }
  });

  it('of some communes take only their people', () => {
    const failures = findFailures(failingWorld(inventory), 'live', AT);
    const [one, other] = [0, 1].map(
      (commune) => rank(failures, inventory, { ...EVERYTHING, communes: [commune] }).items,
    );
    const both = rank(failures, inventory, { ...EVERYTHING, communes: [0, 1] });
    const of = (items: typeof both.items | undefined, code: string) =>
      items?.find((item) => item.code === code)?.lost['4G'] ?? 0;
    expect(both.items.length).toBeGreaterThan(0);
    expect(both.commune).toBeNull();
    for (const { code } of both.items) expect(of(both.items, code)).toBe(of(one, code) + of(other, code));
    const order = both.items.map(({ lost }) => lost['4G'] ?? 0);
    expect(order).toEqual(order.toSorted((a, b) => b - a));
  });

  it('are as the contract says, and no more of them than asked for', () => {
    const failures = findFailures(failingWorld(inventory), 'live', AT);
    const answer = rank(failures, inventory, { ...EVERYTHING, limit: 3 });
    expect(resilienceSchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ basis: 'live', layer: '4G', commune: null, computedAt: '2026-11-23T00:00:00.000Z' });
    expect(answer.items).toEqual(rank(failures, inventory, EVERYTHING).items.slice(0, 3));
    expect(answer.total).toBe(10);
  });
});

describe('in the sample province', () => {
  let inventory: Inventory;
  let world: World;
  const down: Element[] = [];
  const random = seeded(31);
  const some = (kind: Element['kind'], count: number, among: number): Element[] =>
    Array.from({ length: count }, () => ({ kind, index: Math.floor(random() * among), technology: 2 }));

  beforeAll(() => {
    inventory = buildInventory(loadSample(fileURLToPath(new URL('../../../data', import.meta.url))), '2026-11-23');
    const { stations, links, nodes } = inventory;
    down.push(
      ...some('station', 40, stations.length),
      ...some('technology', 40, stations.length),
      ...some('link', 5, links.length),
      ...some('node', 2, nodes.length),
    );
    world = failingWorld(inventory, down);
  });

  it('sixty elements take what really failing takes, with things down already', () => {
    const failures = findFailures(world, 'live', AT);
    const { items } = rank(failures, inventory, EVERYTHING);
    const twin = failingWorld(inventory, down);
    const before = people(twin);
    const onAir = stationsOnAir(twin);
    const chosen = [
      ...some('station', 28, inventory.stations.length),
      ...some('link', 14, inventory.links.length),
      ...some('node', 14, inventory.nodes.length),
      ...down.filter(({ kind }) => kind !== 'technology').slice(-4),
    ];
    let takers = 0;
    for (const element of chosen) {
      const heard = twin.states.confirmedAt.slice();
      const states = twin.states.state.slice();
      tell(twin, [element], DOWN);
      const toll = tollOf(twin, before, people(twin), onAir);
      if (toll) takers += 1;
      expect(answerAbout(items, inventory, element)).toEqual(toll);
      twin.states.confirmedAt.set(heard);
      twin.states.state.set(states);
      tell(twin, [], UP);
    }
    expect(people(twin)).toEqual(before);
    expect(takers).toBeGreaterThan(25);
    expect(takers).toBeLessThan(chosen.length);
  }, 60_000);
});
