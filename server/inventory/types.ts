/** The network as it is built. Everything downstream speaks of elements by their index here. */
import type { MultiPolygon, Polygon } from 'geojson';
import type {
  CommuneType,
  Environment,
  LinkKind,
  NetworkOwner,
  NodeKind,
  OperatorCode,
  Technology,
} from '../contract/terms.ts';

/** WGS 84 degrees. */
export interface Position {
  lat: number;
  lon: number;
}

export interface Commune extends Position {
  code: string;
  name: string;
  type: CommuneType;
  /** Official. */
  areaKm2: number;
  /** Official. */
  population: number;
  /** WGS 84. */
  geometry: Polygon | MultiPolygon;
  /** Names of the units merged into it on 1 July 2025. */
  former: string[];
}

type StationStatus = 'planned' | 'in-service' | 'retired';

export interface Station extends Position {
  code: string;
  name: string;
  operator: OperatorCode;
  mastHeightM: number;
  address: string;
  /** Index of the commune its position falls in, −1 outside; computed, never trusted from a file. */
  commune: number;
  /** Index of its uplink node, −1 none (taken as connected). */
  node: number;
  status: StationStatus;
  /** Who owns a shared mast, empty when its own. */
  mastOwner: string;
  /** Made by the sample generator. */
  sample: boolean;
}

export interface Cell {
  code: string;
  /** Index of its station. */
  station: number;
  technology: Technology;
  /** Carrier, MHz. */
  bandMhz: number;
  /** Degrees from north, clockwise. */
  azimuthDeg: number;
  /** Half-power beamwidth φ3dB, degrees; 360 = omni. */
  beamwidthDeg: number;
  /** Antenna height above ground, m. */
  heightM: number;
  /** EIRP of the measured channel (BCCH, CPICH, one CRS resource element, SSB), dBm. */
  eirpDbm: number;
  /** Overrides the environment that follows from the station's commune. */
  environment: Environment | null;
  /** First day (YYYY-MM-DD, Asia/Ho_Chi_Minh) on which it no longer serves; null = in service. */
  retiredOn: string | null;
}

export interface NetworkNode extends Position {
  code: string;
  name: string;
  kind: NodeKind;
  owner: NetworkOwner;
  commune: number;
  sample: boolean;
}

export interface Link {
  code: string;
  name: string;
  kind: LinkKind;
  owner: NetworkOwner;
  /** Indices of its two nodes. */
  a: number;
  b: number;
  /** `[lon, lat]`, from a to b. */
  route: [number, number][];
  /** Geodesic length of the route, km. */
  lengthKm: number;
  sample: boolean;
}

/** People at a place; a square of `sizeM` metres centred there, or a point when `sizeM` is 0. */
export interface PopulationSpot extends Position {
  people: number;
  sizeM: number;
}

/** Retired elements are not in these lists; planned ones are, and are never on air. */
export interface Inventory {
  communes: Commune[];
  stations: Station[];
  cells: Cell[];
  nodes: NetworkNode[];
  links: Link[];
  population: PopulationSpot[];
  /** Indices of the cells of each station. */
  cellsOfStation: number[][];
  /** Code → index. */
  communeByCode: Map<string, number>;
  stationByCode: Map<string, number>;
  cellByCode: Map<string, number>;
  nodeByCode: Map<string, number>;
  linkByCode: Map<string, number>;
  /** In-service cell of an in-service station on the inventory's day: counts in *as built*. */
  inService: Uint8Array;
  borders: 'approximate' | 'imported';
  people: 'imported' | 'simulated' | 'even';
}

/*
 * Records: the network as the store keeps it and imports edit it. Elements name each other by code; what follows
 * from positions or from other records (communes, indices, lengths) is computed by build.ts and never kept.
 */

export interface StationRecord extends Position {
  code: string;
  name: string;
  operator: OperatorCode;
  /** 0 when not known. */
  mastHeightM: number;
  address: string;
  /** Code of a node, null when not known. */
  uplinkNode: string | null;
  status: StationStatus;
  mastOwner: string;
  sample: boolean;
}

export interface CellRecord extends Omit<Cell, 'station'> {
  /** Code of its station. */
  station: string;
  sample: boolean;
}

export type NodeRecord = Omit<NetworkNode, 'commune'>;

export interface LinkRecord extends Omit<Link, 'a' | 'b' | 'lengthKm'> {
  /** Codes of its two nodes. */
  nodeA: string;
  nodeB: string;
  /** `[lon, lat]`, drawn either way round; empty is a straight line. */
  route: [number, number][];
}

/** Every list has each code once, and every code that is named exists. */
export interface InventoryRecords {
  communes: Commune[];
  /** Retired ones too, as long as nobody replaced the list. */
  stations: StationRecord[];
  cells: CellRecord[];
  nodes: NodeRecord[];
  links: LinkRecord[];
  population: PopulationSpot[];
  borders: Inventory['borders'];
  people: Inventory['people'];
}
