/** The statistical-grid register: to which commune each 200 m square of VN-2000 TM-3 belongs. */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** Side of a register square, m. */
export const SQUARE_M = 200;

const runSchema = z.object({
  northing_m: z.coerce.number().int(),
  easting_from_m: z.coerce.number().int(),
  easting_to_m: z.coerce.number().int(),
  commune_code: z.string().min(1),
});

/** Squares as a raster, row 0 in the south; `labels[row * columns + column]` is an index into `codes` plus 1, or 0 outside. */
export interface Register {
  codes: string[];
  columns: number;
  rows: number;
  /** South-west corner of the raster, m. */
  west: number;
  south: number;
  labels: Uint8Array;
}

/**
 * @param csv runs along a row: south edge, from easting, to easting, commune code
 * @param margin empty squares to leave around the territory
 * @throws when a row is malformed or there are more than 255 communes
 */
export function parseRegister(csv: string, margin = 4): Register {
  const runs = z.array(runSchema).parse(parse(csv, { columns: true, bom: true }));
  const codes = [...new Set(runs.map((run) => run.commune_code))].sort();
  if (codes.length > 255) throw new Error(`register: ${String(codes.length)} communes do not fit a byte`);
  const labelOf = new Map(codes.map((code, index) => [code, index + 1]));

  const edge = margin * SQUARE_M;
  const west = runs.reduce((least, run) => Math.min(least, run.easting_from_m), Infinity) - edge;
  const east = runs.reduce((most, run) => Math.max(most, run.easting_to_m), -Infinity) + edge;
  const south = runs.reduce((least, run) => Math.min(least, run.northing_m), Infinity) - edge;
  const north = runs.reduce((most, run) => Math.max(most, run.northing_m), -Infinity) + SQUARE_M + edge;
  const columns = (east - west) / SQUARE_M;
  const rows = (north - south) / SQUARE_M;

  const labels = new Uint8Array(columns * rows);
  for (const run of runs) {
    const row = (run.northing_m - south) / SQUARE_M;
    const from = (run.easting_from_m - west) / SQUARE_M;
    const to = (run.easting_to_m - west) / SQUARE_M;
    labels.fill(labelOf.get(run.commune_code) ?? 0, row * columns + from, row * columns + to);
  }
  return { codes, columns, rows, west, south, labels };
}
