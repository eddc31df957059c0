/** The suggested place of a mast: in its patch, and no other square of the patch reaches more people. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rangeM } from '../../../server/coverage/propagation.ts';
import { SQUARE_M, SQUARE_M2 } from '../../../server/coverage/squares.ts';
import type { UncoveredSquares } from '../../../server/coverage/uncovered.ts';
import { MAST_REACH_M, bestSite } from '../../../server/resilience/mast-site.ts';
import { findPatches } from '../../../server/resilience/patches.ts';

/** People of squares, row by row from the south; 0: covered. */
function rasterOf(columns: number, people: readonly number[]): UncoveredSquares {
  const rows = Math.ceil(people.length / columns);
  const m2 = new Uint16Array(columns * rows);
  const milli = new Uint32Array(columns * rows);
  people.forEach((here, at) => {
    m2[at] = here > 0 ? SQUARE_M2 : 0;
    milli[at] = Math.max(0, here - 1) * 1000;
  });
  return { eastM: 0, northM: 0, columns, rows, m2, milli };
}

function reached({ columns, milli }: UncoveredSquares, from: number, reachM: number): number {
  let sum = 0;
  milli.forEach((here, at) => {
    const [dx, dy] = [(at % columns) - (from % columns), Math.floor(at / columns) - Math.floor(from / columns)];
    if ((dx * dx + dy * dy) * SQUARE_M ** 2 <= reachM ** 2) sum += here;
  });
  return sum;
}

it('is a square of the patch that reaches the most people, whatever the picture', () => {
  const raster = fc
    .record({
      columns: fc.integer({ min: 1, max: 14 }),
      people: fc.array(fc.constantFrom(0, 0, 1, 2, 9), { minLength: 1, maxLength: 120, size: 'max' }),
    })
    .map(({ columns, people }) => rasterOf(columns, people));
  fc.assert(
    fc.property(raster, fc.constantFrom(25, 60, 100, 190), (squares, reachM) => {
      for (const patch of findPatches(squares)) {
        const most = Math.max(...patch.squares.map((square) => reached(squares, square, reachM)));
        const site = bestSite(squares, patch.squares, reachM);
        if (patch.milli === 0) expect(site).toBeNull();
        else {
          expect(patch.squares).toContain(site?.square);
          expect(site?.milli).toBe(most);
          expect(reached(squares, site?.square ?? -1, reachM)).toBe(most);
        }
      }
    }),
  );
});

it('of places that reach the same stands nearest to where the people of the patch live', () => {
  // Five in a row, all within reach of each other: most live at the eastern end.
  const squares = rasterOf(5, [2, 2, 2, 2, 30]);
  expect(bestSite(squares, [0, 1, 2, 3, 4], 200)).toEqual({ square: 4, milli: 33_000 });
});

it.each([
  ['xa', 'suburban'],
  ['phuong', 'urban'],
] as const)('reaches as far as a usual sector does in a %s', (type, environment) => {
  // 46 dBm over 100 resource blocks, 17 dBi, 2 dB of feeder; level −95 dBm.
  const eirpDbm = 46 - 10 * Math.log10(1_200) + 17 - 2;
  const range = rangeM(1_800, 30, environment, eirpDbm + 95);
  expect(Math.abs(range / MAST_REACH_M[type] - 1)).toBeLessThan(0.1);
});
