/**
 * The coverage engine: cells go on or off air, and per commune and layer the people and the area covered are right at
 * once. What happens to a flip, in order:
 *
 *      footprint-tiles   which tiles and squares the cell covers
 *      counters          how many cells cover a square: only a count crossing 0 ↔ 1 goes on
 *      presence          which squares a layer has, and what that means for the union layers
 *      sums              people and m² per commune and layer
 */
import { LAYER_COUNT, LAYER_OPERATORS, LAYER_TECHNOLOGIES, OPERATORS, TECHNOLOGIES } from '../contract/terms.ts';
import type { Cell, Inventory } from '../inventory/types.ts';
import { Counters } from './counters.ts';
import { buildFootprints, sameCells, type Footprints } from './footprint-tiles.ts';
import { buildGrid, type Grid } from './grid.ts';
import { COUNTED_LAYERS, Presence } from './presence.ts';
import { Sums } from './sums.ts';
import type { CoverageEngine, Regained, Thresholds, Trial } from './types.ts';
import { uncoveredSquares, type UncoveredSquares } from './uncovered.ts';

/** The outdoor level that still serves inside an ordinary house, dBm: RxLev, RSCP, RSRP, SS-RSRP. */
export const defaultThresholds: Thresholds = { '2G': -80, '3G': -88, '4G': -95, '5G': -95 };

/**
 * Builds the engine with all in-service cells on air.
 *
 * @param like of another network under the same thresholds: where both have the very same communes and people, the ground and the
 *   footprints of equal cells are taken over from it
 * @throws RangeError when the inventory has more cells over one place than the counters can count
 */
export function createCoverage(inventory: Inventory, thresholds: Thresholds, like?: CoverageEngine): CoverageEngine {
  return new Engine(inventory, thresholds, like instanceof Engine ? like : undefined);
}

/** Milli-persons → people: rounded once, here. */
function wholePeople(milli: number): number {
  return Math.round(milli / 1000);
}

class Engine implements CoverageEngine {
  readonly #inventory: Inventory;
  readonly #grid: Grid;
  readonly #footprints: Footprints;
  readonly #sums: Sums;
  readonly #presence: Presence;
  readonly #counters: Counters;
  readonly #communeM2: Float64Array;
  readonly #inService: Uint8Array;
  readonly #onAir: Uint8Array;
  readonly #milliAsBuilt: Float64Array;
  readonly #m2AsBuilt: Float64Array;
  readonly #hasLayer: Uint8Array;

