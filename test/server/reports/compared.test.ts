/** With what a period is compared: one answer for pages and reports. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodBefore, shiftDays } from '../../../client/model/period.ts';
import { dateOf, midnightOf } from '../../../server/calendar.ts';
import { comparedDays } from '../../../server/contract/compared.ts';
import { comparedPeriod } from '../../../server/reports/facts.ts';

const TODAY = '2026-11-28';
const split = (text: string) => {
  const [from = '', to = from] = text.split('..');
  return { from, to };
};

describe('on 28/11/2026 the days', () => {
  it.each([
    ['2026-10-01..2026-10-31', '2026-09-01..2026-09-30', 'a month'],
    ['2026-11-01..2026-11-30', '2026-10-01..2026-10-31', 'the month under way, named whole'],
    ['2026-11-01..2026-11-28', '2026-10-01..2026-10-31', 'the month so far'],
    ['2026-11-01..2026-11-27', '2026-10-05..2026-10-31', 'a part of a month that does not reach today'],
    ['2026-07-01..2026-09-30', '2026-04-01..2026-06-30', 'a quarter'],
    ['2026-10-01..2026-11-28', '2026-07-01..2026-09-30', 'the quarter so far'],
    ['2026-02-01..2026-04-30', '2025-11-04..2026-01-31', 'three months that are no quarter'],
    ['2025-01-01..2025-12-31', '2024-01-01..2024-12-31', 'a year'],
    ['2026-01-01..2026-11-28', '2025-01-01..2025-12-31', 'the year so far'],
    ['2026-11-16..2026-11-22', '2026-11-09..2026-11-15', 'a week'],
    ['2026-11-23..2026-11-28', '2026-11-16..2026-11-22', 'the week so far'],
    ['2026-11-24..2026-11-28', '2026-11-19..2026-11-23', 'five days from a Tuesday on'],
    ['2026-11-20..2026-12-05', '2026-11-04..2026-11-19', 'days beyond today'],
    ['2026-11-28', '2026-11-27', 'today'],
  ])('%s with %s: %s', (days, before) => {
    expect(comparedDays(split(days), TODAY)).toEqual(split(before));
  });
});

it('a day that begins a month or week is compared with the day before, also while it runs', () => {
  expect(comparedDays(split('2026-06-01'), '2026-06-01')).toEqual(split('2026-05-31'));
});

it('a page and a report of the same days say the same, whenever they ask', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((days) => shiftDays('2025-01-01', days));
  fc.assert(
    fc.property(day, day, day, fc.integer({ min: 0, max: 86_399_999 }), (a, b, today, time) => {
      const [from = '', to = ''] = [a, b].sort();
      const { from: begin, to: end } = comparedPeriod({ from, to }, midnightOf(today) + time);
      expect({ first: dateOf(begin), last: dateOf(end - 1) }).toEqual(periodBefore({ first: from, last: to }, today));
      expect(end).toBe(midnightOf(from));
      expect(begin).toBeLessThan(end);
    }),
  );
});
