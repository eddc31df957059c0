/** The inventory as versioned rows: a record that differs closes its row (`validTo`) and opens another (`validFrom`). */
import type Database from 'better-sqlite3';
import type {
  CellRecord,
  Commune,
  InventoryRecords,
  LinkRecord,
  NodeRecord,
  PopulationSpot,
  StationRecord,
} from '../inventory/types.ts';
import type { Births } from './store.ts';

type Value = string | number | null;

/** How the records R lie in their table: columns are named as the properties, `code` is first and tells rows apart. */
interface Table<R, Row> {
  name: string;
  columns: readonly (keyof R & string)[];
  values(record: R): Value[];
  record(row: Row): R;
}

type Flagged<R> = Omit<R, 'sample'> & { sample: number };
type CommuneRow = Omit<Commune, 'geometry' | 'former'> & { geometry: string; former: string };
type LinkRow = Omit<Flagged<LinkRecord>, 'route'> & { route: string };

const COMMUNES: Table<Commune, CommuneRow> = {
  name: 'commune',
  columns: ['code', 'name', 'type', 'lat', 'lon', 'areaKm2', 'population', 'geometry', 'former'],
  values: (c) => [
    ...[c.code, c.name, c.type, c.lat, c.lon, c.areaKm2, c.population],
    ...[JSON.stringify(c.geometry), JSON.stringify(c.former)],
  ],
  record: (row) => ({
    ...row,
    geometry: JSON.parse(row.geometry) as Commune['geometry'],
    former: JSON.parse(row.former) as string[],
  }),
};

const STATIONS: Table<StationRecord, Flagged<StationRecord>> = {
  name: 'station',
  columns: [
    ...(['code', 'name', 'operator', 'lat', 'lon', 'mastHeightM'] as const),
    ...(['address', 'uplinkNode', 'status', 'mastOwner', 'sample'] as const),
  ],
  values: (s) => [
    ...[s.code, s.name, s.operator, s.lat, s.lon, s.mastHeightM],
    ...[s.address, s.uplinkNode, s.status, s.mastOwner, Number(s.sample)],
  ],
  record: (row) => ({ ...row, sample: row.sample === 1 }),
};

const CELLS: Table<CellRecord, Flagged<CellRecord>> = {
  name: 'cell',
  columns: [
    ...(['code', 'station', 'technology', 'bandMhz', 'azimuthDeg', 'beamwidthDeg'] as const),
    ...(['heightM', 'eirpDbm', 'environment', 'retiredOn', 'sample'] as const),
  ],
  values: (c) => [
    ...[c.code, c.station, c.technology, c.bandMhz, c.azimuthDeg, c.beamwidthDeg],
    ...[c.heightM, c.eirpDbm, c.environment, c.retiredOn, Number(c.sample)],
  ],
  record: (row) => ({ ...row, sample: row.sample === 1 }),
};

const NODES: Table<NodeRecord, Flagged<NodeRecord>> = {
  name: 'node',
  columns: ['code', 'name', 'kind', 'owner', 'lat', 'lon', 'sample'],
  values: (n) => [n.code, n.name, n.kind, n.owner, n.lat, n.lon, Number(n.sample)],
  record: (row) => ({ ...row, sample: row.sample === 1 }),
};

const LINKS: Table<LinkRecord, LinkRow> = {
  name: 'link',
  columns: ['code', 'name', 'kind', 'owner', 'nodeA', 'nodeB', 'route', 'sample'],
  values: (l) => [l.code, l.name, l.kind, l.owner, l.nodeA, l.nodeB, JSON.stringify(l.route), Number(l.sample)],
  record: (row) => ({ ...row, route: JSON.parse(row.route) as LinkRecord['route'], sample: row.sample === 1 }),
};

/**
 * Makes the open rows equal to `records`, in the open transaction.
 * @param now epoch ms from which new rows hold
 * @param born stations and cells by code whose new rows hold from another moment
 */
export function saveRecords(db: Database.Database, records: InventoryRecords, now: number, born?: Births): void {
  saveTable(db, COMMUNES, records.communes, now);
  saveTable(db, STATIONS, records.stations, now, born?.stations);
  saveTable(db, CELLS, records.cells, now, born?.cells);
  saveTable(db, NODES, records.nodes, now);
  saveTable(db, LINKS, records.links, now);
  savePopulation(db, records.population, now);
  const meta = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)');
  meta.run('borders', records.borders);
  meta.run('people', records.people);
  inventoryChanged(db);
}

/** Whoever keeps what was read of the inventory's history reads it again. */
export function inventoryChanged(db: Database.Database): void {
  db.prepare(
    `INSERT INTO meta VALUES ('inventoryRevision', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1`,
  ).run();
}

/** Counts the changes. */
export function inventoryRevision(db: Database.Database): number {
  return Number(db.prepare(`SELECT value FROM meta WHERE name = 'inventoryRevision'`).pluck().get() ?? 0);
}

/** The open rows, in the order in which they were saved; null when nothing was ever saved. */
export function loadRecords(db: Database.Database): InventoryRecords | null {
  return load(db, null);
}

/** The rows that held at a moment, borders and people named as they are now; null before the first. */
export function loadRecordsAt(db: Database.Database, at: number): InventoryRecords | null {
  const records = load(db, at);
  return records?.communes.length === 0 && records.stations.length === 0 ? null : records;
}

