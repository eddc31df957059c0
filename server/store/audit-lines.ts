/** The audit read line by line, by the server itself or beside it. */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { AccountStore, AuditRow } from './account-store.ts';
import { guarded } from './database.ts';

export class AuditLines implements Pick<AccountStore, 'auditFrom' | 'auditHead'> {
  private readonly db: Database.Database;

  constructor(db: Database.Database) {
    this.db = db;
  }

  auditHead(): { id: number; hash: string } | null {
    return guarded(
      () =>
        this.db.prepare<[], { id: number; hash: string }>('SELECT id, hash FROM auditHead WHERE one = 1').get() ?? null,
    );
  }

  auditFrom(id: number, limit: number): AuditRow[] {
    return guarded(() =>
      this.db
        .prepare<[number, number], AuditRow>('SELECT * FROM audit WHERE id >= ? ORDER BY id LIMIT ?')
        .all(id, limit),
    );
  }
}

/**
 * Reads the audit of a file nobody serves; nothing is changed.
 * @returns null when there is none yet
 */
export async function readAudit<T>(file: string, read: (lines: AuditLines) => Promise<T>): Promise<T | null> {
  if (!existsSync(file)) return null;
  const db = new Database(file, { readonly: true });
  try {
    const isThere = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'auditHead'").get() !== undefined;
    return isThere ? await read(new AuditLines(db)) : null;
  } finally {
    db.close();
  }
}
