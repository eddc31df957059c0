import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress } from '../../../../client/pages/commune/address.ts';
import {
  dayLabel,
  daysOf,
  lastDays,
  lastMonths,
  monthCode,
  monthLabel,
  periodQuery,
} from '../../../../client/pages/commune/period.ts';

/** 18/11/2026 14:32 in Hưng Yên. */
const NOW = Date.parse('2026-11-18T07:32:07Z');

describe('periods', () => {
  it('end with today, in days of Hưng Yên', () => {
    expect(periodQuery(lastDays(NOW, 30))).toBe('from=2026-10-19T17:00:00.000Z&to=2026-11-18T17:00:00.000Z');
    expect(daysOf(lastDays(NOW, 30))).toEqual({ from: '2026-10-20', to: '2026-11-18' });
  });

  it('have a new day at midnight there, which is 17:00 UTC', () => {
    const before = Date.parse('2026-11-18T16:59:59Z');
    expect(daysOf(lastDays(before, 1))).toEqual({ from: '2026-11-18', to: '2026-11-18' });
    expect(daysOf(lastDays(before + 1000, 1))).toEqual({ from: '2026-11-19', to: '2026-11-19' });
    expect(dayLabel(before)).toBe('18/11');
    expect(dayLabel(before + 1000)).toBe('19/11');
  });

  it('of months are whole months over the turn of the year', () => {
    expect(periodQuery(lastMonths(NOW, 12))).toBe('from=2025-11-30T17:00:00.000Z&to=2026-11-30T17:00:00.000Z');
    expect(monthLabel(lastMonths(NOW, 12).from)).toBe('12/25');
    expect(monthCode(lastMonths(NOW, 12).from)).toBe('2025-12');
    // The last evening of a month in UTC is the next month there.
    expect(monthLabel(lastMonths(Date.parse('2026-01-31T18:00:00Z'), 1).from)).toBe('2/26');
  });
});

describe('the address', () => {
  it('holds technology and comparison and leaves the default out', () => {
    expect(parseAddress('?cn=3G&so=13075')).toEqual({ technology: '3G', against: '13075' });
    expect(formatAddress({ technology: '3G', against: '13075' })).toBe('?cn=3G&so=13075');
    expect(formatAddress({ technology: '4G', against: null })).toBe('');
  });

  it('takes anything and keeps what it understands', () => {
    for (const search of ['', '?', '?cn=5G', '?cn=tatca&so=', '?so=%3Cscript%3E', '?so=../../x&x=1']) {
      expect(parseAddress(search)).toEqual({ technology: '4G', against: null });
    }
  });
});
