/** Brings a file up to this program's version. */
import type Database from 'better-sqlite3';
import { MIGRATIONS } from './migrations.ts';
import { StorageError } from './store.ts';

/**
 * One transaction a step.
 * @throws StorageError when the file was written by a newer version
 */
export function migrate(db: Database.Database, steps: readonly string[] = MIGRATIONS): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > steps.length) {
    throw new StorageError(
      `${db.name} was written by a newer version of this program (its schema is ${String(version)}, this one knows ${String(steps.length)}): start the newer version, or use another DATA_DIR`,
    );
  }
  steps.slice(version).forEach((step, index) => {
    db.transaction(() => {
      db.exec(step);
      db.pragma(`user_version = ${String(version + index + 1)}`);
    }).immediate();
  });
}
