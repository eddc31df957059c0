/**
 * Two ways from a node to a core that share as little as possible, and of those the shortest together: what both of them need
 * is what a commune has only once.
 *
 * A flow of two units of least cost (successive shortest paths). Every node and every link carries the first unit for its length
 * and the second for a penalty above all lengths, so that sharing one more element is never worth any detour:
 *
 *      in(v) ──0──▶ out(v) ──length──▶ in(w)      first unit
 *            ─ P ─▶        ─length + P▶           second unit
 *
 * A path ends at the first core it meets; both may end at the same one (ARCHITECTURE: a ring counts two all the same).
 */
import type { NodeKind } from '../../../../server/contract/terms.ts';
import { EVERYTHING, type Carrying } from '../../../model/upstream.ts';

export interface Network {
  nodes: readonly { kind: NodeKind }[];
  /** `a` and `b` are indices of nodes. */
  links: readonly { a: number; b: number; lengthKm: number }[];
}

export interface FibrePath {
  /** From the asked node to a core. */
  nodes: number[];
  /** links[i] joins nodes[i] and nodes[i + 1]. */
  links: number[];
  lengthKm: number;
}

export interface FibrePaths {
  /** The shorter first; one when both would be the same, none when no core is reached. */
  paths: FibrePath[];
  /** What every path needs, the ends left out. Both empty: the two paths are independent. */
  sharedLinks: number[];
  sharedNodes: number[];
}

const NONE: FibrePaths = { paths: [], sharedLinks: [], sharedNodes: [] };

export function fibrePaths(network: Network, from: number, carrying: Carrying = EVERYTHING): FibrePaths {
  if (!carrying.node(from)) return NONE;
  if (network.nodes[from]?.kind === 'core') return { ...NONE, paths: [{ nodes: [from], links: [], lengthKm: 0 }] };
  const flow = flowOf(network, from, carrying);
  if (!flow.augment() || !flow.augment()) return NONE;
  const ways = [flow.walk(), flow.walk()].map((links) => pathOf(network, from, links));
  const [first, second] = ways.sort((a, b) => a.lengthKm - b.lengthKm);
  if (first === undefined || second === undefined) return NONE;
  const sharedLinks = first.links.filter((link) => second.links.includes(link));
  if (sharedLinks.length === first.links.length) {
    return { paths: [first], sharedLinks, sharedNodes: first.nodes.slice(1, -1) };
  }
  const [, ...passed] = first.nodes;
  const sharedNodes = passed.filter((node) => second.nodes.includes(node) && network.nodes[node]?.kind !== 'core');
  return { paths: [first, second], sharedLinks, sharedNodes };
}

function pathOf({ links }: Network, from: number, way: readonly number[]): FibrePath {
  const path: FibrePath = { nodes: [from], links: [...way], lengthKm: 0 };
  let at = from;
  for (const index of way) {
    const link = links[index];
    if (link === undefined) continue;
    at = link.a === at ? link.b : link.a;
    path.nodes.push(at);
    path.lengthKm += link.lengthKm;
  }
  return path;
}

interface Arc {
  tail: number;
  head: number;
  cost: number;
  /** Index of the link; −1 inside a node or into the sink. */
  link: number;
  used: boolean;
}

interface Flow {
  /** Sends one more unit the cheapest way; false when there is none. */
  augment: () => boolean;
  /** Takes one unit out again and says over which links it went. */
  walk: () => number[];
}

/** in(v) = 2v, out(v) = 2v + 1; the sink comes last. */
function flowOf({ nodes, links }: Network, from: number, carrying: Carrying): Flow {
  const penalty = 1 + links.reduce((sum, { lengthKm }) => sum + lengthKm, 0);
  const source = 2 * from + 1;
  const sink = 2 * nodes.length;
  const arcs: Arc[] = [];
  const twice = (tail: number, head: number, cost: number, again: number, link: number): void => {
    for (const price of [cost, again]) arcs.push({ tail, head, cost: price, link, used: false });
  };
  nodes.forEach(({ kind }, node) => {
    if (!carrying.node(node)) return;
    if (kind === 'core') twice(2 * node, sink, 0, 0, -1);
    else twice(2 * node, 2 * node + 1, 0, penalty, -1);
  });
  links.forEach(({ a, b, lengthKm }, link) => {
    if (!carrying.link(link) || a === b || a < 0 || b < 0) return;
    twice(2 * a + 1, 2 * b, lengthKm, lengthKm + penalty, link);
    twice(2 * b + 1, 2 * a, lengthKm, lengthKm + penalty, link);
  });

  /** Bellman–Ford: a used arc may be walked backwards for what it cost. */
  const cheapest = (): Map<number, Arc> => {
    const cost = new Float64Array(sink + 1).fill(Infinity);
    const by = new Map<number, Arc>();
    cost[source] = 0;
    for (let moved = true, round = 0; moved && round <= sink; round++) {
      moved = false;
      for (const arc of arcs) {
        const [tail, head, price] = arc.used ? [arc.head, arc.tail, -arc.cost] : [arc.tail, arc.head, arc.cost];
        const next = (cost[tail] ?? Infinity) + price;
        if (next >= (cost[head] ?? Infinity) - 1e-9) continue;
        cost[head] = next;
        by.set(head, arc);
        moved = true;
      }
    }
    return by;
  };
  return {
    augment() {
      const by = cheapest();
      const way: Arc[] = [];
      for (let at = sink; at !== source;) {
        const arc = by.get(at);
        if (arc === undefined) return false;
        way.push(arc);
        at = arc.used ? arc.head : arc.tail;
      }
      for (const arc of way) arc.used = !arc.used;
      return true;
    },
    walk() {
      const way: number[] = [];
      for (let at = source; at !== sink;) {
        const arc = arcs.find(({ tail, used }) => used && tail === at);
        if (arc === undefined) break;
        arc.used = false;
        if (arc.link >= 0) way.push(arc.link);
        at = arc.head;
      }
      return way;
    },
  };
}
