/**
 * What the rest of the server asks of the disk. SQLite is its first form (sqlite-store.ts); no SQL and no SQLite type leaves this room.
 *
 * All calls are synchronous and in-process. Times are epoch ms. States and causes are indices in ELEMENT_STATES and CAUSES.
 */
import type { PastEntry } from './past-entry.ts';
import type { DiskTrouble, Freshness, OperatorCode, Source } from '../contract/terms.ts';
import type { FeedEvent, Figures } from '../contract/wire.ts';
import { AppError } from '../errors.ts';
import type { InventoryRecords } from '../inventory/types.ts';
import type { AccountStore } from './account-store.ts';
import type { MaintenanceStore } from './maintenance-store.ts';
import type { Settled } from './rollups.ts';

/** Reports that only confirmed what was known are forgotten this long after they happened; changes never are. */
export const CONFIRMATIONS_KEPT_DAYS = 7;

/** When elements came into service, epoch ms by code, where it was not when they were told of. */
export interface Births {
  stations: ReadonlyMap<string, number>;
  cells: ReadonlyMap<string, number>;
}

/** What an event can be about. `technology` is empty except for a station+technology. */
export interface TargetKey {
  kind: 'station' | 'technology' | 'cell' | 'link' | 'node';
  /** Code of the station (also of a technology), cell, link or node. */
  code: string;
  technology: string;
}

/** The worst state told of a target for one moment. */
export interface Heard {
  at: number;
  state: number;
  /** As told with it: −1 none. */
  cause: number;
  text: string | null;
  /** JSON. */
  measurements: string | null;
}

/**
 * Everything ever accepted about a target, reports of an unchanged state included, in order of `at`. Rows added in the open
 * transaction are seen. Reports that only confirm are kept for CONFIRMATIONS_KEPT_DAYS, changes for ever (until retention).
 */
export interface EventLog {
  has(target: number, at: number, state: number): boolean;
  /** The worst state told for exactly this moment. */
  at(target: number, at: number): Heard | null;
  /** The newest moment strictly before. */
  previous(target: number, at: number): Heard | null;
  /** The oldest moment strictly after. */
  next(target: number, at: number): Heard | null;
}

/** One accepted event. */
export interface ReportRow {
  target: number;
  at: number;
  state: number;
  receivedAt: number;
  /** −1: none told. */
  cause: number;
  text: string | null;
  /** The sender's own id. */
  senderId: string | null;
  /** JSON. */
  measurements: string | null;
  /** API key that told it. */
  key: number;
  /** Its line in the event feed; null: it has none. */
  line: number | null;
}

/** One of the words told of a target for one moment. */
export type ToldRow = Pick<ReportRow, 'state' | 'cause' | 'text' | 'senderId' | 'key' | 'line'>;

/** Which words have a line in the event feed. */
export interface LineLog {
  /** Every word told of a target for one moment. */
  toldAt(target: number, at: number): ToldRow[];
  /** The oldest moment strictly after that has a line in the feed. */
  nextLine(target: number, after: number): number | null;
  /** The word that has this line in the feed; null: it has none any more. */
  setLine(target: number, at: number, state: number, line: number | null): void;
}

/** A report that changed the present or history, as the event feed shows it. */
export interface JournalRow extends Pick<
  ReportRow,
  'target' | 'at' | 'receivedAt' | 'cause' | 'text' | 'senderId' | 'key'
> {
  from: number;
  to: number;
  /** ms; −1 when it was the first word of this target. */
  lasted: number;
  late: boolean;
}

/** The present of one target. */
export interface CurrentRow {
  target: number;
  state: number;
  since: number;
  confirmedAt: number;
  receivedAt: number;
  cause: number;
  text: string | null;
  measurements: string | null;
}

export interface KeyRow {
  id: number;
  name: string;
  /** First characters of the key, to recognise it by. */
  prefix: string;
  /** null: may speak for everybody, and of shared elements. */
  operator: OperatorCode | null;
  freshness: Freshness;
  simulated: boolean;
  /** One of the server's own, whose secret nobody was ever told: what speaks with it; null: it is somebody's. */
  source: Source | null;
  createdAt: number;
  revokedAt: number | null;
  /** Id of the valid key that takes its place; both speak until one of them is revoked. */
  replacedBy: number | null;
  lastHeardAt: number | null;
  received: number;
  refused: number;
}

/** A key spoke: what is added to its counters, and JSON of ingest/feed-health.ts. What is left out stays as it was. */
export interface KeyUse {
  heardAt?: number;
  received?: number;
  refused?: number;
  heard?: string;
}

export interface NewKey {
  name: string;
  prefix: string;
  /** SHA-256 of the key, hex. */
  hash: string;
  operator: OperatorCode | null;
  freshness: Freshness;
  simulated: boolean;
  createdAt: number;
}

export interface EventQuery {
  /** Only events with id below this; newest first. */
  before?: number | undefined;
  limit: number;
  /** Only of this station (its technologies and cells too), link or node. */
  station?: string | undefined;
  link?: string | undefined;
  node?: string | undefined;
  /** `at` window, inclusive from, exclusive to. */
  from?: number | undefined;
  to?: number | undefined;
}

