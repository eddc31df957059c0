/**
 * Where one more mast would reach the most of those whom nobody reaches yet: a square of the patch around which, within a mast's reach,
 * most people of uncovered squares live (of other patches too). What stands in the way of it there — land, power, a road — is not known.
 */
import type { CommuneType } from '../contract/terms.ts';
import { SQUARE_M } from '../coverage/squares.ts';
import type { UncoveredSquares } from '../coverage/uncovered.ts';

/**
 * How far three usual sectors on a mast of 30 m reach in such a commune: Extended Hata at 1,800 MHz down to −95 dBm, in whole 500 m.
 */
export const MAST_REACH_M: Readonly<Record<CommuneType, number>> = { phuong: 500, xa: 1_000, 'dac-khu': 1_000 };

export interface MastSite {
  /** Of the raster, row · columns + column. */
  square: number;
  /** Milli-persons in uncovered squares whose centres it reaches. */
  milli: number;
}

/** @param squares the patch's, by row · columns + column; @returns null when nobody lives in it */
export function bestSite(raster: UncoveredSquares, squares: readonly number[], reachM: number): MastSite | null {
  const { columns, rows } = raster;
  const reach = Math.floor(reachM / SQUARE_M);
  const upTo = peopleByRow(raster);
  const middle = middleOf(raster, squares);
  if (middle === null) return null;
  let best: (MastSite & { off: number }) | null = null;
  for (const square of squares) {
    const [x, y] = [square % columns, Math.floor(square / columns)];
    let milli = 0;
    for (let row = Math.max(0, y - reach); row <= Math.min(rows - 1, y + reach); row++) {
      const half = Math.floor(Math.sqrt((reachM / SQUARE_M) ** 2 - (row - y) ** 2));
      const begin = row * (columns + 1);
      milli += (upTo[begin + Math.min(columns, x + half + 1)] ?? 0) - (upTo[begin + Math.max(0, x - half)] ?? 0);
    }
    const off = Math.hypot(x - middle.x, y - middle.y);
    if (best === null || milli > best.milli || (milli === best.milli && off < best.off)) {
      best = { square, milli, off };
    }
  }
  return best === null ? null : { square: best.square, milli: best.milli };
}

/** Row by row the people west of each column. */
function peopleByRow({ columns, rows, milli }: UncoveredSquares): Float64Array {
  const upTo = new Float64Array((columns + 1) * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * (columns + 1) + column;
      upTo[at + 1] = (upTo[at] ?? 0) + (milli[row * columns + column] ?? 0);
    }
  }
  return upTo;
}

/** Of the people of the patch: of several places as good as each other the one nearest to it is taken. */
function middleOf({ columns, milli }: UncoveredSquares, squares: readonly number[]): { x: number; y: number } | null {
  let [people, x, y] = [0, 0, 0];
  for (const square of squares) {
    const here = milli[square] ?? 0;
    people += here;
    x += here * (square % columns);
    y += here * Math.floor(square / columns);
  }
  return people === 0 ? null : { x: x / people, y: y / people };
}
