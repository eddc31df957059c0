/**
 * People and area covered, per commune and shown layer, kept as squares come and go. Milli-persons and m² are whole
 * numbers well below 2^53, so adding and taking away is exact in any order.
 */
import { LAYER_COUNT } from '../contract/terms.ts';
import type { Grid } from './grid.ts';
import { EAST_BLOCK, popcount, SQUARE_M2, WEST_BLOCK } from './squares.ts';

export class Sums {
  /** By `commune * LAYER_COUNT + layer`. */
  readonly milli: Float64Array;
  readonly m2: Float64Array;
  readonly #grid: Grid;
  readonly #isDirty: Uint8Array;
  readonly #dirty: Uint32Array;
  #dirtyCount = 0;

  constructor(grid: Grid) {
    const size = grid.communes * LAYER_COUNT;
    this.milli = new Float64Array(size);
    this.m2 = new Float64Array(size);
    this.#grid = grid;
    this.#isDirty = new Uint8Array(size);
    this.#dirty = new Uint32Array(size);
  }

  /** Squares of a tile come into a layer (sign 1) or leave it (−1). */
  add(tile: number, layer: number, lo: number, hi: number, sign: 1 | -1): void {
    const { firstPart, partCommune, partLo, partHi, partMilli, firstOdd, oddBit, oddM2, oddMilli } = this.#grid;
    for (let part = firstPart[tile] ?? 0, end = firstPart[tile + 1] ?? 0; part < end; part++) {
      const partOfLo = lo & (partLo[part] ?? 0);
      const partOfHi = hi & (partHi[part] ?? 0);
      let m2 = (popcount(partOfLo) + popcount(partOfHi)) * SQUARE_M2;
      let milli =
        popcount(partOfLo & WEST_BLOCK) * (partMilli[part * 4] ?? 0) +
        popcount(partOfLo & EAST_BLOCK) * (partMilli[part * 4 + 1] ?? 0) +
        popcount(partOfHi & WEST_BLOCK) * (partMilli[part * 4 + 2] ?? 0) +
        popcount(partOfHi & EAST_BLOCK) * (partMilli[part * 4 + 3] ?? 0);
      for (let odd = firstOdd[part] ?? 0, last = firstOdd[part + 1] ?? 0; odd < last; odd++) {
        const bit = oddBit[odd] ?? 0;
        if ((((bit < 32 ? lo : hi) >>> (bit & 31)) & 1) === 0) continue;
        m2 += oddM2[odd] ?? 0;
        milli += oddMilli[odd] ?? 0;
      }
      if (m2 === 0) continue;
      const at = (partCommune[part] ?? 0) * LAYER_COUNT + layer;
      this.milli[at] = (this.milli[at] ?? 0) + sign * milli;
      this.m2[at] = (this.m2[at] ?? 0) + sign * m2;
      if (this.#isDirty[at] === 0) {
        this.#isDirty[at] = 1;
        this.#dirty[this.#dirtyCount++] = at;
      }
    }
  }

  /** Calls back once for each (commune, layer) that may have moved since the last call, and forgets them. */
  drainDirty(visit: (commune: number, layer: number) => void): void {
    const count = this.#dirtyCount;
    this.#dirtyCount = 0;
    for (let i = 0; i < count; i++) {
      const at = this.#dirty[i] ?? 0;
      this.#isDirty[at] = 0;
      visit(Math.floor(at / LAYER_COUNT), at % LAYER_COUNT);
    }
  }

  /** How many are dirty: `forgetSince` drops what became dirty after that. */
  get dirtyCount(): number {
    return this.#dirtyCount;
  }

  forgetSince(count: number): void {
    for (let i = count; i < this.#dirtyCount; i++) this.#isDirty[this.#dirty[i] ?? 0] = 0;
    this.#dirtyCount = count;
  }
}
