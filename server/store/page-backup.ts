/** A copy beside the database, made for who asks for it on the page: handed out, then removed, whatever happens in between. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { translated } from './database.ts';
import type { Store } from './store.ts';

const PREFIX = 'backup-';
/** As mkdtemp makes them: six characters, for nobody else to open. */
const MADE_HERE = /^backup-[A-Za-z0-9]{6}$/;
const OWNER_ONLY = 0o700;

export interface PageBackup {
  file: string;
  remove: () => Promise<void>;
}

/** @throws StorageError; then nothing is left of it */
export async function backUpBeside(store: Pick<Store, 'backUp'>, databaseFile: string): Promise<PageBackup> {
  const folder = await mkdtemp(join(dirname(databaseFile), PREFIX)).catch((error: unknown) => {
    throw translated(error);
  });
  const remove = () => rm(folder, { recursive: true, force: true });
  const file = join(folder, basename(databaseFile));
  try {
    await store.backUp(file);
  } catch (error) {
    await remove();
    throw error;
  }
  return { file, remove };
}

/** Copies a server left behind that was killed while it made or sent them; folders that hold anything else are somebody's own. */
export function sweepLeftCopies(databaseFile: string): void {
  const dataDir = dirname(databaseFile);
  for (const name of readdirSync(dataDir)) {
    const folder = join(dataDir, name);
    if (MADE_HERE.test(name) && isLeftCopy(folder, basename(databaseFile))) rmSync(folder, { recursive: true });
  }
}

function isLeftCopy(folder: string, database: string): boolean {
  const entry = statSync(folder);
  if (!entry.isDirectory() || (entry.mode & 0o777) !== OWNER_ONLY) return false;
  return readdirSync(folder).every((name) => name.startsWith(database));
}
