/** What history keeps beside the events themselves: when we ran, who was silent, and what was rolled up. Call in a transaction. */
import type Database from 'better-sqlite3';
import type { Settled } from './rollups.ts';

export class Chronicle {
  private readonly db: Database.Database;
  private readonly openSilence;
  private readonly closeSilence;
  private readonly saveRollup;
  private runningSince: number | null = null;

  constructor(db: Database.Database) {
    this.db = db;
    this.openSilence = db.prepare<[number, number]>('INSERT OR REPLACE INTO silence VALUES (?, ?, NULL)');
    this.closeSilence = db.prepare<[number, number, number]>(
      'UPDATE silence SET until = ? WHERE target = ? AND since = ?',
    );
    this.saveRollup = db.prepare<[string, number, Uint8Array, Uint8Array, Uint8Array]>(
      `INSERT INTO rollup (span, start, coverage, availability, outages) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (span, start) DO UPDATE SET coverage = excluded.coverage, availability = excluded.availability,
         outages = excluded.outages`,
    );
  }

  beginUptime(now: number): void {
    this.runningSince = now;
    this.db.prepare<[number, number]>('INSERT OR REPLACE INTO uptime VALUES (?, ?)').run(now, now);
  }

  keepUptime(now: number): void {
    if (this.runningSince === null) return;
    this.db
      .prepare<[number, number]>('UPDATE uptime SET until = max(until, ?) WHERE begin = ?')
      .run(now, this.runningSince);
  }

  /** Nothing that was told counts any more: what is kept of it goes too, with the networks that are not there any more. */
  forget(now: number): void {
    for (const table of ['current', 'figures', 'silence', 'rollup', 'dirty', 'asBuilt', 'uptime']) {
      this.db.exec(`DELETE FROM ${table}`);
    }
    for (const table of ['commune', 'station', 'cell', 'node', 'link', 'population']) {
      this.db.exec(`DELETE FROM ${table} WHERE validTo IS NOT NULL`);
    }
    this.db.exec(`DELETE FROM meta WHERE name IN ('settledTo', 'samplePast')`);
    this.beginUptime(now);
  }

  openSilences(): { target: number; since: number }[] {
    return this.db
      .prepare<[], { target: number; since: number }>('SELECT target, since FROM silence WHERE until IS NULL')
      .all();
  }

  keepSilence(target: number, since: number, until: number | null): void {
    if (until === null) this.openSilence.run(target, since);
    else this.closeSilence.run(until, target, since);
  }

  markDirty(begin: number, until: number): void {
    this.db.prepare<[number, number]>('INSERT INTO dirty (begin, until) VALUES (?, ?)').run(begin, until);
  }

  saveSettled({ rollups, asBuilt, clean, settledTo, hoursSince }: Settled): void {
    for (const { span, start, coverage, availability, outages } of rollups) {
      this.saveRollup.run(span, start, coverage, availability, outages);
    }
    this.db.prepare<[number]>(`DELETE FROM rollup WHERE span = 'hour' AND start < ?`).run(hoursSince);
    const saveAsBuilt = this.db.prepare<[number, string, string, Uint8Array]>(
      'INSERT OR REPLACE INTO asBuilt VALUES (?, ?, ?, ?)',
    );
    for (const { validFrom, model, communes, figures } of asBuilt) {
      saveAsBuilt.run(validFrom, model, JSON.stringify(communes), new Uint8Array(figures.buffer));
    }
    const forget = this.db.prepare<[number]>('DELETE FROM dirty WHERE id = ?');
    for (const id of clean) forget.run(id);
    if (settledTo !== null) {
      this.db.prepare<[number]>(`INSERT OR REPLACE INTO meta VALUES ('settledTo', ?)`).run(settledTo);
    }
  }
}
