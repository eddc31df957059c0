import { expect, it } from 'vitest';
import { NO_RECORDS } from '../../../server/inventory/edit.ts';
import { rowChanges } from '../../../server/inventory/row-changes.ts';
import type { InventoryRecords } from '../../../server/inventory/types.ts';
import { RECORDS } from '../../support/live-world.ts';

const [first] = RECORDS.stations;
if (first === undefined) throw new Error('no station');
const station = (code: string, change: Partial<typeof first> = {}) => ({ ...first, code, sample: false, ...change });
const having = (stations: InventoryRecords['stations']): InventoryRecords => ({ ...NO_RECORDS, stations });

it('tells columns that changed as they were and are, and rows that came or went whole', () => {
  const before = having([station('A'), station('B', { name: 'Cũ' }), station('C')]);
  const after = having([station('A'), station('B', { name: 'Mới' }), station('D', { name: 'Đến' })]);
  const told = rowChanges('stations', { before, after }, 10);
  expect(told.before).toEqual({ B: { name: 'Cũ' }, C: station('C') });
  expect(told.after).toEqual({ B: { name: 'Mới' }, D: station('D', { name: 'Đến' }) });
  expect(told.more).toBe(0);
});

it('names so many and counts the rest; the sample that made room is nobody’s', () => {
  const sample = Array.from({ length: 50 }, (_, n) => station(`S-${String(n)}`, { sample: true }));
  const own = Array.from({ length: 7 }, (_, n) => station(`V-${String(n)}`));
  const told = rowChanges('stations', { before: having(sample), after: having(own) }, 5);
  expect([told.before, Object.keys(told.after), told.more]).toEqual([{}, own.slice(0, 5).map(({ code }) => code), 2]);
});

it('tells how a row of the sample was that one of its code took the place of', () => {
  const before = having([station('A', { sample: true, name: 'Mẫu' }), station('B', { sample: true })]);
  const told = rowChanges('stations', { before, after: having([station('A', { name: 'Thật' })]) }, 10);
  expect(told.before).toEqual({ A: { name: 'Mẫu', sample: true } });
  expect(told.after).toEqual({ A: { name: 'Thật', sample: false } });
});

it('tells a border by its size and fingerprint, which differ where it does', () => {
  const [commune] = RECORDS.communes;
  if (commune === undefined) throw new Error('no commune');
  const ring = (shift: number) => Array.from({ length: 40 }, (_, n) => [106 + shift + Math.cos(n), 20 + Math.sin(n)]);
  const withBorder = (shift: number): InventoryRecords => ({
    ...NO_RECORDS,
    communes: [{ ...commune, geometry: { type: 'Polygon', coordinates: [ring(shift)] } }],
  });
  const { before, after } = rowChanges('communes', { before: withBorder(0), after: withBorder(0.1) }, 5);
  const [was, is] = [before[commune.code], after[commune.code]];
  expect(Object.keys(was ?? {})).toEqual(['geometry']);
  expect(was?.['geometry']).toMatch(/^\d+ B, SHA-256 [0-9a-f]{16}$/);
  expect(was?.['geometry']).not.toBe(is?.['geometry']);
});
