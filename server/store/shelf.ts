/** Reports with their files, and schedules. */
import type Database from 'better-sqlite3';
import { guarded, type Connection } from './database.ts';
import type { ReportShelf } from './store.ts';

export class Shelf implements ReportShelf {
  private readonly connection: Connection;
  private readonly db: Database.Database;

  constructor(connection: Connection) {
    this.connection = connection;
    this.db = connection.db;
  }

  reports(limit: number): string[] {
    return guarded(() =>
      this.db
        .prepare<[number], string>('SELECT body FROM report ORDER BY createdAt DESC, id LIMIT ?')
        .pluck()
        .all(limit),
    );
  }

  report(id: string): string | null {
    return guarded(
      () => this.db.prepare<[string], string>('SELECT body FROM report WHERE id = ?').pluck().get(id) ?? null,
    );
  }

  reportFile(id: string): Uint8Array | null {
    return guarded(
      () =>
        this.db.prepare<[string], Uint8Array | null>('SELECT file FROM report WHERE id = ?').pluck().get(id) ?? null,
    );
  }

  reportModel(id: string): string | null {
    return guarded(
      () =>
        this.db.prepare<[string], string | null>('SELECT document FROM report WHERE id = ?').pluck().get(id) ?? null,
    );
  }

  saveReport({ id, createdAt, body, model, file }: Parameters<ReportShelf['saveReport']>[0]): void {
    this.connection.atomic(() => {
      this.db
        .prepare<[string, number, string, string | null, Uint8Array | null]>(
          `INSERT INTO report (id, createdAt, body, document, file) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, document = coalesce(excluded.document, document),
           file = coalesce(excluded.file, file)`,
        )
        .run(id, createdAt, body, model, file);
    });
  }

  deleteReport(id: string): boolean {
    return this.connection.atomic(
      () => this.db.prepare<[string]>('DELETE FROM report WHERE id = ?').run(id).changes > 0,
    );
  }

  schedules(): string[] {
    return guarded(() => this.db.prepare<[], string>('SELECT body FROM schedule ORDER BY createdAt, id').pluck().all());
  }

  saveSchedule({ id, createdAt, body }: Parameters<ReportShelf['saveSchedule']>[0]): void {
    this.connection.atomic(() => {
      this.db
        .prepare<[string, number, string]>(
          'INSERT INTO schedule (id, createdAt, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
        )
        .run(id, createdAt, body);
    });
  }

  deleteSchedule(id: string): boolean {
    return this.connection.atomic(
      () => this.db.prepare<[string]>('DELETE FROM schedule WHERE id = ?').run(id).changes > 0,
    );
  }
}
