/** A database in WAL mode that is written in every way, and copies of it as a killed process leaves them. */
import { copyFileSync, existsSync, openSync, closeSync, mkdtempSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export const BESIDE = ['-wal', '-shm'] as const;
const PAGE = 512;
export const FRAME = PAGE + 24;
export const HEADER = 32;

/** What it holds: row by row which transaction wrote it last. */
export type Held = readonly { id: number; n: number }[];

export interface Copy {
  file: string;
  /** Committed when it was made. */
  held: Held;
}

export class LoggedDatabase {
  readonly dir: string;
  readonly file: string;
  private readonly db: Database.Database;
  private readonly readers: Database.Database[] = [];
  private n = 0;
  private held: Held = [];

  constructor(dir: string) {
    this.dir = mkdtempSync(join(dir, 'logged-'));
    this.file = join(this.dir, 'phu-song.db');
    this.db = new Database(this.file, { timeout: 0 });
    this.db.pragma(`page_size = ${String(PAGE)}`);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.pragma('wal_autocheckpoint = 0');
    // So small that large transactions write frames before they are committed.
    this.db.pragma('cache_size = 10');
    this.db.exec('CREATE TABLE row (id INTEGER PRIMARY KEY, n INTEGER, text TEXT)');
  }

  write(ids: readonly number[]): void {
    this.db.exec('BEGIN IMMEDIATE');
    this.put(ids);
    this.db.exec('COMMIT');
    this.held = heldBy(this.db);
  }

  /** @param meanwhile while its frames are in the log, and it is not committed */
  undo(ids: readonly number[], meanwhile: () => void): void {
    this.db.exec('BEGIN IMMEDIATE');
    this.put(ids);
    meanwhile();
    this.db.exec('ROLLBACK');
  }

  private put(ids: readonly number[]): void {
    const put = this.db.prepare('INSERT OR REPLACE INTO row VALUES (?, ?, ?)');
    this.n++;
    for (const id of ids) put.run(id, this.n, String(this.n % 10).repeat(300));
  }

  checkpoint(mode: 'PASSIVE' | 'RESTART' | 'TRUNCATE'): void {
    this.db.pragma(`wal_checkpoint(${mode})`);
  }

  /** From now on the log is needed as it is. */
  read(): void {
    const reader = new Database(this.file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM row').get();
    this.readers.push(reader);
  }

  readNoMore(): void {
    for (const reader of this.readers.splice(0)) reader.close();
  }

  copy(): Copy {
    const file = join(mkdtempSync(join(this.dir, 'copy-')), 'phu-song.db');
    for (const suffix of ['', ...BESIDE]) {
      if (existsSync(this.file + suffix)) copyFileSync(this.file + suffix, file + suffix);
    }
    return { file, held: this.held };
  }

  close(): void {
    this.readNoMore();
    this.db.close();
  }
}

/** What SQLite makes of a copy. @returns null when it cannot read it */
export function opened(file: string): Held | null {
  const db = new Database(file);
  try {
    return heldBy(db);
  } catch {
    return null;
  } finally {
    db.close();
  }
}

function heldBy(db: Database.Database): Held {
  return db.prepare<[], { id: number; n: number }>('SELECT id, n FROM row ORDER BY id').all();
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** No byte stays what it was. */
export function damage(file: string, at: number, length = 32): void {
  const bytes = readFileSync(file).subarray(at, at + length);
  const descriptor = openSync(file, 'r+');
  writeSync(
    descriptor,
    bytes.map((byte) => byte ^ 0x5a),
    0,
    bytes.length,
    at,
  );
  closeSync(descriptor);
}
