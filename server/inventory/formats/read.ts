/** One file of the native formats → checked rows, with every mistake of it noted. Which format it is, its first character tells. */
import type { Words } from '../../errors.ts';
import type { Area } from '../geometry.ts';
import { cellRow, communeRow, linkRow, nodeRow, populationRow, stationRow } from '../rows.ts';
import type { RowFormat } from '../row-format.ts';
import type { CellRow, CommuneRow, LinkRow, NodeRow, StationRow } from '../rows.ts';
import type { PopulationSpot } from '../types.ts';
import { MAX_POSITIONS, countPositions, readArea } from './area.ts';
import { readCsv } from './csv.ts';
import type { RawRow } from './fields.ts';
import { hasNoPlace, readGeoJson } from './geojson.ts';
import type { RawFeature } from './geojson.ts';
import { MAX_OVERLAP, TOO_COMPLEX, findOverlaps } from './overlap.ts';
import type { Problems } from './problems.ts';
import { listOf } from './route.ts';
import { decodeText } from './text.ts';

export const IMPORT_KINDS = ['communes', 'stations', 'cells', 'nodes', 'links', 'population'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export type Counts = Record<ImportKind, number>;

/** A checked row and where it stands in its file. */
export interface Placed<R> {
  row: number;
  value: R;
  /** Properties the file does not mention: `value` has defaults there, a record that exists keeps its own. */
  absent: readonly (keyof R)[];
}

export type CommuneArea = CommuneRow & { geometry: Area };

interface RowsOf {
  communes: CommuneArea;
  stations: StationRow;
  cells: CellRow;
  nodes: NodeRow;
  links: LinkRow;
  population: PopulationSpot;
}

export type ImportFile = { [K in ImportKind]: { kind: K; rows: Placed<RowsOf[K]>[] } }[ImportKind];

/** The rows that are right; those that are not are in `problems`. */
export function readImportFile(kind: ImportKind, bytes: Uint8Array, problems: Problems): ImportFile {
  const text = decodeText(bytes, problems) ?? '';
  const elements = <R extends { code: string }>(format: RowFormat<R>, shape: Shape): Placed<R>[] =>
    readElements(text, format, shape, problems);
  switch (kind) {
    case 'communes':
      return { kind, rows: text === '' ? [] : readCommunes(text, problems) };
    case 'stations':
      return { kind, rows: elements(stationRow, 'Point') };
    case 'cells':
      return { kind, rows: elements(cellRow, 'none') };
    case 'nodes':
      return { kind, rows: elements(nodeRow, 'Point') };
    case 'links':
      return { kind, rows: elements(linkRow, 'LineString') };
    case 'population':
      return { kind, rows: readElements(text, populationRow, 'Point', problems) };
  }
}

export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** What the geometry of a feature stands for; with `none` it is null, or a point that says nothing. */
type Shape = 'Point' | 'LineString' | 'none';
const GEOMETRY_COLUMNS: Readonly<Record<Shape, readonly string[]>> = {
  Point: ['lon', 'lat'],
  LineString: ['route'],
  none: [],
};

function readElements<R>(text: string, format: RowFormat<R>, shape: Shape, problems: Problems): Placed<R>[] {
  if (text === '') return [];
  if (!looksLikeJson(text)) return checkRows(readCsv(text, format.columns, problems), format, problems);
  const taken = GEOMETRY_COLUMNS[shape];
  const columns = format.columns.filter(({ name }) => !taken.includes(name));
  const features = readGeoJson(text, columns, problems);
  const misshapen = new Set(features.filter((one) => !fillGeometry(one, shape, problems)).map(({ row }) => row));
  return checkRows(features, format, problems, { rows: misshapen, columns: taken });
}

/** Puts the geometry into the columns it stands for; false, and noted, when it is of another kind. A link may have none. */
function fillGeometry(feature: RawFeature, shape: Shape, problems: Problems): boolean {
  const { row, fields, geometry } = feature;
  if (shape === 'none') return hasNoPlace(feature, problems);
  if (geometry === null && shape === 'LineString') return true;
  const coordinates = listOf(geometry?.coordinates);
  if (geometry?.type !== shape || coordinates === null) {
    const rule = { vi: `hình học phải là ${shape}`, en: `the geometry must be a ${shape}` };
    problems.add(row, 'geometry', geometry?.type, rule);
    return false;
  }
  if (shape === 'LineString') fields['route'] = coordinates;
  else [fields['lon'], fields['lat']] = coordinates;
  return true;
}

/** Columns that name an element of another file. */
const REFERENCES: ReadonlySet<string> = new Set(['uplink_node', 'station', 'node_a', 'node_b']);

/** Rows whose geometry is wrong, which is noted: it says nothing of these columns. */
interface Misshapen {
  rows: ReadonlySet<number>;
  columns: readonly string[];
}

const NONE_MISSHAPEN: Misshapen = { rows: new Set(), columns: [] };

/** The rows that are right and the first of their code; every other mistake is noted, and what the others name is looked up. */
function checkRows<R>(
  raw: Iterable<RawRow>,
  format: RowFormat<R>,
  problems: Problems,
  misshapen = NONE_MISSHAPEN,
): Placed<R>[] {
  const rows: Placed<R>[] = [];
  const isFirst = firstOfCode(format, problems);
  for (const { row, fields } of raw) {
    const result = format.parse(fields);
    const broken = 'row' in result ? [] : result.broken;
    const isShaped = !misshapen.rows.has(row);
    const isAlone = broken.some(({ column }) => column === 'code') || isFirst(row, fields['code']);
    if ('row' in result && isShaped) {
      if (isAlone) rows.push({ row, value: result.row, absent: result.absent });
    } else {
      for (const { column, rule } of broken)
        if (isShaped || !misshapen.columns.includes(column)) problems.add(row, column, fields[column], rule);
      const named = Object.entries(fields).filter((field): field is [string, string] => {
        const [name, value] = field;
        return REFERENCES.has(name) && typeof value === 'string' && !broken.some(({ column }) => column === name);
      });
      if (named.length > 0) problems.lookUp(row, Object.fromEntries(named));
    }
  }
  return rows;
}

/** Asked row by row: whether it is the first of its code; a second one is noted with the place of the first. */
function firstOfCode<R>({ columns }: RowFormat<R>, problems: Problems): (row: number, code: unknown) => boolean {
  const firstRow = new Map<unknown, number>();
  const hasCode = columns.some(({ name }) => name === 'code');
  return (row, code) => {
    if (!hasCode) return true;
    const first = firstRow.get(code);
    if (first === undefined) firstRow.set(code, row);
    else problems.add(row, 'code', code, { vi: `mã đã có ở dòng ${first}`, en: `the code is already in row ${first}` });
    return first === undefined;
  };
}

function readCommunes(text: string, problems: Problems): Placed<CommuneArea>[] {
  if (!looksLikeJson(text)) {
    problems.add(null, null, null, {
      vi: 'xã, phường chỉ nhận GeoJSON, vì ranh giới không viết được trong CSV: mỗi xã, phường là một Feature Polygon hoặc MultiPolygon với code, name, type, areaKm2, population',
      en: 'communes come as GeoJSON only, as a CSV has no place for borders: each is a Feature, Polygon or MultiPolygon, with code, name, type, areaKm2, population',
    });
    return [];
  }
  const features = readGeoJson(text, communeRow.columns, problems);
  const facts = new Map(checkRows(features, communeRow, problems).map(({ row, value }) => [row, value]));
  const communes: Placed<CommuneArea>[] = [];
  let positions = 0;
  for (const { row, geometry, fields } of features) {
    const area = readArea(geometry);
    if ('broken' in area) {
      for (const broken of area.broken) problems.add(row, 'geometry', fields['code'], broken);
      continue;
    }
    positions += countPositions(area);
    if (positions > MAX_POSITIONS) {
      problems.add(row, 'geometry', fields['code'], TOO_MANY_POSITIONS);
      return [];
    }
    const value = facts.get(row);
    if (value !== undefined) communes.push({ row, value: { ...value, geometry: area }, absent: [] });
  }
  reportOverlaps(communes, problems);
  return communes;
}

const TOO_MANY_POSITIONS: Words = {
  vi: `tệp có quá ${MAX_POSITIONS} điểm; hãy đơn giản hoá đường biên`,
  en: `the file has more than ${MAX_POSITIONS} positions; simplify the borders`,
};

function reportOverlaps(communes: readonly Placed<CommuneArea>[], problems: Problems): void {
  const overlaps = findOverlaps(
    communes.map(({ value }) => value.geometry),
    MAX_OVERLAP,
  );
  if (overlaps === null) problems.add(null, 'geometry', null, TOO_COMPLEX);
  for (const { first, second, share } of overlaps ?? []) {
    const one = communes[first];
    const other = communes[second];
    if (one === undefined || other === undefined) continue;
    const per = (share * 100).toFixed(1);
    problems.add(other.row, 'geometry', other.value.code, {
      vi: `chồng lên ${one.value.code} ở dòng ${one.row}: ${per} % diện tích (cho phép 1 %)`,
      en: `covers ${one.value.code} of row ${one.row}: ${per} % of its area (1 % is allowed)`,
    });
  }
}
