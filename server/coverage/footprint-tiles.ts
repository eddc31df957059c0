/**
 * Curves → tiles, by parity. Each edge toggles, in every row of square centres that it crosses, the first square east
 * of it; then a running xor from west to east leaves 1 exactly on the squares inside, whatever the shape:
 *
 *      toggles   . 1 . . . . 1 .
 *      inside    . # # # # # . .
 */
import type { Inventory } from '../inventory/types.ts';
import { Curves, environmentOf } from './footprint.ts';
import { MAX_RANGE_M } from './propagation.ts';
import { SQUARE_M, TILE_M } from './squares.ts';
import type { TileMap } from './squares.ts';
import type { Thresholds } from './types.ts';

/**
 * Footprints of cells as tiles: those wholly inside as runs of consecutive tile numbers, those on the rim with the mask
 * of their squares inside.
 *
 *      firstRun[c] … firstRun[c + 1]    →  runTile, runLength
 *      firstRim[c] … firstRim[c + 1]    →  rimTile, rimLo, rimHi
 */
export interface Footprints {
  firstRun: Uint32Array;
  runTile: Uint32Array;
  runLength: Uint32Array;
  firstRim: Uint32Array;
  rimTile: Uint32Array;
  rimLo: Int32Array;
  rimHi: Int32Array;
}

/** The footprints of another network on the same ground and under the same thresholds. */
export interface KnownFootprints {
  inventory: Inventory;
  footprints: Footprints;
}

/** Footprints of the in-service cells; the others have none. @param known what is the same there is taken from there */
export function buildFootprints(
  inventory: Inventory,
  thresholds: Thresholds,
  map: TileMap,
  known?: KnownFootprints,
): Footprints {
  const cells = inventory.cells.length;
  const curves = new Curves(inventory, thresholds);
  const raster = new CurveRaster(map);
  const firstRun = new Uint32Array(cells + 1);
  const firstRim = new Uint32Array(cells + 1);
  for (let cell = 0; cell < cells; cell++) {
    if (inventory.inService[cell] === 1) {
      const same = known === undefined ? -1 : sameCell(inventory, cell, known.inventory);
      if (known !== undefined && same !== -1) raster.copy(known.footprints, same);
      else if (curves.trace(cell)) raster.add(curves.xs, curves.ys);
    }
    firstRun[cell + 1] = raster.runs;
    firstRim[cell + 1] = raster.rims;
  }
  return { firstRun, firstRim, ...raster.take() };
}

/** Do two networks have, on the same ground, the very same cells on air or off it for good, in the same order? */
export function sameCells(one: Inventory, other: Inventory): boolean {
  return (
    one.cells.length === other.cells.length &&
    one.cells.every((cell, index) => {
      if (one.inService[index] !== other.inService[index]) return false;
      const [at, there] = [one.stations[cell.station], other.stations[other.cells[index]?.station ?? -1]];
      return one.inService[index] === 0 || (at?.operator === there?.operator && sameCell(one, index, other) === index);
    })
  );
}

/** The cell of another network that covers the very same squares; −1 when there is none. */
function sameCell(inventory: Inventory, index: number, other: Inventory): number {
  const place = other.cellByCode.get(inventory.cells[index]?.code ?? '') ?? -1;
  const cell = inventory.cells[index];
  const twin = other.cells[place];
  if (cell === undefined || twin === undefined || other.inService[place] !== 1) return -1;
  const [at, there] = [inventory.stations[cell.station], other.stations[twin.station]];
  const isSame =
    at?.lat === there?.lat &&
    at?.lon === there?.lon &&
    cell.technology === twin.technology &&
    cell.bandMhz === twin.bandMhz &&
    cell.azimuthDeg === twin.azimuthDeg &&
    cell.beamwidthDeg === twin.beamwidthDeg &&
    cell.heightM === twin.heightM &&
    cell.eirpDbm === twin.eirpDbm &&
    environmentOf(inventory, cell) === environmentOf(other, twin);
  return isSame ? place : -1;
}

/** Widest box of a curve, tiles. */
const BOX_TILES = (2 * MAX_RANGE_M) / TILE_M + 3;

class CurveRaster {
  runs = 0;
  rims = 0;
  readonly #map: TileMap;
  #runTile = new Uint32Array(1 << 16);
  #runLength = new Uint32Array(1 << 16);
  #rimTile = new Uint32Array(1 << 16);
  #rimLo = new Int32Array(1 << 16);
  #rimHi = new Int32Array(1 << 16);
  /** lo, hi of each tile of the curve's box; all 0 between two curves. */
  readonly #toggles = new Int32Array(2 * BOX_TILES * BOX_TILES);

  constructor(map: TileMap) {
    this.#map = map;
  }

