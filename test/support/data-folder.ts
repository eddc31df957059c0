/** A data folder of a test's own, gone when the test is over. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore } from '../../server/store/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';

export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'phu-song-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** An open store; `restart` closes it and opens its file again. */
export function restartableStore(): { store: Store; file: string; restart: () => Store } {
  const file = join(dataFolder(), 'phu-song.db');
  let store = openStore(file);
  onTestFinished(() => {
    store.close();
  });
  return {
    store,
    file,
    restart() {
      store.close();
      store = openStore(file);
      return store;
    },
  };
}
