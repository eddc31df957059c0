/**
 * What everybody is shown, made into what one scope sees of it: elements left out and numbered anew, layers and people of others
 * taken away. Everything is told once, of the whole network; nothing is worked out twice.
 */
import { createHash } from 'node:crypto';
import { isWhole, scopeKey, type Scope } from '../contract/scope.ts';
import { LAYER_COUNT } from '../contract/terms.ts';
import type { Delta, Feed, FibreTuple, Outage, Snapshot, SnapshotCommune } from '../contract/wire.ts';
import type { Sight } from './sight.ts';
import { told, weight, type FoundOutage } from './outages.ts';

/** A snapshot and a delta as they are made, of the whole network; their events are those of the scope already. */
export type Picture = Omit<Snapshot, 'outages'> & { outages: readonly FoundOutage[] };
export type Frame = Omit<Delta, 'outages'> & { outages?: readonly FoundOutage[] };

const UNSEEN = -1;
/** What stands for a figure that is not told. */
const NO_FIGURE = -1;
const MILLI = 1_000;

export class Narrow {
  readonly sight: Sight;
  private readonly stations: Int32Array;
  private readonly communes: Int32Array;
  private readonly nodes: Int32Array;
  private readonly links: Int32Array;
  /** The node each commune hangs on, −1 none: its fibre is told of where that is seen. */
  private readonly nodeOfCommune: readonly number[];

  /**
   * @param stations inventory index of each station on the wire
   * @param nodeOfCommune by commune, −1 none
   */
  constructor(sight: Sight, stations: readonly number[], nodeOfCommune: ArrayLike<number>) {
    const { inventory } = sight;
    this.sight = sight;
    this.stations = numbered(stations.map((station) => sight.station(station)));
    this.communes = numbered(inventory.communes.map((_, commune) => sight.commune(commune)));
    this.nodes = numbered(inventory.nodes.map((_, node) => sight.node(node)));
    this.links = numbered(inventory.links.map((_, link) => sight.link(link)));
    this.nodeOfCommune = Array.from(nodeOfCommune);
  }

  snapshot(whole: Picture): Snapshot {
    if (this.sight.isWhole) return { ...whole, outages: whole.outages.map(told) };
    const at = (numbers: Int32Array, index: number) => (index === -1 ? -1 : (numbers[index] ?? UNSEEN));
    return {
      ...whole,
      epoch: this.epoch(whole.epoch),
      communes: seen(whole.communes, this.communes).map((commune) => this.commune(commune)),
      stations: seen(whole.stations, this.stations).map((station) => ({
        ...station,
        commune: at(this.communes, station.commune),
        node: at(this.nodes, station.node),
      })),
      nodes: seen(whole.nodes, this.nodes).map((node) => ({ ...node, commune: at(this.communes, node.commune) })),
      links: seen(whole.links, this.links).map((link) => ({
        ...link,
        a: at(this.nodes, link.a),
        b: at(this.nodes, link.b),
      })),
      ...this.states({
        stations: whole.stationStates,
        links: whole.linkStates,
        nodes: whole.nodeStates,
        fibre: whole.fibre,
      }),
      outages: this.outages(whole.outages),
      feeds: this.feeds(whole.feeds),
    };
  }

  delta({ outages, ...whole }: Frame): Delta {
    if (this.sight.isWhole) return { ...whole, ...(outages === undefined ? {} : { outages: outages.map(told) }) };
    const { stationStates, linkStates, nodeStates, fibre } = this.states(whole);
    return {
      ...whole,
      epoch: this.epoch(whole.epoch),
      ...{ stations: stationStates, links: linkStates, nodes: nodeStates, fibre },
      communes: renumbered(whole.communes, this.communes).filter(([, layer]) => this.sight.layer(layer)),
      ...(outages === undefined ? {} : { outages: this.outages(outages) }),
      ...(whole.feeds === undefined ? {} : { feeds: this.feeds(whole.feeds) }),
    };
  }

  /** Another scope is another epoch: its numbers are other numbers. */
  epoch(epoch: string): string {
    return `${epoch}${scopeTag(this.sight.scope)}`;
  }

