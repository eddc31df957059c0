/** GeoJSON text → raw rows, one a feature; the geometry fills the columns it stands for. */
import type { Column } from '../row-format.ts';
import { fieldValue, nearestName } from './fields.ts';
import type { RawRow } from './fields.ts';
import type { Problems } from './problems.ts';

export interface RawFeature extends RawRow {
  geometry: { type: string; coordinates: unknown } | null;
}

/** The value of a JSON text, or undefined with the line of the mistake noted. */
export function parseJson(text: string, problems: Problems, firstLine = 1): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const before = at === undefined ? text : text.slice(0, Number(at));
    problems.add(firstLine + before.split('\n').length - 1, null, before.slice(-40), {
      vi: 'JSON sai cú pháp sau đoạn này',
      en: 'malformed JSON after this',
    });
    return undefined;
  }
}

/**
 * Features of a FeatureCollection. Properties nobody asked for are let pass, as map software adds its own, unless one looks
 * like the misspelt name of a column that is absent.
 */
export function readGeoJson(text: string, columns: readonly Column[], problems: Problems): RawFeature[] {
  const root = parseJson(text, problems);
  if (root === undefined) return [];
  const features = isObject(root) && root['type'] === 'FeatureCollection' ? root['features'] : undefined;
  if (!Array.isArray(features)) {
    problems.add(null, null, null, {
      vi: 'cần một GeoJSON FeatureCollection',
      en: 'a GeoJSON FeatureCollection is needed',
    });
    return [];
  }
  if (features.length === 0)
    problems.add(null, null, null, { vi: 'không có đối tượng nào', en: 'there are no features' });
  const rows: RawFeature[] = [];
  for (const [index, feature] of features.entries()) {
    const read = readFeature(feature, index + 1, columns, problems);
    if (read !== null) rows.push(read);
  }
  return rows;
}

function readFeature(feature: unknown, row: number, columns: readonly Column[], problems: Problems): RawFeature | null {
  const geometry = isObject(feature) ? geometryOf(feature['geometry']) : undefined;
  const properties = isObject(feature) ? (feature['properties'] ?? {}) : undefined;
  if (geometry === undefined || !isObject(properties)) {
    problems.add(row, null, feature, {
      vi: 'cần một Feature có geometry và properties',
      en: 'a Feature with geometry and properties is needed',
    });
    return null;
  }
  const fields: RawFeature['fields'] = {};
  for (const column of columns) {
    if (Object.hasOwn(properties, column.name)) fields[column.name] = fieldValue(properties[column.name], column);
  }
  reportMisspelt(properties, row, columns, problems);
  return { row, fields, geometry };
}

/** Of what has no place of its own: null, or a point that map software added. Otherwise false, and noted. */
export function hasNoPlace({ row, geometry }: RawFeature, problems: Problems): boolean {
  if (geometry === null || geometry.type === 'Point') return true;
  problems.add(row, 'geometry', geometry.type, {
    vi: 'hình học phải là null hoặc Point (không dùng đến)',
    en: 'the geometry must be null or a Point (it is not used)',
  });
  return false;
}

function reportMisspelt(
  properties: Readonly<Record<string, unknown>>,
  row: number,
  columns: readonly Column[],
  problems: Problems,
): void {
  const absent = columns.filter(({ name }) => !Object.hasOwn(properties, name)).map(({ name }) => name);
  if (absent.length === 0) return;
  const known = new Set(columns.map(({ name }) => name));
  for (const name of Object.keys(properties)) {
    const near = known.has(name) ? null : nearestName(name, absent, 1);
    if (near === null) continue;
    problems.add(row, name, name, {
      vi: `thuộc tính lạ; có phải là “${near}”?`,
      en: `unknown property; did you mean "${near}"?`,
    });
  }
}

/** Undefined when it is neither a geometry nor null. */
function geometryOf(value: unknown): RawFeature['geometry'] | undefined {
  if (value === null) return null;
  if (!isObject(value) || typeof value['type'] !== 'string') return undefined;
  return { type: value['type'], coordinates: value['coordinates'] };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
