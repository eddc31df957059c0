/** Going on with what can be read of a database whose write-ahead log is damaged. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Audit, type Actor } from '../accounts/audit.ts';
import { AppError } from '../errors.ts';
import { guarded } from '../store/database.ts';
import { refuseEmpty } from '../store/inspection.ts';
import { lockDataDir } from '../store/lock.ts';
import { putBackReadable } from '../store/salvage.ts';
import { openStore } from '../store/sqlite-store.ts';
import { logDamage, type LogDamage } from '../store/wal.ts';

/**
 * Works on a copy: what was there before is kept beside it, whole, for whoever can read more of it.
 * @param tell what will be lost, before anything is done
 * @returns where the damaged one lies now
 * @throws AppError nothing_to_salvage, database_empty, database_corrupt when what is left does not fit together,
 * data_dir_locked while a server runs; StorageError; then nothing is changed
 */
export function salvage(dataDir: string, by: Actor, tell: (damage: LogDamage) => void): string | null {
  const lock = lockDataDir(dataDir);
  try {
    const file = join(dataDir, 'phu-song.db');
    refuseEmpty(file);
    const damage = existsSync(file) ? guarded(() => logDamage(file)) : null;
    if (damage === null) throw new AppError('nothing_to_salvage', { file });
    tell(damage);
    return putBackReadable(file, damage, (incoming) => {
      writeDown(incoming, damage, by);
    });
  } finally {
    lock.release();
  }
}

function writeDown(incoming: string, { lostCommits }: LogDamage, by: Actor): void {
  const store = openStore(incoming);
  try {
    new Audit(store.accounts, Date.now).add(by, {
      action: 'database.salvaged',
      target: 'phu-song.db',
      after: { lostCommits },
    });
  } finally {
    store.close();
  }
}
