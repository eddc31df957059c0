import fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogram } from '../../../../client/pages/coverage/histogram.ts';

const share = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);

test('one-point bins from 90, everything lower in the first, 100 in the last', () => {
  const bins = histogram([87.8, 90, 90.9, 96.9, 97, 99, 99.9, 100], 97);
  expect(bins.map(({ count }) => count)).toEqual([1, 2, 0, 0, 0, 0, 0, 1, 1, 0, 3]);
  expect(bins.map(({ from }) => from)).toEqual([89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99]);
  expect(bins.filter(({ below }) => below).at(-1)?.to).toBe(97);
  expect(bins.map(({ open }) => open).indexOf(true)).toBe(0);
});

test('coarser bins where most communes are lower, or the threshold is', () => {
  expect(histogram([50, 60, 70, 95], 97)[1]).toMatchObject({ from: 50, to: 55 });
  expect(histogram([95, 96], 80)[1]).toMatchObject({ from: 80, to: 82 });
  expect(histogram([0, 5, 20], 50)[0]).toMatchObject({ from: 0, to: 10, open: false, count: 2 });
});

test('every commune is in one bin, and bins join without a gap', () => {
  fc.assert(
    fc.property(fc.array(share), share, (shares, threshold) => {
      const bins = histogram(shares, threshold);
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(shares.length);
      expect(bins.at(-1)?.to).toBe(100);
      bins.slice(1).forEach((bin, index) => {
        expect(bin.from).toBe(bins[index]?.to);
        expect(bin.count).toBe(shares.filter((one) => one >= bin.from && (one < bin.to || bin.to === 100)).length);
      });
    }),
  );
});
