/** The sample's year before its first start, written beside what is told live: the same rows however often it is begun again. */
import type Database from 'better-sqlite3';
import { inventoryChanged } from './inventory-tables.ts';
import type { ChangeLog } from './change-log.ts';
import type { Journal } from './journal.ts';
import type { PastEntry } from './past-entry.ts';
import type { Births, Store } from './store.ts';

/** No key told of it. */
const NO_KEY = 0;

export class SamplePast {
  private readonly db: Database.Database;
  private readonly changes: ChangeLog;
  private readonly journal: Journal;
  private readonly addEntry;

  constructor(db: Database.Database, changes: ChangeLog, journal: Journal) {
    this.db = db;
    this.changes = changes;
    this.journal = journal;
    this.addEntry = db.prepare<
      [number, number, number, number, number, number, number, number, string | null, number | null]
    >(
      `INSERT OR REPLACE INTO journal (id, target, at, fromState, toState, lasted, late, receivedAt, cause, text, before)
       VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
    );
  }

  begin(plan: string): void {
    this.db.prepare<[string]>(`INSERT OR REPLACE INTO meta VALUES ('samplePast', ?)`).run(plan);
  }

  plan(): string | null {
    return this.db.prepare<[], string>(`SELECT value FROM meta WHERE name = 'samplePast'`).pluck().get() ?? null;
  }

  setBirths(births: Births): void {
    for (const [table, born] of [
      ['station', births.stations],
      ['cell', births.cells],
    ] as const) {
      const set = this.db.prepare<[number, string]>(
        `UPDATE ${table} SET validFrom = ? WHERE code = ? AND sample = 1 AND validTo IS NULL`,
      );
      for (const [code, at] of born) set.run(at, code);
    }
    inventoryChanged(this.db);
  }

  add(entries: readonly PastEntry[]): void {
    for (const { id, target, at, from, to, lasted, receivedAt, cause, text, measurements, before } of entries) {
      if (!this.changes.has(target, at, to)) {
        this.changes.add({
          target,
          at,
          state: to,
          receivedAt,
          cause,
          text,
          senderId: null,
          measurements,
          key: NO_KEY,
          line: id,
        });
      }
      if (id !== null) this.addEntry.run(id, target, at, from, to, lasted, receivedAt, cause, text, before);
    }
  }

  addSilences(silences: readonly { target: number; since: number; until: number }[]): void {
    const add = this.db.prepare<[number, number, number]>('INSERT OR REPLACE INTO silence VALUES (?, ?, ?)');
    for (const { target, since, until } of silences) add.run(target, since, until);
  }

  /** From now on the past is part of history: the present begins where it ended. */
  finish({ begin, until, heads, last }: Parameters<Store['finishSamplePast']>[0]): void {
    this.db.prepare<[number, number]>('INSERT OR REPLACE INTO uptime VALUES (?, ?)').run(begin, until);
    // What was worked out of the network as it stood without its past is worked out again.
    this.db.exec(
      // Whoever was not heard of when we first ran has been heard of all year.
      `DELETE FROM silence WHERE since = 0 AND until IS NOT NULL;
       DELETE FROM rollup; DELETE FROM dirty; DELETE FROM asBuilt;
       DELETE FROM meta WHERE name IN ('settledTo', 'samplePast')`,
    );
    this.journal.joinPast(heads);
    const present = this.db.prepare<[number], { state: number; since: number }>(
      'SELECT state, since FROM current WHERE target = ?',
    );
    const moveBegin = this.db.prepare<[number, number]>('UPDATE current SET since = ? WHERE target = ?');
    const add = this.db.prepare<[number, number, number, number]>(
      `INSERT INTO current (target, state, since, confirmedAt, receivedAt, cause) VALUES (?, 0, ?, ?, ?, -1)`,
    );
    for (const [target, at] of last) {
      const current = present.get(target);
      if (current === undefined) add.run(target, at, at, at);
      // Told live first as it had been left: it has been so since then.
      else if (this.changes.previous(target, current.since)?.state === current.state) moveBegin.run(at, target);
    }
  }
}
