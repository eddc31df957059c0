import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trendCsv } from '../../../../client/pages/commune/trend/csv.ts';
import { axisOf, isEmpty, lastOf, spread, trendRows } from '../../../../client/pages/commune/trend/trend-series.ts';
import type { CoverageHistory } from '../../../../server/contract/history.ts';

const point = (population: number | null) => ({
  population,
  area: null,
  people: 0,
  m2: 0,
  asBuilt: { population: null, area: null, people: 0, m2: 0 },
});

const history: CoverageHistory = {
  from: '2026-09-30T17:00:00.000Z',
  to: '2026-11-18T07:00:00.000Z',
  computedAt: '2026-11-18T07:00:00.000Z',
  layers: ['4G', '3G'],
  buckets: [
    { start: '2026-09-30T17:00:00.000Z', end: '2026-10-31T17:00:00.000Z', knownMs: 1 },
    { start: '2026-10-31T17:00:00.000Z', end: '2026-11-30T17:00:00.000Z', knownMs: 1 },
  ],
  province: {},
  communes: [
    {
      code: '1',
      name: 'Xã Một',
      type: 'xa',
      population: 100,
      areaKm2: 1,
      layers: { '4G': [point(90.5), null], '3G': [null, point(93.1)] },
    },
  ],
};

describe('trend', () => {
  const rows = trendRows(history, '1');

  it('keeps what is not known apart from nothing', () => {
    expect(rows.map(({ shares }) => shares)).toEqual([
      { '2G': null, '3G': null, '4G': 90.5 },
      { '2G': null, '3G': 93.1, '4G': null },
    ]);
    expect(lastOf(rows, '4G')).toBe(90.5);
    expect(lastOf(rows, '2G')).toBeNull();
    expect(isEmpty(rows)).toBe(false);
    expect(isEmpty(trendRows(history, '2'))).toBe(true);
  });

  it('is a file of the reader’s language: marks, borders and decimals', () => {
    expect(trendCsv(rows, 'Tháng', '% dân số', 'vi')).toBe(
      '\uFEFFTháng;2G (% dân số);3G (% dân số);4G (% dân số)\r\n2026-10;;;90,5\r\n2026-11;;93,1;\r\n',
    );
    expect(trendCsv(rows, 'Month', 'people, %', 'en')).toBe(
      '\uFEFFMonth,"2G (people, %)","3G (people, %)","4G (people, %)"\r\n2026-10,,,90.5\r\n2026-11,,93.1,\r\n',
    );
  });
});

describe('axis', () => {
  it.each([
    [
      [86.2, 99.4],
      [85, 90, 95, 100],
    ],
    [
      [99.9, 100],
      [99, 100],
    ],
    [[97.2], [97, 98, 99, 100]],
    [[52], [40, 60, 80, 100]],
    [[0.1], [0, 25, 50, 75, 100]],
    [[null], [99, 100]],
  ])('%j', (values, ticks) => {
    expect(axisOf(values)).toEqual({ least: ticks[0], most: 100, ticks });
  });

  it('holds every value with at most five ticks', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1 }), (values) => {
        const { least, ticks } = axisOf(values);
        expect(least).toBeLessThanOrEqual(Math.min(...values));
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('labels at the ends of the lines', () => {
  it('stay where they are when they are apart', () => {
    expect(spread([10, 40, 90], 12, 0, 100)).toEqual([10, 40, 90]);
  });

  it('share the shift when they touch', () => {
    expect(spread([50, 52], 12, 0, 100)).toEqual([45, 57]);
    expect(spread([1, 2], 12, 0, 100)).toEqual([0, 12]);
  });

  it('keep their order, their distance and the bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 5 }), (wanted) => {
        const placed = spread(wanted, 12, 0, 100);
        const order = wanted
          .map((_, index) => index)
          .sort((a, b) => wanted[a]! - wanted[b]! || placed[a]! - placed[b]!);
        order.slice(1).forEach((index, place) => {
          expect(placed[index]! - placed[order[place]!]!).toBeGreaterThanOrEqual(12 - 1e-6);
        });
        for (const at of placed) {
          expect(at).toBeGreaterThanOrEqual(-1e-6);
          expect(at).toBeLessThanOrEqual(100 + 1e-6);
        }
      }),
    );
  });
});
