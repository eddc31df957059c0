/**
 * The browser's copy of the network: the snapshot plus every delta since.
 * Elements are numbered as in the snapshot. Whatever a delta does not touch keeps its reference, so that `before.x === after.x` means "nothing new".
 */
import type {
  CoverageTuple,
  Delta,
  FeedEvent,
  FibreTuple,
  NetworkTuple,
  Snapshot,
  SnapshotCommune,
  StationTuple,
} from '../../server/contract/wire.ts';

/** Events kept for the feed, newest first. */
export const EVENTS_KEPT = 200;

/** What is worked out once per snapshot from the lists that do not change within an epoch. */
interface Lookup {
  /** Code → index. */
  stations: ReadonlyMap<string, number>;
  communes: ReadonlyMap<string, number>;
  nodes: ReadonlyMap<string, number>;
  links: ReadonlyMap<string, number>;
  /** Commune → its stations. */
  stationsOfCommune: readonly (readonly number[])[];
  /** Node → stations whose uplink it is. */
  stationsOfNode: readonly (readonly number[])[];
  /** Node → links that end there. */
  linksOfNode: readonly (readonly number[])[];
}

export interface Picture extends Omit<Snapshot, 'at'> {
  /** Server time of the newest boundary, epoch ms. */
  at: number;
  /** Events that happened since the snapshot but were too many to be sent. */
  omitted: number;
  lookup: Lookup;
}

export function fromSnapshot(snapshot: Snapshot): Picture {
  return { ...snapshot, at: Date.parse(snapshot.at), omitted: 0, lookup: buildLookup(snapshot) };
}

/**
 * The picture after a delta. The delta must belong to the picture's epoch and not begin after its sequence number (see feed/sequence.ts).
 * One already contained (`to` ≤ `seq`) changes nothing and returns the same object.
 */
export function applyDelta(picture: Picture, delta: Delta): Picture {
  if (isRepeat(picture, delta)) return picture;
  return {
    ...picture,
    seq: delta.to,
    at: Math.max(picture.at, Date.parse(delta.at)),
    stationStates: replaceTuples<StationTuple>(picture.stationStates, delta.stations),
    linkStates: replaceTuples<NetworkTuple>(picture.linkStates, delta.links),
    nodeStates: replaceTuples<NetworkTuple>(picture.nodeStates, delta.nodes),
    fibre: replaceTuples<FibreTuple>(picture.fibre, delta.fibre),
    communes: moveCoverage(picture.communes, delta.communes),
    events: mergeEvents(picture.events, delta.events),
    omitted: picture.omitted + delta.omitted,
    eventsPerMinute: delta.eventsPerMinute,
    outages: delta.outages ?? picture.outages,
    feeds: delta.feeds ?? picture.feeds,
    hourAgo: delta.hourAgo === undefined ? picture.hourAgo : delta.hourAgo,
  };
}

/** A tick (`from` = `to` = own number) is not a repeat: it moves no element, but can carry feeds and the figures of an hour ago. */
function isRepeat(picture: Picture, delta: Delta): boolean {
  return delta.to < picture.seq || (delta.to === picture.seq && delta.from < picture.seq);
}

/** Every tuple begins with its index in the list. */
function replaceTuples<T extends readonly [number, ...number[]]>(list: T[], changed: readonly T[]): T[] {
  if (changed.length === 0) return list;
  const next = [...list];
  for (const tuple of changed) if (tuple[0] < next.length) next[tuple[0]] = tuple;
  return next;
}

function moveCoverage(communes: SnapshotCommune[], changed: readonly CoverageTuple[]): SnapshotCommune[] {
  if (changed.length === 0) return communes;
  const next = [...communes];
  for (const [index, layer, people, m2] of changed) {
    const before = next[index];
    if (before === undefined) continue;
    const live = before === communes[index] ? [...before.live] : before.live;
    live[2 * layer] = people;
    live[2 * layer + 1] = m2;
    next[index] = { ...before, live };
  }
  return next;
}

/** Both lists are newest first by `id`, which is unique for ever. */
function mergeEvents(kept: FeedEvent[], fresh: readonly FeedEvent[]): FeedEvent[] {
  const newest = kept[0]?.id ?? -Infinity;
  const added = fresh.filter((event) => event.id > newest);
  return added.length === 0 ? kept : [...added, ...kept].slice(0, EVENTS_KEPT);
}

function buildLookup(snapshot: Snapshot): Lookup {
  return {
    stations: indexByCode(snapshot.stations),
    communes: indexByCode(snapshot.communes),
    nodes: indexByCode(snapshot.nodes),
    links: indexByCode(snapshot.links),
    stationsOfCommune: group(snapshot.communes.length, snapshot.stations, (station) => [station.commune]),
    stationsOfNode: group(snapshot.nodes.length, snapshot.stations, (station) => [station.node]),
    linksOfNode: group(snapshot.nodes.length, snapshot.links, (link) => [link.a, link.b]),
  };
}

function indexByCode(elements: readonly { code: string }[]): Map<string, number> {
  return new Map(elements.map((element, index) => [element.code, index]));
}

function group<T>(size: number, elements: readonly T[], ownersOf: (element: T) => number[]): number[][] {
  const groups = Array.from({ length: size }, (): number[] => []);
  elements.forEach((element, index) => {
    for (const owner of ownersOf(element)) groups[owner]?.push(index);
  });
  return groups;
}
