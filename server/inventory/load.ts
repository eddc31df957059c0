/** What the product ships in data/: the communes as facts, and the sample network through the formats everybody uses. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { z } from 'zod';
import { COMMUNE_TYPES } from '../contract/terms.ts';
import { AppError } from '../errors.ts';
import { NO_RECORDS, planImport } from './edit.ts';
import { Problems } from './formats/problems.ts';
import { readImportFile } from './formats/read.ts';
import type { ImportKind } from './formats/read.ts';
import type { Area } from './geometry.ts';
import type { Commune, InventoryRecords } from './types.ts';

const SAMPLE_FILES: readonly [ImportKind, string][] = [
  ['nodes', 'nodes.csv'],
  ['links', 'links.geojson'],
  ['stations', 'stations.csv'],
  ['cells', 'cells.csv'],
  ['population', 'population.csv'],
];

/**
 * The 104 communes of the province with approximate borders, and nothing else.
 *
 * @param dataDir folder of communes-2025.csv, communes-2025.topojson and commune-predecessors.csv
 * @throws AppError `data_unreadable`
 */
export function loadCommunes(dataDir: string): InventoryRecords {
  const facts = readTable(dataDir, 'communes-2025.csv', factSchema);
  const areas = readAreas(dataDir, 'communes-2025.topojson');
  const former = loadFormerNames(dataDir);
  const communes = facts.map(({ area_km2, code, ...fact }): Commune => {
    const geometry = areas.get(code);
    if (geometry === undefined) throw unreadable('communes-2025.topojson', `${code} is missing`);
    return { code, ...fact, areaKm2: area_km2, geometry, former: former.get(code) ?? [] };
  });
  return { ...NO_RECORDS, communes };
}

/**
 * The communes with the sample network of `dataDir`/sample, every element marked as sample.
 *
 * @throws AppError `data_unreadable`, ImportError
 */
export function loadSample(dataDir: string): InventoryRecords {
  const problems = new Problems();
  const files = SAMPLE_FILES.map(([kind, name]) =>
    readImportFile(kind, readBytes(dataDir, join('sample', name)), problems),
  );
  const options = { replace: false, origin: 'sample' } as const;
  const { next } = planImport(files, loadCommunes(dataDir), options, problems);
  problems.throwIfAny();
  return next;
}

/** Commune code → names of the units of 2021 that were merged into it, whole or in part, and after them those of their districts. */
export function loadFormerNames(dataDir: string): Map<string, string[]> {
  const former = new Map<string, { units: Set<string>; districts: Set<string> }>();
  for (const row of readTable(dataDir, 'commune-predecessors.csv', predecessorSchema)) {
    const names = former.get(row.code_2025) ?? { units: new Set(), districts: new Set() };
    names.units.add(row.name_2021);
    names.districts.add(row.district_2021);
    former.set(row.code_2025, names);
  }
  return new Map([...former].map(([code, { units, districts }]) => [code, [...units, ...districts]]));
}

/** Records as they were kept by any version, with the former names that are known now: these are facts, and never imported. */
export function withFormerNames(
  records: InventoryRecords,
  formerNames: ReadonlyMap<string, string[]>,
): InventoryRecords {
  const communes = records.communes.map((one) => ({ ...one, former: formerNames.get(one.code) ?? one.former }));
  return { ...records, communes };
}

const factSchema = z.object({
  code: z.string(),
  name: z.string(),
  type: z.enum(COMMUNE_TYPES),
  area_km2: z.coerce.number(),
  population: z.coerce.number().int(),
  lon: z.coerce.number(),
  lat: z.coerce.number(),
});

const predecessorSchema = z.object({ name_2021: z.string(), district_2021: z.string(), code_2025: z.string() });

const position = z.array(z.number());
const arcIndices = z.array(z.number().int());
const codeProperty = z.object({ code: z.string() });
const topologySchema = z.object({
  type: z.literal('Topology'),
  transform: z.object({ scale: z.tuple([z.number(), z.number()]), translate: z.tuple([z.number(), z.number()]) }),
  arcs: z.array(z.array(position)),
  objects: z.object({
    communes: z.object({
      type: z.literal('GeometryCollection'),
      geometries: z.array(
        z.discriminatedUnion('type', [
          z.object({ type: z.literal('Polygon'), arcs: z.array(arcIndices), properties: codeProperty }),
          z.object({ type: z.literal('MultiPolygon'), arcs: z.array(z.array(arcIndices)), properties: codeProperty }),
        ]),
      ),
    }),
  }),
});

/** Commune code → its border, out of the shared arcs. */
function readAreas(dataDir: string, name: string): Map<string, Area> {
  const topology: Topology<{ communes: GeometryCollection<{ code: string }> }> = parseWith(
    name,
    topologySchema,
    readJson(dataDir, name),
  );
  const areas = new Map<string, Area>();
  for (const { geometry, properties } of feature(topology, topology.objects.communes).features) {
    if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') areas.set(properties.code, geometry);
  }
  return areas;
}

function readTable<R>(dataDir: string, name: string, schema: z.ZodType<R>): R[] {
  const rows: unknown = parse(readBytes(dataDir, name), { columns: true, bom: true });
  return parseWith(name, z.array(schema), rows);
}

function readJson(dataDir: string, name: string): unknown {
  const text = new TextDecoder().decode(readBytes(dataDir, name));
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (cause) {
    throw unreadable(name, 'malformed JSON', cause);
  }
}

function parseWith<R>(name: string, schema: z.ZodType<R>, value: unknown): R {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw unreadable(name, z.prettifyError(result.error), result.error);
}

function readBytes(dataDir: string, name: string): Uint8Array {
  try {
    return readFileSync(join(dataDir, name));
  } catch (cause) {
    throw unreadable(name, cause instanceof Error ? cause.message : 'no such file', cause);
  }
}

function unreadable(file: string, problem: string, cause?: unknown): AppError {
  return new AppError('data_unreadable', { file, problem }, { cause });
}
