/** The present of each target. */
import type Database from 'better-sqlite3';
import type { CurrentRow } from './store.ts';

export class CurrentTable {
  private readonly db: Database.Database;
  private readonly upsert;

  constructor(db: Database.Database) {
    this.db = db;
    this.upsert = db.prepare<[number, number, number, number, number, number, string | null, string | null]>(
      `INSERT INTO current (target, state, since, confirmedAt, receivedAt, cause, text, measurements)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (target) DO UPDATE SET state = excluded.state, since = excluded.since, confirmedAt = excluded.confirmedAt,
         receivedAt = excluded.receivedAt, cause = excluded.cause, text = excluded.text, measurements = excluded.measurements`,
    );
  }

  save({ target, state, since, confirmedAt, receivedAt, cause, text, measurements }: CurrentRow): void {
    this.upsert.run(target, state, since, confirmedAt, receivedAt, cause, text, measurements);
  }

  load(): CurrentRow[] {
    return this.db
      .prepare<[], CurrentRow>(
        'SELECT target, state, since, confirmedAt, receivedAt, cause, text, measurements FROM current',
      )
      .all();
  }
}