/** Reports with their files, and schedules, each as its JSON. */
export interface ReportShelf {
  /** Newest first. */
  reports(limit: number): string[];
  report(id: string): string | null;
  reportFile(id: string): Uint8Array | null;
  reportModel(id: string): string | null;
  /** `model` and `file` are kept as they were where they are null. */
  saveReport(row: { id: string; createdAt: number; body: string; model: string | null; file: Uint8Array | null }): void;
  /** @returns false when there is none */
  deleteReport(id: string): boolean;
  schedules(): string[];
  saveSchedule(row: { id: string; createdAt: number; body: string }): void;
  deleteSchedule(id: string): boolean;
}

export interface Store {
  /**
   * Runs `work` in one transaction: returns after the commit is on disk, or throws and nothing of it is.
   * @throws StorageError when the disk refused (full, read-only, locked); anything `work` throws is passed on.
   */
  transaction<T>(work: () => T): T;
  /** From now on a database that another program holds is waited for only briefly: others wait for this process. */
  waitBriefly(): void;

  /** Ids of these targets, in order; unknown ones are created. */
  targetIds(keys: readonly TargetKey[]): Int32Array;
  readonly log: EventLog;
  readonly lines: LineLog;
  addReport(row: ReportRow): void;
  /** @returns the event's id, in receipt order */
  addJournal(row: JournalRow): number;
  /** Nothing changed there, as was told late: the line is read no more. */
  dropLine(id: number): void;
  /** What held before was another state, or another while. */
  amendLine(id: number, before: Pick<JournalRow, 'from' | 'lasted'>): void;
  saveCurrent(row: CurrentRow): void;
  loadCurrent(): CurrentRow[];
  events(query: EventQuery): FeedEvent[];
  /** Reports received since then, counted by when, epoch ms, oldest first. */
  receivedSince(since: number): { at: number; count: number }[];

  /** Number of the last committed slice. */
  loadSeq(): number;
  saveSeq(seq: number): void;

  /** null in an empty data folder. */
  loadInventory(): InventoryRecords | null;
  /** Makes the inventory equal to `records`: rows that differ are closed at `now` and opened anew (validFrom/validTo). */
  saveInventory(records: InventoryRecords, now: number, born?: Births): void;

  /** This server runs from now on. */
  beginUptime(now: number): void;
  /** It still does. */
  keepUptime(now: number): void;
  /** Stations shown stale, by target; `since` 0: never heard of. */
  openSilences(): { target: number; since: number }[];
  /** A station is shown stale since then, or was until. */
  keepSilence(target: number, since: number, until: number | null): void;
  /** History told anew: what was rolled up of this stretch is worked out again. */
  markDirty(begin: number, until: number): void;
  /** What history worked out beside the writer. */
  saveSettled(settled: Settled): void;

  keys(): KeyRow[];
  addKey(key: NewKey): KeyRow;
  /** By hash of the presented key; revoked ones too, so that the refusal can say so. */
  findKey(hash: string): KeyRow | null;
  /** @returns false when there is no such active key */
  revokeKey(id: number, now: number): boolean;
  /** The key `by` takes the place of this one, which goes on speaking. */
  replaceKey(id: number, by: number): void;
  touchKey(id: number, use: KeyUse): void;
  /** What was last noted of the senders, by id of the key. */
  heardOfKeys(): Map<number, string>;
  /** Removes every key of the simulated operators: they are made anew at each start. */
  dropSimulatedKeys(): void;

  /** The sample's past is being written as planned (JSON); null: there is none to write. */
  samplePastPlan(): string | null;
  beginSamplePast(plan: string): void;
  /** Since when the sample's stations and cells have been in service. */
  setSampleBirths(births: Births): void;
  addSamplePast(
    entries: readonly PastEntry[],
    silences: readonly { target: number; since: number; until: number }[],
  ): void;
  /**
   * The past is whole.
   * @param heads target → id of its newest row in the feed; `last`: target → since when it has been up as the past ends
   */
  finishSamplePast(end: {
    begin: number;
    until: number;
    heads: ReadonlyMap<number, number>;
    last: ReadonlyMap<number, number>;
  }): void;
  /** The sample's stations are gone: so is all that was ever told, and history begins anew. */
  forgetTold(now: number): void;

  readonly shelf: ReportShelf;
  readonly accounts: AccountStore;
  readonly maintenance: MaintenanceStore;

  saveFigures(figures: Figures): void;
  /** Kept minutes since then, oldest first; older than a day are forgotten. */
  loadFigures(since: number): Figures[];

  /** Housekeeping that may take a moment: drops confirmations past their time, checkpoints the WAL. */
  tidy(now: number): void;

  /**
   * Copies everything to a new file, as it is when the copy is done; others have their turn meanwhile.
   * @throws AppError backup_exists; StorageError
   */
  backUp(file: string): Promise<void>;
  close(): void;
}

/** The disk's own refusal. Its message is for the log; `told` is what others hear of it. */
export class StorageError extends Error {
  override name = 'StorageError';
  readonly trouble: DiskTrouble;

  constructor(message: string, { trouble = 'io', ...options }: ErrorOptions & { trouble?: DiskTrouble } = {}) {
    super(message, options);
    this.trouble = trouble;
  }

  told(): AppError {
    return new AppError('not_saved', { reason: this.trouble }, { cause: this });
  }
}
