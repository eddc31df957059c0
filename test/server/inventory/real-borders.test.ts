/** The real polygons of the province, which are no part of this repository: tried wherever they lie beside it. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { importFile } from '../../../server/inventory/import.ts';
import { loadCommunes } from '../../../server/inventory/load.ts';
import { NO_RECORDS } from '../../../server/inventory/edit.ts';
import { OWN, doImport } from '../../support/import-world.ts';

const ROOT = join(import.meta.dirname, '../../..');
const REAL = join(ROOT, '../shared/data/real');
const present = loadCommunes(join(ROOT, 'data'));
const features = z.object({ features: z.array(z.unknown()) });

describe.skipIf(!existsSync(REAL))('the real borders (skipped where ../shared/data/real is not there)', () => {
  test('are taken as they are, over the approximate ones', () => {
    const file = readFileSync(join(REAL, 'communes-2025.geojson'));
    const { next, summary } = importFile('communes', file, present, OWN);
    expect(summary.updated.communes).toBe(104);
    expect(next.borders).toBe('imported');
    // The same names and official totals, former names kept: only the borders moved.
    const facts = (list: typeof next.communes) =>
      list.map(({ code, name, type, population, former }) => [code, name, type, population, former]);
    expect(facts(next.communes)).toEqual(facts(present.communes));
    expect(importFile('communes', file, next, OWN).summary.unchanged.communes).toBe(104);
  });

  test('are taken into an empty inventory', () => {
    const file = readFileSync(join(REAL, 'communes-2025.geojson'));
    const { next } = importFile('communes', file, NO_RECORDS, OWN);
    expect(next.communes).toHaveLength(104);
    expect(next.communes.find(({ code }) => code === '11953')?.name).toBe('Phường Phố Hiến');
  });

  test('are taken as the open data gives them, a file a commune put together', () => {
    const wards = join(REAL, 'wards');
    const all = readdirSync(wards).flatMap(
      (name) => features.parse(JSON.parse(readFileSync(join(wards, name), 'utf8'))).features,
    );
    const { next } = doImport('communes', JSON.stringify({ type: 'FeatureCollection', features: all }), present);
    expect(next.communes).toHaveLength(104);
    expect(next.borders).toBe('imported');
  });
});
