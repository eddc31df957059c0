/**
 * The plainest form of the coverage engine: one counter per square and shown layer, one square at a time. What the fast
 * one must agree with exactly, and what its speed is compared with.
 */
import { LAYER_COUNT, layerIndex } from '../../server/contract/terms.ts';
import type { LayerOperator, LayerTechnology } from '../../server/contract/terms.ts';
import { footprintPolygon } from '../../server/coverage/footprint.ts';
import type { Grid } from '../../server/coverage/grid.ts';
import { SQUARE_M, SQUARE_M2, TILE_M } from '../../server/coverage/squares.ts';
import type { Thresholds } from '../../server/coverage/types.ts';
import type { Inventory } from '../../server/inventory/types.ts';

/** What a commune has in a square. */
export interface Share {
  commune: number;
  m2: number;
  milli: number;
}

/** The shares of square `tile * 64 + bit`. */
export function squareShares(grid: Grid): Share[][] {
  const squares: Share[][] = Array.from({ length: grid.tiles * 64 }, () => []);
  for (let tile = 0; tile < grid.tiles; tile++) {
    for (let part = grid.firstPart[tile] ?? 0; part < (grid.firstPart[tile + 1] ?? 0); part++) {
      const commune = grid.partCommune[part] ?? -1;
      const regular = [0, 1, 2, 3].map((block) => {
        return { commune, m2: SQUARE_M2, milli: grid.partMilli[part * 4 + block] ?? NaN };
      });
      for (let bit = 0; bit < 64; bit++) {
        const half = bit < 32 ? grid.partLo[part] : grid.partHi[part];
        if ((((half ?? 0) >>> (bit % 32)) & 1) === 0) continue;
        const share = regular[(bit < 32 ? 0 : 2) + (bit % 8 < 4 ? 0 : 1)];
        if (share !== undefined) squares[tile * 64 + bit]?.push(share);
      }
      for (let odd = grid.firstOdd[part] ?? 0; odd < (grid.firstOdd[part + 1] ?? 0); odd++) {
        const share = { commune, m2: grid.oddM2[odd] ?? NaN, milli: grid.oddMilli[odd] ?? NaN };
        squares[tile * 64 + (grid.oddBit[odd] ?? 0)]?.push(share);
      }
    }
  }
  return squares;
}

/** Numbers (`tile * 64 + bit`) of the squares whose centres lie inside a closed ring, by crossings along each row. */
function squaresInside(ring: readonly [number, number][], grid: Grid): number[] {
  const inside: number[] = [];
  const norths = ring.map(([, north]) => north);
  const first = Math.floor((Math.min(...norths) - grid.northM) / SQUARE_M);
  const last = Math.floor((Math.max(...norths) - grid.northM) / SQUARE_M);
  for (let row = Math.max(0, first); row <= Math.min(last, grid.rows * 8 - 1); row++) {
    const north = grid.northM + (row + 0.5) * SQUARE_M;
    const crossings: number[] = [];
    for (let i = 1; i < ring.length; i++) {
      const [x0, y0] = ring[i - 1] ?? [0, 0];
      const [x1, y1] = ring[i] ?? [0, 0];
      if (y0 <= north !== y1 <= north) crossings.push(x0 + ((north - y0) * (x1 - x0)) / (y1 - y0));
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.ceil(((crossings[i] ?? 0) - grid.eastM) / SQUARE_M - 0.5);
      const to = Math.ceil(((crossings[i + 1] ?? 0) - grid.eastM) / SQUARE_M - 0.5);
      for (let column = Math.max(0, from); column < Math.min(to, grid.columns * 8); column++) {
        const perTile = TILE_M / SQUARE_M;
        const tile = grid.tileAt[Math.floor(row / perTile) * grid.columns + Math.floor(column / perTile)] ?? -1;
        if (tile >= 0) inside.push(tile * 64 + (row % perTile) * perTile + (column % perTile));
      }
    }
  }
  return inside;
}

