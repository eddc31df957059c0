/** The way from a node up to a core, worked out from the picture itself: for a past moment no server is asked. */
import type { PathBody } from '../../server/contract/rest.ts';
import type { Picture } from './picture.ts';
import { networkState } from './selectors.ts';

export type Network = Pick<Picture, 'nodes' | 'links' | 'nodeStates' | 'linkStates' | 'lookup'>;

/** The shortest way by length over what is not down; as built when there is none. As server/topology/graph.ts finds it. */
export function upstreamOf(network: Network, from: number): PathBody {
  const now = shortest(network, from, carryingOf(network));
  const { nodes, links } = now ?? shortest(network, from, EVERYTHING) ?? { nodes: [from], links: [] };
  return {
    connected: now !== null,
    nodes: nodes.flatMap((node) => network.nodes[node]?.code ?? []),
    links: links.flatMap((link) => network.links[link]?.code ?? []),
  };
}

/** Which elements carry. */
export interface Carrying {
  link: (index: number) => boolean;
  node: (index: number) => boolean;
}

/** A link or node that is down carries nothing; a dark one would. */
export function carryingOf({ linkStates, nodeStates }: Pick<Network, 'linkStates' | 'nodeStates'>): Carrying {
  const carries = (tuple: Network['linkStates'][number] | undefined): boolean =>
    tuple === undefined || networkState(tuple) !== 'down';
  return { link: (index) => carries(linkStates[index]), node: (index) => carries(nodeStates[index]) };
}

export const EVERYTHING: Carrying = { link: () => true, node: () => true };

interface Reached {
  node: number;
  lengthKm: number;
  via: { link: number; before: Reached } | null;
}

/** Dijkstra 1959. */
function shortest(network: Network, from: number, carrying: Carrying): { nodes: number[]; links: number[] } | null {
  const open = new Map<number, Reached>();
  const done = new Set<number>();
  if (carrying.node(from)) open.set(from, { node: from, lengthKm: 0, via: null });
  while (open.size > 0) {
    const at = [...open.values()].reduce((best, one) => (one.lengthKm < best.lengthKm ? one : best));
    open.delete(at.node);
    done.add(at.node);
    if (network.nodes[at.node]?.kind === 'core') return walkBack(at);
    for (const link of network.lookup.linksOfNode[at.node] ?? []) {
      const { a = -1, b = -1, lengthKm = 0 } = network.links[link] ?? {};
      const node = a === at.node ? b : a;
      const length = at.lengthKm + lengthKm;
      if (done.has(node) || !carrying.link(link) || !carrying.node(node)) continue;
      if (length < (open.get(node)?.lengthKm ?? Infinity)) {
        open.set(node, { node, lengthKm: length, via: { link, before: at } });
      }
    }
  }
  return null;
}

function walkBack(end: Reached): { nodes: number[]; links: number[] } {
  const path = { nodes: [end.node], links: [] as number[] };
  for (let step = end.via; step !== null; step = step.before.via) {
    path.nodes.unshift(step.before.node);
    path.links.unshift(step.link);
  }
  return path;
}
