/**
 * How many cells on air cover each square, per counted layer (technology × operator).
 *
 * A footprint that covers a tile wholly is counted once for the tile. The others, the rims, are counted square by
 * square, in bit slices: plane k of a tile holds bit k of all its 64 counts, so that adding a mask of squares is a
 * ripple carry.
 *
 *      count of a square  =  full  +  plane 0  +  2 · plane 1  +  4 · plane 2 …
 *
 *      counts   full, rims │ full, rims │ …             by slot = layer · tiles + tile; rims: how many are in the planes
 *      planes   … │ lo hi │ lo hi ║ lo hi ║ …
 *                 ╰ firstPlane[slot]      ╰ firstPlane[slot + 1]
 *
 * No square counts more than its slot has rims: where these are 0, so are all planes. A slot gets as many planes as the
 * number of all rims that can be in it needs: a carry past the last plane cannot happen, and room for every square of
 * the inventory is checked when the counters are built.
 *
 * An event waits for memory more than it computes; so rims carry the place of their planes with them.
 */
import type { Footprints } from './footprint-tiles.ts';
import type { Presence } from './presence.ts';

const MAX_COUNT = 0xffff;

export class Counters {
  readonly #tiles: number;
  readonly #footprints: Footprints;
  readonly #layerOfCell: Int8Array;
  readonly #presence: Presence;
  readonly #counts: Uint16Array;
  /** In words of #planes. */
  readonly #firstPlane: Uint32Array;
  /** firstPlane of the slot of each rim. */
  readonly #planeOfRim: Uint32Array;
  readonly #planes: Int32Array;
  /** What #readCounted leaves. */
  #lo = 0;
  #hi = 0;

  /**
   * @param layerOfCell counted layer of each cell, −1 for those that are never on air
   * @throws RangeError when more cells cover a tile than can be counted
   */
  constructor(footprints: Footprints, layerOfCell: Int8Array, layers: number, tiles: number, presence: Presence) {
    this.#tiles = tiles;
    this.#footprints = footprints;
    this.#layerOfCell = layerOfCell;
    this.#presence = presence;
    this.#counts = new Uint16Array(layers * tiles * 2);
    const { full, rims } = countFootprints(footprints, layerOfCell, layers * tiles, tiles);
    const most = Math.max(largest(full), largest(rims));
    if (most > MAX_COUNT)
      throw new RangeError(`${most} cells of one layer are over one tile; at most ${MAX_COUNT} count`);
    this.#firstPlane = new Uint32Array(layers * tiles + 1);
    let words = 0;
    for (let slot = 0; slot < rims.length; slot++) {
      words += 2 * (32 - Math.clz32(rims[slot] ?? 0));
      this.#firstPlane[slot + 1] = words;
    }
    this.#planes = new Int32Array(words);
    this.#planeOfRim = new Uint32Array(footprints.rimTile.length);
    layerOfCell.forEach((layer, cell) => {
      for (let rim = footprints.firstRim[cell] ?? 0; rim < (footprints.firstRim[cell + 1] ?? 0); rim++) {
        this.#planeOfRim[rim] = this.#firstPlane[layer * tiles + (footprints.rimTile[rim] ?? 0)] ?? 0;
      }
    });
  }

