/**
 * Which squares each counted layer covers now, as bitmaps, and what follows for the union layers.
 *
 *      words of a tile:   lo hi of counted layer 0, lo hi of layer 1, … 19      counted layer = technology · 5 + operator
 *
 *             VTL VNP MBF VNM GTL              A square that (3G, MBF) gains or loses is gained or lost by
 *        2G    .   .   o   .   .                 3G, any operator      unless another of its row has it
 *        3G    r   r   x   r   r                 any technology, MBF   unless another of its column (o) has it
 *        4G    .   .   o   .   .                 any, any              unless anything else has it
 *        5G    .   .   o   .   .
 *
 * 5G has a row here but none among the shown layers: it counts in "any technology" only.
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

export class Presence {
  readonly #seen: Uint32Array;
  readonly #sums: Sums;

  constructor(tiles: number, sums: Sums) {
    this.#seen = new Uint32Array(tiles * COUNTED_LAYERS * 2);
    this.#sums = sums;
  }

  /** The layer now covers these squares; some may have been covered before. */
  gain(tile: number, layer: number, lo: number, hi: number): void {
    const at = (tile * COUNTED_LAYERS + layer) * 2;
    const newLo = lo & ~(this.#seen[at] ?? 0);
    const newHi = hi & ~(this.#seen[at + 1] ?? 0);
    if ((newLo | newHi) === 0) return;
    this.#seen[at] = (this.#seen[at] ?? 0) | newLo;
    this.#seen[at + 1] = (this.#seen[at + 1] ?? 0) | newHi;
    this.#pass(tile, layer, newLo, newHi, 1);
  }

  /** The layer no longer covers these squares, which it did. */
  lose(tile: number, layer: number, lo: number, hi: number): void {
    const at = (tile * COUNTED_LAYERS + layer) * 2;
    this.#seen[at] = (this.#seen[at] ?? 0) & ~lo;
    this.#seen[at + 1] = (this.#seen[at + 1] ?? 0) & ~hi;
    this.#pass(tile, layer, lo, hi, -1);
  }

  #pass(tile: number, layer: number, lo: number, hi: number, sign: 1 | -1): void {
    const seen = this.#seen;
    const sums = this.#sums;
    const first = tile * COUNTED_LAYERS * 2;
    const row = Math.floor(layer / COLUMNS);
    const column = layer % COLUMNS;
    let rowLo = lo;
    let rowHi = hi;
    for (let other = 0; other < COLUMNS; other++) {
      if (other === column) continue;
      const at = first + (row * COLUMNS + other) * 2;
      rowLo &= ~(seen[at] ?? 0);
      rowHi &= ~(seen[at + 1] ?? 0);
    }
    if (row < SHOWN_ROWS) {
      sums.add(tile, row * LAYER_OPERATORS.length + column, lo, hi, sign);
      if ((rowLo | rowHi) !== 0) sums.add(tile, row * LAYER_OPERATORS.length + ANY_COLUMN, rowLo, rowHi, sign);
    }
    for (let other = 0; other < ROWS; other++) {
      if (other === row) continue;
      const at = first + (other * COLUMNS + column) * 2;
      lo &= ~(seen[at] ?? 0);
      hi &= ~(seen[at + 1] ?? 0);
    }
    if ((lo | hi) === 0) return;
    sums.add(tile, ANY_ROW + column, lo, hi, sign);
    lo &= rowLo;
    hi &= rowHi;
    for (let other = 0; other < COUNTED_LAYERS && (lo | hi) !== 0; other++) {
      if (other === layer) continue;
      lo &= ~(seen[first + other * 2] ?? 0);
      hi &= ~(seen[first + other * 2 + 1] ?? 0);
    }
    if ((lo | hi) !== 0) sums.add(tile, ANY_ROW + ANY_COLUMN, lo, hi, sign);
  }
}
