/**
 * Which nodes have a path to the core now, how many ways each commune has left, and which cut isolates whom.
 * The network of a province is small (a hundred nodes), so everything is worked out anew at each change.
 */
import type { Inventory } from '../inventory/types.ts';
import { DEGRADED, DOWN, type ElementStates } from '../state/element-states.ts';
import type { Targets } from '../state/targets.ts';
import { disjointPaths } from './disjoint-paths.ts';
import { buildGraph, everythingCarries, reachable, type Carrying, type Graph } from './graph.ts';

/** A part of the network cut off from every core, and the elements that are down between it and the rest. */
export interface Isolation {
  links: number[];
  nodes: number[];
  /** Nodes cut off (a node that is itself down included). */
  cutOff: number[];
  /** Epoch ms at which the newest of the cuts began. */
  since: number;
}

export interface FibreOfCommune {
  /** Node-disjoint paths to a core; −1 the commune has no node. */
  paths: number;
  /** One path left, and a degraded element on it. */
  degraded: boolean;
}

export class Topology {
  readonly graph: Graph;
  /** The commune's own node, −1 none. */
  readonly nodeOfCommune: Int32Array;
  readonly pathsAsBuilt: Int16Array;
  /** Per node, 1 with a path to a core. */
  reached: Uint8Array;
  isolations: Isolation[] = [];
  carrying: Carrying;
  private readonly targets: Targets;
  /** Per node, 1 with a path to a core over elements that are not even degraded. */
  private soundly: Uint8Array;
  /** Of the present state, once somebody asked: playing the past asks for none. */
  private fibreKept: FibreOfCommune[] | null = null;

  constructor(inventory: Inventory, targets: Targets) {
    this.targets = targets;
    this.graph = buildGraph(inventory);
    this.carrying = everythingCarries(this.graph);
    this.reached = reachable(this.graph, this.carrying);
    this.soundly = this.reached;
    this.nodeOfCommune = nodesOfCommunes(inventory);
    this.pathsAsBuilt = Int16Array.from(this.nodeOfCommune, (node) =>
      node === -1 ? -1 : disjointPaths(this.graph, this.carrying, node),
    );
  }

  /** How each commune hangs on the network now. */
  get fibre(): readonly FibreOfCommune[] {
    this.fibreKept ??= Array.from(this.nodeOfCommune, (node) => {
      if (node === -1) return { paths: -1, degraded: false };
      const paths = disjointPaths(this.graph, this.carrying, node);
      return { paths, degraded: paths === 1 && this.soundly[node] === 0 };
    });
    return this.fibreKept;
  }

  /** Works everything out from what the nodes and links said last. */
  update(states: ElementStates): void {
    const stateOfNode = (node: number) => states.state[this.targets.ofNode(node)];
    const stateOfLink = (link: number) => states.state[this.targets.ofLink(link)];
    this.carrying = {
      nodes: this.carrying.nodes.map((_, node) => (stateOfNode(node) === DOWN ? 0 : 1)),
      links: this.carrying.links.map((_, link) => (stateOfLink(link) === DOWN ? 0 : 1)),
    };
    const sound: Carrying = {
      nodes: this.carrying.nodes.map((carries, node) => (stateOfNode(node) === DEGRADED ? 0 : carries)),
      links: this.carrying.links.map((carries, link) => (stateOfLink(link) === DEGRADED ? 0 : carries)),
    };
    this.reached = reachable(this.graph, this.carrying);
    this.soundly = reachable(this.graph, sound);
    this.fibreKept = null;
    this.isolations = this.findIsolations(states);
  }

  /** @returns true when a station with this uplink node (−1: not known, taken as connected) has a path to a core */
  connects(node: number): boolean {
    return node === -1 || this.reached[node] === 1;
  }

  /** A commune is at risk when one path is left of several, or its last path is degraded. */
  isAtRisk(commune: number): boolean {
    const fibre = this.fibre[commune];
    return fibre?.paths === 1 && ((this.pathsAsBuilt[commune] ?? 0) > 1 || fibre.degraded);
  }

