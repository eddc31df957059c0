import { describe, expect, it } from 'vitest';
import { shiftDays } from '../../../../client/model/period.ts';
import { lastOver, readDay, recent, stretchAround, weekNumber } from '../../../../client/pages/reports/periods.ts';

describe('periods', () => {
  it.each([
    ['week', '2026-11-18', 0, '2026-11-16', '2026-11-22'],
    ['week', '2026-11-22', -1, '2026-11-09', '2026-11-15'],
    ['month', '2026-01-31', -1, '2025-12-01', '2025-12-31'],
    ['month', '2028-02-10', 0, '2028-02-01', '2028-02-29'],
    ['quarter', '2026-11-18', 0, '2026-10-01', '2026-12-31'],
    ['quarter', '2026-02-01', -1, '2025-10-01', '2025-12-31'],
  ] as const)('%s of %s, %i on', (kind, day, steps, from, to) => {
    expect(stretchAround(kind, day, steps)).toEqual({ from, to });
  });

  it('follow each other without a gap', () => {
    for (const kind of ['week', 'month', 'quarter'] as const) {
      const stretches = recent(kind, '2026-11-18', 30).reverse();
      for (const [index, { from }] of stretches.slice(1).entries()) {
        expect(shiftDays(stretches[index]!.to, 1)).toBe(from);
      }
      expect(stretches.at(-2)).toEqual(lastOver(kind, '2026-11-18'));
    }
  });

  it.each([
    ['2026-11-09', 46],
    ['2025-12-29', 1],
    ['2026-12-28', 53],
    ['2027-01-04', 1],
  ])('the week of %s is number %i (ISO 8601)', (monday, number) => {
    expect(weekNumber(monday)).toBe(number);
  });

  it.each([null, '', '2026-13-01', '2026-02-30', '18/11/2026', '2026-1-1'])('%s is no day', (text) => {
    expect(readDay(text)).toBe(null);
  });
});
