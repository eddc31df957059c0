/**
 * How many cells on air cover each square, per counted layer (technology × operator).
 *
 * A footprint that covers a tile wholly is counted once for the tile. The others are counted square by square, in bit
 * slices: plane k of a tile holds bit k of all its 64 counts, so that adding a mask of squares is a ripple carry.
 *
 *      count of a square  =  full[slot]  +  plane 0  +  2 · plane 1  +  4 · plane 2 …       slot = layer · tiles + tile
 *
 *      planes   … │ lo hi │ lo hi ║ lo hi ║ …
 *                 ╰ firstPlane[slot]      ╰ firstPlane[slot + 1]
 *
 * A slot gets as many planes as the number of all rims in it needs: a carry past the last plane cannot happen, and room
 * for every square of the inventory is checked when the counters are built.
 */
import type { Footprints } from './footprint-tiles.ts';
import type { Presence } from './presence.ts';

const MAX_FULL = 0xffff;

export class Counters {
  readonly #tiles: number;
  readonly #footprints: Footprints;
  readonly #layerOfCell: Int8Array;
  readonly #presence: Presence;
  readonly #full: Uint16Array;
  readonly #firstPlane: Uint32Array;
  readonly #planes: Uint32Array;

  /**
   * @param layerOfCell counted layer of each cell, −1 for those that are never on air
   * @throws RangeError when more cells cover a tile than can be counted
   */
  constructor(footprints: Footprints, layerOfCell: Int8Array, layers: number, tiles: number, presence: Presence) {
    this.#tiles = tiles;
    this.#footprints = footprints;
    this.#layerOfCell = layerOfCell;
    this.#presence = presence;
    this.#full = new Uint16Array(layers * tiles);
    const most = countFootprints(footprints, layerOfCell, layers * tiles, tiles);
    for (const full of most.full) {
      if (full > MAX_FULL)
        throw new RangeError(`${full} cells of one layer cover a tile; at most ${MAX_FULL} are counted`);
    }
    this.#firstPlane = new Uint32Array(layers * tiles + 1);
    most.rims.forEach((rims, slot) => {
      this.#firstPlane[slot + 1] = (this.#firstPlane[slot] ?? 0) + (32 - Math.clz32(rims));
    });
    this.#planes = new Uint32Array((this.#firstPlane[layers * tiles] ?? 0) * 2);
  }

  /** Counts a cell that is not counted yet. */
  add(cell: number): void {
    const { firstRun, runTile, runLength, firstRim, rimTile, rimLo, rimHi } = this.#footprints;
    const layer = this.#layerOfCell[cell] ?? 0;
    const base = layer * this.#tiles;
    const full = this.#full;
    const presence = this.#presence;
    for (let run = firstRun[cell] ?? 0, end = firstRun[cell + 1] ?? 0; run < end; run++) {
      const first = runTile[run] ?? 0;
      const last = first + (runLength[run] ?? 0);
      for (let tile = first; tile < last; tile++) {
        const count = full[base + tile] ?? 0;
        full[base + tile] = count + 1;
        if (count === 0) presence.gain(tile, layer, -1, -1);
      }
    }
    for (let rim = firstRim[cell] ?? 0, end = firstRim[cell + 1] ?? 0; rim < end; rim++) {
      const tile = rimTile[rim] ?? 0;
      const lo = rimLo[rim] ?? 0;
      const hi = rimHi[rim] ?? 0;
      this.#ripple(base + tile, lo, hi);
      if (full[base + tile] === 0) presence.gain(tile, layer, lo, hi);
    }
  }

  /** Takes a counted cell out. */
  remove(cell: number): void {
    const { firstRun, runTile, runLength, firstRim, rimTile, rimLo, rimHi } = this.#footprints;
    const layer = this.#layerOfCell[cell] ?? 0;
    const base = layer * this.#tiles;
    const full = this.#full;
    for (let rim = firstRim[cell] ?? 0, end = firstRim[cell + 1] ?? 0; rim < end; rim++) {
      const tile = rimTile[rim] ?? 0;
      this.#borrow(base + tile, rimLo[rim] ?? 0, rimHi[rim] ?? 0);
      if (full[base + tile] === 0) this.#loseUncounted(tile, layer, rimLo[rim] ?? 0, rimHi[rim] ?? 0);
    }
    for (let run = firstRun[cell] ?? 0, end = firstRun[cell + 1] ?? 0; run < end; run++) {
      const first = runTile[run] ?? 0;
      const last = first + (runLength[run] ?? 0);
      for (let tile = first; tile < last; tile++) {
        const count = (full[base + tile] ?? 0) - 1;
        full[base + tile] = count;
        if (count === 0) this.#loseUncounted(tile, layer, -1, -1);
      }
    }
  }

  #ripple(slot: number, lo: number, hi: number): void {
    const planes = this.#planes;
    let at = (this.#firstPlane[slot] ?? 0) * 2;
    while ((lo | hi) !== 0) {
      const planeLo = planes[at] ?? 0;
      const planeHi = planes[at + 1] ?? 0;
      planes[at++] = planeLo ^ lo;
      planes[at++] = planeHi ^ hi;
      lo &= planeLo;
      hi &= planeHi;
    }
  }

  #borrow(slot: number, lo: number, hi: number): void {
    const planes = this.#planes;
    let at = (this.#firstPlane[slot] ?? 0) * 2;
    while ((lo | hi) !== 0) {
      const planeLo = planes[at] ?? 0;
      const planeHi = planes[at + 1] ?? 0;
      planes[at++] = planeLo ^ lo;
      planes[at++] = planeHi ^ hi;
      lo &= ~planeLo;
      hi &= ~planeHi;
    }
  }

  /** Of these squares, those with no count left lose the layer. */
  #loseUncounted(tile: number, layer: number, lo: number, hi: number): void {
    const slot = layer * this.#tiles + tile;
    const planes = this.#planes;
    const end = (this.#firstPlane[slot + 1] ?? 0) * 2;
    for (let at = (this.#firstPlane[slot] ?? 0) * 2; at < end; at += 2) {
      lo &= ~(planes[at] ?? 0);
      hi &= ~(planes[at + 1] ?? 0);
    }
    if ((lo | hi) !== 0) this.#presence.lose(tile, layer, lo, hi);
  }
}

/** How many footprints cover each slot wholly, and how many have a rim in it. */
function countFootprints(
  { firstRun, runTile, runLength, firstRim, rimTile }: Footprints,
  layerOfCell: Int8Array,
  slots: number,
  tiles: number,
): { full: Uint32Array; rims: Uint32Array } {
  const full = new Uint32Array(slots);
  const rims = new Uint32Array(slots);
  layerOfCell.forEach((layer, cell) => {
    if (layer < 0) return;
    for (let run = firstRun[cell] ?? 0; run < (firstRun[cell + 1] ?? 0); run++) {
      const first = layer * tiles + (runTile[run] ?? 0);
      for (let slot = first; slot < first + (runLength[run] ?? 0); slot++) full[slot] = (full[slot] ?? 0) + 1;
    }
    for (let rim = firstRim[cell] ?? 0; rim < (firstRim[cell + 1] ?? 0); rim++) {
      const slot = layer * tiles + (rimTile[rim] ?? 0);
      rims[slot] = (rims[slot] ?? 0) + 1;
    }
  });
  return { full, rims };
}