export class NaiveCoverage {
  /** By `commune * LAYER_COUNT + layer`. */
  readonly milli: Float64Array;
  readonly m2: Float64Array;
  readonly #squaresOf: (cell: number) => readonly number[];
  readonly #layers: number[][];
  /** Shares of square s: firstShare[s] … firstShare[s + 1]. */
  readonly #firstShare: Uint32Array;
  readonly #commune: Uint16Array;
  readonly #shareM2: Uint16Array;
  readonly #shareMilli: Uint32Array;
  /** Cells over each square, by `layer * squares + square`. */
  readonly #counts: Uint16Array;
  readonly #onAir: Uint8Array;
  /** Squares by cell; empty while the counters are built, or those of a province would not fit. */
  readonly #known = new Map<number, readonly number[]>();

  constructor(inventory: Inventory, thresholds: Thresholds, grid: Grid) {
    this.milli = new Float64Array(grid.communes * LAYER_COUNT);
    this.m2 = new Float64Array(grid.communes * LAYER_COUNT);
    const shares = squareShares(grid);
    this.#firstShare = new Uint32Array(shares.length + 1);
    shares.forEach((ofOne, square) => {
      this.#firstShare[square + 1] = (this.#firstShare[square] ?? 0) + ofOne.length;
    });
    const flat = shares.flat();
    this.#commune = Uint16Array.from(flat, ({ commune }) => commune);
    this.#shareM2 = Uint16Array.from(flat, ({ m2 }) => m2);
    this.#shareMilli = Uint32Array.from(flat, ({ milli }) => milli);
    this.#squaresOf = (cell) => squaresInside(footprintPolygon(inventory, cell, thresholds, 'vn2000'), grid);
    this.#layers = inventory.cells.map((_, cell) => shownLayers(inventory, cell));
    this.#counts = new Uint16Array(LAYER_COUNT * shares.length);
    this.#onAir = new Uint8Array(inventory.cells.length);
    inventory.inService.forEach((on, cell) => {
      this.#set(cell, on);
      this.#known.clear();
    });
  }

  apply(cells: ArrayLike<number>, onAir: ArrayLike<number>): void {
    for (let i = 0; i < cells.length; i++) this.#set(cells[i] ?? -1, onAir[i] ?? 0);
  }

  /** `square: m² milli-persons` of what a commune has in the squares (`tile * 64 + bit`) that no cell of the layer covers. */
  uncovered(commune: number, layer: number): string[] {
    const squares = this.#firstShare.length - 1;
    const uncovered: string[] = [];
    for (let square = 0; square < squares; square++) {
      if (this.#counts[layer * squares + square] !== 0) continue;
      for (let share = this.#firstShare[square] ?? 0; share < (this.#firstShare[square + 1] ?? 0); share++) {
        if (this.#commune[share] !== commune) continue;
        uncovered.push(`${square}: ${this.#shareM2[share] ?? NaN} ${this.#shareMilli[share] ?? NaN}`);
      }
    }
    return uncovered;
  }

  #set(cell: number, on: number): void {
    if (this.#onAir[cell] === on) return;
    this.#onAir[cell] = on;
    const squares = this.#known.get(cell) ?? this.#squaresOf(cell);
    this.#known.set(cell, squares);
    for (const layer of this.#layers[cell] ?? []) {
      for (const square of squares) {
        const slot = layer * (this.#firstShare.length - 1) + square;
        const before = this.#counts[slot] ?? 0;
        this.#counts[slot] = before + (on === 1 ? 1 : -1);
        if (before + on === 1) this.#credit(square, layer, on === 1 ? 1 : -1);
      }
    }
  }

  #credit(square: number, layer: number, sign: number): void {
    for (let share = this.#firstShare[square] ?? 0; share < (this.#firstShare[square + 1] ?? 0); share++) {
      const at = (this.#commune[share] ?? 0) * LAYER_COUNT + layer;
      this.m2[at] = (this.m2[at] ?? 0) + sign * (this.#shareM2[share] ?? 0);
      this.milli[at] = (this.milli[at] ?? 0) + sign * (this.#shareMilli[share] ?? 0);
    }
  }
}

/** The shown layers a cell counts in. */
export function shownLayers(inventory: Inventory, cell: number): number[] {
  const technology = inventory.cells[cell]?.technology ?? '4G';
  const operator = inventory.stations[inventory.cells[cell]?.station ?? -1]?.operator ?? 'VTL';
  const rows: LayerTechnology[] = technology === '5G' ? ['any'] : [technology, 'any'];
  const columns: LayerOperator[] = [operator, 'any'];
  return rows.flatMap((row) => columns.map((column) => layerIndex(row, column)));
}