  private states({ stations, links, nodes, fibre }: Pick<Delta, 'stations' | 'links' | 'nodes' | 'fibre'>) {
    return {
      stationStates: renumbered(stations, this.stations),
      linkStates: renumbered(links, this.links),
      nodeStates: renumbered(nodes, this.nodes),
      fibre: renumbered(
        fibre.map((tuple): FibreTuple => (this.seesFibre(tuple[0]) ? tuple : [tuple[0], UNSEEN, 0])),
        this.communes,
      ),
    };
  }

  private seesFibre(commune: number): boolean {
    return this.sight.node(this.nodeOfCommune[commune] ?? -1);
  }

  private commune(commune: SnapshotCommune): SnapshotCommune {
    const node = this.nodes[commune.node] ?? UNSEEN;
    const figures = (pairs: readonly number[]) =>
      pairs.map((value, place) => (this.sight.layer(Math.floor(place / 2)) ? value : NO_FIGURE));
    return {
      ...commune,
      ...{ node, pathsAsBuilt: node === UNSEEN ? UNSEEN : commune.pathsAsBuilt },
      ...{ live: figures(commune.live), asBuilt: figures(commune.asBuilt) },
    };
  }

  /** A key that speaks for one operator is his feed's; what all communes together sent is nothing to who sees a few. */
  private feeds(feeds: readonly Feed[]): Feed[] {
    const { operators, communes } = this.sight.scope;
    if (communes !== null) return [];
    return feeds.filter(({ operator }) => operators === null || (operator !== null && operators.includes(operator)));
  }

  /** Those of which an element is seen: a root, or what hangs on it. */
  private outages(found: readonly FoundOutage[]): Outage[] {
    const index = (numbers: Int32Array) => (one: number) => {
      const wire = numbers[one] ?? UNSEEN;
      return wire === UNSEEN ? [] : [wire];
    };
    return found
      .map((outage) => ({
        ...told(outage),
        links: outage.links.flatMap(index(this.links)),
        nodes: outage.nodes.flatMap(index(this.nodes)),
        stations: outage.stations.flatMap(index(this.stations)),
        communes: outage.communes.flatMap(index(this.communes)),
        lost: this.lost(outage),
      }))
      .filter(({ links, nodes, stations }) => links.length + nodes.length + stations.length > 0)
      .sort((a, b) => weight(b) - weight(a));
  }

  /** People of the communes that are seen, in the layers that are. */
  private lost({ lost, gained }: FoundOutage): number[] {
    if (this.sight.scope.communes === null) return lost.map((people, layer) => (this.sight.layer(layer) ? people : 0));
    const milli = new Array<number>(LAYER_COUNT).fill(0);
    for (let at = 0; at < gained.length; at += 3) {
      const layer = gained[at + 1] ?? 0;
      if (this.communes[gained[at] ?? -1] === UNSEEN || !this.sight.layer(layer)) continue;
      milli[layer] = (milli[layer] ?? 0) + (gained[at + 2] ?? 0);
    }
    return milli.map((people) => Math.round(people / MILLI));
  }
}

/** What tells an epoch or a version of one scope from that of another; of the whole nothing. */
export function scopeTag(scope: Scope): string {
  return isWhole(scope) ? '' : `~${createHash('sha256').update(scopeKey(scope)).digest('hex').slice(0, 8)}`;
}

/** The new number of each, −1 for what is left out. */
function numbered(isSeen: readonly boolean[]): Int32Array {
  let next = 0;
  return Int32Array.from(isSeen, (yes) => (yes ? next++ : UNSEEN));
}

function seen<T>(items: readonly T[], numbers: Int32Array): T[] {
  return items.filter((_, index) => numbers[index] !== UNSEEN);
}

/** Tuples that begin with an index. */
function renumbered<Rest extends number[]>(
  tuples: readonly [number, ...Rest][],
  numbers: Int32Array,
): [number, ...Rest][] {
  return tuples.flatMap(([index, ...rest]): [number, ...Rest][] => {
    const wire = numbers[index] ?? UNSEEN;
    return wire === UNSEEN ? [] : [[wire, ...rest]];
  });
}
