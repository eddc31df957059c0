/** What history works out of the log and the writer keeps: hours, days and as-built figures. Times are epoch ms. */

export type RollupSpan = 'hour' | 'day';

/** One hour or day in figures, packed by history/bucket.ts. */
export interface RollupRow {
  span: RollupSpan;
  start: number;
  coverage: Uint8Array;
  availability: Uint8Array;
  outages: Uint8Array;
}

/** As-built figures of the network from a moment on. */
export interface AsBuiltRow {
  validFrom: number;
  /** What else the figures depend on (thresholds, model): rows of another are worked out again. */
  model: string;
  communes: { code: string; population: number; m2: number }[];
  /** `[people, m2]` by commune and layer; −1 where there is no such layer. */
  figures: Float64Array;
}

/** What history works out and hands to the writer, kept in one transaction. */
export interface Settled {
  rollups: readonly RollupRow[];
  asBuilt: readonly AsBuiltRow[];
  /** Ids of the dirty stretches that this settles. */
  clean: readonly number[];
  /** History is rolled up until here; null: as before. */
  settledTo: number | null;
  /** Hours before this are not kept any longer: their days are. */
  hoursSince: number;
}
