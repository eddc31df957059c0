/** What can still be read of a database whose write-ahead log is damaged, in its place. */
import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../errors.ts';
import { putBack } from './backup.ts';
import { guarded } from './database.ts';
import { problemOf } from './inspection.ts';
import type { LogDamage } from './wal.ts';

/**
 * Works on a copy: what was there before is kept beside it, whole, for whoever can read more of it. The folder's lock is held.
 * @param prepare does what is to be done to the copy before it takes the place
 * @returns where the damaged one lies now
 * @throws AppError database_corrupt when what is left does not fit together; StorageError; then nothing has happened
 */
export function putBackReadable(
  file: string,
  { isOfUse }: LogDamage,
  prepare: (incoming: string) => void,
): string | null {
  return guarded(() =>
    putBack(file, file, new Date(), (incoming) => {
      if (isOfUse) copyFileSync(`${file}-wal`, `${incoming}-wal`);
      const problem = settle(incoming);
      if (problem !== null) throw new AppError('database_corrupt', { file, problem });
      prepare(incoming);
    }),
  );
}

/** What SQLite reads of the log is put into the file itself. @returns what does not fit together in it */
function settle(incoming: string): string | null {
  const db = new Database(incoming);
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
    return problemOf(db);
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code)) return error.message;
    throw error;
  } finally {
    db.close();
  }
}
