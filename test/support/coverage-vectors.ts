/** Rows of the check values in test/fixtures/vectors, by the names in their first line. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

export function readVectors<Row>(file: string, row: z.ZodType<Row>): Row[] {
  const text = readFileSync(new URL(`../fixtures/vectors/${file}`, import.meta.url), 'utf8');
  return z.array(row).parse(parse(text, { columns: true }));
}
