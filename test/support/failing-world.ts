/** Worlds whose elements fail as they really do: by what is told about them, through topology and air into the coverage. */
import fc from 'fast-check';
import { NODE_KINDS, TECHNOLOGIES } from '../../server/contract/terms.ts';
import { defaultThresholds } from '../../server/coverage/engine.ts';
import type { Inventory, Link, NetworkNode } from '../../server/inventory/types.ts';
import { DOWN } from '../../server/state/element-states.ts';
import { World } from '../../server/world.ts';
import { smallWorld } from './coverage-arbitraries.ts';

/** For worlds whose words stand nowhere. */
const NOTHING_TOLD = { at: () => null, previous: () => null, next: () => null };

export interface Element {
  kind: 'station' | 'technology' | 'link' | 'node';
  index: number;
  /** Of a technology. */
  technology?: number;
}

/** @param down what is down in it */
export function failingWorld(inventory: Inventory, down: readonly Element[] = []): World {
  const world = new World({
    epoch: 'epoch',
    inventory,
    thresholds: defaultThresholds,
    staleAfterMs: 1000,
    targetIds: (names) => Int32Array.from(names.keys()),
    log: NOTHING_TOLD,
  });
  tell(world, down, DOWN);
  return world;
}

/** Says of all these that they are up or down, later than anything that was said before. */
export function tell(world: World, elements: readonly Element[], state: number): void {
  const { states, inventory } = world;
  const at = Math.max(0, ...states.confirmedAt) + 1;
  for (const element of elements) {
    states.restore(targetOf(world, element), {
      ...{ state, since: at, confirmedAt: at, cause: -1, text: null, measurements: null },
    });
  }
  world.topology.update(states);
  world.derive(inventory.stations.keys(), at);
}

function targetOf({ targets }: World, { kind, index, technology = 0 }: Element): number {
  if (kind === 'station') return targets.ofStation(index);
  if (kind === 'technology') return targets.ofTechnology(index, technology);
  return kind === 'link' ? targets.ofLink(index) : targets.ofNode(index);
}

export function elementsOf({ stations, links, nodes }: Pick<Inventory, 'stations' | 'links' | 'nodes'>): Element[] {
  return [
    ...stations.map((_, index): Element => ({ kind: 'station', index })),
    ...links.map((_, index): Element => ({ kind: 'link', index })),
    ...nodes.map((_, index): Element => ({ kind: 'node', index })),
  ];
}

const networkOptions = fc.record({
  cores: fc.integer({ min: 1, max: 2 }),
  nodes: fc.array(fc.nat(5), { minLength: 1, maxLength: 5 }),
  /** Each node's way towards the cores, and what closes rings besides. */
  parents: fc.array(fc.nat(6), { minLength: 7, maxLength: 7 }),
  chords: fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 3 }),
  /** Uplink of each station, most with one; and whether it is only planned. */
  uplinks: fc.array(fc.nat(8), { minLength: 8, maxLength: 8 }),
  planned: fc.array(fc.nat(7), { maxLength: 2 }),
});

/** A small province (coverage-arbitraries) with a network of nodes and links under its stations. */
export const smallProvince: fc.Arbitrary<Inventory> = fc
  .tuple(smallWorld, networkOptions)
  .map(([inventory, options]) => {
    const nodes = [...options.nodes.slice(0, options.cores), ...options.nodes].map((commune, index): NetworkNode => {
      const kind = index < options.cores ? 'core' : (NODE_KINDS[1 + (index % 2)] ?? 'ring');
      const code = `N${index}`;
      return { code, name: `Nút ${code}`, kind, owner: 'shared', lat: 20.6, lon: 106.1, commune, sample: false };
    });
    const tree = nodes.map((_, node): [number, number] => [node, (options.parents[node] ?? 0) % Math.max(1, node)]);
    const links = [...tree, ...options.chords]
      .map(([a, b]): [number, number] => [a % nodes.length, b % nodes.length])
      .filter(([a, b]) => a !== b)
      .map(([a, b], index): Link => {
        const code = `L${index}`;
        const ends = { a, b, route: [], lengthKm: 1 };
        return { code, name: `Tuyến ${code}`, kind: 'fibre', owner: 'VNP', ...ends, sample: false };
      });
    const stations = inventory.stations.map((station, index) => ({
      ...station,
      node: Math.min(options.uplinks[index] ?? 0, nodes.length) - 1,
      status: options.planned.includes(index) ? ('planned' as const) : station.status,
    }));
    const inService = inventory.inService.map((serves, cell) =>
      stations[inventory.cells[cell]?.station ?? -1]?.status === 'planned' ? 0 : serves,
    );
    return {
      ...inventory,
      ...{ nodes, links, stations, inService },
      nodeByCode: new Map(nodes.map(({ code }, index) => [code, index])),
      linkByCode: new Map(links.map(({ code }, index) => [code, index])),
    };
  });

/** A few elements of a small province, by draws that fit any. */
export const draws = fc.array(fc.record({ at: fc.nat(), technology: fc.option(fc.nat(TECHNOLOGIES.length - 1)) }), {
  maxLength: 5,
});

export function drawn(inventory: Inventory, picks: readonly { at: number; technology: number | null }[]): Element[] {
  const all = elementsOf(inventory);
  return picks.flatMap(({ at, technology }) => {
    const element = all[at % all.length];
    if (!element) return [];
    const isPart = element.kind === 'station' && technology !== null;
    return [isPart ? { kind: 'technology' as const, index: element.index, technology } : element];
  });
}
