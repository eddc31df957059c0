import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDue, nextDue, periodBefore } from '../../../server/reports/due.ts';

/** A moment in Việt Nam. */
const at = (text: string): number => Date.parse(`${text}:00+07:00`);

describe('a cron expression', () => {
  it.each([
    ['30 7 5 * *', '2026-11-05T07:30', '2026-12-05T07:30'],
    ['30 7 5 * *', '2026-11-05T07:29', '2026-11-05T07:30'],
    // 00:30 there is the day before in UTC.
    ['30 0 1 * *', '2026-11-18T14:32', '2026-12-01T00:30'],
    ['0 7 * * 1', '2026-11-18T14:32', '2026-11-23T07:00'],
    ['0 8 10 1,4,7,10 *', '2026-11-18T14:32', '2027-01-10T08:00'],
    ['0 6 L * *', '2027-02-01T00:00', '2027-02-28T06:00'],
    ['*/15 * * * *', '2026-11-18T14:32', '2026-11-18T14:45'],
  ])('%s after %s is due %s', (cron, after, due) => {
    expect(nextDue(cron, at(after))).toBe(at(due));
  });

  it.each(['', '* * * *', '0 0 7 * * 1', '60 7 * * *', '0 24 * * *', '0 7 32 * *', '0 7 30 2 *', 'mỗi ngày'])(
    'refuses “%s” in words',
    (cron) => {
      expect(() => nextDue(cron, at('2026-11-18T14:32'))).toThrow(
        expect.objectContaining({ code: 'bad_cron', details: { cron } }),
      );
    },
  );

  it('of several missed moments, gives the last', () => {
    const first = at('2026-11-05T07:00');
    expect(lastDue('0 7 * * *', first, at('2026-11-05T07:00'))).toBe(first);
    expect(lastDue('0 7 * * *', first, at('2026-11-06T06:59'))).toBe(first);
    expect(lastDue('0 7 * * *', first, at('2026-11-08T07:00'))).toBe(at('2026-11-08T07:00'));
    expect(lastDue('0 7 * * *', first, at('2026-11-08T07:00') + 59_999)).toBe(at('2026-11-08T07:00'));
  });

  it('never gives one that is still to come, nor leaves out one that came', () => {
    const minute = fc.integer({ min: 0, max: 59 });
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(minute, hour, fc.integer({ min: 0, max: 40 * 86_400_000 }), (m, h, passed) => {
        const cron = `${m} ${h} * * *`;
        const first = nextDue(cron, at('2026-11-05T00:00') - 1);
        const now = first + passed;
        const last = lastDue(cron, first, now);
        expect(last).toBeLessThanOrEqual(now);
        expect(nextDue(cron, last)).toBeGreaterThan(now);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the period before', () => {
  it.each([
    ['previous-day', '2026-11-18T00:00', '2026-11-17', '2026-11-17'],
    ['previous-day', '2026-03-01T06:00', '2026-02-28', '2026-02-28'],
    ['previous-week', '2026-11-16T00:00', '2026-11-09', '2026-11-15'],
    ['previous-week', '2026-11-22T23:59', '2026-11-09', '2026-11-15'],
    ['previous-month', '2026-01-01T00:00', '2025-12-01', '2025-12-31'],
    ['previous-month', '2028-03-05T07:30', '2028-02-01', '2028-02-29'],
    ['previous-quarter', '2027-01-10T08:00', '2026-10-01', '2026-12-31'],
    ['previous-quarter', '2026-06-30T23:59', '2026-01-01', '2026-03-31'],
  ] as const)('%s of %s in Việt Nam', (period, moment, from, to) => {
    expect(periodBefore(period, at(moment))).toEqual({ from, to });
  });
});
