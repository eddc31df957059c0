/**
 * The past as the store remembers it, asked from beside the writer (history's own thread with a connection of its own). No SQL leaves
 * this room. Times are epoch ms; states and causes are indices in ELEMENT_STATES and CAUSES; targets are database ids.
 */
import type { MaintenanceWindow } from '../state/windows.ts';
import type { OperatorCode } from '../contract/terms.ts';
import type { FeedEvent } from '../contract/wire.ts';
import type { InventoryRecords } from '../inventory/types.ts';
import type { AsBuiltRow, RollupRow, RollupSpan } from './rollups.ts';
import type { CurrentRow, Heard, TargetKey } from './store.ts';

/** A stretch of time, `begin` included, `until` not. */
export interface Stretch {
  begin: number;
  until: number;
}

/** The worst word told of a target for one moment. */
export interface PastWord {
  target: number;
  at: number;
  state: number;
  cause: number;
  text: string | null;
}

/** A word, and when it came to count: at its receipt, or at its own moment where that was still ahead. */
export interface HeardWord extends PastWord {
  heardAt: number;
}

/** A station that was shown stale. `since` 0: never heard of before; `until` null: it still is. */
export interface Silence {
  target: number;
  since: number;
  until: number | null;
}

/** What of the log is seen: words that happened until `at` and were received until `known`. */
export interface Bounds {
  at: number;
  known: number;
}

/** As EventLog. */
export interface PastLog {
  at(target: number, at: number): Moment | null;
  previous(target: number, at: number): Moment | null;
  next(target: number, at: number): Moment | null;
}

type Moment = Pick<Heard, 'at' | 'state'>;

export interface Past {
  /** Stretches in which this server ran, oldest first; none reaches into the next. */
  uptime(): Stretch[];
  /** Ascending moments at which the network became another one. */
  inventoryMoments(): number[];
  /** The network at a moment; null before the first. */
  inventoryAt(at: number): InventoryRecords | null;
  /** Since when the elements of today's network have been in service. */
  births(): { kind: 'station' | 'node' | 'link'; code: string; bornAt: number }[];
  /** Known targets; the others were never spoken of. */
  targets(): { id: number; key: TargetKey }[];
  current(): CurrentRow[];
  /**
   * What every target had said last at a moment.
   * @param known only words received until then count; Infinity: all
   */
  presentAt(at: number, known: number): CurrentRow[];
  /** Words with from < at ≤ to, in order of time. */
  words(from: number, to: number, known: number): PastWord[];
  /** The same of some targets, which is quick however long it is. */
  wordsOf(targets: readonly number[], from: number, to: number, known: number): PastWord[];
  /** Words that came to count with from < heardAt ≤ to, in the order in which they did. Of those that were hours on their way only changes. */
  heard(from: number, to: number): HeardWord[];
  /** What a target had said last at a moment, of what had been received by then; null: nothing. */
  standing(target: number, at: number): CurrentRow | null;
  /** The log as `bounds` lets it be seen whenever it is asked: words of that time, and received, until then. */
  log(bounds: () => Bounds): PastLog;
  /** Of the stretches in which stations were shown stale, those that touch this one. */
  silences(from: number, to: number): Silence[];
  /**
   * Maintenance windows that touch this stretch.
   * @param known Infinity: as they were; otherwise each begins when it was known of
   */
  windows(from: number, to: number, known: number | 'then'): MaintenanceWindow[];
  /** Of which targets something happened on which day, counted from `from`; who told it: a sender of its own, or the simulation. */
  toldDays(from: number, to: number, known: number): { target: number; day: number; simulated: boolean }[];
  /** When the first of what happened until then and was received later happened; null: nothing was. */
  firstToldAfter(at: number): number | null;
  /** The simulation told something with from < at ≤ to. */
  simulationSpoke(from: number, to: number): boolean;
  /** The keys that are no simulation's, the revoked too: of an operator, or of all. */
  senders(): { operator: OperatorCode | null; createdAt: number; revokedAt: number | null }[];
  /** Lines of the event feed with from ≤ at < to that were received until `known`, newest first. */
  events(from: number, to: number, limit: number, known: number): FeedEvent[];
  rollups(span: RollupSpan, from: number, to: number): RollupRow[];
  asBuilt(): AsBuiltRow[];
  dirty(): (Stretch & { id: number })[];
  /** null: nothing is rolled up yet. */
  settledTo(): number | null;
  /** Another number once somebody else wrote something. */
  version(): number;
  /** `work` sees one moment of the database throughout. */
  snapshot<T>(work: () => T): T;
  close(): void;
}
