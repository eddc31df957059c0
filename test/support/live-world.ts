/**
 * The heart of the server without its edges: a real store, a real world, the pipeline between them, and a clock set by
 * hand. The network is small and has one of everything:
 *
 *        LOI (core) ──T-1── V-1 ──T-2── X-0        T-4 closes the ring, T-5 is the spur
 *           └──────T-4───── V-2 ──T-3── X-0
 *                            └────T-5── X-1
 */
import type { OperatorCode, Technology } from '../../server/contract/terms.ts';
import { defaultThresholds } from '../../server/coverage/engine.ts';
import { buildInventory } from '../../server/inventory/build.ts';
import type {
  CellRecord,
  InventoryRecords,
  LinkRecord,
  NodeRecord,
  StationRecord,
} from '../../server/inventory/types.ts';
import { Maintenance } from '../../server/maintenance.ts';
import { Pipeline } from '../../server/pipeline.ts';
import type { Committed, Item } from '../../server/slice.ts';
import type { Store } from '../../server/store/store.ts';
import { World } from '../../server/world.ts';
import { restartableStore } from './data-folder.ts';
import { square } from './import-world.ts';
import { MINUTE, TODAY } from './store-rows.ts';

export const STALE_AFTER = 15 * MINUTE;
/** The hour at which a test begins. */
export const BEGIN = TODAY + 6 * 60 * MINUTE;

const commune = (code: string, lon: number): InventoryRecords['communes'][number] => ({
  ...{ code, name: `Xã ${code}`, type: 'xa', areaKm2: 10, population: 10_000, lat: 20.615, lon: lon + 0.015 },
  geometry: { type: 'Polygon', coordinates: [square(lon, 20.6, 0.03)] },
  former: [],
});

const node = (code: string, kind: NodeRecord['kind'], lon: number, owner: NodeRecord['owner'] = 'shared') => {
  return { code, name: code, kind, owner, lat: 20.615, lon, sample: false };
};

const link = (code: string, nodeA: string, nodeB: string, owner: LinkRecord['owner'] = 'shared'): LinkRecord => {
  return { code, name: code, kind: 'fibre', owner, nodeA, nodeB, route: [], sample: false };
};

const station = (
  code: string,
  operator: OperatorCode,
  lon: number,
  uplinkNode: string | null,
  status: StationRecord['status'] = 'in-service',
): StationRecord => ({
  ...{ code, name: code, operator, lat: 20.61, lon, mastHeightM: 30, address: '', uplinkNode, status },
  ...{ mastOwner: '', sample: false },
});

const cell = (of: string, name: string, technology: Technology, azimuthDeg: number): CellRecord => ({
  ...{ code: `${of}-${name}`, station: of, technology, bandMhz: 900, azimuthDeg, beamwidthDeg: 65, heightM: 30 },
  ...{ eirpDbm: 30, environment: null, retiredOn: null, sample: false },
});

const STATIONS = [
  station('S-1', 'VTL', 106.005, 'X-0'),
  station('S-2', 'VTL', 106.035, 'X-1'),
  station('S-3', 'VNP', 106.02, 'V-1'),
  station('S-4', 'MBF', 106.03, null),
  station('S-5', 'VTL', 106.04, 'X-1', 'planned'),
];

export const RECORDS: InventoryRecords = {
  communes: [commune('1', 106), commune('2', 106.03)],
  stations: STATIONS,
  cells: [
    ...STATIONS.flatMap(({ code }) => [
      cell(code, 'A', '4G', 0),
      cell(code, 'B', '4G', 180),
      cell(code, 'C', '2G', 90),
    ]),
    { ...cell('S-1', 'D', '3G', 0), retiredOn: '2026-01-01' },
  ],
  nodes: [
    node('LOI', 'core', 106.01),
    node('V-1', 'ring', 106.02, 'VNP'),
    node('V-2', 'ring', 106.03),
    node('X-0', 'commune', 106.012),
    node('X-1', 'commune', 106.042),
  ],
  links: [
    link('T-1', 'LOI', 'V-1'),
    link('T-2', 'V-1', 'X-0', 'VTL'),
    link('T-3', 'V-2', 'X-0'),
    link('T-4', 'LOI', 'V-2'),
    link('T-5', 'V-2', 'X-1'),
  ],
  population: [],
  borders: 'imported',
  people: 'even',
};

/** A world as a start of the server makes it: from the records and what the store remembers. */
export function rebuilt(store: Store, now: number, epoch = 'epoch', maintenance?: Maintenance): World {
  const world = new World({
    epoch,
    inventory: buildInventory(RECORDS, '2026-11-23'),
    thresholds: defaultThresholds,
    staleAfterMs: STALE_AFTER,
    targetIds: (names) => store.transaction(() => store.targetIds(names)),
    log: store.log,
    ...(maintenance === undefined ? {} : { windows: () => maintenance.open() }),
  });
  for (const { freshness, operator, lastHeardAt } of store.keys()) {
    if (freshness === 'feed' && lastHeardAt !== null) world.hearFeed(operator, lastHeardAt);
  }
  world.restore(store.loadCurrent(), now);
  return world;
}

export interface LiveWorld {
  store: Store;
  /** Of its database. */
  file: string;
  world: World;
  pipeline: Pipeline;
  maintenance: Maintenance;
  /** Everything that was told to be shown, in order. */
  committed: Committed[];
  /** Set it as the test wishes. */
  clock: { now: number };
}

/** Its store is gone when the test is over. */
export function liveWorld(onCommitted: (committed: Committed) => void = () => undefined): LiveWorld {
  const { store, file } = restartableStore();
  const clock = { now: BEGIN };
  const maintenance = new Maintenance({
    ...{ store, clock: () => clock.now },
    onChanged: () => {
      pipeline.sweep();
    },
  });
  const world = rebuilt(store, clock.now, 'epoch', maintenance);
  const committed: Committed[] = [];
  const pipeline = new Pipeline({
    store,
    world,
    clock: () => clock.now,
    onCommitted(slice) {
      committed.push(slice);
      onCommitted(slice);
    },
  });
  return { store, file, world, pipeline, maintenance, committed, clock };
}

export const word = (target: number, at: number, state: number, more: Partial<Item['word']> = {}): Item => ({
  target,
  word: { at, state, cause: -1, text: null, measurements: null, ...more },
  senderId: null,
});

/** Everything viewers could ever see of a world, as plain values. */
export function pictureOf({ states, air, topology, coverage, inventory }: World) {
  return {
    states: {
      state: [...states.state],
      since: [...states.since],
      confirmedAt: [...states.confirmedAt],
      cause: [...states.cause],
      text: states.text.slice(),
      measurements: states.measurements.slice(),
    },
    air: {
      onAir: [...air.onAir],
      state: [...air.state],
      since: [...air.since],
      cellSince: [...air.spells.since],
      cause: [...air.cause],
      connected: [...air.connected],
      technology: [...air.technology],
      fresh: [...air.fresh],
    },
    topology: { reached: [...topology.reached], fibre: topology.fibre, isolations: topology.isolations },
    coverage: inventory.communes.map((_, index) =>
      Array.from({ length: 24 }, (_layer, layer) => [coverage.people(index, layer), coverage.m2(index, layer)]),
    ),
  };
}
