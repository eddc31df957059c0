/**
 * What the server sends to a viewer: the snapshot over HTTP, then deltas over the socket.
 * Elements are numbered by their place in the snapshot's lists; those numbers hold for one epoch.
 * Values are absolute, so a delta seen twice does no harm.
 */
import type {
  Cause,
  CommuneType,
  ElementState,
  LinkKind,
  NetworkOwner,
  NodeKind,
  OperatorCode,
  Source,
  Technology,
} from './terms.ts';

/**
 * `[station, state, since, s2G, s3G, s4G, s5G, connected, cause]`
 * - `station` index in `snapshot.stations`; `state` and the four technology states: index in STATION_STATES, −1 where the station has none in service
 * - `since` epoch ms at which the displayed state began; 0 when it has never been heard of
 * - `connected` 1 when it has a path to a core node
 * - `cause` index in CAUSES of what holds it down or degraded, −1 when none was told
 */
export type StationTuple = [number, number, number, number, number, number, number, number, number];

/** `[link or node, state, since, cause, planned?]`: `state` index in NETWORK_STATES, `since` epoch ms (0: never heard of; of what is dark when its path to a core was lost), `cause` as above, `planned` epoch ms at which the maintenance that runs began; left out: none runs. */
export type NetworkTuple = [number, number, number, number, ...number[]];

/** `[commune, layer, people, m2]` covered now. */
export type CoverageTuple = [number, number, number, number];

/** `[commune, paths, degraded]`: node-disjoint paths from its node to a core now (a core itself counts 2; −1 no node); `degraded` 1 when the last path is degraded. */
export type FibreTuple = [number, number, number];

/** One line of the event feed: a target's stored change. */
export interface FeedEvent {
  /** Receipt order, unique for ever. */
  id: number;
  /** When it happened, ISO UTC. */
  at: string;
  receivedAt: string;
  kind: 'station' | 'technology' | 'cell' | 'link' | 'node';
  /** Code of the station (also of a technology), cell, link or node. */
  code: string;
  /** Station of a cell or technology. */
  station?: string;
  technology?: Technology;
  from: ElementState;
  to: ElementState;
  /** How long the previous state had held, ms; null when it was the first word of this target. */
  lasted: number | null;
  cause?: Cause;
  text?: string;
  /** The sender's own id. */
  senderId?: string;
  /** Set by hand, or imported from a file; left out of what a feed told. */
  source?: Source;
  /** Told after something newer was already known: it entered history, not the present. */
  late?: true;
}

/**
 * Something abnormal and everything that hangs on it, ordered by people lost.
 * `cut`: links or nodes that isolate stations. `station`: a station down or degraded by itself. `link`/`node`: abnormal, but isolates nothing.
 */
export interface Outage {
  kind: 'cut' | 'station' | 'link' | 'node';
  /** Root elements, newest first: link and node indices (`cut`, `link`, `node`) or one station index. */
  links: number[];
  nodes: number[];
  /** Stations lost or hurt by it. */
  stations: number[];
  /** Communes whose coverage it lowers: in each, some layer would have more people if this alone were repaired. Ascending. */
  communes: number[];
  /** Epoch ms at which the newest root began. */
  since: number;
  /** Per layer (24) the people who would have a signal again if this alone were repaired. */
  lost: number[];
}

/** A text in both languages of the product: the viewer chooses. */
interface Words {
  vi: string;
  en: string;
}

/** What one API key has been telling us. */
export interface Feed {
  name: string;
  operator: OperatorCode | null;
  freshness: 'station' | 'feed';
  simulated: boolean;
  /** Epoch ms of the last accepted request, null when never. */
  lastHeardAt: number | null;
  /** How far the sender's clock seems ahead of ours, ms (median of newest `at` − receipt over recent requests); null unknown. */
  clockSkewMs: number | null;
  received: number;
  refused: number;
  /** The last refusal, for the person who has to ring the operator. */
  lastRefusal: { at: number; code: string; message: Words } | null;
}

