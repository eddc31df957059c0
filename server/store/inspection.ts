/** Is what lies on the disk still whole? */
import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError, type Words } from '../errors.ts';
import { guarded, translated } from './database.ts';
import { logDamage, type LogDamage } from './wal.ts';

export interface Inspection {
  /** The first thing that is wrong, and what to do about it; null: nothing. */
  problem: string | null;
  /** Nothing is known of what is in it where it could not even be opened. */
  isOpened: boolean;
  /** When the server last said that it ran, epoch ms; null: never. */
  lastRanAt: number | null;
}

/**
 * Reads the whole file, beside a server that may be writing it.
 * @param isServed a server runs: what it writes is none of our business
 * @returns null when there is no file
 */
export function inspect(file: string, { isServed = false } = {}): Inspection | null {
  if (!existsSync(file)) return null;
  try {
    // First: as soon as SQLite has opened it, nobody can tell any more.
    if (!isServed) refuseLost(file);
    return readThrough(file);
  } catch (error) {
    if (error instanceof AppError) return { problem: error.message, isOpened: true, lastRanAt: null };
    const reason = reasonNotOpened(error);
    if (reason !== null) {
      const problem = `${file} cannot be opened (${reason}): let this user read and write it and its folder`;
      return { problem, isOpened: false, lastRanAt: null };
    }
    if (error instanceof Database.SqliteError) {
      return { problem: corrupt(file, error.message).message, isOpened: true, lastRanAt: null };
    }
    throw error;
  }
}

function readThrough(file: string): Inspection {
  const db = new Database(file, { readonly: true });
  try {
    const problem = problemOf(db);
    if (problem !== null) throw corrupt(file, problem);
    return { problem: null, isOpened: true, lastRanAt: lastRanAt(db) };
  } finally {
    db.close();
  }
}

function reasonNotOpened(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const isShut = error instanceof Database.SqliteError && /^SQLITE_(CANTOPEN|READONLY)/.test(error.code);
  return isShut || 'syscall' in error ? error.message : null;
}

function corrupt(file: string, problem: string): AppError {
  return new AppError('database_corrupt', { file, problem });
}

/** A larger file would hold up the start for seconds: it is read through by `doctor`. */
const CHECKED_BYTES = 512 * 1024 * 1024;

/**
 * Nobody has the file open.
 * @throws AppError database_corrupt, database_empty, log_damaged; StorageError
 */
export function refuseDamaged(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return;
  guarded(() => {
    refuseLost(file);
  });
  const problem = quickProblem(file, size <= CHECKED_BYTES);
  if (problem !== null) throw corrupt(file, problem);
}

/**
 * What SQLite would pass over without a word, and for good: to be looked at before it opens the file.
 * @throws AppError database_empty, log_damaged
 */
export function refuseLost(file: string): void {
  if (!existsSync(file)) return;
  refuseEmpty(file);
  const damage = logDamage(file);
  if (damage !== null) throw new AppError('log_damaged', { file: `${file}-wal`, problem: wordsOf(damage) });
}

/** Our own first start names the file only once it is a database (`Connection`). @throws AppError database_empty */
export function refuseEmpty(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.size === 0) throw new AppError('database_empty', { file });
}

export function wordsOf({ lostCommits }: LogDamage): Words {
  if (lostCommits === 0) {
    return {
      vi: 'không đọc được đến hết, nhưng mọi giao dịch đã có trong tệp dữ liệu',
      en: 'it cannot be read to its end, but the database has every commit in it',
    };
  }
  const commits = lostCommits === 1 ? 'one commit' : `${String(lostCommits)} commits`;
  return {
    vi: `ít nhất ${String(lostCommits)} giao dịch trong đó không đọc được`,
    en: `at least ${commits} in it cannot be read`,
  };
}

function quickProblem(file: string, whole: boolean): string | null {
  try {
    const db = new Database(file, { fileMustExist: true });
    try {
      const check = whole ? 'PRAGMA quick_check(1)' : 'SELECT count(*) >= 0 FROM sqlite_schema';
      const [found] = db.prepare<[], string | number>(check).pluck().all();
      return typeof found === 'string' && found !== 'ok' ? (found.split('\n').at(-1) ?? found) : null;
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code)) return error.message;
    throw translated(error);
  }
}

/** The first thing SQLite finds wrong; null: nothing. */
export function problemOf(db: Database.Database): string | null {
  const [found] = db.prepare<[], string>('PRAGMA integrity_check(1)').pluck().all();
  if (found !== undefined && found !== 'ok') return found.split('\n').at(-1) ?? found;
  const [orphan] = db.prepare<[], { table: string }>('PRAGMA foreign_key_check').all();
  return orphan === undefined ? null : `a row of ${orphan.table} belongs to nothing`;
}

function lastRanAt(db: Database.Database): number | null {
  return db.prepare<[], number | null>('SELECT max(until) FROM uptime').pluck().get() ?? null;
}
