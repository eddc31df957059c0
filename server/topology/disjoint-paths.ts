/**
 * How many node-disjoint paths lead from a node to a core: 0, 1, or 2 for two and more. Paths share no link and no node
 * but their ends, so a ring counts two even where both its arms end at one core.
 *
 * Two unit flows (Ford–Fulkerson 1956) in the graph with every node split in two, so that a node carries one path:
 *
 *      in(v) ──1──▶ out(v)          out(a) ──1──▶ in(b)   for each link, both ways
 */
import type { Carrying, Graph } from './graph.ts';

export function disjointPaths(graph: Graph, carrying: Carrying, from: number): 0 | 1 | 2 {
  if (!carrying.nodes[from]) return 0;
  if (graph.isCore[from]) return 2;
  const flow = new Flow(graph, carrying, from);
  if (!flow.augment()) return 0;
  return flow.augment() ? 2 : 1;
}

/** in(v) = 2v, out(v) = 2v + 1 */
class Flow {
  private readonly graph: Graph;
  private readonly carrying: Carrying;
  private readonly from: number;
  /** Arcs that carry a unit, as `tail * size + head` and the link (−1 inside a node). */
  private readonly used = new Set<string>();

  constructor(graph: Graph, carrying: Carrying, from: number) {
    this.graph = graph;
    this.carrying = carrying;
    this.from = from;
  }

  augment(): boolean {
    const start = 2 * this.from + 1;
    const cameBy = new Map<number, { tail: number; key: string; undo: boolean }>();
    const queue = [start];
    const seen = new Set(queue);
    for (const at of queue) {
      if (at % 2 === 0 && this.graph.isCore[at / 2]) {
        this.turn(cameBy, start, at);
        return true;
      }
      for (const step of this.steps(at)) {
        if (seen.has(step.head)) continue;
        seen.add(step.head);
        cameBy.set(step.head, { tail: at, key: step.key, undo: step.undo });
        queue.push(step.head);
      }
    }
    return false;
  }

  /** Residual arcs: unused ones forward, used ones backward. */
  private steps(at: number): { head: number; key: string; undo: boolean }[] {
    const node = at >> 1;
    const steps: { head: number; key: string; undo: boolean }[] = [];
    const inside = `n${String(node)}`;
    const isIn = at % 2 === 0;
    if (node !== this.from && this.used.has(inside) !== isIn) steps.push({ head: at ^ 1, key: inside, undo: !isIn });
    for (const { link, node: other } of this.graph.neighbours[node] ?? []) {
      if (!this.carrying.links[link] || !this.carrying.nodes[other]) continue;
      const key = isIn ? arc(link, other, node) : arc(link, node, other);
      if (this.used.has(key) === isIn) steps.push({ head: 2 * other + (isIn ? 1 : 0), key, undo: isIn });
    }
    return steps;
  }

  private turn(cameBy: ReadonlyMap<number, { tail: number; key: string; undo: boolean }>, start: number, end: number) {
    for (let at = end; at !== start;) {
      const step = cameBy.get(at);
      if (!step) return;
      if (step.undo) this.used.delete(step.key);
      else this.used.add(step.key);
      at = step.tail;
    }
  }
}

function arc(link: number, tail: number, head: number): string {
  return `${String(link)}:${String(tail)}>${String(head)}`;
}