/** Province figures for the KPI strip. */
export interface Figures {
  /** Epoch ms these were true. */
  at: number;
  down: number;
  degraded: number;
  stale: number;
  maintenance: number;
  up: number;
  linksDown: number;
  linksDark: number;
  atRisk: number;
  hit: number;
  /** Per layer (24) people covered. */
  people: number[];
}

export interface SnapshotCommune {
  code: string;
  name: string;
  type: CommuneType;
  population: number;
  /** Official area, km²; shown to people. */
  areaKm2: number;
  /** Area of the polygon, m²; the denominator of area shares. */
  m2: number;
  lat: number;
  lon: number;
  /** Names before 1 July 2025. */
  former: string[];
  /** Node that serves it, −1 none. */
  node: number;
  /** Node-disjoint paths with everything working; −1 no node. */
  pathsAsBuilt: number;
  /** Per layer `people, m2` in pairs (48 numbers); −1, −1 where the operator has no cell of that technology there. */
  live: number[];
  asBuilt: number[];
}

export interface SnapshotStation {
  code: string;
  name: string;
  operator: OperatorCode;
  lat: number;
  lon: number;
  /** Index in `communes`, −1 outside the territory. */
  commune: number;
  /** Index in `nodes`, −1 when not known (taken as connected). */
  node: number;
  mastHeightM: number;
}

export interface SnapshotNode {
  code: string;
  name: string;
  kind: NodeKind;
  owner: NetworkOwner;
  lat: number;
  lon: number;
  commune: number;
}

export interface SnapshotLink {
  code: string;
  name: string;
  kind: LinkKind;
  owner: NetworkOwner;
  a: number;
  b: number;
  lengthKm: number;
  /** `[lon, lat]` from node a to node b. */
  route: [number, number][];
}

export interface Snapshot {
  epoch: string;
  seq: number;
  /** Server time at the boundary, ISO UTC. */
  at: string;
  /** Of a past moment at which this server did not run: the last before it at which it did, ISO UTC. Beyond it only what was told later is known. */
  knownUntil?: string;
  province: string;
  /** True while any station is the sample's. */
  sample: boolean;
  /** True while the simulated operators run. */
  simulated: boolean;
  borders: 'approximate' | 'imported';
  people: 'imported' | 'simulated' | 'even';
  staleAfterMs: number;
  /** dBm per technology. */
  thresholds: Record<Technology, number>;
  /** Base-map tiles, when configured. */
  tiles: { url: string; attribution: string } | null;
  communes: SnapshotCommune[];
  stations: SnapshotStation[];
  nodes: SnapshotNode[];
  links: SnapshotLink[];
  stationStates: StationTuple[];
  linkStates: NetworkTuple[];
  nodeStates: NetworkTuple[];
  fibre: FibreTuple[];
  /** Newest first, at most 50. */
  events: FeedEvent[];
  eventsPerMinute: number;
  outages: Outage[];
  feeds: Feed[];
  /** The figures of one hour ago (nearest minute kept), null when we were not running then. */
  hourAgo: Figures | null;
}

export interface Delta {
  epoch: string;
  from: number;
  to: number;
  at: string;
  stations: StationTuple[];
  links: NetworkTuple[];
  nodes: NetworkTuple[];
  communes: CoverageTuple[];
  fibre: FibreTuple[];
  /** The last 50 of what came with this delta, newest first. */
  events: FeedEvent[];
  /** Events of this delta beyond those 50. */
  omitted: number;
  eventsPerMinute: number;
  /** Present only when they changed since the delta before. */
  outages?: Outage[];
  feeds?: Feed[];
  hourAgo?: Figures | null;
}

/** The typed map of socket events: the server speaks, a viewer only listens. `delta` carries JSON of a Delta, encoded once for all. */
export interface ServerToViewer {
  delta: (encoded: string) => void;
}