  /** @param xs,ys closed curve in the plane, m */
  add(xs: Float64Array, ys: Float64Array): void {
    const { eastM, northM } = this.#map;
    let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i] ?? 0;
      const y = ys[i] ?? 0;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
    const firstColumn = Math.floor((west - eastM) / TILE_M);
    const firstRow = Math.floor((south - northM) / TILE_M);
    // Half a square more in the east: the first square beyond the last centre must have its place too.
    const columns = Math.floor((east + SQUARE_M / 2 - eastM) / TILE_M) + 1 - firstColumn;
    const rows = Math.floor((north - northM) / TILE_M) + 1 - firstRow;
    this.#toggleEdges(xs, ys, eastM + firstColumn * TILE_M, northM + firstRow * TILE_M, columns);
    this.#fill(firstColumn, firstRow, columns, rows);
  }

  /** The footprint of a cell as it is there. */
  copy({ firstRun, runTile, runLength, firstRim, rimTile, rimLo, rimHi }: Footprints, cell: number): void {
    for (let run = firstRun[cell] ?? 0, end = firstRun[cell + 1] ?? 0; run < end; run++) {
      this.#pushRun(runTile[run] ?? 0);
      this.#runLength[this.runs - 1] = runLength[run] ?? 0;
    }
    for (let rim = firstRim[cell] ?? 0, end = firstRim[cell + 1] ?? 0; rim < end; rim++) {
      this.#pushRim(rimTile[rim] ?? 0, rimLo[rim] ?? 0, rimHi[rim] ?? 0);
    }
  }

  #toggleEdges(xs: Float64Array, ys: Float64Array, westM: number, southM: number, columns: number): void {
    const toggles = this.#toggles;
    // In squares, less half a one: centres lie on whole numbers.
    let x0 = ((xs[0] ?? 0) - westM) / SQUARE_M - 0.5;
    let y0 = ((ys[0] ?? 0) - southM) / SQUARE_M - 0.5;
    for (let i = 1; i < xs.length; i++) {
      const x1 = ((xs[i] ?? 0) - westM) / SQUARE_M - 0.5;
      const y1 = ((ys[i] ?? 0) - southM) / SQUARE_M - 0.5;
      const top = y0 < y1 ? y1 : y0;
      const slope = (x1 - x0) / (y1 - y0);
      for (let row = Math.ceil(y0 < y1 ? y0 : y1); row < top; row++) {
        const column = Math.ceil(x0 + (row - y0) * slope);
        const half = ((row >> 3) * columns + (column >> 3)) * 2 + ((row >> 2) & 1);
        toggles[half] = (toggles[half] ?? 0) ^ (1 << (((row & 3) << 3) | (column & 7)));
      }
      x0 = x1;
      y0 = y1;
    }
  }

  #fill(firstColumn: number, firstRow: number, columns: number, rows: number): void {
    const toggles = this.#toggles;
    const map = this.#map;
    /** Tile at which the last run ends, if it may go on: runs must not pass from one footprint into the next. */
    let runEnd = -1;
    for (let row = 0; row < rows; row++) {
      const y = firstRow + row;
      let carryLo = 0;
      let carryHi = 0;
      for (let column = 0; column < columns; column++) {
        const at = (row * columns + column) * 2;
        const lo = xorEastward(toggles[at] ?? 0) ^ carryLo;
        const hi = xorEastward(toggles[at + 1] ?? 0) ^ carryHi;
        toggles[at] = 0;
        toggles[at + 1] = 0;
        // The easternmost square of each row, spread over its byte, goes on into the next tile.
        carryLo = Math.imul((lo >>> 7) & 0x01010101, 0xff);
        carryHi = Math.imul((hi >>> 7) & 0x01010101, 0xff);
        const x = firstColumn + column;
        if ((lo | hi) === 0 || y < 0 || y >= map.rows || x < 0 || x >= map.columns) continue;
        const tile = map.tileAt[y * map.columns + x] ?? -1;
        if (tile < 0) continue;
        if ((lo & hi) !== -1) this.#pushRim(tile, lo, hi);
        else if (tile === runEnd) this.#runLength[this.runs - 1] = (this.#runLength[this.runs - 1] ?? 0) + 1;
        else this.#pushRun(tile);
        if ((lo & hi) === -1) runEnd = tile + 1;
      }
    }
  }

  #pushRun(tile: number): void {
    if (this.runs === this.#runTile.length) {
      this.#runTile = grown(this.#runTile, new Uint32Array(2 * this.runs));
      this.#runLength = grown(this.#runLength, new Uint32Array(2 * this.runs));
    }
    this.#runTile[this.runs] = tile;
    this.#runLength[this.runs++] = 1;
  }

  #pushRim(tile: number, lo: number, hi: number): void {
    if (this.rims === this.#rimTile.length) {
      this.#rimTile = grown(this.#rimTile, new Uint32Array(2 * this.rims));
      this.#rimLo = grown(this.#rimLo, new Int32Array(2 * this.rims));
      this.#rimHi = grown(this.#rimHi, new Int32Array(2 * this.rims));
    }
    this.#rimTile[this.rims] = tile;
    this.#rimLo[this.rims] = lo;
    this.#rimHi[this.rims++] = hi;
  }

  take(): Omit<Footprints, 'firstRun' | 'firstRim'> {
    return {
      runTile: this.#runTile.slice(0, this.runs),
      runLength: this.#runLength.slice(0, this.runs),
      rimTile: this.#rimTile.slice(0, this.rims),
      rimLo: this.#rimLo.slice(0, this.rims),
      rimHi: this.#rimHi.slice(0, this.rims),
    };
  }
}

/** In each row (byte) every bit becomes the xor of itself and all bits west of it. */
function xorEastward(word: number): number {
  let bits = word ^ ((word << 1) & 0xfefefefe);
  bits ^= (bits << 2) & 0xfcfcfcfc;
  return bits ^ ((bits << 4) & 0xf0f0f0f0);
}

/** A copy with twice the room. */
function grown<Words extends Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(words: Words, twice: Words): Words {
  twice.set(words);
  return twice;
}