/** Ascending moments at which any row began or ended to hold, or a technology was switched off. */
export function inventoryMoments(db: Database.Database): number[] {
  const tables = [COMMUNES.name, STATIONS.name, CELLS.name, NODES.name, LINKS.name, 'population'];
  const sides = tables.flatMap((table) => ['validFrom', 'validTo'].map((side) => `SELECT ${side} AS at FROM ${table}`));
  return db
    .prepare<[], number>(
      `SELECT at FROM (${sides.join(' UNION ')}
         UNION SELECT unixepoch(retiredOn || ' 00:00:00+07:00') * 1000 FROM cell WHERE retiredOn IS NOT NULL)
       WHERE at >= (SELECT min(validFrom) FROM commune) ORDER BY at`,
    )
    .pluck()
    .all();
}

function load(db: Database.Database, at: number | null): InventoryRecords | null {
  const meta = db.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck();
  const borders = meta.get('borders');
  if (borders === undefined) return null;
  const people = meta.get('people');
  return {
    communes: loadTable(db, COMMUNES, at),
    stations: loadTable(db, STATIONS, at),
    cells: loadTable(db, CELLS, at),
    nodes: loadTable(db, NODES, at),
    links: loadTable(db, LINKS, at),
    population: loadPopulation(db, at),
    borders: borders === 'imported' ? 'imported' : 'approximate',
    people: people === 'imported' || people === 'simulated' ? people : 'even',
  };
}

function loadTable<R, Row>(db: Database.Database, table: Table<R, Row>, at: number | null): R[] {
  const columns = table.columns.join(', ');
  const held = at === null ? 'validTo IS NULL' : 'validFrom <= $at AND (validTo IS NULL OR validTo > $at)';
  return db
    .prepare<[{ at?: number }], Row>(`SELECT ${columns} FROM ${table.name} WHERE ${held} ORDER BY position, rowid`)
    .all(at === null ? {} : { at })
    .map((row) => table.record(row));
}

function saveTable<R, Row>(
  db: Database.Database,
  table: Table<R, Row>,
  records: readonly R[],
  now: number,
  born?: ReadonlyMap<string, number>,
): void {
  const columns = table.columns.join(', ');
  const open = db
    .prepare<[], [rowid: number, position: number, ...Value[]]>(
      `SELECT rowid, position, ${columns} FROM ${table.name} WHERE validTo IS NULL`,
    )
    .raw()
    .all();
  const openByCode = new Map(open.map(([rowid, position, ...values]) => [values[0], { rowid, position, values }]));
  const close = db.prepare<[number, number]>(`UPDATE ${table.name} SET validTo = ? WHERE rowid = ?`);
  const move = db.prepare<[number, number]>(`UPDATE ${table.name} SET position = ? WHERE rowid = ?`);
  const places = table.columns.map(() => '?').join(', ');
  const insert = db.prepare<Value[]>(
    `INSERT INTO ${table.name} (validFrom, position, ${columns}) VALUES (?, ?, ${places})`,
  );

  records.forEach((record, position) => {
    const values = table.values(record);
    const known = openByCode.get(values[0] ?? null);
    openByCode.delete(values[0] ?? null);
    if (known !== undefined && known.values.every((value, i) => value === values[i])) {
      if (known.position !== position) move.run(position, known.rowid);
      return;
    }
    if (known !== undefined) close.run(now, known.rowid);
    insert.run(born?.get(String(values[0])) ?? now, position, ...values);
  });
  for (const absent of openByCode.values()) close.run(now, absent.rowid);
}

function savePopulation(db: Database.Database, spots: readonly PopulationSpot[], now: number): void {
  const packed = Buffer.from(
    Float64Array.from(spots.flatMap((spot) => [spot.lat, spot.lon, spot.people, spot.sizeM])).buffer,
  );
  if (openPopulation(db)?.equals(packed) === true) return;
  db.prepare('UPDATE population SET validTo = ? WHERE validTo IS NULL').run(now);
  db.prepare('INSERT INTO population (validFrom, spots) VALUES (?, ?)').run(now, packed);
}

function loadPopulation(db: Database.Database, at: number | null): PopulationSpot[] {
  const packed = (at === null ? openPopulation(db) : populationAt(db, at)) ?? Buffer.alloc(0);
  const spots: PopulationSpot[] = [];
  for (let at = 0; at < packed.length; at += 32) {
    spots.push({
      lat: packed.readDoubleLE(at),
      lon: packed.readDoubleLE(at + 8),
      people: packed.readDoubleLE(at + 16),
      sizeM: packed.readDoubleLE(at + 24),
    });
  }
  return spots;
}

function populationAt(db: Database.Database, at: number): Buffer | undefined {
  return db
    .prepare<[number, number], Buffer>(
      'SELECT spots FROM population WHERE validFrom <= ? AND (validTo IS NULL OR validTo > ?)',
    )
    .pluck()
    .get(at, at);
}

function openPopulation(db: Database.Database): Buffer | undefined {
  return db.prepare<[], Buffer>('SELECT spots FROM population WHERE validTo IS NULL').pluck().get();
}
