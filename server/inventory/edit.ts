/**
 * What an import makes of the records. Pure: the present records are never touched, and as long as a problem was noted
 * nobody may use the result.
 *
 *     file rows ─► upsert by code ─► the sample steps aside for one's own ─► references checked ─► next records
 */
import { isDeepStrictEqual } from 'node:util';
import type { Words } from '../errors.ts';
import { checkCells } from './cell-rules.ts';
import { checkLand } from './commune-land.ts';
import type { Problems } from './formats/problems.ts';
import type { CommuneArea, Counts, ImportFile, ImportKind, Placed } from './formats/read.ts';
import { contains, pointInside } from './geometry.ts';
import { checkRoutes } from './link-rules.ts';
import { checkPlacement, placePeople, remarksOn } from './people-placed.ts';
import { checkReferences } from './references.ts';
import { cellRow, communeRow, linkRow, nodeRow, stationRow } from './rows.ts';
import type { RowFormat } from './row-format.ts';
import { dropSample } from './sample-steps-aside.ts';
import type { Commune, InventoryRecords, PopulationSpot } from './types.ts';
import { remarksOnStations } from './station-remarks.ts';
import { toRecords, upsert, type Upserted } from './upsert.ts';

export interface ImportOptions {
  /** Retire one's own elements of the file's kind that are not in it. */
  replace: boolean;
  /** Whose rows these are: `sample` only when the product loads what it ships. */
  origin: 'own' | 'sample';
  /** Names before July 2025 by commune code, for communes that are new. */
  formerNames?: ReadonlyMap<string, string[]>;
}

interface ImportSummary {
  added: Counts;
  updated: Counts;
  unchanged: Counts;
  /** Absent from a file that replaces, or gone with their station. */
  retired: Counts;
  removedSample: Counts;
  /** What else whoever brings the file should know. */
  remarks: Words[];
}

export interface ImportPlan {
  next: InventoryRecords;
  summary: ImportSummary;
}

export const NO_RECORDS: Readonly<InventoryRecords> = {
  communes: [],
  stations: [],
  cells: [],
  nodes: [],
  links: [],
  population: [],
  borders: 'approximate',
  people: 'even',
};

/** @param files one a kind; they may name each other's elements */
export function planImport(
  files: readonly ImportFile[],
  present: Readonly<InventoryRecords>,
  options: ImportOptions,
  problems: Problems,
): ImportPlan {
  const summary: ImportSummary = {
    added: zeroCounts(),
    updated: zeroCounts(),
    unchanged: zeroCounts(),
    retired: zeroCounts(),
    removedSample: zeroCounts(),
    remarks: [],
  };
  let next: InventoryRecords = { ...present };
  for (const file of files) next = applyFile(next, file, options, summary, problems);
  if (options.origin === 'own') {
    const ownStations = files.some(({ kind, rows }) => kind === 'stations' && rows.length > 0);
    next = dropSample(next, ownStations, summary.removedSample);
  }
  next = dropOrphanCells(next, summary.retired, files);
  checkReferences(next, files, problems);
  for (const file of files) {
    if (file.kind === 'links') checkRoutes(next, file.rows, problems);
    if (file.kind === 'stations') summary.remarks.push(...remarksOnStations(next, file.rows));
  }
  return { next, summary };
}

function applyFile(
  records: InventoryRecords,
  file: ImportFile,
  options: ImportOptions,
  summary: ImportSummary,
  problems: Problems,
): InventoryRecords {
  const sample = options.origin === 'sample';
  // Rows that could not be read are missing here, which is no reason to retire what they speak of.
  const replace = options.replace && problems.count === 0;
  const retires = (record: { sample: boolean }) => replace && record.sample === sample;
  const merge = <R extends { code: string; sample: boolean }>(
    kind: ImportKind,
    present: readonly R[],
    rows: readonly Placed<Omit<R, 'sample'>>[],
    format: RowFormat<Omit<R, 'sample'>>,
    toRecord: (value: Omit<R, 'sample'>) => R,
  ): R[] => count(kind, upsert(present, toRecords(rows, present, toRecord, format, problems), retires), summary);
  switch (file.kind) {
    case 'communes':
      return applyCommunes(records, file.rows, options, summary, problems);
    case 'population':
      return applyPopulation(records, file.rows, sample, summary, problems);
    case 'stations':
      return {
        ...records,
        stations: merge(file.kind, records.stations, file.rows, stationRow, (row) => ({ ...row, sample })),
      };
    case 'cells': {
      const cells = merge(file.kind, records.cells, file.rows, cellRow, (row) => ({ ...row, sample }));
      checkCells(file.rows, records.cells, cells, problems);
      return { ...records, cells };
    }
    case 'nodes':
      return { ...records, nodes: merge(file.kind, records.nodes, file.rows, nodeRow, (row) => ({ ...row, sample })) };
    case 'links':
      return { ...records, links: merge(file.kind, records.links, file.rows, linkRow, (row) => ({ ...row, sample })) };
  }
}

