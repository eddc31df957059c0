/** Copies of the database: made while it is being written, looked through, and put back when the original is lost. */
import { chmodSync, copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../errors.ts';
import { guarded, syncFile } from './database.ts';
import { problemOf } from './inspection.ts';
import { MIGRATIONS } from './migrations.ts';

/** Pages (4 KiB) between two turns of the event loop: a few milliseconds. */
const PAGES_A_TURN = 500;
/** What SQLite keeps beside an open database. */
const BESIDE = ['-wal', '-shm'];

/** What a copy was found to hold. */
export interface CopyFacts {
  bytes: number;
  /** Version of its tables. */
  schema: number;
  /** Accepted changes shown so far. */
  seq: number;
  stations: number;
}

/**
 * Copies the open database as it is when the copy ends: what is written meanwhile is in it.
 * @throws AppError backup_exists, backup_no_folder; StorageError
 */
export async function copyDatabase(db: Database.Database, file: string): Promise<void> {
  if (existsSync(file)) throw new AppError('backup_exists', { file });
  if (!existsSync(dirname(file))) throw new AppError('backup_no_folder', { folder: dirname(file) });
  const part = `${file}.part`;
  try {
    await db.backup(part, { progress: () => PAGES_A_TURN });
    chmodSync(part, 0o600);
    const copy = new Database(part);
    // One file: nothing of it is beside it.
    copy.pragma('journal_mode = DELETE');
    copy.close();
    syncFile(part);
    renameSync(part, file);
    syncFile(dirname(file));
  } catch (error) {
    guarded(() => {
      throw error;
    });
  } finally {
    rmSync(part, { force: true });
  }
}

/**
 * Reads all of a copy.
 * @throws AppError backup_invalid with what is wrong with it
 */
export function verifyCopy(file: string): CopyFacts {
  const invalid = (problem: string, cause?: unknown) => new AppError('backup_invalid', { file, problem }, { cause });
  if (!existsSync(file)) throw invalid('there is no such file');
  let db: Database.Database;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw invalid(textOf(error), error);
  }
  try {
    const problem = problemOf(db);
    if (problem !== null) throw invalid(problem);
    const schema = Number(db.pragma('user_version', { simple: true }));
    if (schema === 0) throw invalid('it is not a database of this program');
    if (schema > MIGRATIONS.length)
      throw invalid(`a newer version of this program wrote it (schema ${String(schema)})`);
    const count = (sql: string) => Number(db.prepare(sql).pluck().get() ?? 0);
    return {
      bytes: count('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size'),
      schema,
      seq: count(`SELECT value FROM meta WHERE name = 'seq'`),
      stations: count('SELECT count(*) FROM station WHERE validTo IS NULL'),
    };
  } catch (error) {
    throw error instanceof AppError ? error : invalid(textOf(error), error);
  } finally {
    db.close();
  }
}

/**
 * Puts a verified copy in the place of the database, which is kept beside it under another name. The folder's lock is held.
 * @param prepare does what is to be done to the copy before it takes that place; where it throws, nothing has happened
 * @returns where the database that was there lies now; null: there was none
 * @throws StorageError; what `prepare` throws
 */
export function putBack(copy: string, database: string, now: Date, prepare: (incoming: string) => void): string | null {
  const incoming = `${database}.restoring`;
  try {
    for (const suffix of BESIDE) rmSync(incoming + suffix, { force: true });
    copyFileSync(copy, incoming);
    chmodSync(incoming, 0o600);
    prepare(incoming);
    syncFile(incoming);
  } catch (error) {
    for (const suffix of ['', ...BESIDE]) rmSync(incoming + suffix, { force: true });
    throw error;
  }
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const kept = `${database}.before-${stamp}`;
  const isThere = existsSync(database);
  // Should the power go in between: a database without its log is found out by the index of that, which goes last.
  moveIfThere(`${database}-wal`, `${kept}-wal`);
  if (isThere) nameAlso(database, kept);
  renameSync(incoming, database);
  moveIfThere(`${database}-shm`, `${kept}-shm`);
  syncFile(dirname(database));
  return isThere ? kept : null;
}

function moveIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to);
}

/** So that there is a database at every moment, where the disk can give a file two names. */
function nameAlso(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch {
    renameSync(file, name);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