  /** True for a link that is not down but has no end with a path to a core. */
  isDarkLink(link: number): boolean {
    const ends = this.graph.links[link];
    return ends !== undefined && this.carrying.links[link] === 1 && !this.reached[ends.a] && !this.reached[ends.b];
  }

  /** The isolation a node is part of, when it is cut off. */
  isolationOf(node: number): Isolation | undefined {
    return this.isolations.find((isolation) => isolation.cutOff.includes(node));
  }

  /** True for a node that is not down itself but has no path to a core. */
  isDarkNode(node: number): boolean {
    return this.carrying.nodes[node] === 1 && this.reached[node] === 0;
  }

  /** Epoch ms at which a node lost its path to a core; 0: it has one, or never had. */
  pathLostSince(node: number): number {
    return this.isolationOf(node)?.since ?? 0;
  }

  /** The same of a link: when the later of its two ends lost its path. */
  linkPathLostSince(link: number): number {
    const ends = this.graph.links[link];
    return ends === undefined ? 0 : Math.max(this.pathLostSince(ends.a), this.pathLostSince(ends.b));
  }

  private findIsolations(states: ElementStates): Isolation[] {
    const byCuts = new Map<string, Isolation>();
    const seen = new Uint8Array(this.reached.length);
    this.reached.forEach((reached, node) => {
      if (reached || seen[node]) return;
      const part = this.partAround(node, seen);
      const cuts = this.cutsAround(part);
      if (cuts.links.length + cuts.nodes.length === 0) return; // never had a way to a core
      const key = `${cuts.links.join()};${cuts.nodes.join()}`;
      const known = byCuts.get(key);
      if (known) known.cutOff.push(...part);
      else byCuts.set(key, { ...cuts, cutOff: part, since: this.newestOf(cuts, states) });
    });
    return [...byCuts.values()];
  }

  /** The nodes joined to this one by what still carries; a node that is down stands alone. */
  private partAround(start: number, seen: Uint8Array): number[] {
    const part = [start];
    seen[start] = 1;
    if (!this.carrying.nodes[start]) return part;
    for (const at of part) {
      for (const { link, node } of this.graph.neighbours[at] ?? []) {
        if (seen[node] || !this.carrying.links[link] || !this.carrying.nodes[node]) continue;
        seen[node] = 1;
        part.push(node);
      }
    }
    return part;
  }

  /** What is down on the border of a part: towards the living network where it touches it, else towards the next part. */
  private cutsAround(part: readonly number[]): { links: number[]; nodes: number[] } {
    const inside = new Set(part);
    const towards = (living: boolean) => {
      const links = new Set<number>();
      const nodes = new Set<number>();
      for (const at of part) {
        if (!this.carrying.nodes[at]) nodes.add(at);
        for (const { link, node } of this.graph.neighbours[at] ?? []) {
          if (inside.has(node)) continue;
          const isLiving = this.reached[node] === 1;
          if (!this.carrying.links[link] && isLiving === living) links.add(link);
          if (!this.carrying.nodes[node]) nodes.add(node);
        }
      }
      return { links: [...links].sort((a, b) => a - b), nodes: [...nodes].sort((a, b) => a - b) };
    };
    const living = towards(true);
    return living.links.length + living.nodes.length > 0 ? living : towards(false);
  }

  private newestOf(cuts: { links: number[]; nodes: number[] }, states: ElementStates): number {
    return Math.max(
      ...cuts.links.map((link) => states.since[this.targets.ofLink(link)] ?? 0),
      ...cuts.nodes.map((node) => states.since[this.targets.ofNode(node)] ?? 0),
    );
  }
}

/** The node of kind commune that stands in each commune, else the first of its other nodes. */
function nodesOfCommunes(inventory: Inventory): Int32Array {
  const nodes = new Int32Array(inventory.communes.length).fill(-1);
  inventory.nodes.forEach(({ commune, kind }, node) => {
    if (commune === -1) return;
    const present = inventory.nodes[nodes[commune] ?? -1];
    if (!present || (present.kind !== 'commune' && kind === 'commune')) nodes[commune] = node;
  });
  return nodes;
}
