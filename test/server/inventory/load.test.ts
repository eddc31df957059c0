import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../server/errors.ts';
import { buildInventory } from '../../../server/inventory/build.ts';
import { findOverlaps } from '../../../server/inventory/formats/overlap.ts';
import { readArea } from '../../../server/inventory/formats/area.ts';
import { contains } from '../../../server/inventory/geometry.ts';
import { NO_RECORDS } from '../../../server/inventory/edit.ts';
import { loadCommunes, loadFormerNames, loadSample, withFormerNames } from '../../../server/inventory/load.ts';
import { collection, doImport } from '../../support/import-world.ts';

const DATA = join(import.meta.dirname, '../../../data');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A copy of data/ with one file written anew. */
function dataWith(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'phu-song-data-'));
  folders.push(folder);
  cpSync(DATA, folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return folder;
}

describe('the communes that are shipped', () => {
  const { communes, borders } = loadCommunes(DATA);

  test('are the 104 of Hưng Yên with their official totals', () => {
    expect(communes).toHaveLength(104);
    expect(communes.reduce((sum, { population }) => sum + population, 0)).toBe(3_567_943);
    expect(communes.reduce((sum, { areaKm2 }) => sum + areaKm2, 0)).toBeCloseTo(2514.81, 2);
    expect(borders).toBe('approximate');
  });

  test('have borders as valid as an imported file must have', () => {
    for (const { code, geometry } of communes) {
      const area = readArea(geometry);
      expect('broken' in area ? `${code}: ${area.broken.map(({ en }) => en).join('; ')}` : 'valid').toBe('valid');
    }
    const areas = communes.map(({ geometry }) => geometry);
    expect(findOverlaps(areas, 1e-9)).toEqual([]);
  });

  test('hold the point they are named at', () => {
    expect(communes.filter((commune) => !contains(commune.geometry, commune)).map(({ name }) => name)).toEqual([]);
  });

  test('know the names of before July 2025', () => {
    const former = loadFormerNames(DATA);
    expect(former.get('11953')).toContain('Xã Trung Nghĩa');
    expect([...former.values()].flat().length).toBeGreaterThan(400);
    expect(former.get('11953')?.at(-1)).toBe('Thành phố Hưng Yên');
    expect([...former.values()].filter((names) => names.includes('Huyện Tiền Hải')).length).toBeGreaterThan(5);
    expect(communes.find(({ code }) => code === '11953')?.former).toEqual(former.get('11953'));
  });
});

test('records an older version kept know the former names that are known now, and lose none that are not', () => {
  const [first, second] = loadCommunes(DATA).communes;
  if (first === undefined || second === undefined) throw new Error('no commune');
  const kept = { ...NO_RECORDS, communes: [first, second].map((one) => ({ ...one, former: ['Xã Cũ'] })) };
  const { communes } = withFormerNames(kept, new Map([[first.code, ['Xã Cũ', 'Huyện Cũ']]]));
  expect(communes.map(({ former }) => former)).toEqual([['Xã Cũ', 'Huyện Cũ'], ['Xã Cũ']]);
});

describe('the sample that is shipped', () => {
  const records = loadSample(DATA);
  const inventory = buildInventory(records, '2026-11-23');

  test('goes through the formats everybody uses, all of it marked', () => {
    expect(inventory.stations).toHaveLength(2118);
    expect(inventory.links.length).toBeGreaterThanOrEqual(120);
    expect(records.stations.every(({ sample }) => sample)).toBe(true);
    expect(records.people).toBe('simulated');
  });

  test('stands inside the territory, a node in every commune', () => {
    expect(inventory.stations.filter(({ commune }) => commune < 0)).toEqual([]);
    const served = new Set(inventory.nodes.filter(({ kind }) => kind === 'commune').map(({ commune }) => commune));
    expect(served.size).toBe(104);
  });

  test('gives way whole to own stations', () => {
    const { next } = doImport('stations', 'code,operator,lat,lon\nN,VTL,20.65,106.05\n', records);
    expect([next.stations.length, next.cells.length, next.nodes.length, next.links.length]).toEqual([1, 0, 0, 0]);
    expect(next.communes).toHaveLength(104);
  });
});

describe('a data folder that is not right', () => {
  test.each([
    ['communes-2025.topojson', '{"type":', 'data_unreadable'],
    ['communes-2025.topojson', '{"type":"Topology"}', 'data_unreadable'],
    ['communes-2025.csv', 'code,name\n1,A\n', 'data_unreadable'],
    ['communes-2025.csv', 'code,name,type,area_km2,population,lon,lat\n1,A,xa,1,1,106,20\n', 'data_unreadable'],
    ['sample/stations.csv', 'code\n1\n', 'import_invalid'],
  ])('%s = %s', (name, text, code) => {
    const folder = dataWith(name, text);
    expect(() => loadSample(folder)).toThrow(expect.objectContaining({ name: 'AppError', code }));
  });

  test('or not there', () => {
    expect(() => loadCommunes(join(DATA, 'nowhere'))).toThrow(AppError);
  });
});

test('borders without the facts are enough where the communes are known, whatever else the file carries', () => {
  const present = loadCommunes(DATA);
  const text = collection(
    ...present.communes.map(({ code, geometry }): [unknown, unknown] => [
      { code, fullName: 'x', populationRaw: 1 },
      geometry,
    ]),
  );
  const { next } = doImport('communes', text, present);
  expect(next.borders).toBe('imported');
  const facts = ({ communes }: typeof next) => communes.map((commune) => ({ ...commune, geometry: null }));
  expect(facts(next)).toEqual(facts(present));
  expect(doImport('communes', text, next).summary.unchanged.communes).toBe(104);
});
