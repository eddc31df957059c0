/** The Past on SQLite: a read-only connection to the writer's file. */
import type { MaintenanceWindow } from '../state/windows.ts';
import Database from 'better-sqlite3';
import type { FeedEvent } from '../contract/wire.ts';
import type { InventoryRecords } from '../inventory/types.ts';
import { guarded } from './database.ts';
import { inventoryMoments, inventoryRevision, loadRecordsAt } from './inventory-tables.ts';
import { JournalReader } from './journal-reader.ts';
import type { Bounds, HeardWord, Past, PastLog, PastWord, Silence, Stretch } from './past.ts';
import type { AsBuiltRow, RollupRow, RollupSpan } from './rollups.ts';
import { PastMonths } from './past-months.ts';
import type { CurrentRow, TargetKey } from './store.ts';

const CACHE_KIB = 65_536;
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the database file for reading; the writer has made it.
 * @throws StorageError when the disk refuses
 */
export function openPast(file: string): Past {
  return guarded(() => {
    const db = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
    db.pragma(`cache_size = -${String(CACHE_KIB)}`);
    return new SqlitePast(db);
  });
}

class SqlitePast implements Past {
  private readonly db: Database.Database;
  private readonly journal: JournalReader;
  private readonly months: PastMonths;
  private moments: { revision: number; at: number[] } | null = null;

  constructor(db: Database.Database) {
    this.db = db;
    this.journal = new JournalReader(db);
    this.months = new PastMonths(db);
  }

  uptime(): Stretch[] {
    // The sample's past reaches into the first seconds of the first start, and clocks are set back: no time is counted twice.
    return this.db
      .prepare<[], Stretch>(
        'SELECT begin, min(until, lead(begin, 1, until) OVER (ORDER BY begin)) AS until FROM uptime ORDER BY begin',
      )
      .all();
  }

  /** Every question begins with them: they are read again only when they are others. */
  inventoryMoments(): number[] {
    const revision = inventoryRevision(this.db);
    if (this.moments?.revision !== revision) this.moments = { revision, at: inventoryMoments(this.db) };
    return this.moments.at;
  }

  inventoryAt(at: number): InventoryRecords | null {
    return loadRecordsAt(this.db, at);
  }

  births(): ReturnType<Past['births']> {
    return this.db
      .prepare<[], ReturnType<Past['births']>[number]>(
        `SELECT 'station' AS kind, code, min(validFrom) AS bornAt FROM station WHERE status = 'in-service' GROUP BY code
         UNION ALL SELECT 'node', code, min(validFrom) FROM node GROUP BY code
         UNION ALL SELECT 'link', code, min(validFrom) FROM link GROUP BY code`,
      )
      .all();
  }

  targets(): { id: number; key: TargetKey }[] {
    return this.db
      .prepare<[], TargetKey & { id: number }>('SELECT id, kind, code, technology FROM target')
      .all()
      .map(({ id, ...key }) => ({ id, key }));
  }

  current(): CurrentRow[] {
    return this.db
      .prepare<[], CurrentRow>(
        'SELECT target, state, since, confirmedAt, receivedAt, cause, text, measurements FROM current',
      )
      .all();
  }

  presentAt(at: number, known: number): CurrentRow[] {
    return this.months.presentAt(this.current(), at, known);
  }

  words(from: number, to: number, known: number): PastWord[] {
    return this.months.words(from, to, known);
  }

  wordsOf(targets: readonly number[], from: number, to: number, known: number): PastWord[] {
    return this.months.wordsOf(targets, from, to, known);
  }

  heard(from: number, to: number): HeardWord[] {
    return [...this.months.heard(from, to), ...this.journal.delayed(from, to)].sort(
      (a, b) => a.heardAt - b.heardAt || a.at - b.at || a.target - b.target || a.state - b.state,
    );
  }

  standing(target: number, at: number): CurrentRow | null {
    return this.months.standing(target, at);
  }

  log(bounds: () => Bounds): PastLog {
    return {
      at: (target, at) => this.months.at(target, at, bounds()),
      previous: (target, at) => this.months.previous(target, at, bounds()),
      next: (target, at) => this.months.next(target, at, bounds()),
    };
  }

  silences(from: number, to: number): Silence[] {
    return this.db
      .prepare<[number, number], Silence>(
        'SELECT target, since, until FROM silence WHERE since < ? AND (until IS NULL OR until > ?) ORDER BY since, target',
      )
      .all(to, from);
  }

  windows(from: number, to: number, known: number | 'then'): MaintenanceWindow[] {
    return this.db
      .prepare<[number, number, number], MaintenanceWindow>(
        `SELECT kind, code, CASE WHEN ? THEN start ELSE max(start, createdAt) END AS start, end, endedAt FROM maintenance
         WHERE start < ? AND coalesce(endedAt, end) > ? ORDER BY start, id`,
      )
      .all(known === Infinity ? 1 : 0, to, from);
  }

  toldDays(from: number, to: number, known: number): ReturnType<Past['toldDays']> {
    return this.months.toldDays(from, to, known);
  }

  firstToldAfter(at: number): number | null {
    return this.months.firstToldAfter(at);
  }

  simulationSpoke(from: number, to: number): boolean {
    return this.months.simulationSpoke(from, to);
  }

  senders(): ReturnType<Past['senders']> {
    return this.db
      .prepare<[], ReturnType<Past['senders']>[number]>(
        'SELECT operator, createdAt, revokedAt FROM apiKey WHERE simulated = 0',
      )
      .all();
  }

  events(from: number, to: number, limit: number, known: number): FeedEvent[] {
    // A line goes with the next that comes, which may not be there yet.
    const asOf = known === Infinity ? Number.MAX_SAFE_INTEGER : this.journal.firstReceivedSince(known + 1);
    return this.journal.events({ from, to, limit }, asOf);
  }

  rollups(span: RollupSpan, from: number, to: number): RollupRow[] {
    return this.db
      .prepare<[string, number, number], RollupRow>(
        'SELECT span, start, coverage, availability, outages FROM rollup WHERE span = ? AND start >= ? AND start < ? ORDER BY start',
      )
      .all(span, from, to);
  }

  asBuilt(): AsBuiltRow[] {
    return this.db
      .prepare<[], { validFrom: number; model: string; communes: string; figures: Buffer }>(
        'SELECT validFrom, model, communes, figures FROM asBuilt ORDER BY validFrom',
      )
      .all()
      .map(({ validFrom, model, communes, figures }) => ({
        validFrom,
        model,
        communes: JSON.parse(communes) as AsBuiltRow['communes'],
        figures: floats(figures),
      }));
  }

  dirty(): (Stretch & { id: number })[] {
    return this.db.prepare<[], Stretch & { id: number }>('SELECT id, begin, until FROM dirty ORDER BY id').all();
  }

  settledTo(): number | null {
    return this.db.prepare<[], number>(`SELECT value FROM meta WHERE name = 'settledTo'`).pluck().get() ?? null;
  }

  version(): number {
    return Number(this.db.pragma('data_version', { simple: true }));
  }

  snapshot<T>(work: () => T): T {
    return guarded(() => this.db.transaction(work).deferred());
  }

  close(): void {
    this.db.close();
  }
}

/** SQLite's bytes may lie anywhere; float64 wants an eighth. */
function floats(bytes: Uint8Array): Float64Array {
  return new Float64Array(bytes.slice().buffer);
}
