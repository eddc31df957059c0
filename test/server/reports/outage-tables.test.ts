/** What of an outage nobody watched is told beside what was watched, never in it. */
import { expect, it } from 'vitest';
import type { OutageBody } from '../../../server/contract/history.ts';
import type { ReportOrder } from '../../../server/contract/reports.ts';
import { OPERATORS } from '../../../server/contract/terms.ts';
import { allOutages, outagesByCommune, outageTable } from '../../../server/reports/outage-tables.ts';

const HOUR = 3_600_000;
const NOTE = 'chỉ tính lúc hệ thống có quan sát';

const outage = (code: string, more: Partial<OutageBody>): OutageBody => ({
  ...{ kind: 'station', code, name: code, operator: 'MBF', commune: '1', cause: 'power' },
  ...{ from: '2026-11-28T00:00:00.000Z', to: '2026-11-28T10:00:00.000Z', durationMs: 10 * HOUR, unknownMs: 0 },
  ...{ stations: 1, people: { '2G': 0, '3G': 0, '4G': 0, any: 0 }, causedBy: null, continues: false, ...more },
});

const ORDER: Pick<ReportOrder, 'operators' | 'technology' | 'technologies'> = {
  operators: [...OPERATORS],
  technologies: ['2G', '3G', '4G'],
};

const factsOf = (items: OutageBody[]) => ({
  communes: [{ code: '1', name: 'Xã Một' }],
  outages: { items },
  hasData: true,
  order: ORDER,
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
  const some = { ...factsOf([outage('S-1', {})]), order: { ...ORDER, operators: ['VTL' as const, 'MBF' as const] } };
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

it('tells whom outages took the technology from that the report speaks of, the worst of it first', () => {
  const items = [
    outage('S-1', { people: { '2G': 0, '3G': 10, '4G': 500, any: 0 } }),
    outage('S-2', { people: { '2G': 0, '3G': 70, '4G': 20, any: 0 } }),
    outage('S-3', { people: null, causedBy: { kind: 'link', code: 'T-9', name: 'T-9' } }),
  ];
  const told = (order: typeof ORDER) => {
    const facts = { ...factsOf(items), order };
    return [outageTable(facts, 5, ''), allOutages(facts, '')].map(({ columns, rows }) => {
      const at = columns.findIndex(({ title }) => title.startsWith('Người mất'));
      return [columns[at]?.title, ...rows.map((row) => row[at])];
    });
  };
  expect(told(ORDER)).toEqual([
    ['Người mất 4G', 500, 20, null],
    ['Người mất 4G', 500, 20, null],
  ]);
  expect(told({ ...ORDER, technology: '3G' })).toEqual([
    ['Người mất 3G', 70, 10, null],
    ['Người mất 3G', 70, 10, null],
  ]);
  const byCommune = (technology: '3G' | '4G') => outagesByCommune(factsOf(items), technology)('1');
  expect([byCommune('3G'), byCommune('4G')]).toEqual([
    { count: 3, people: 80 },
    { count: 3, people: 520 },
  ]);
});