  constructor(inventory: Inventory, thresholds: Thresholds, like?: Engine) {
    const { communes, population } = inventory;
    const other = like?.isOn(communes, population) === true ? like : undefined;
    const grid = other === undefined ? buildGrid(communes, population) : other.#grid;
    const known = other && { inventory: other.#inventory, footprints: other.#footprints };
    const footprints = buildFootprints(inventory, thresholds, grid, known);
    const layerOfCell = Int8Array.from(inventory.cells, (cell, index) =>
      inventory.inService[index] === 1 ? countedLayer(inventory, cell) : -1,
    );
    this.#inventory = inventory;
    this.#grid = grid;
    this.#footprints = footprints;
    this.#communeM2 = grid.communeM2;
    this.#sums = new Sums(grid);
    this.#presence = new Presence(grid.tiles, this.#sums);
    this.#counters = new Counters(footprints, layerOfCell, COUNTED_LAYERS, grid.tiles, this.#presence);
    this.#inService = inventory.inService.slice();
    this.#onAir = this.#inService.slice();
    this.#onAir.forEach((on, cell) => {
      if (on === 1) this.#counters.add(cell);
    });
    this.#sums.setAside();
    this.#milliAsBuilt = this.#sums.milli.slice();
    this.#m2AsBuilt = this.#sums.m2.slice();
    this.#hasLayer = layersBuilt(inventory, this.#m2AsBuilt);
  }

  private isOn(communes: Inventory['communes'], population: Inventory['population']): boolean {
    return this.#inventory.communes === communes && this.#inventory.population === population;
  }

  isOf(inventory: Inventory): boolean {
    return this.isOn(inventory.communes, inventory.population) && sameCells(inventory, this.#inventory);
  }

  apply(cells: ArrayLike<number>, onAir: ArrayLike<number>): void {
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] ?? -1;
      const wanted = onAir[i] === 0 ? 0 : 1;
      if (this.#inService[cell] !== 1 || this.#onAir[cell] === wanted) continue;
      this.#onAir[cell] = wanted;
      if (wanted === 1) this.#counters.add(cell);
      else this.#counters.remove(cell);
    }
  }

  isOnAir(cell: number): boolean {
    return this.#onAir[cell] === 1;
  }

  people(commune: number, layer: number): number {
    return wholePeople(this.#sums.milli[commune * LAYER_COUNT + layer] ?? 0);
  }

  m2(commune: number, layer: number): number {
    return this.#sums.m2[commune * LAYER_COUNT + layer] ?? 0;
  }

  peopleAsBuilt(commune: number, layer: number): number {
    return wholePeople(this.#milliAsBuilt[commune * LAYER_COUNT + layer] ?? 0);
  }

  m2AsBuilt(commune: number, layer: number): number {
    return this.#m2AsBuilt[commune * LAYER_COUNT + layer] ?? 0;
  }

  communeM2(commune: number): number {
    return this.#communeM2[commune] ?? 0;
  }

  hasLayer(commune: number, layer: number): boolean {
    return this.#hasLayer[commune * LAYER_COUNT + layer] === 1;
  }

  drainDirty(visit: (commune: number, layer: number) => void): void {
    this.#sums.drainDirty(visit);
  }

  regained(cells: ArrayLike<number>): Regained {
    const before = this.#sums.milli.slice();
    return this.#meanwhile(this.#cellsThatAre(0, cells), 1, () => this.#gainedSince(before));
  }

  trial(): Trial {
    const before = this.#sums.milli.slice();
    const aside = this.#sums.setAside();
    const added: number[] = [];
    return {
      add: (cells) => {
        const portion = this.#cellsThatAre(0, cells);
        added.push(...portion);
        this.apply(portion, new Uint8Array(portion.length).fill(1));
        return this.#gainedSince(before).people;
      },
      end: () => {
        this.apply(added, new Uint8Array(added.length));
        this.#sums.takeBack(aside);
      },
    };
  }

  lostWithout(
    cells: ArrayLike<number>,
    visit: (commune: number, layer: number, people: number, m2: number) => void,
  ): void {
    const { milli, m2 } = this.#sums;
    const without = this.#meanwhile(this.#cellsThatAre(1, cells), 0, () =>
      Array.from(this.#sums.dirty(), (at) => ({ at, milli: milli[at] ?? 0, m2: m2[at] ?? 0 })),
    );
    for (const { at, ...left } of without) {
      const people = wholePeople(milli[at] ?? 0) - wholePeople(left.milli);
      const area = (m2[at] ?? 0) - left.m2;
      if (people !== 0 || area !== 0) visit(Math.floor(at / LAYER_COUNT), at % LAYER_COUNT, people, area);
    }
  }

  uncovered(commune: number, layer: number): UncoveredSquares {
    return uncoveredSquares(this.#grid, this.#presence, commune, layer);
  }

  asBuilt<Answer>(ask: () => Answer): Answer {
    return this.#meanwhile(this.#cellsThatAre(0, Array.from(this.#onAir.keys())), 1, ask);
  }

  /** Of these, the in-service cells that are on air (1) or off (0). */
  #cellsThatAre(onAir: 0 | 1, cells: ArrayLike<number>): number[] {
    return Array.from(cells).filter((cell) => this.#inService[cell] === 1 && this.#onAir[cell] === onAir);
  }

  /** Asks while these cells, all of them the other way now, are on air (1) or off (0). */
  #meanwhile<Answer>(cells: readonly number[], onAir: 0 | 1, ask: () => Answer): Answer {
    const aside = this.#sums.setAside();
    const meanwhile = new Uint8Array(cells.length).fill(onAir);
    this.apply(cells, meanwhile);
    try {
      return ask();
    } finally {
      this.apply(cells, meanwhile.fill(1 - onAir));
      this.#sums.takeBack(aside);
    }
  }

  /** @param before milli-persons as they stood, by `commune * LAYER_COUNT + layer` */
  #gainedSince(before: Float64Array): Regained {
    const province = new Float64Array(LAYER_COUNT);
    const communes: number[] = [];
    const rows: number[] = [];
    this.#sums.milli.forEach((milli, at) => {
      const had = before[at] ?? 0;
      if (milli === had) return;
      province[at % LAYER_COUNT] = (province[at % LAYER_COUNT] ?? 0) + milli - had;
      const commune = Math.floor(at / LAYER_COUNT);
      rows.push(commune, at % LAYER_COUNT, milli - had);
      // Only what is seen: figures are whole people.
      if (communes.at(-1) !== commune && wholePeople(milli) !== wholePeople(had)) communes.push(commune);
    });
    return { people: province.map(wholePeople), communes, rows };
  }
}

function countedLayer(inventory: Inventory, cell: Cell): number {
  const operator = inventory.stations[cell.station]?.operator;
  if (operator === undefined) throw new RangeError(`cell ${cell.code} has no station`);
  return TECHNOLOGIES.indexOf(cell.technology) * OPERATORS.length + OPERATORS.indexOf(operator);
}

/** 1 where an in-service cell of the layer stands in the commune or reaches it. */
function layersBuilt(inventory: Inventory, m2AsBuilt: Float64Array): Uint8Array {
  const built = Uint8Array.from(m2AsBuilt, (m2) => (m2 > 0 ? 1 : 0));
  inventory.cells.forEach((cell, index) => {
    const station = inventory.stations[cell.station];
    if (inventory.inService[index] !== 1 || station === undefined || station.commune < 0) return;
    LAYER_TECHNOLOGIES.forEach((technology, row) => {
      if (technology !== 'any' && technology !== cell.technology) return;
      LAYER_OPERATORS.forEach((operator, column) => {
        if (operator !== 'any' && operator !== station.operator) return;
        built[station.commune * LAYER_COUNT + row * LAYER_OPERATORS.length + column] = 1;
      });
    });
  });
  return built;
}
