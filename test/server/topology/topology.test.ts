import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEGRADED, DOWN, ElementStates, UP } from '../../../server/state/element-states.ts';
import { Targets } from '../../../server/state/targets.ts';
import { disjointPaths } from '../../../server/topology/disjoint-paths.ts';
import {
  buildGraph,
  cutOffBy,
  everythingCarries,
  reachable,
  shortestPath,
  type Carrying,
  type Graph,
} from '../../../server/topology/graph.ts';
import { Topology } from '../../../server/topology/topology.ts';
import { smallInventory } from '../../support/small-network.ts';

const silent = { has: () => false, at: () => null, previous: () => null, next: () => null };

/** core ─ r1 ─ r2 ─ core, and s hanging on r2 by one link. */
function ring() {
  const inventory = smallInventory({
    nodes: [
      { code: 'core', kind: 'core' },
      { code: 'r1', kind: 'commune', commune: 0 },
      { code: 'r2', kind: 'commune', commune: 1 },
      { code: 's', kind: 'commune', commune: 2 },
    ],
    links: [
      ['core-r1', 'core', 'r1'],
      ['r1-r2', 'r1', 'r2'],
      ['r2-core', 'r2', 'core'],
      ['r2-s', 'r2', 's'],
    ],
    communes: 4,
  });
  const targets = new Targets(inventory);
  const states = new ElementStates(targets.count);
  const topology = new Topology(inventory, targets);
  let at = 0;
  const say = (code: string, state: number) => {
    at += 1;
    const link = inventory.linkByCode.get(code);
    const target = link === undefined ? targets.ofNode(inventory.nodeByCode.get(code) ?? -1) : targets.ofLink(link);
    states.take(target, { at, state, cause: -1, text: null, measurements: null }, silent);
    topology.update(states);
  };
  const reached = () => inventory.nodes.filter((_, node) => topology.reached[node] === 1).map(({ code }) => code);
  const named = () =>
    topology.isolations.map((isolation) => ({
      cuts: [
        ...isolation.links.map((link) => inventory.links[link]?.code),
        ...isolation.nodes.map((node) => inventory.nodes[node]?.code),
      ],
      cutOff: isolation.cutOff.map((node) => inventory.nodes[node]?.code),
    }));
  return { topology, say, reached, named };
}

describe('topology', () => {
  it('lets a ring survive one cut and not two', () => {
    const { topology, say, reached, named } = ring();
    expect([...topology.pathsAsBuilt]).toEqual([2, 2, 1, -1]);
    say('core-r1', DOWN);
    expect(reached()).toEqual(['core', 'r1', 'r2', 's']);
    expect(topology.fibre.map(({ paths }) => paths)).toEqual([1, 1, 1, -1]);
    expect([0, 1, 2, 3].map((commune) => topology.isAtRisk(commune))).toEqual([true, true, false, false]);
    expect(named()).toEqual([]);
    say('r2-core', DOWN);
    expect(reached()).toEqual(['core']);
    expect(named()).toEqual([{ cuts: ['core-r1', 'r2-core'], cutOff: ['r1', 'r2', 's'] }]);
    say('core-r1', UP);
    expect(reached()).toEqual(['core', 'r1', 'r2', 's']);
  });

  it('groups what hangs behind a node under that node', () => {
    const { say, named } = ring();
    say('r2', DOWN);
    expect(named()).toEqual([{ cuts: ['r2'], cutOff: ['r2', 's'] }]);
  });

  it('tells nested cuts apart', () => {
    const { say, named } = ring();
    say('core-r1', DOWN);
    say('r2-core', DOWN);
    say('r2-s', DOWN);
    expect(named()).toEqual([
      { cuts: ['core-r1', 'r2-core'], cutOff: ['r1', 'r2'] },
      { cuts: ['r2-s'], cutOff: ['s'] },
    ]);
  });

  it('sees a single-homed commune at risk when its last path is degraded, and lets it carry', () => {
    const { topology, say, reached } = ring();
    say('r2-s', DEGRADED);
    expect(reached()).toContain('s');
    expect(topology.isAtRisk(2)).toBe(true);
  });

  it('calls a link dark when it is up but leads nowhere', () => {
    const { topology, say } = ring();
    say('core-r1', DOWN);
    say('r2-core', DOWN);
    expect([0, 1, 2, 3].map((link) => topology.isDarkLink(link))).toEqual([false, true, false, true]);
  });
});

