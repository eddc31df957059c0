/**
 * The territory as squares of 25 m in the VN-2000 plane: how they are numbered and to whom they belong.
 *
 *      tile = 8 × 8 squares = 200 m          bit of a square = 8 · row + column
 *
 *        56 57 58 59│60 61 62 63  ┐           blocks of 100 m:   2 │ 3
 *           block 2 │ block 3     │ hi                          ───┼───
 *        32 33 34 35│36 37 38 39  ┘                              0 │ 1
 *       ────────────┼────────────
 *        24 25 26 27│28 29 30 31  ┐
 *           block 0 │ block 1     │ lo
 *         0  1  2  3│ 4  5  6  7  ┘  row 0 is the southern one
 *
 * A **part** is what one commune has in one tile. Its *regular* squares (lo, hi) belong to it wholly and carry the same
 * number of milli-persons everywhere in a block; its *odd* squares (cut by a border, or carrying the remainder that
 * makes the commune's sum exact) have figures of their own. Everything is a whole number, so sums are exact and their
 * order does not matter.
 */
export const SQUARE_M = 25;
export const TILE_M = 200;
export const SQUARE_M2 = SQUARE_M * SQUARE_M;
/** The squares of blocks 0 and 2, and of 1 and 3, in one half (lo or hi) of a tile. */
export const WEST_BLOCK = 0x0f0f0f0f;
export const EAST_BLOCK = 0xf0f0f0f0;

/** Where tiles lie. Only those with land are numbered; neighbours in a row mostly have consecutive numbers. */
export interface TileMap {
  /** South-west corner of the raster, m, multiples of TILE_M. */
  eastM: number;
  northM: number;
  columns: number;
  rows: number;
  tiles: number;
  /** Tile at `row * columns + column`, −1 where there is no land. */
  tileAt: Int32Array;
}

/** The land: parts in the order of tiles, odd squares in the order of parts. */
export interface Land extends TileMap {
  /** Part p is of tile t when firstPart[t] ≤ p < firstPart[t + 1]. */
  firstPart: Uint32Array;
  partCommune: Uint16Array;
  partLo: Int32Array;
  partHi: Int32Array;
  /** Odd square o is of part p when firstOdd[p] ≤ o < firstOdd[p + 1]. */
  firstOdd: Uint32Array;
  oddBit: Uint8Array;
  oddM2: Uint16Array;
}

/** Set bits of 32. */
export function popcount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
