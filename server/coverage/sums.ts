/**
 * People and area covered, per commune and shown layer, kept as squares come and go. Milli-persons and m² are whole
 * numbers well below 2^53, so adding and taking away is exact in any order.
 */
import { LAYER_COUNT } from '../contract/terms.ts';
import type { Grid } from './grid.ts';
import { SQUARE_M2, TILE_M, WEST_BLOCK } from './squares.ts';

const TILE_M2 = TILE_M * TILE_M;
/** In place of a commune: the tile has a border or an odd square in it. */
const MIXED = -1;

export class Sums {
  /** By `commune * LAYER_COUNT + layer`. */
  readonly milli: Float64Array;
  readonly m2: Float64Array;
  readonly #grid: Grid;
  /** `commune * LAYER_COUNT` of the tiles that are one commune's and have no odd square, MIXED elsewhere. */
  readonly #wholeAt: Int32Array;
  /** Milli-persons of those tiles. */
  readonly #wholeMilli: Float64Array;
  readonly #isDirty: Uint8Array;
  readonly #dirty: Uint32Array;
  #dirtyCount = 0;

  constructor(grid: Grid) {
    const size = grid.communes * LAYER_COUNT;
    this.milli = new Float64Array(size);
    this.m2 = new Float64Array(size);
    this.#grid = grid;
    this.#wholeAt = new Int32Array(grid.tiles).fill(MIXED);
    this.#wholeMilli = new Float64Array(grid.tiles);
    for (let tile = 0; tile < grid.tiles; tile++) {
      const part = grid.firstPart[tile] ?? 0;
      const isAlone = grid.firstPart[tile + 1] === part + 1;
      if (!isAlone || ((grid.partLo[part] ?? 0) & (grid.partHi[part] ?? 0)) !== -1) continue;
      this.#wholeAt[tile] = (grid.partCommune[part] ?? 0) * LAYER_COUNT;
      for (let at = part * 4; at < part * 4 + 4; at++) {
        this.#wholeMilli[tile] = (this.#wholeMilli[tile] ?? 0) + 16 * (grid.partMilli[at] ?? 0);
      }
    }
    this.#isDirty = new Uint8Array(size);
    this.#dirty = new Uint32Array(size);
  }

  /** Squares of a tile come into a layer (sign 1) or leave it (−1). */
  add(tile: number, layer: number, lo: number, hi: number, sign: 1 | -1): void {
    const at = this.#wholeAt[tile] ?? MIXED;
    if (at === MIXED) this.#addMixed(tile, layer, lo, hi, sign);
    else if ((lo & hi) === -1) this.#credit(at + layer, sign * (this.#wholeMilli[tile] ?? 0), sign * TILE_M2);
    else this.#addRegular(this.#grid.firstPart[tile] ?? 0, at + layer, lo, hi, sign);
  }

  /** Squares of a tile that several communes or odd squares have a part in. */
  #addMixed(tile: number, layer: number, lo: number, hi: number, sign: 1 | -1): void {
    const { firstPart, partCommune, partLo, partHi, firstOdd, oddBit, oddM2, oddMilli } = this.#grid;
    for (let part = firstPart[tile] ?? 0, end = firstPart[tile + 1] ?? 0; part < end; part++) {
      const at = (partCommune[part] ?? 0) * LAYER_COUNT + layer;
      const ownLo = lo & (partLo[part] ?? 0);
      const ownHi = hi & (partHi[part] ?? 0);
      if ((ownLo | ownHi) !== 0) this.#addRegular(part, at, ownLo, ownHi, sign);
      let milli = 0;
      let m2 = 0;
      for (let odd = firstOdd[part] ?? 0, last = firstOdd[part + 1] ?? 0; odd < last; odd++) {
        const bit = oddBit[odd] ?? 0;
        const meant = ((bit < 32 ? lo : hi) >>> (bit & 31)) & 1;
        milli += (oddMilli[odd] ?? 0) * meant;
        m2 += (oddM2[odd] ?? 0) * meant;
      }
      if (m2 !== 0) this.#credit(at, sign * milli, sign * m2);
    }
  }

  /** Regular squares of one part. */
  #addRegular(part: number, at: number, lo: number, hi: number, sign: 1 | -1): void {
    const { partMilli } = this.#grid;
    const low = nibbleCounts(lo);
    const high = nibbleCounts(hi);
    const southWest = westSum(low);
    const southEast = westSum(low >>> 4);
    const northWest = westSum(high);
    const northEast = westSum(high >>> 4);
    const milli =
      southWest * (partMilli[part * 4] ?? 0) +
      southEast * (partMilli[part * 4 + 1] ?? 0) +
      northWest * (partMilli[part * 4 + 2] ?? 0) +
      northEast * (partMilli[part * 4 + 3] ?? 0);
    const m2 = (southWest + southEast + northWest + northEast) * SQUARE_M2;
    this.#credit(at, sign * milli, sign * m2);
  }

  #credit(at: number, milli: number, m2: number): void {
    this.milli[at] = (this.milli[at] ?? 0) + milli;
    this.m2[at] = (this.m2[at] ?? 0) + m2;
    if (this.#isDirty[at] !== 0) return;
    this.#isDirty[at] = 1;
    this.#dirty[this.#dirtyCount++] = at;
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

  /** Nothing is dirty any more. @returns what was, by place in `milli` and `m2`, for `takeBack` */
  setAside(): Uint32Array {
    const dirty = this.#dirty.slice(0, this.#dirtyCount);
    for (const at of dirty) this.#isDirty[at] = 0;
    this.#dirtyCount = 0;
    return dirty;
  }

  /** Dirty is what was set aside, in its order, and nothing of what came since. */
  takeBack(aside: Uint32Array): void {
    this.setAside();
    this.#dirty.set(aside);
    for (const at of aside) this.#isDirty[at] = 1;
    this.#dirtyCount = aside.length;
  }

  /** What is dirty, by place in `milli` and `m2`. */
  dirty(): Uint32Array {
    return this.#dirty.subarray(0, this.#dirtyCount);
  }
}

/** Set bits in each four (a row of a block). */
function nibbleCounts(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  return (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
}

/** Of the western blocks' four rows. */
function westSum(counts: number): number {
  return Math.imul(counts & WEST_BLOCK, 0x01010101) >>> 24;
}