const randomGraph = fc
  .record({
    size: fc.integer({ min: 2, max: 8 }),
    cores: fc.integer({ min: 1, max: 2 }),
    pairs: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 }),
    dead: fc.array(fc.nat(13), { maxLength: 3 }),
  })
  .map(({ size, cores, pairs, dead }) => {
    const inventory = smallInventory({
      nodes: Array.from({ length: size }, (_, n) => ({ code: `n${String(n)}`, kind: n < cores ? 'core' : 'commune' })),
      links: pairs
        .map(([a, b]): [number, number] => [a % size, b % size])
        .filter(([a, b]) => a !== b)
        .map(([a, b], index) => [`l${String(index)}`, `n${String(a)}`, `n${String(b)}`]),
    });
    const graph = buildGraph(inventory);
    const carrying = everythingCarries(graph);
    for (const link of dead) if (link < carrying.links.length) carrying.links[link] = 0;
    return { graph, carrying };
  });

/** A history of a random network: who goes down, comes back or is degraded, one word at a time. */
const randomHistory = fc.record({
  size: fc.integer({ min: 3, max: 7 }),
  pairs: fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 3, maxLength: 10 }),
  words: fc.array(fc.tuple(fc.nat(16), fc.constantFrom(UP, DEGRADED, DOWN, DOWN)), { minLength: 4, maxLength: 30 }),
});

describe('since when a path is lost', () => {
  it('is the moment of the word that took it, whatever was said of the element itself before or after', () => {
    let lost = 0;
    fc.assert(
      fc.property(randomHistory, ({ size, pairs, words }) => {
        const ends = pairs.map(([a, b]): [number, number] => [a % size, b % size]).filter(([a, b]) => a !== b);
        const name = (n: number) => `n${String(n)}`;
        const inventory = smallInventory({
          nodes: Array.from({ length: size }, (_, n) => ({ code: name(n), kind: n === 0 ? 'core' : 'commune' })),
          links: ends.map(([a, b], index) => [`l${String(index)}`, name(a), name(b)]),
        });
        const targets = new Targets(inventory);
        const states = new ElementStates(targets.count);
        const topology = new Topology(inventory, targets);
        // The plain model: a node has a path when it can walk to the core over what is not down.
        const down = { nodes: new Set<number>(), links: new Set<number>() };
        const walks = (from: number): boolean => {
          const seen = new Set(down.nodes.has(from) ? [] : [from]);
          for (const at of seen) {
            ends.forEach(([a, b], link) => {
              const next = a === at ? b : b === at ? a : -1;
              if (next !== -1 && !down.links.has(link) && !down.nodes.has(next)) seen.add(next);
            });
          }
          return seen.has(0);
        };
        const lookOf = () => {
          const paths = Array.from({ length: size }, (_, node) => walks(node));
          return {
            nodes: paths.map((has, node) => (down.nodes.has(node) ? 'down' : has ? 'fine' : 'dark')),
            links: ends.map(([a, b], link) => (down.links.has(link) ? 'down' : paths[a] || paths[b] ? 'fine' : 'dark')),
          };
        };
        let before = lookOf();
        words.forEach(([place, state], step) => {
          const element = place % (size + ends.length);
          const [kind, index] = element < size ? (['nodes', element] as const) : (['links', element - size] as const);
          const at = 1000 + step;
          const target = kind === 'nodes' ? targets.ofNode(index) : targets.ofLink(index);
          states.take(target, { at, state, cause: -1, text: null, measurements: null }, silent);
          if (state === DOWN) down[kind].add(index);
          else down[kind].delete(index);
          topology.update(states);
          const now = lookOf();
          now.nodes.forEach((look, node) => {
            expect(topology.isDarkNode(node)).toBe(look === 'dark');
            if (look === 'fine') expect(topology.pathLostSince(node)).toBe(0);
            if (look !== 'dark' || before.nodes[node] !== 'fine') return;
            lost += 1;
            expect(topology.pathLostSince(node)).toBe(at);
          });
          now.links.forEach((look, link) => {
            expect(topology.isDarkLink(link)).toBe(look === 'dark');
            if (look !== 'dark' || before.links[link] !== 'fine') return;
            lost += 1;
            expect(topology.linkPathLostSince(link)).toBe(at);
          });
          // A dark element's own words move nothing.
          const own = now[kind][index] === 'dark' && before[kind][index] === 'dark';
          if (own && kind === 'nodes') expect(topology.pathLostSince(index)).toBeLessThan(at);
          if (own && kind === 'links') expect(topology.linkPathLostSince(index)).toBeLessThan(at);
          before = now;
        });
      }),
      { numRuns: 300 },
    );
    expect(lost).toBeGreaterThan(100);
  });
});

