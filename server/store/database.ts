/** One connection to the database file: its pragmas, its transactions, and which of its errors are the disk's. */
import { accessSync, closeSync, constants, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { DiskTrouble } from '../contract/terms.ts';
import { StorageError } from './store.ts';

/** WAL pages (4 KiB) between checkpoints: a page rewritten by many slices is copied to the file once. */
const CHECKPOINT_PAGES = 8_000;
const CACHE_KIB = 65_536;
/** While nobody waits for us, at the start and on the command line, whoever holds the file may finish what he does. */
const BUSY_TIMEOUT_MS = 1_000;
/** Nobody else writes; waiting for who does all the same stops the whole process, and everybody it serves. */
const BRIEF_TIMEOUT_MS = 50;

/** First words of SQLite's extended codes (SQLITE_IOERR_FSYNC …) that mean: the disk, or what holds it, refused. */
const DISK_ERRORS: ReadonlyMap<string, DiskTrouble> = new Map([
  ['FULL', 'full'],
  ['READONLY', 'read-only'],
  ['PERM', 'read-only'],
  ['BUSY', 'locked'],
  ['LOCKED', 'locked'],
  ['PROTOCOL', 'locked'],
  ['CORRUPT', 'damaged'],
  ['NOTADB', 'damaged'],
  ['IOERR', 'io'],
  ['CANTOPEN', 'io'],
  ['NOLFS', 'io'],
]);

/** The same of the system's own, where a file is made without SQLite. */
const SYSTEM_ERRORS: ReadonlyMap<string, DiskTrouble> = new Map([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['EIO', 'io'],
]);

/** The disk's own refusals as StorageError, anything else as it came. */
export function translated(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof StorageError) return error;
  const code = String(error.code);
  const trouble =
    error instanceof Database.SqliteError
      ? DISK_ERRORS.get(code.replace(/^SQLITE_/, '').split('_')[0] ?? '')
      : SYSTEM_ERRORS.get(code);
  return trouble === undefined ? error : new StorageError(`${code}: ${error.message}`, { trouble, cause: error });
}

/**
 * A file system that the kernel shut against writing fails a file that is open with a mere input or output error:
 * only who asks for it anew is told why.
 * @param probe fails as the file system would
 */
export function explained(error: unknown, probe: () => void): unknown {
  if (!(error instanceof StorageError) || error.trouble !== 'io') return error;
  try {
    probe();
    return error;
  } catch (reason) {
    const told = translated(reason);
    if (!(told instanceof StorageError)) return error;
    return new StorageError(error.message, { trouble: told.trouble, cause: error });
  }
}

/** @throws StorageError when `work` was refused by the disk */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(error);
  }
}

function isLocked(error: unknown): boolean {
  const told = translated(error);
  return told instanceof StorageError && told.trouble === 'locked';
}

/** A connection whose every commit is on the disk when it returns. */
export class Connection {
  readonly db: Database.Database;
  private readonly begin: Database.Statement;
  private readonly commit: Database.Statement;
  private readonly rollback: Database.Statement;
  private readonly afterRollback: (() => void)[] = [];
  private timeoutMs = BUSY_TIMEOUT_MS;
  /** Somebody else held the file when it was last to be written: until he lets go, nobody waits for him. */
  private isHeld = false;

  /** @throws StorageError when the file cannot be opened, or its disk cannot keep a write-ahead log */
  constructor(file: string) {
    this.db = guarded(() => open(file));
    this.begin = this.db.prepare('BEGIN IMMEDIATE');
    this.commit = this.db.prepare('COMMIT');
    this.rollback = this.db.prepare('ROLLBACK');
  }

  /** `forget` drops what memory knew of a transaction that did not happen. */
  onRollback(forget: () => void): void {
    this.afterRollback.push(forget);
  }

  /** From now on somebody waits while this process does. */
  waitBriefly(): void {
    this.timeoutMs = BRIEF_TIMEOUT_MS;
    this.holdOn();
  }

  /**
   * Runs `work` in a transaction of its own.
   * @throws Error when one is open already; StorageError when the disk refused; what `work` throws
   */
  transaction<T>(work: () => T): T {
    if (this.db.inTransaction) throw new Error('A transaction is open already');
    try {
      this.take();
      const result = work();
      this.commit.run();
      return result;
    } catch (error) {
      this.undo();
      throw explained(translated(error), () => {
        accessSync(this.db.name, constants.W_OK);
      });
    }
  }

  /** Runs `work` in the open transaction, or in one of its own. */
  atomic<T>(work: () => T): T {
    return this.db.inTransaction ? work() : this.transaction(work);
  }

  /** The first to find the file held waits for it; those after him only look whether it still is, which costs nothing. */
  private take(): void {
    try {
      this.begin.run();
    } catch (error) {
      this.noteHeld(isLocked(error));
      throw error;
    }
    this.noteHeld(false);
  }

  private noteHeld(isHeld: boolean): void {
    if (isHeld === this.isHeld) return;
    this.isHeld = isHeld;
    this.holdOn();
  }

  private holdOn(): void {
    this.db.pragma(`busy_timeout = ${String(this.isHeld ? 0 : this.timeoutMs)}`);
  }

  /** A full disk may have rolled back by itself; a failed COMMIT leaves the transaction open. */
  private undo(): void {
    try {
      if (this.db.inTransaction) this.rollback.run();
    } finally {
      for (const forget of this.afterRollback) forget();
    }
  }

  close(): void {
    this.db.close();
  }
}

/** What was written to a file, or made in a folder, is on the disk. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * It gets its name once it is a database: one of 0 bytes under that name has lost what was in it, and is never a first start
 * that was killed.
 */
function make(file: string): void {
  const part = `${file}.making`;
  const remove = () => {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(part + suffix, { force: true });
  };
  try {
    remove();
    const db = new Database(part);
    try {
      keepLog(db, file);
    } finally {
      db.close();
    }
    renameSync(part, file);
    syncFile(dirname(file));
  } finally {
    remove();
  }
}

function keepLog(db: Database.Database, file: string): void {
  const mode = db.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal') throw new StorageError(`${file}: this disk cannot keep a write-ahead log (${String(mode)})`);
}

function open(file: string): Database.Database {
  if (!existsSync(file)) make(file);
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    keepLog(db, file);
    db.pragma('synchronous = FULL'); // the default of a WAL here is NORMAL: a commit would not wait for the disk
    db.pragma('foreign_keys = ON');
    db.pragma(`cache_size = -${String(CACHE_KIB)}`);
    db.pragma(`wal_autocheckpoint = ${String(CHECKPOINT_PAGES)}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
