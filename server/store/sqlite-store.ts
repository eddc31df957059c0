/** The Store on SQLite: one file in the data folder, one writer. */
import type Database from 'better-sqlite3';
import type { FeedEvent, Figures } from '../contract/wire.ts';
import type { InventoryRecords } from '../inventory/types.ts';
import { AccountTables } from './account-tables.ts';
import { copyDatabase } from './backup.ts';
import { ChangeLog } from './change-log.ts';
import { Chronicle } from './chronicle.ts';
import { ConfirmationSweep, PORTION_ROWS } from './confirmations.ts';
import { CurrentTable } from './current-table.ts';
import { Connection, guarded } from './database.ts';
import { loadRecords, saveRecords } from './inventory-tables.ts';
import { Journal } from './journal.ts';
import { KeyTable } from './key-table.ts';
import { MaintenanceTable } from './maintenance-table.ts';
import { migrate } from './migrate.ts';
import type { Settled } from './rollups.ts';
import { SamplePast } from './sample-past.ts';
import { Shelf } from './shelf.ts';
import { CONFIRMATIONS_KEPT_DAYS } from './store.ts';
import type {
  Births,
  CurrentRow,
  EventLog,
  EventQuery,
  JournalRow,
  KeyRow,
  KeyUse,
  LineLog,
  NewKey,
  ReportRow,
  Store,
  TargetKey,
} from './store.ts';
import { TargetTable } from './target-table.ts';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Opens the database file, made when it is not there, and brings its tables up to date.
 * @throws StorageError when the disk refuses, or a newer version wrote the file
 */
export function openStore(file: string): Store {
  const connection = new Connection(file);
  try {
    return guarded(() => {
      migrate(connection.db);
      return new SqliteStore(connection);
    });
  } catch (error) {
    connection.close();
    throw error;
  }
}

class SqliteStore implements Store {
  readonly log: EventLog;
  readonly lines: LineLog;
  private readonly connection: Connection;
  private readonly db: Database.Database;
  private readonly changes: ChangeLog;
  private readonly targets: TargetTable;
  private readonly sweep: ConfirmationSweep;
  private readonly chronicle: Chronicle;
  readonly shelf: Shelf;
  readonly accounts: AccountTables;
  readonly maintenance: MaintenanceTable;
  private readonly samplePast: SamplePast;
  private readonly journal: Journal;
  private readonly keyTable: KeyTable;
  private readonly current: CurrentTable;
  private readonly upsertSeq;

  constructor(connection: Connection) {
    this.connection = connection;
    this.db = connection.db;
    this.changes = new ChangeLog(connection);
    this.log = this.changes;
    this.lines = this.changes;
    this.targets = new TargetTable(connection.db);
    this.sweep = new ConfirmationSweep(this.changes, (target) => this.targets.relativesOf(target));
    this.chronicle = new Chronicle(connection.db);
    this.shelf = new Shelf(connection);
    this.accounts = new AccountTables(connection);
    this.maintenance = new MaintenanceTable(connection);
    this.journal = new Journal(connection);
    this.samplePast = new SamplePast(connection.db, this.changes, this.journal);
    this.keyTable = new KeyTable(connection.db);
    this.current = new CurrentTable(connection.db);
    this.upsertSeq = this.db.prepare<[number]>(`INSERT OR REPLACE INTO meta VALUES ('seq', ?)`);
  }

  transaction<T>(work: () => T): T {
    return this.connection.transaction(work);
  }

  waitBriefly(): void {
    this.connection.waitBriefly();
  }

  targetIds(keys: readonly TargetKey[]): Int32Array {
    return this.atomic(() => this.targets.ids(keys));
  }

  addReport(row: ReportRow): void {
    this.changes.add(row);
  }

  addJournal(row: JournalRow): number {
    return this.journal.add(row);
  }

  dropLine(id: number): void {
    this.journal.drop(id);
  }

  amendLine(id: number, before: Pick<JournalRow, 'from' | 'lasted'>): void {
    this.journal.amend(id, before);
  }

  saveCurrent(row: CurrentRow): void {
    this.current.save(row);
  }

  loadCurrent(): CurrentRow[] {
    return guarded(() => this.current.load());
  }

  events(query: EventQuery): FeedEvent[] {
    return guarded(() => this.journal.events(query));
  }

