/** The fibre network as a graph, and the questions asked of it. Nodes and links are numbered as in the inventory. */
import type { Inventory } from '../inventory/types.ts';

export interface Graph {
  /** Per node: its links and the node at the other end of each. */
  neighbours: { link: number; node: number }[][];
  links: { a: number; b: number; lengthKm: number }[];
  cores: number[];
  isCore: boolean[];
}

/** What carries traffic: 1 for a node or link that is not down. */
export interface Carrying {
  nodes: Uint8Array;
  links: Uint8Array;
}

export function buildGraph(inventory: Pick<Inventory, 'nodes' | 'links'>): Graph {
  const neighbours: Graph['neighbours'] = inventory.nodes.map(() => []);
  inventory.links.forEach(({ a, b }, link) => {
    neighbours[a]?.push({ link, node: b });
    neighbours[b]?.push({ link, node: a });
  });
  const isCore = inventory.nodes.map((node) => node.kind === 'core');
  return {
    neighbours,
    links: inventory.links.map(({ a, b, lengthKm }) => ({ a, b, lengthKm })),
    cores: isCore.flatMap((core, node) => (core ? [node] : [])),
    isCore,
  };
}

export function everythingCarries(graph: Graph): Carrying {
  return { nodes: new Uint8Array(graph.neighbours.length).fill(1), links: new Uint8Array(graph.links.length).fill(1) };
}

/** @returns per node 1 when it carries and has a path of carrying links and nodes to a core that carries */
export function reachable(graph: Graph, carrying: Carrying): Uint8Array {
  const reached = new Uint8Array(graph.neighbours.length);
  const queue = graph.cores.filter((core) => carrying.nodes[core] === 1);
  for (const core of queue) reached[core] = 1;
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const { link, node } of graph.neighbours[at] ?? []) {
      if (reached[node] || !carrying.links[link] || !carrying.nodes[node]) continue;
      reached[node] = 1;
      queue.push(node);
    }
  }
  return reached;
}

/** Nodes that lose their path to a core when one element alone fails, as built. */
export function cutOffBy(graph: Graph, element: { link: number } | { node: number }): number[] {
  const carrying = everythingCarries(graph);
  const before = reachable(graph, carrying);
  if ('link' in element) carrying.links[element.link] = 0;
  else carrying.nodes[element.node] = 0;
  const after = reachable(graph, carrying);
  return [...after.keys()].filter((node) => before[node] === 1 && after[node] === 0);
}

export interface Path {
  nodes: number[];
  /** `links[i]` joins `nodes[i]` and `nodes[i + 1]`. */
  links: number[];
}

/** The shortest carrying path (by length) from a node to a core, null when there is none. Dijkstra 1959. */
export function shortestPath(graph: Graph, carrying: Carrying, from: number): Path | null {
  const distance = graph.neighbours.map(() => Infinity);
  const via: ({ link: number; node: number } | null)[] = graph.neighbours.map(() => null);
  const open = new Set<number>();
  if (carrying.nodes[from] === 1) {
    distance[from] = 0;
    open.add(from);
  }
  while (open.size > 0) {
    const at = [...open].reduce((best, node) => ((distance[node] ?? 0) < (distance[best] ?? 0) ? node : best));
    open.delete(at);
    if (graph.isCore[at]) return walkBack(via, at);
    for (const { link, node } of graph.neighbours[at] ?? []) {
      const length = (distance[at] ?? 0) + (graph.links[link]?.lengthKm ?? 0);
      if (!carrying.links[link] || !carrying.nodes[node] || length >= (distance[node] ?? Infinity)) continue;
      distance[node] = length;
      via[node] = { link, node: at };
      open.add(node);
    }
  }
  return null;
}

function walkBack(via: readonly ({ link: number; node: number } | null)[], end: number): Path {
  const path: Path = { nodes: [end], links: [] };
  for (let step = via[end]; step; step = via[step.node]) {
    path.nodes.unshift(step.node);
    path.links.unshift(step.link);
  }
  return path;
}