/**
 * Menger: as many disjoint paths as elements must fail at least, links or nodes between the ends, before none is left.
 * Plainly: every one of them, every two of them, every three …
 */
function fewestFailures(graph: Graph, carrying: Carrying, from: number): number {
  const links = [...graph.links.keys()].filter((link) => carrying.links[link] === 1);
  const nodes = [...graph.neighbours.keys()].filter((node) => node !== from && !graph.isCore[node]);
  const elements = [...links.map((link) => ({ link })), ...nodes.map((node) => ({ node }))];
  const isCutBy = (failing: number, next: number, left: Carrying): boolean => {
    if (failing === 0) return reachable(graph, left)[from] === 0;
    return elements.slice(next).some((element, i) => {
      const less = { nodes: left.nodes.slice(), links: left.links.slice() };
      if ('link' in element) less.links[element.link] = 0;
      else less.nodes[element.node] = 0;
      return isCutBy(failing - 1, next + i + 1, less);
    });
  };
  let failing = 0;
  while (!isCutBy(failing, 0, carrying)) failing += 1;
  return failing;
}

describe('graph', () => {
  it('counts disjoint paths as Menger does', () => {
    fc.assert(
      fc.property(randomGraph, ({ graph, carrying }) => {
        graph.neighbours.forEach((_, node) => {
          if (graph.isCore[node]) return;
          expect(disjointPaths(graph, carrying, node)).toBe(fewestFailures(graph, carrying, node));
        });
      }),
      { numRuns: 300 },
    );
  });

  it('counts every arm of a star of three, and turns a path aside to make room for another', () => {
    const nodes = ['core', 'far', 'a', 'b', 'c'].map((code) => {
      return { code, kind: code === 'core' || code === 'far' ? ('core' as const) : ('commune' as const) };
    });
    const star = buildGraph(
      smallInventory({
        nodes,
        links: [
          ['c-core', 'c', 'core'],
          ['c-far', 'c', 'far'],
          ['c-a', 'c', 'a'],
          ['a-b', 'a', 'b'],
          ['a-core', 'a', 'core'],
          ['b-far', 'b', 'far'],
        ],
      }),
    );
    const paths = (carrying: Carrying) =>
      [...star.neighbours.keys()].map((node) => disjointPaths(star, carrying, node));
    const carrying = everythingCarries(star);
    expect(paths(carrying)).toEqual([2, 2, 3, 2, 3]);
    carrying.links[0] = 0;
    carrying.nodes[1] = 0;
    expect(paths(carrying)).toEqual([2, 0, 1, 1, 1]);
  });

  it('finds a shortest path exactly where there is one, of carrying links end to end', () => {
    fc.assert(
      fc.property(randomGraph, ({ graph, carrying }) => {
        const reached = reachable(graph, carrying);
        graph.neighbours.forEach((_, node) => {
          const path = shortestPath(graph, carrying, node);
          expect(path !== null).toBe(reached[node] === 1);
          if (!path) return;
          expect(path.nodes[0]).toBe(node);
          expect(graph.isCore[path.nodes.at(-1) ?? -1]).toBe(true);
          path.links.forEach((link, step) => {
            const { a, b } = graph.links[link] ?? { a: -1, b: -1 };
            expect([a, b].sort()).toEqual([path.nodes[step], path.nodes[step + 1]].sort());
            expect(carrying.links[link]).toBe(1);
          });
        });
      }),
    );
  });

  it('knows whom an element alone cuts off', () => {
    const { topology } = ring();
    expect(cutOffBy(topology.graph, { link: 3 })).toEqual([3]);
    expect(cutOffBy(topology.graph, { link: 0 })).toEqual([]);
    expect(cutOffBy(topology.graph, { node: 2 })).toEqual([2, 3]);
  });
});
