/** API keys; only their hashes are here. */
import type Database from 'better-sqlite3';
import { SOURCES } from '../contract/terms.ts';
import type { KeyRow, KeyUse, NewKey } from './store.ts';

/** Of a row of apiKey what speaks with it from within the server; NULL: it is somebody's. Nothing else says so. */
export const SOURCE_OF_KEY = `CASE WHEN name IN (${SOURCES.map((name) => `'${name}'`).join(', ')})
  AND operator IS NULL AND freshness = 'station' AND simulated = 0 THEN name END`;

/** Whose replacement was revoked stands alone again; that it was replaced once is in the audit. */
const REPLACED_BY = `(SELECT next.id FROM apiKey AS next WHERE next.id = apiKey.replacedBy AND next.revokedAt IS NULL)`;

type Row = Omit<KeyRow, 'simulated'> & { simulated: number };

const COLUMNS = `id, name, prefix, operator, freshness, simulated, ${SOURCE_OF_KEY} AS source, createdAt, revokedAt,
  ${REPLACED_BY} AS replacedBy, lastHeardAt, received, refused`;

export class KeyTable {
  private readonly db: Database.Database;
  private readonly touchOne: Database.Statement<
    [heardAt: number | null, received: number, refused: number, heard: string | null, id: number]
  >;

  constructor(db: Database.Database) {
    this.db = db;
    this.touchOne = db.prepare(
      `UPDATE apiKey SET lastHeardAt = coalesce(?, lastHeardAt), received = received + ?, refused = refused + ?,
         heard = coalesce(?, heard) WHERE id = ?`,
    );
  }

  all(): KeyRow[] {
    return this.db.prepare<[], Row>(`SELECT ${COLUMNS} FROM apiKey ORDER BY id`).all().map(keyRow);
  }

  add(key: NewKey): KeyRow {
    const row = this.db
      .prepare<[NewKey & { flag: number }], Row>(
        `INSERT INTO apiKey (hash, name, prefix, operator, freshness, simulated, createdAt)
         VALUES ($hash, $name, $prefix, $operator, $freshness, $flag, $createdAt) RETURNING ${COLUMNS}`,
      )
      .get({ ...key, flag: Number(key.simulated) });
    if (row === undefined) throw new Error('INSERT … RETURNING returned nothing');
    return keyRow(row);
  }

  find(hash: string): KeyRow | null {
    const row = this.db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM apiKey WHERE hash = ?`).get(hash);
    return row === undefined ? null : keyRow(row);
  }

  revoke(id: number, now: number): boolean {
    return (
      this.db.prepare('UPDATE apiKey SET revokedAt = ? WHERE id = ? AND revokedAt IS NULL').run(now, id).changes === 1
    );
  }

  replace(id: number, by: number): void {
    this.db.prepare('UPDATE apiKey SET replacedBy = ? WHERE id = ?').run(by, id);
  }

  touch(id: number, { heardAt, received = 0, refused = 0, heard }: KeyUse): void {
    this.touchOne.run(heardAt ?? null, received, refused, heard ?? null, id);
  }

  heard(): Map<number, string> {
    const rows = this.db
      .prepare<[], { id: number; heard: string }>('SELECT id, heard FROM apiKey WHERE heard IS NOT NULL')
      .all();
    return new Map(rows.map(({ id, heard }) => [id, heard]));
  }

  dropSimulated(): void {
    this.db.prepare('DELETE FROM apiKey WHERE simulated = 1').run();
  }
}

function keyRow(row: Row): KeyRow {
  return { ...row, simulated: row.simulated === 1 };
}