  loadSeq(): number {
    return guarded(() => this.db.prepare<[], number>(`SELECT value FROM meta WHERE name = 'seq'`).pluck().get() ?? 0);
  }

  saveSeq(seq: number): void {
    this.upsertSeq.run(seq);
  }

  loadInventory(): InventoryRecords | null {
    return guarded(() => loadRecords(this.db));
  }

  saveInventory(records: InventoryRecords, now: number, born?: Births): void {
    this.atomic(() => {
      saveRecords(this.db, records, now, born);
    });
  }

  receivedSince(since: number): { at: number; count: number }[] {
    return guarded(() => this.changes.receivedSince(since));
  }

  beginUptime(now: number): void {
    this.atomic(() => {
      this.chronicle.beginUptime(now);
    });
  }

  keepUptime(now: number): void {
    this.atomic(() => {
      this.chronicle.keepUptime(now);
    });
  }

  openSilences(): { target: number; since: number }[] {
    return guarded(() => this.chronicle.openSilences());
  }

  keepSilence(target: number, since: number, until: number | null): void {
    this.atomic(() => {
      this.chronicle.keepSilence(target, since, until);
    });
  }

  markDirty(begin: number, until: number): void {
    this.atomic(() => {
      this.chronicle.markDirty(begin, until);
    });
  }

  saveSettled(settled: Settled): void {
    this.atomic(() => {
      this.chronicle.saveSettled(settled);
    });
  }

  keys(): KeyRow[] {
    return guarded(() => this.keyTable.all());
  }

  addKey(key: NewKey): KeyRow {
    return this.atomic(() => this.keyTable.add(key));
  }

  findKey(hash: string): KeyRow | null {
    return guarded(() => this.keyTable.find(hash));
  }

  revokeKey(id: number, now: number): boolean {
    return this.atomic(() => this.keyTable.revoke(id, now));
  }

  replaceKey(id: number, by: number): void {
    this.atomic(() => {
      this.keyTable.replace(id, by);
    });
  }

  touchKey(id: number, use: KeyUse): void {
    this.atomic(() => {
      this.keyTable.touch(id, use);
    });
  }

  heardOfKeys(): Map<number, string> {
    return guarded(() => this.keyTable.heard());
  }

  dropSimulatedKeys(): void {
    this.atomic(() => {
      this.keyTable.dropSimulated();
    });
  }

  samplePastPlan(): string | null {
    return guarded(() => this.samplePast.plan());
  }

  beginSamplePast(plan: string): void {
    this.atomic(() => {
      this.samplePast.begin(plan);
    });
  }

  setSampleBirths(births: Births): void {
    this.atomic(() => {
      this.samplePast.setBirths(births);
    });
  }

  addSamplePast(...[entries, silences]: Parameters<Store['addSamplePast']>): void {
    this.atomic(() => {
      this.samplePast.add(entries);
      this.samplePast.addSilences(silences);
    });
  }

  finishSamplePast(end: Parameters<Store['finishSamplePast']>[0]): void {
    this.atomic(() => {
      this.samplePast.finish(end);
    });
  }

  forgetTold(now: number): void {
    this.atomic(() => {
      this.changes.forget();
      this.journal.forget();
      this.chronicle.forget(now);
    });
  }

  saveFigures(figures: Figures): void {
    this.atomic(() => {
      this.db.prepare('INSERT OR REPLACE INTO figures VALUES (?, ?)').run(figures.at, JSON.stringify(figures));
      this.db.prepare('DELETE FROM figures WHERE at < ?').run(figures.at - DAY_MS);
    });
  }

  loadFigures(since: number): Figures[] {
    return guarded(() =>
      this.db
        .prepare<[number], string>('SELECT json FROM figures WHERE at >= ? ORDER BY at')
        .pluck()
        .all(since)
        .map((json) => JSON.parse(json) as Figures),
    );
  }

  backUp(file: string): Promise<void> {
    return copyDatabase(this.db, file);
  }

  tidy(now: number): void {
    this.transaction(() => {
      this.sweep.drop(now - CONFIRMATIONS_KEPT_DAYS * DAY_MS, PORTION_ROWS);
      this.journal.saveHeads();
    });
    guarded(() => this.db.pragma('wal_checkpoint(PASSIVE)'));
  }

  close(): void {
    this.connection.close();
  }

  private atomic<T>(work: () => T): T {
    return this.connection.atomic(work);
  }
}
