/**
 * Which squares each counted layer covers now, and what follows for the union layers.
 *
 *             VTL VNP MBF VNM GTL              A square that (3G, MBF) gains or loses is gained or lost by
 *        2G    .   .   o   .   .                 3G, any operator      unless another of its row (r) has it
 *        3G    r   r   x   r   r                 any technology, MBF   unless another of its column (o) has it
 *        4G    .   .   o   .   .                 any, any              unless anything else has it
 *        5G    .   .   o   .   .
 *
 * 5G has a row here but none among the shown layers: it counts in "any technology" only.
 *
 * Most tiles are covered wholly or not at all, so a tile has two words with a bit a layer, and the squares of a layer
 * are looked at only where it covers the tile partly:
 *
 *      states    wholly, partly │ wholly, partly │ …      by tile; bit = counted layer = technology · 5 + operator
 *      squares   lo, hi of layer 0 … 19 │ …               by tile; means something only where `partly` has the layer
 */
import { LAYER_OPERATORS, OPERATORS, TECHNOLOGIES, layerIndex } from '../contract/terms.ts';
import type { Sums } from './sums.ts';

const COLUMNS = OPERATORS.length;
const ROWS = TECHNOLOGIES.length;
export const COUNTED_LAYERS = ROWS * COLUMNS;
const ANY_ROW = layerIndex('any', 'VTL');
const ANY_COLUMN = LAYER_OPERATORS.indexOf('any');
/** Rows with shown layers of their own. */
const SHOWN_ROWS = ANY_ROW / LAYER_OPERATORS.length;

/** Of a shown layer, the bits of the counted ones that it unites. */
export function countedLayersOf(layer: number): number {
  const row = Math.floor(layer / LAYER_OPERATORS.length);
  const column = layer % LAYER_OPERATORS.length;
  let bits = 0;
  for (let counted = 0; counted < COUNTED_LAYERS; counted++) {
    if (row < SHOWN_ROWS && Math.floor(counted / COLUMNS) !== row) continue;
    if (column < ANY_COLUMN && counted % COLUMNS !== column) continue;
    bits |= 1 << counted;
  }
  return bits;
}

/** Bits of all layers in the row, and in the column, of a layer. */
const ROW_OF = Int32Array.from({ length: COUNTED_LAYERS }, (_, layer) => {
  return ((1 << COLUMNS) - 1) << (layer - (layer % COLUMNS));
});
const COLUMN_OF = Int32Array.from({ length: COUNTED_LAYERS }, (_, layer) => {
  let bits = 0;
  for (let row = 0; row < ROWS; row++) bits |= 1 << (row * COLUMNS + (layer % COLUMNS));
  return bits;
});

export class Presence {
  readonly #states: Int32Array;
  readonly #squares: Int32Array;
  readonly #sums: Sums;
  /** What #keepUnseen leaves. */
  #lo = 0;
  #hi = 0;

  constructor(tiles: number, sums: Sums) {
    this.#states = new Int32Array(tiles * 2);
    this.#squares = new Int32Array(tiles * COUNTED_LAYERS * 2);
    this.#sums = sums;
  }

  /** The layer now covers the whole tile; it may have done so before. */
  fill(tile: number, layer: number): void {
    const bit = 1 << layer;
    if (((this.#states[tile * 2] ?? 0) & bit) !== 0) return;
    const isPart = ((this.#states[tile * 2 + 1] ?? 0) & bit) !== 0;
    const at = (tile * COUNTED_LAYERS + layer) * 2;
    const lo = isPart ? ~(this.#squares[at] ?? 0) : -1;
    const hi = isPart ? ~(this.#squares[at + 1] ?? 0) : -1;
    this.change(tile, layer, lo, hi, -1, -1, 1);
  }

  /**
   * The layer covers more or less of the tile than before.
   *
   * @param lo,hi squares that the layer gains (sign 1) or loses (−1): at least one
   * @param nowLo,nowHi all that it covers from now on
   */
  change(tile: number, layer: number, lo: number, hi: number, nowLo: number, nowHi: number, sign: 1 | -1): void {
    this.#set(tile, layer, nowLo, nowHi);
    this.#pass(tile, layer, lo, hi, sign);
  }

  #set(tile: number, layer: number, lo: number, hi: number): void {
    const bit = 1 << layer;
    const isWhole = (lo & hi) === -1;
    const isPart = !isWhole && (lo | hi) !== 0;
    const wholly = this.#states[tile * 2] ?? 0;
    const partly = this.#states[tile * 2 + 1] ?? 0;
    this.#states[tile * 2] = isWhole ? wholly | bit : wholly & ~bit;
    this.#states[tile * 2 + 1] = isPart ? partly | bit : partly & ~bit;
    if (!isPart) return;
    const at = (tile * COUNTED_LAYERS + layer) * 2;
    this.#squares[at] = lo;
    this.#squares[at + 1] = hi;
  }

  #pass(tile: number, layer: number, lo: number, hi: number, sign: 1 | -1): void {
    const sums = this.#sums;
    const row = Math.floor(layer / COLUMNS);
    const column = layer % COLUMNS;
    const inRow = (ROW_OF[layer] ?? 0) & ~(1 << layer);
    const inColumn = (COLUMN_OF[layer] ?? 0) & ~(1 << layer);
    if (row < SHOWN_ROWS) sums.add(tile, row * LAYER_OPERATORS.length + column, lo, hi, sign);

    this.#keepUnseen(tile, inColumn, lo, hi);
    const columnLo = this.#lo;
    const columnHi = this.#hi;
    if ((columnLo | columnHi) !== 0) sums.add(tile, ANY_ROW + column, columnLo, columnHi, sign);

    this.#keepUnseen(tile, inRow, lo, hi);
    if ((this.#lo | this.#hi) === 0) return;
    if (row < SHOWN_ROWS) sums.add(tile, row * LAYER_OPERATORS.length + ANY_COLUMN, this.#lo, this.#hi, sign);

    this.#keepUnseen(tile, ~(inRow | inColumn | (1 << layer)), this.#lo & columnLo, this.#hi & columnHi);
    if ((this.#lo | this.#hi) !== 0) sums.add(tile, ANY_ROW + ANY_COLUMN, this.#lo, this.#hi, sign);
  }

  /** `[lo, hi]` of the squares of a tile that none of `layers` (bits) covers. */
  uncovered(tile: number, layers: number): [number, number] {
    this.#keepUnseen(tile, layers, -1, -1);
    return [this.#lo, this.#hi];
  }

  /** Leaves in #lo and #hi, of these squares, those that none of `layers` (bits) covers. */
  #keepUnseen(tile: number, layers: number, lo: number, hi: number): void {
    if (((this.#states[tile * 2] ?? 0) & layers) !== 0) {
      this.#lo = 0;
      this.#hi = 0;
      return;
    }
    for (let left = (this.#states[tile * 2 + 1] ?? 0) & layers; left !== 0; left &= left - 1) {
      const at = (tile * COUNTED_LAYERS + 31 - Math.clz32(left & -left)) * 2;
      lo &= ~(this.#squares[at] ?? 0);
      hi &= ~(this.#squares[at + 1] ?? 0);
    }
    this.#lo = lo;
    this.#hi = hi;
  }
}
