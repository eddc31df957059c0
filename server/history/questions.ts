/** What history is asked, parsed at the edge (api/history-queries.ts), answered beside the writer. Times are epoch ms. */
import type { AvailabilityOf, Bucket } from '../contract/history.ts';
import type { Basis } from '../contract/resilience.ts';
import type { Scope } from '../contract/scope.ts';
import type { Cause, NetworkOwner, OperatorCode } from '../contract/terms.ts';
import type { Period } from '../calendar.ts';

/** Through whose scope; left out: everything is seen. */
export interface Seen {
  scope?: Scope;
}

export interface CoverageQuestion extends Period, Seen {
  /** Layer indices (contract/terms.ts). */
  layers: readonly number[];
  bucket: Bucket;
  /** Codes; null: all; empty: only the province. */
  communes: readonly string[] | null;
  /** Codes of the communes `province` is the sum of; left out or null: all. */
  sumOf?: readonly string[] | null;
}

export interface AvailabilityQuestion extends Period, Seen {
  by: AvailabilityOf;
  bucket: Bucket;
  /** Null: wherever and whosever. */
  communes: readonly string[] | null;
  operators: readonly NetworkOwner[] | null;
}

export interface OutageQuestion extends Period, Seen {
  kind: 'station' | 'link' | 'node' | null;
  cause: Cause | null;
  /** Null: wherever and whosever. */
  communes: readonly string[] | null;
  operators: readonly NetworkOwner[] | null;
  /** Shorter ones are left out, ms; the time nobody watched counts for it. */
  atLeastMs: number;
  limit: number;
  /** How many to pass over. */
  cursor: number;
  /** Nothing later is told: what goes on then goes on. Left out: now. */
  asOf?: number;
}

/** Only words received until then count; Infinity: all; `then`: at every moment what had been received by that moment. */
export type Known = number | 'then';

export interface MomentQuestion extends Seen {
  at: number;
  known: Known;
}

/** Of these communes and operators; null: all. The people are those of one operator when only one is named. */
export interface FiguresQuestion extends Seen {
  at: number;
  /** Only words received until then count; left out: all. */
  known?: number;
  communes: readonly string[] | null;
  operators: readonly OperatorCode[] | null;
}

export interface FramesQuestion extends Period, Seen {
  known: Known;
}

/** Of one element, or of all. */
export interface WordsQuestion extends Period, Seen {
  station: string | null;
  link: string | null;
  node: string | null;
  /** Only words received until then; Infinity: all. */
  known: number;
}

export interface ActivityQuestion extends Period, Seen {
  slotMs: number;
}

export interface ResilienceQuestion extends Seen {
  basis: Basis;
  layer: number;
  /** Codes of those whose people alone count; null: all. */
  communes: readonly string[] | null;
  limit: number;
}

export interface CommunesQuestion extends Seen {
  basis: Basis;
}

export interface GapsQuestion extends Seen {
  commune: string;
  layer: number;
  basis: Basis;
  /** Smaller patches are not listed, m². */
  leastM2: number;
}
