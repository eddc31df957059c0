import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromSnapshot } from '../../../client/model/picture.ts';
import { upstreamOf } from '../../../client/model/upstream.ts';
import type { NodeKind } from '../../../server/contract/terms.ts';
import type { SnapshotLink, SnapshotNode } from '../../../server/contract/wire.ts';
import { buildGraph, everythingCarries, shortestPath } from '../../../server/topology/graph.ts';
import { smallInventory } from '../../support/small-network.ts';
import { tinySnapshot } from '../../support/fake-snapshot.ts';

const DOWN = 2;

/** Up to eight nodes, links of distinct lengths, some of all that down. */
const network = fc.record({
  kinds: fc.array(fc.constantFrom<NodeKind>('core', 'ring', 'commune'), { minLength: 2, maxLength: 8 }),
  links: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 }),
  down: fc.array(fc.boolean(), { minLength: 22, maxLength: 22 }),
});

it('finds the way the server finds', () => {
  fc.assert(
    fc.property(network, fc.nat(7), ({ kinds, links, down }, wanted) => {
      const from = wanted % kinds.length;
      const nodes = kinds.map((kind, index): SnapshotNode => {
        return { code: `N${index}`, name: '', kind, owner: 'shared', lat: 20, lon: 106, commune: -1 };
      });
      const drawn = links.flatMap(([x, y], index): SnapshotLink[] => {
        const [a, b] = [x % kinds.length, y % kinds.length];
        const code = `L${index}`;
        // No two ways are of one length.
        return a === b
          ? []
          : [{ code, name: '', kind: 'fibre', owner: 'shared', a, b, lengthKm: 1 + 2 ** -index, route: [] }];
      });
      const nodeStates = nodes.map((_, node): [number, number, number, number] => [node, down[node] ? DOWN : 0, 0, -1]);
      const linkStates = drawn.map((_, link): [number, number, number, number] => [
        link,
        down[8 + link] ? DOWN : 0,
        0,
        -1,
      ]);
      const picture = fromSnapshot(tinySnapshot({ nodes, links: drawn, nodeStates, linkStates, stations: [] }));

      const inventory = smallInventory({
        nodes: nodes.map(({ code, kind }) => ({ code, kind })),
        links: drawn.map(({ code, a, b }) => [code, `N${a}`, `N${b}`]),
      });
      inventory.links.forEach((link, index) => (link.lengthKm = drawn[index]!.lengthKm));
      const graph = buildGraph(inventory);
      const carrying = everythingCarries(graph);
      nodeStates.forEach(([node, state]) => (carrying.nodes[node] = state === DOWN ? 0 : 1));
      linkStates.forEach(([link, state]) => (carrying.links[link] = state === DOWN ? 0 : 1));
      const now = shortestPath(graph, carrying, from);
      const path = now ?? shortestPath(graph, everythingCarries(graph), from) ?? { nodes: [from], links: [] };
      expect(upstreamOf(picture, from)).toEqual({
        connected: now !== null,
        nodes: path.nodes.map((node) => nodes[node]!.code),
        links: path.links.map((link) => drawn[link]!.code),
      });
    }),
  );
});
