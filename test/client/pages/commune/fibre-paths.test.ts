import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fibrePaths, type FibrePath, type Network } from '../../../../client/pages/commune/fibre/fibre-paths.ts';
import { stagesOf } from '../../../../client/pages/commune/fibre/stages.ts';

/** The first `cores` nodes are cores, the others communes. */
function networkOf(size: number, cores: number, links: readonly [number, number, number][]): Network {
  return {
    nodes: Array.from({ length: size }, (_, index) => ({ kind: index < cores ? 'core' : 'commune' })),
    links: links.map(([a, b, lengthKm]) => ({ a, b, lengthKm })),
  };
}

const networks = fc.integer({ min: 3, max: 7 }).chain((size) =>
  fc.record({
    cores: fc.integer({ min: 1, max: 2 }),
    size: fc.constant(size),
    links: fc.array(fc.tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 }), fc.integer({ min: 1, max: 30 })), {
      maxLength: 11,
    }),
  }),
);

/** Every way without a repeated node that ends at the first core it meets. */
function allPaths(network: Network, from: number): FibrePath[] {
  const found: FibrePath[] = [];
  const go = (path: FibrePath): void => {
    const at = path.nodes.at(-1) ?? from;
    if (network.nodes[at]?.kind === 'core') {
      found.push(path);
      return;
    }
    network.links.forEach(({ a, b, lengthKm }, link) => {
      const next = a === at ? b : b === at ? a : -1;
      if (next < 0 || path.nodes.includes(next)) return;
      go({
        nodes: [...path.nodes, next],
        links: [...path.links, link],
        lengthKm: path.lengthKm + lengthKm,
      });
    });
  };
  go({ nodes: [from], links: [], lengthKm: 0 });
  return found;
}

/** Elements used twice, then kilometres; a core at the end may be shared. */
function costOf(network: Network, a: FibrePath, b: FibrePath): [number, number] {
  const links = a.links.filter((link) => b.links.includes(link)).length;
  const nodes = a.nodes
    .slice(1)
    .filter((node) => b.nodes.includes(node) && network.nodes[node]?.kind !== 'core').length;
  return [links + nodes, a.lengthKm + b.lengthKm];
}

function cheapest(network: Network, from: number): [number, number] | null {
  const paths = allPaths(network, from);
  let best: [number, number] | null = null;
  for (const a of paths) {
    for (const b of paths) {
      const cost = costOf(network, a, b);
      if (best === null || cost[0] < best[0] || (cost[0] === best[0] && cost[1] < best[1])) best = cost;
    }
  }
  return best;
}

describe('fibre paths', () => {
  it('are the pair that shares least and is shortest, as found by trying every pair', () => {
    let pairs = 0;
    fc.assert(
      fc.property(networks, ({ size, cores, links }) => {
        const network = networkOf(size, cores, links);
        const from = size - 1;
        const { paths, sharedLinks, sharedNodes } = fibrePaths(network, from);
        const best = cheapest(network, from);
        const [first, second = first] = paths;
        if (first === undefined || second === undefined) {
          expect(best).toBeNull();
          return;
        }
        expect(costOf(network, first, second)).toEqual(best);
        if (paths.length === 2) {
          pairs += 1;
          expect(sharedLinks.length + sharedNodes.length).toBe(best?.[0]);
          expect(first.lengthKm).toBeLessThanOrEqual(second.lengthKm);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(pairs).toBeGreaterThan(200);
  });

  it('are real ways: each link joins its two nodes, no node twice, a core at the end and only there', () => {
    fc.assert(
      fc.property(networks, ({ size, cores, links }) => {
        const network = networkOf(size, cores, links);
        for (const { nodes, links: way, lengthKm } of fibrePaths(network, size - 1).paths) {
          expect(new Set(nodes).size).toBe(nodes.length);
          expect(nodes.map((node) => network.nodes[node]?.kind === 'core')).toEqual(
            nodes.map((_, index) => index === nodes.length - 1),
          );
          way.forEach((index, step) => {
            const { a, b } = network.links[index] ?? { a: -1, b: -1 };
            expect([a, b].sort()).toEqual([nodes[step], nodes[step + 1]].sort());
          });
          expect(lengthKm).toBeCloseTo(way.reduce((sum, index) => sum + (network.links[index]?.lengthKm ?? 0), 0));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not fall into the trap of the shortest path that blocks both', () => {
    // 5 – 2 – 3 – 0 is shortest (3 km) and leaves no other; 5 – 2 – 0 with 5 – 3 – 0 is the pair.
    const network = networkOf(6, 1, [
      [5, 2, 1],
      [2, 3, 1],
      [3, 0, 1],
      [2, 0, 9],
      [5, 3, 9],
    ]);
    const { paths, sharedLinks, sharedNodes } = fibrePaths(network, 5);
    expect(paths.map(({ nodes }) => nodes).sort()).toEqual([
      [5, 2, 0],
      [5, 3, 0],
    ]);
    expect([sharedLinks, sharedNodes]).toEqual([[], []]);
  });

  it('goes round what does not carry', () => {
    const network = networkOf(4, 1, [
      [3, 2, 5],
      [2, 0, 5],
      [3, 1, 50],
      [1, 0, 50],
    ]);
    const cut = { node: () => true, link: (index: number) => index !== 1 };
    // Node 1 is no core here: only the first node is.
    expect(fibrePaths(network, 3, cut).paths.map(({ nodes }) => nodes)).toEqual([[3, 1, 0]]);
    expect(fibrePaths(network, 3, { node: (index) => index === 3, link: () => true }).paths).toEqual([]);
  });

  it('has no way to go from a core', () => {
    expect(fibrePaths(networkOf(2, 1, [[0, 1, 4]]), 0).paths).toEqual([{ nodes: [0], links: [], lengthKm: 0 }]);
  });
});

describe('stages', () => {
  it('are the last stretch there is once, then a fork to two cores', () => {
    const network = networkOf(6, 2, [
      [5, 4, 6],
      [4, 3, 5],
      [3, 0, 18],
      [3, 2, 10],
      [2, 1, 12],
    ]);
    expect(stagesOf(network, fibrePaths(network, 5))).toEqual([
      [{ nodes: [5, 4, 3], links: [0, 1], lengthKm: 11 }],
      [
        { nodes: [3, 0], links: [2], lengthKm: 18 },
        { nodes: [3, 2, 1], links: [3, 4], lengthKm: 22 },
      ],
    ]);
  });

  it('follow each other without a gap and hold every link of both paths', () => {
    fc.assert(
      fc.property(networks, ({ size, cores, links }) => {
        const network = networkOf(size, cores, links);
        const found = fibrePaths(network, size - 1);
        const stages = stagesOf(network, found);
        let at = size - 1;
        for (const stage of stages) {
          for (const { nodes } of stage) expect(nodes[0]).toBe(at);
          at = stage[0].nodes.at(-1) ?? -1;
        }
        const drawn = new Set(stages.flatMap((stage) => stage.flatMap((stretch) => stretch.links)));
        expect(drawn).toEqual(new Set(found.paths.flatMap((path) => path.links)));
        const once = stages.flatMap((stage) => (stage.length === 1 ? stage[0].links : []));
        expect(new Set(once)).toEqual(new Set(found.sharedLinks));
      }),
      { numRuns: 1_000 },
    );
  });
});
