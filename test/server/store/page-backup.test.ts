import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backUpBeside, sweepLeftCopies } from '../../../server/store/page-backup.ts';
import { StorageError } from '../../../server/store/store.ts';
import { dataFolder } from '../../support/data-folder.ts';

it('leaves nothing of a copy that could not be made, or was handed out', async () => {
  const dir = dataFolder();
  const database = join(dir, 'phu-song.db');
  const full = { backUp: () => Promise.reject(new StorageError('full')) };
  await expect(backUpBeside(full, database)).rejects.toThrow(StorageError);
  expect(readdirSync(dir)).toEqual([]);
  const well = {
    backUp(file: string) {
      writeFileSync(file, 'copy');
      return Promise.resolve();
    },
  };
  const { file, remove } = await backUpBeside(well, database);
  expect(existsSync(file)).toBe(true);
  await remove();
  expect(readdirSync(dir)).toEqual([]);
});

it("sweeps away what a server that was killed left behind, and nobody's own", () => {
  const dir = dataFolder();
  const made = (name: string) => {
    writeFileSync(join(mkdtempSync(join(dir, 'backup-')), name), 'copy');
  };
  made('phu-song.db');
  made('phu-song.db.part');
  made('ghi-chu.txt');
  for (const name of ['backup-202611', 'backup-2026-11']) {
    mkdirSync(join(dir, name));
    chmodSync(join(dir, name), 0o755);
    writeFileSync(join(dir, name, 'phu-song.db'), 'my own');
  }
  sweepLeftCopies(join(dir, 'phu-song.db'));
  const left = readdirSync(dir).map((name) => readdirSync(join(dir, name)));
  expect(left).toHaveLength(3);
  expect(left.flat().sort()).toEqual(['ghi-chu.txt', 'phu-song.db', 'phu-song.db']);
});
