/**
 * How many node-disjoint paths lead from a node to any core. Paths share no link and no node but their ends, so a ring
 * counts two even where both its arms end at one core. A core needs no path to itself; by convention it has as many as a
 * ring gives, CORE_PATHS: no single failure but its own takes it.
 *
 * Unit flows (Ford–Fulkerson 1956) in the graph with every node split in two, so that a node carries one path; as many as
 * can be added one after the other, which by Menger is how many elements must fail before the node is cut off:
 *
 *      in(v) ──1──▶ out(v)          out(a) ──1──▶ in(b)   for each link, both ways
 */
import type { Carrying, Graph } from './graph.ts';

const CORE_PATHS = 2;

export function disjointPaths(graph: Graph, carrying: Carrying, from: number): number {
  if (!carrying.nodes[from]) return 0;
  if (graph.isCore[from]) return CORE_PATHS;
  const flow = new Flow(graph, carrying, from);
  let paths = 0;
  while (flow.augment()) paths += 1;
  return paths;
}

/** in(v) = 2v, out(v) = 2v + 1 */
class Flow {
  private readonly graph: Graph;
  private readonly carrying: Carrying;
  private readonly from: number;
  /** 1 for a node a path goes through. */
  private readonly through: Uint8Array;
  /** 1 where a path goes, by `way`. */
  private readonly used: Uint8Array;
  /** Of the last search, per place (in or out): the place before, −1 not reached, and the link between, −1 inside a node. */
  private readonly before: Int32Array;
  private readonly link: Int32Array;

  constructor(graph: Graph, carrying: Carrying, from: number) {
    const nodes = graph.neighbours.length;
    this.graph = graph;
    this.carrying = carrying;
    this.from = from;
    this.through = new Uint8Array(nodes);
    this.used = new Uint8Array(graph.links.length * 2);
    this.before = new Int32Array(nodes * 2);
    this.link = new Int32Array(nodes * 2);
  }

  /** Adds one path, turning others aside where it must. @returns false when there is no room for another */
  augment(): boolean {
    const start = 2 * this.from + 1;
    this.before.fill(-1);
    this.before[start] = start;
    const queue = [start];
    for (const place of queue) {
      const node = place >> 1;
      const isIn = place % 2 === 0;
      if (isIn && this.graph.isCore[node]) {
        this.turn(start, place);
        return true;
      }
      // Inside the node: forward while nobody goes through, backward while somebody does.
      if (node !== this.from && (this.through[node] === 0) === isIn) this.reach(place ^ 1, place, -1, queue);
      for (const { link, node: other } of this.graph.neighbours[node] ?? []) {
        if (!this.carrying.links[link] || !this.carrying.nodes[other]) continue;
        // Out of the node where no path goes this way yet; back along one that comes in.
        const isUsed = this.used[isIn ? this.way(link, other) : this.way(link, node)] === 1;
        if (isUsed === isIn) this.reach(2 * other + (isIn ? 1 : 0), place, link, queue);
      }
    }
    return false;
  }

  private reach(place: number, before: number, link: number, queue: number[]): void {
    if (this.before[place] !== -1) return;
    this.before[place] = before;
    this.link[place] = link;
    queue.push(place);
  }

  /** Takes the path found: what it undoes is free again. */
  private turn(start: number, end: number): void {
    for (let place = end; place !== start;) {
      const before = this.before[place] ?? start;
      const link = this.link[place] ?? -1;
      if (link === -1) this.through[place >> 1] = place % 2;
      else if (before % 2 === 0) this.used[this.way(link, place >> 1)] = 0;
      else this.used[this.way(link, before >> 1)] = 1;
      place = before;
    }
  }

  /** Where in `used` a link stands as gone over from this end. */
  private way(link: number, tail: number): number {
    return link * 2 + (this.graph.links[link]?.a === tail ? 0 : 1);
  }
}
