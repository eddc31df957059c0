import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dayOf,
  formatPeriod,
  instantsOf,
  isMonth,
  monthOf,
  noonOf,
  parsePeriod,
  periodBefore,
  shiftDays,
  upTo,
  yearUpTo,
  type Period,
} from '../../../client/model/period.ts';

const day = fc
  .date({ min: new Date('2000-02-01T00:00:00Z'), max: new Date('2099-11-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const period: fc.Arbitrary<Period> = fc
  .tuple(day, day)
  .map(([a, b]) => (a < b ? { first: a, last: b } : { first: b, last: a }));

describe('days of Hưng Yên', () => {
  test('a day begins at 17:00 UTC of the day before', () => {
    expect(dayOf(Date.parse('2026-11-17T16:59:59Z'))).toBe('2026-11-17');
    expect(dayOf(Date.parse('2026-11-17T17:00:00Z'))).toBe('2026-11-18');
    expect(instantsOf({ first: '2026-11-01', last: '2026-11-18' })).toEqual({
      from: '2026-10-31T17:00:00.000Z',
      to: '2026-11-18T17:00:00.000Z',
    });
    expect(dayOf(noonOf('2026-11-18'))).toBe('2026-11-18');
  });

  test('a month is whole, whatever its length', () => {
    expect(monthOf('2028-02-11')).toEqual({ first: '2028-02-01', last: '2028-02-29' });
    expect(monthOf('2026-01-31', -2)).toEqual({ first: '2025-11-01', last: '2025-11-30' });
    expect(isMonth({ first: '2026-02-01', last: '2026-02-28' })).toBe(true);
    expect(isMonth({ first: '2028-02-01', last: '2028-02-28' })).toBe(false);
  });

  test('what comes before a period', () => {
    expect(periodBefore({ first: '2026-03-01', last: '2026-03-31' }, '2026-11-18')).toEqual({
      first: '2026-02-01',
      last: '2026-02-28',
    });
    expect(periodBefore({ first: '2026-11-10', last: '2026-11-18' }, '2026-11-18')).toEqual({
      first: '2026-11-01',
      last: '2026-11-09',
    });
    expect(yearUpTo({ first: '2026-11-01', last: '2026-11-18' })).toEqual({ first: '2025-12-01', last: '2026-11-30' });
  });

  test('nothing of it lies in the future', () => {
    expect(upTo({ first: '2026-11-01', last: '2026-11-30' }, '2026-11-18')).toEqual({
      first: '2026-11-01',
      last: '2026-11-18',
    });
    expect(upTo({ first: '2026-12-01', last: '2026-12-31' }, '2026-11-18')).toBeNull();
  });
});

describe('a period in the URL', () => {
  test.each(['2026-11', '2026-11-18', '2026-11-03..2026-11-18'])('%s', (text) => {
    expect(formatPeriod(parsePeriod(text) ?? { first: '', last: '' })).toBe(text);
  });

  test('what is written is read back the same', () => {
    fc.assert(
      fc.property(period, (one) => {
        expect(parsePeriod(formatPeriod(one))).toEqual(one);
      }),
    );
  });

  test.each([
    null,
    '',
    '2026',
    '2026-13',
    '2026-02-30',
    '1999-01',
    '2026-11-18..2026-11-01',
    '2026-11-01..',
    'a..b..c',
  ])('%s is none', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });

  test('the period before ends the day before, and a row of them leaves no day out', () => {
    fc.assert(
      fc.property(period, (one) => {
        const before = periodBefore(one, '2026-11-18');
        expect(shiftDays(before.last, 1)).toBe(one.first);
        expect(before.first <= before.last).toBe(true);
      }),
    );
  });
});
