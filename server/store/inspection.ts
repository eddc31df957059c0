/** Is what lies on the disk still whole? */
import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../errors.ts';
import { translated } from './database.ts';

export interface Inspection {
  /** The first thing that is wrong; null: nothing. */
  problem: string | null;
  /** Nothing is known of what is in it where it could not even be opened. */
  isOpened: boolean;
  /** When the server last said that it ran, epoch ms; null: never. */
  lastRanAt: number | null;
}

/** Reads the whole file, beside a server that may be writing it. @returns null when there is no file */
export function inspect(file: string): Inspection | null {
  if (!existsSync(file)) return null;
  try {
    const db = new Database(file, { readonly: true });
    try {
      const problem = problemOf(db);
      return { problem, isOpened: true, lastRanAt: problem === null ? lastRanAt(db) : null };
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof Database.SqliteError) {
      return { problem: error.message, isOpened: !/^SQLITE_(CANTOPEN|READONLY)/.test(error.code), lastRanAt: null };
    }
    throw error;
  }
}

/** A larger file would hold up the start for seconds: it is read through by `doctor`. */
const CHECKED_BYTES = 512 * 1024 * 1024;

/** @throws AppError database_corrupt */
export function refuseDamaged(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return;
  const problem = quickProblem(file, size <= CHECKED_BYTES);
  if (problem !== null) throw new AppError('database_corrupt', { file, problem });
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
