/** One writer a data folder. The lock is the operating system's, so it vanishes with its process however that ends. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../errors.ts';
import { translated } from './database.ts';
import { prepareFolder, unusable } from './folder.ts';

export interface DataDirLock {
  release(): void;
}

/**
 * Takes the folder, which is made when it is not there.
 * @throws AppError data_dir_locked when another process holds it, data_dir_unusable when it is none or may not be written to;
 * StorageError when the disk refuses
 */
export function lockDataDir(dir: string): DataDirLock {
  const db = openIn(dir);
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new AppError('data_dir_locked', { dataDir: dir });
    }
    throw translated(error);
  }
  return {
    release() {
      db.close();
    },
  };
}

function openIn(dir: string): Database.Database {
  prepareFolder(dir);
  try {
    return new Database(join(dir, 'lock.db'), { timeout: 0 });
  } catch (error) {
    throw unusable(dir, error);
  }
}
