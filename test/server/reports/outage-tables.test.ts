/** What of an outage nobody watched is told beside what was watched, never in it. */
import { expect, it } from 'vitest';
import type { OutageBody } from '../../../server/contract/history.ts';
import { OPERATORS } from '../../../server/contract/terms.ts';
import { allOutages, outageTable } from '../../../server/reports/outage-tables.ts';

const HOUR = 3_600_000;
const NOTE = 'chỉ tính lúc hệ thống có quan sát';

const outage = (code: string, more: Partial<OutageBody>): OutageBody => ({
  ...{ kind: 'station', code, name: code, operator: 'MBF', commune: '1', cause: 'power' },
  ...{ from: '2026-11-28T00:00:00.000Z', to: '2026-11-28T10:00:00.000Z', durationMs: 10 * HOUR, unknownMs: 0 },
  ...{ stations: 1, people4G: 0, causedBy: null, continues: false, ...more },
});

const factsOf = (items: OutageBody[]) => ({
  communes: [{ code: '1', name: 'Xã Một' }],
  outages: { items },
  hasData: true,
  order: { operators: [...OPERATORS] },
});

it('says where nobody watched a part', () => {
  const facts = factsOf([outage('S-1', {}), outage('S-2', { durationMs: 0.4 * HOUR, unknownMs: 9.6 * HOUR })]);
  const table = outageTable(facts, 5, 'Gián đoạn');
  expect(table.rows.map((row) => [row[1], row[5]])).toEqual([
    ['S-1', 10 * HOUR],
    ['S-2 (thêm 9 giờ 36 không quan sát)', 0.4 * HOUR],
  ]);
  expect(table.note).toContain(NOTE);
  const all = allOutages(facts, 'Gián đoạn');
  const at = all.columns.findIndex(({ title }) => title === 'Không quan sát');
  expect(all.rows.map((row) => row[at])).toEqual([null, 9.6 * HOUR]);
  expect(all.note).toContain(NOTE);
});

it('says that stations and people of everybody went with it, where some operators were asked for', () => {
  const some = { ...factsOf([outage('S-1', {})]), order: { operators: ['VTL', 'MBF'] as const } };
  for (const table of [outageTable(some, 5, 'Gián đoạn'), allOutages(some, 'Gián đoạn')]) {
    expect(table.caption).toMatch(/ \(số trạm, số người tính chung mọi doanh nghiệp\)$/);
  }
  expect(outageTable(factsOf([]), 5, 'Gián đoạn').caption).toBe('Các lần gián đoạn ảnh hưởng nhiều nhất');
});

it('says nothing of it where all was watched', () => {
  const table = outageTable(factsOf([outage('S-1', {})]), 5, 'Gián đoạn');
  expect(table.rows[0]?.[1]).toBe('S-1');
  expect(table.note).toBeUndefined();
});
