import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECIMALS, cellText, longDateText } from '../../../server/reports/cell-text.ts';
import type { NumberFormat } from '../../../server/reports/document.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('cellText', () => {
  it.each<[number | string | null, NumberFormat | 'text', string]>([
    [3567943, 'integer', '3.567.943'],
    [0, 'integer', '0'],
    [97.65, 'percent', '97,7'],
    [100, 'percent', '100,0'],
    [0.3, 'points', '+0,3'],
    [-0.3, 'points', '−0,3'],
    [0, 'points', '0,0'],
    [-0.04, 'points', '0,0'],
    [0.04, 'points', '0,0'],
    [99.9814, 'availability', '99,981'],
    [45.1, 'km2', '45,10'],
    [40_000, 'duration', '40 giây'],
    [18 * MINUTE, 'duration', '18 phút'],
    [HOUR + 6 * MINUTE, 'duration', '1 giờ 06'],
    [51 * HOUR, 'duration', '2 ngày 3 giờ'],
    [48 * HOUR, 'duration', '2 ngày'],
    // Rounded to the unit that is shown, and carried over.
    [59.6 * 1_000, 'duration', '1 phút'],
    [59.6 * MINUTE, 'duration', '1 giờ 00'],
    [HOUR + 5.5 * MINUTE, 'duration', '1 giờ 06'],
    [23 * HOUR + 59.6 * MINUTE, 'duration', '1 ngày'],
    [27 * HOUR + 59.5 * MINUTE, 'duration', '1 ngày 4 giờ'],
    [492.97 * HOUR, 'duration', '20 ngày 13 giờ'],
    [(1_012 * 24 + 3) * HOUR, 'duration', '1.012 ngày 3 giờ'],
    [-5, 'duration', '0 phút'],
    [Date.UTC(2026, 10, 18, 7, 32), 'datetime', '18/11/2026 14:32'],
    [Date.UTC(2026, 10, 17, 17, 0), 'datetime', '18/11/2026 00:00'],
    [null, 'integer', '–'],
    [NaN, 'percent', '–'],
    [Infinity, 'integer', '–'],
    ['Xã\u0000 A\nSào', 'text', 'Xã A Sào'],
    ['chưa đo', 'percent', 'chưa đo'],
  ])('writes %j as %s: %s', (value, format, text) => {
    expect(cellText(value, format)).toBe(text);
  });

  it('agrees with the language tables of the machine', () => {
    const formats = Object.entries(DECIMALS).filter(([format]) => format !== 'points');
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(number, fc.constantFrom(...formats), (value, [format, digits]) => {
        const exact = Number(value.toFixed(digits));
        const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
        const expected = new Intl.NumberFormat('vi-VN', options).format(exact === 0 ? 0 : exact).replace('-', '−');
        expect(cellText(value, formatNamed(format))).toBe(expected);
      }),
    );
  });
});

describe('longDateText', () => {
  it.each([
    [Date.UTC(2026, 10, 18), 'ngày 18 tháng 11 năm 2026'],
    [Date.UTC(2026, 10, 5), 'ngày 05 tháng 11 năm 2026'],
    [Date.UTC(2027, 0, 1), 'ngày 01 tháng 01 năm 2027'],
    [Date.UTC(2027, 1, 10), 'ngày 10 tháng 02 năm 2027'],
    [Date.UTC(2027, 2, 3), 'ngày 03 tháng 3 năm 2027'],
    [Date.UTC(2026, 11, 31, 17), 'ngày 01 tháng 01 năm 2027'],
  ])('writes the leading zeros the decree wants', (at, text) => {
    expect(longDateText(at)).toBe(text);
  });
});

function formatNamed(name: string): NumberFormat {
  const formats: readonly NumberFormat[] = ['integer', 'percent', 'points', 'availability', 'km2'];
  return formats.find((format) => format === name)!;
}
