/** What the rest of the server needs of the coverage engine. */
import type { Inventory } from '../inventory/types.ts';
import type { UncoveredSquares } from './uncovered.ts';

/** Level a phone must receive outdoors for service inside an ordinary house, dBm, per technology. */
export type Thresholds = Readonly<Record<'2G' | '3G' | '4G' | '5G', number>>;

/**
 * Reference counts over squares. Layers are numbered as in contract/terms.ts, communes and cells as in the inventory.
 * `people` are whole people, `m2` whole square metres.
 */
export interface CoverageEngine {
  /** True where another network has the very same cells on the very same ground: one engine does for both, one after the other. */
  isOf(inventory: Inventory): boolean;
  /** Puts cells on or off air. Idempotent: a cell already so changes nothing. `onAir[i]` belongs to `cells[i]`. */
  apply(cells: ArrayLike<number>, onAir: ArrayLike<number>): void;
  isOnAir(cell: number): boolean;
  people(commune: number, layer: number): number;
  m2(commune: number, layer: number): number;
  /** Covered with every in-service cell on air. */
  peopleAsBuilt(commune: number, layer: number): number;
  m2AsBuilt(commune: number, layer: number): number;
  /** Polygon area of the commune, m². */
  communeM2(commune: number): number;
  /** False where the operator has no in-service cell of that technology in or reaching the commune. */
  hasLayer(commune: number, layer: number): boolean;
  /** Calls back once for each (commune, layer) whose figures may have moved since the last call, and forgets them. */
  drainDirty(visit: (commune: number, layer: number) => void): void;
  /** What would be covered beyond now if these cells were on air too. The engine is unchanged afterwards. */
  regained(cells: ArrayLike<number>): Regained;
  /** Cells put on air portion by portion, to see what each adds. Nothing else may be asked or applied until it ends. */
  trial(): Trial;
  /**
   * By how much the figures would fall if these cells went off air now: calls back once for each (commune, layer) that would lose
   * anything. The engine is unchanged afterwards, and already when it calls back.
   */
  lostWithout(
    cells: ArrayLike<number>,
    visit: (commune: number, layer: number, people: number, m2: number) => void,
  ): void;
  /** The squares of a commune that the layer does not cover now. */
  uncovered(commune: number, layer: number): UncoveredSquares;
  /** Answers as if every in-service cell were on air. The engine is unchanged afterwards. */
  asBuilt<Answer>(ask: () => Answer): Answer;
}

export interface Trial {
  /** These too. @returns province people per layer that all portions together would bring back */
  add(cells: ArrayLike<number>): Float64Array;
  /** The engine is as it was before the trial. */
  end(): void;
}

export interface Regained {
  /** Province people per layer. */
  people: Float64Array;
  /** Communes where any layer would gain people, ascending. */
  communes: number[];
  /** `commune, layer, milli-persons` one after another: who would gain what. */
  rows: number[];
}