function count<R>(kind: ImportKind, { records, ...counts }: Upserted<R>, summary: ImportSummary): R[] {
  summary.added[kind] += counts.added;
  summary.updated[kind] += counts.updated;
  summary.unchanged[kind] += counts.unchanged;
  summary.retired[kind] += counts.retired;
  return records;
}

function applyCommunes(
  records: InventoryRecords,
  rows: readonly Placed<CommuneArea>[],
  { replace, origin, formerNames }: ImportOptions,
  summary: ImportSummary,
  problems: Problems,
): InventoryRecords {
  const presentByCode = new Map(records.communes.map((commune) => [commune.code, commune]));
  const incoming: Commune[] = [];
  for (const { row, value } of rows) {
    const before = presentByCode.get(value.code);
    const commune = mergeCommune(value, before, formerNames?.get(value.code) ?? []);
    if (commune !== null) incoming.push(commune);
    else reportMissingFacts(row, value, problems);
  }
  const communes = count(
    'communes',
    upsert(records.communes, incoming, () => replace),
    summary,
  );
  const all = communes.length === incoming.length || records.borders === 'imported';
  const next = { ...records, communes, borders: origin === 'own' && all ? 'imported' : records.borders };
  // Where a commune could not be read, its neighbours would be compared with what it had before.
  if (problems.count === 0) checkLand(next, rows, problems);
  if (next.people === 'imported') summary.remarks.push(...remarksOn(placePeople(communes, next.population)));
  return next;
}

/** A commune with what the row leaves out kept from before; null when there is no before. */
function mergeCommune(row: CommuneArea, before: Commune | undefined, formerNames: string[]): Commune | null {
  const { code, geometry } = row;
  const name = row.name ?? before?.name;
  const type = row.type ?? before?.type;
  const areaKm2 = row.areaKm2 ?? before?.areaKm2;
  const population = row.population ?? before?.population;
  if (name === undefined || type === undefined || areaKm2 === undefined || population === undefined) return null;
  const { lat, lon } = before !== undefined && contains(geometry, before) ? before : pointInside(geometry);
  return { code, name, type, areaKm2, population, lat, lon, geometry, former: before?.former ?? formerNames };
}

function reportMissingFacts(row: number, value: CommuneArea, problems: Problems): void {
  for (const { name, rule } of communeRow.columns) {
    const missing = Object.entries(value).some(([key, fact]) => key === name && fact === undefined);
    if (!missing) continue;
    problems.add(row, name, null, {
      vi: `bắt buộc với xã, phường chưa có trong hệ thống: ${rule.vi}`,
      en: `required for a commune that is new: ${rule.en}`,
    });
  }
}

/** Squares and points have no code: a file is always the whole of it. */
function applyPopulation(
  records: InventoryRecords,
  rows: readonly Placed<PopulationSpot>[],
  sample: boolean,
  summary: ImportSummary,
  problems: Problems,
): InventoryRecords {
  if (rows.length === 0) return records;
  const population = rows.map(({ value }) => value);
  if (!sample) {
    const placement = placePeople(records.communes, population);
    const lines = rows.map(({ row }) => row);
    checkPlacement(placement, records.communes, population, lines, problems);
    summary.remarks.push(...remarksOn(placement));
  }
  const people = sample ? 'simulated' : 'imported';
  if (records.people === people && isDeepStrictEqual(records.population, population)) {
    summary.unchanged.population += population.length;
    return records;
  }
  summary.added.population += population.length;
  summary[records.people === 'simulated' ? 'removedSample' : 'retired'].population += records.population.length;
  return { ...records, population, people };
}

/** Cells whose station went go with it; those a file brings are left, for their reference to be reported. */
function dropOrphanCells(records: InventoryRecords, retired: Counts, files: readonly ImportFile[]): InventoryRecords {
  if (retired.stations === 0) return records;
  const stations = new Set(records.stations.map(({ code }) => code));
  const brought = new Set(
    files.flatMap((file) => (file.kind === 'cells' ? file.rows.map(({ value }) => value.code) : [])),
  );
  const cells = records.cells.filter(({ code, station }) => stations.has(station) || brought.has(code));
  retired.cells += records.cells.length - cells.length;
  return { ...records, cells };
}

function zeroCounts(): Counts {
  return { communes: 0, stations: 0, cells: 0, nodes: 0, links: 0, population: 0 };
}
