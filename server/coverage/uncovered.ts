/** Where a commune has no signal: its squares that a layer does not cover, as a small raster of their own. */
import type { Grid } from './grid.ts';
import { countedLayersOf, type Presence } from './presence.ts';
import { SQUARE_M, SQUARE_M2, TILE_M } from './squares.ts';

/** By `row * columns + column`; row 0 is the southern one, column 0 the western one. */
export interface UncoveredSquares {
  /** South-west corner in the plane, m. */
  eastM: number;
  northM: number;
  columns: number;
  rows: number;
  /** Of the commune in a square that is not covered: more than 0 there, 0 everywhere else. */
  m2: Uint16Array;
  /** Milli-persons. */
  milli: Uint32Array;
}

const TILE_SQUARES = TILE_M / SQUARE_M;

/** What the commune has in a tile, and where that lies, in tiles. */
interface Piece {
  tile: number;
  part: number;
  row: number;
  column: number;
}

export function uncoveredSquares(grid: Grid, presence: Presence, commune: number, layer: number): UncoveredSquares {
  const pieces = piecesOf(grid, commune);
  const box = boxOf(pieces);
  const columns = box.columns * TILE_SQUARES;
  const rows = box.rows * TILE_SQUARES;
  const m2 = new Uint16Array(columns * rows);
  const milli = new Uint32Array(columns * rows);
  const layers = countedLayersOf(layer);
  for (const { tile, part, row, column } of pieces) {
    const [lo, hi] = presence.uncovered(tile, layers);
    if ((lo | hi) === 0) continue;
    const first = ((row - box.row) * columns + column - box.column) * TILE_SQUARES;
    const put = (bit: number, ofM2: number, ofMilli: number): void => {
      if (((bit < 32 ? lo : hi) >>> (bit & 31)) % 2 === 0) return;
      const at = first + (bit >>> 3) * columns + (bit & 7);
      m2[at] = ofM2;
      milli[at] = ofMilli;
    };
    for (let bit = 0; bit < 64; bit++) {
      const regular = (bit < 32 ? grid.partLo[part] : grid.partHi[part]) ?? 0;
      const block = ((bit >>> 5) << 1) | ((bit >>> 2) & 1);
      if ((regular >>> (bit & 31)) % 2 === 1) put(bit, SQUARE_M2, grid.partMilli[part * 4 + block] ?? 0);
    }
    for (let odd = grid.firstOdd[part] ?? 0; odd < (grid.firstOdd[part + 1] ?? 0); odd++) {
      put(grid.oddBit[odd] ?? 0, grid.oddM2[odd] ?? 0, grid.oddMilli[odd] ?? 0);
    }
  }
  const eastM = grid.eastM + box.column * TILE_M;
  const northM = grid.northM + box.row * TILE_M;
  return { eastM, northM, columns, rows, m2, milli };
}

function piecesOf(grid: Grid, commune: number): Piece[] {
  const pieces: Piece[] = [];
  grid.tileAt.forEach((tile, place) => {
    if (tile < 0) return;
    for (let part = grid.firstPart[tile] ?? 0; part < (grid.firstPart[tile + 1] ?? 0); part++) {
      if (grid.partCommune[part] !== commune) continue;
      pieces.push({ tile, part, row: Math.floor(place / grid.columns), column: place % grid.columns });
    }
  });
  return pieces;
}

/** In tiles. */
function boxOf(pieces: readonly Piece[]): { row: number; column: number; rows: number; columns: number } {
  let [south, north, west, east] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { row, column } of pieces) {
    south = Math.min(south, row);
    north = Math.max(north, row);
    west = Math.min(west, column);
    east = Math.max(east, column);
  }
  if (south > north) return { row: 0, column: 0, rows: 0, columns: 0 };
  return { row: south, column: west, rows: north - south + 1, columns: east - west + 1 };
}