  /** Counts a cell that is not counted yet. */
  add(cell: number): void {
    const { firstRun, runTile, runLength, firstRim, rimTile, rimLo, rimHi } = this.#footprints;
    const layer = this.#layerOfCell[cell] ?? 0;
    const base = layer * this.#tiles;
    const counts = this.#counts;
    const presence = this.#presence;
    for (let run = firstRun[cell] ?? 0, end = firstRun[cell + 1] ?? 0; run < end; run++) {
      const first = runTile[run] ?? 0;
      const last = first + (runLength[run] ?? 0);
      for (let tile = first; tile < last; tile++) {
        const at = (base + tile) * 2;
        const full = counts[at] ?? 0;
        counts[at] = full + 1;
        if (full === 0) presence.fill(tile, layer);
      }
    }
    for (let rim = firstRim[cell] ?? 0, end = firstRim[cell + 1] ?? 0; rim < end; rim++) {
      const tile = rimTile[rim] ?? 0;
      const at = (base + tile) * 2;
      const plane = this.#planeOfRim[rim] ?? 0;
      const lo = rimLo[rim] ?? 0;
      const hi = rimHi[rim] ?? 0;
      const rims = counts[at + 1] ?? 0;
      counts[at + 1] = rims + 1;
      if (counts[at] === 0) {
        this.#readCounted(plane, rims);
        const newLo = lo & ~this.#lo;
        const newHi = hi & ~this.#hi;
        if ((newLo | newHi) !== 0) presence.change(tile, layer, newLo, newHi, this.#lo | lo, this.#hi | hi, 1);
      }
      this.#carry(plane, lo, hi);
    }
  }

  /** Takes a counted cell out. */
  remove(cell: number): void {
    const { firstRun, runTile, runLength, firstRim, rimTile, rimLo, rimHi } = this.#footprints;
    const layer = this.#layerOfCell[cell] ?? 0;
    const base = layer * this.#tiles;
    const counts = this.#counts;
    for (let rim = firstRim[cell] ?? 0, end = firstRim[cell + 1] ?? 0; rim < end; rim++) {
      const tile = rimTile[rim] ?? 0;
      const at = (base + tile) * 2;
      const plane = this.#planeOfRim[rim] ?? 0;
      const lo = rimLo[rim] ?? 0;
      const hi = rimHi[rim] ?? 0;
      const rims = (counts[at + 1] ?? 0) - 1;
      counts[at + 1] = rims;
      this.#borrow(plane, lo, hi);
      if (counts[at] === 0) this.#loseUncounted(tile, layer, plane, rims, lo, hi);
    }
    for (let run = firstRun[cell] ?? 0, end = firstRun[cell + 1] ?? 0; run < end; run++) {
      const first = runTile[run] ?? 0;
      const last = first + (runLength[run] ?? 0);
      for (let tile = first; tile < last; tile++) {
        const at = (base + tile) * 2;
        const full = (counts[at] ?? 0) - 1;
        counts[at] = full;
        if (full !== 0) continue;
        const rims = counts[at + 1] ?? 0;
        const plane = rims === 0 ? 0 : (this.#firstPlane[base + tile] ?? 0);
        this.#loseUncounted(tile, layer, plane, rims, -1, -1);
      }
    }
  }

  #carry(plane: number, lo: number, hi: number): void {
    const planes = this.#planes;
    for (let at = plane; (lo | hi) !== 0; at += 2) {
      const planeLo = planes[at] ?? 0;
      const planeHi = planes[at + 1] ?? 0;
      planes[at] = planeLo ^ lo;
      planes[at + 1] = planeHi ^ hi;
      lo &= planeLo;
      hi &= planeHi;
    }
  }

  #borrow(plane: number, lo: number, hi: number): void {
    const planes = this.#planes;
    for (let at = plane; (lo | hi) !== 0; at += 2) {
      const planeLo = planes[at] ?? 0;
      const planeHi = planes[at + 1] ?? 0;
      planes[at] = planeLo ^ lo;
      planes[at + 1] = planeHi ^ hi;
      lo &= ~planeLo;
      hi &= ~planeHi;
    }
  }

  /** Of these squares, those with no count left lose the layer. */
  #loseUncounted(tile: number, layer: number, plane: number, rims: number, lo: number, hi: number): void {
    this.#readCounted(plane, rims);
    const lostLo = lo & ~this.#lo;
    const lostHi = hi & ~this.#hi;
    if ((lostLo | lostHi) !== 0) this.#presence.change(tile, layer, lostLo, lostHi, this.#lo, this.#hi, -1);
  }

  /** Leaves in #lo and #hi the squares that any of the rims covers. */
  #readCounted(plane: number, rims: number): void {
    const planes = this.#planes;
    let lo = 0;
    let hi = 0;
    for (let at = plane, left = rims; left !== 0; at += 2, left >>>= 1) {
      lo |= planes[at] ?? 0;
      hi |= planes[at + 1] ?? 0;
    }
    this.#lo = lo;
    this.#hi = hi;
  }
}

function largest(counts: Uint32Array): number {
  return counts.reduce((most, count) => Math.max(most, count), 0);
}

/** How many footprints cover each slot wholly, and how many have a rim in it, with every cell on air. */
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
