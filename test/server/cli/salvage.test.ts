/** What the command line says and does where the database, or its write-ahead log, is not what it was. */
import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../../server/cli/cli.ts';
import { refuseDamaged } from '../../../server/store/inspection.ts';
import { lockDataDir } from '../../../server/store/lock.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { BESIDE, damage, sizeOf } from '../../support/logged-database.ts';

const SHELL = { SUDO_USER: 'hoa', SSH_CONNECTION: '203.0.113.9 50022 10.0.0.5 22' };
const FRAME = 4096 + 24;

/** As a killed server leaves it: the number of its last commit is 20. */
async function killed() {
  const living = dataFolder();
  const dir = dataFolder();
  const from = join(living, 'phu-song.db');
  const file = join(dir, 'phu-song.db');
  const store = openStore(from);
  const sound = join(dir, 'sound.db');
  const seq = (n: number) => {
    store.transaction(() => {
      store.saveSeq(n);
    });
  };
  seq(7);
  await store.backUp(sound);
  for (let n = 8; n <= 20; n++) seq(n);
  for (const suffix of ['', ...BESIDE]) copyFileSync(from + suffix, file + suffix);
  store.close();
  return { dir, file, sound };
}

async function cli(dir: string, ...words: string[]) {
  let text = '';
  const say = (more: string) => (text += more);
  const exitCode = await runCli(words, { DATA_DIR: dir, ...SHELL }, { out: say, err: say });
  return { exitCode, text };
}

function seqOf(file: string): number {
  const store = openStore(file);
  try {
    return store.loadSeq();
  } finally {
    store.close();
  }
}

/** A page of the frame before the last but three: 17 is the first that is lost. */
function damageLog(file: string): void {
  damage(`${file}-wal`, sizeOf(`${file}-wal`) - 4 * FRAME + 200);
}

const TOLD =
  /The write-ahead log \S+phu-song\.db-wal is damaged: at least 4 commits in it cannot be read\..*restore.*salvage/;

it('a damaged log is named by the start, by doctor and by every command, which leave it as it is', async () => {
  const { dir, file } = await killed();
  refuseDamaged(file);
  const again = await killed();
  damageLog(again.file);
  const bytes = readFileSync(`${again.file}-wal`);
  expect(() => {
    refuseDamaged(again.file);
  }).toThrow(TOLD);
  for (const command of ['doctor', 'key list', `backup ${join(dir, 'copy.db')}`]) {
    const { exitCode, text } = await cli(again.dir, ...command.split(' '));
    expect(exitCode, command).toBe(1);
    expect(text).toMatch(TOLD);
  }
  expect((await cli(again.dir, 'doctor')).text).toMatch(
    /fail {2}database .*warn {2}audit +not read: the database is damaged/s,
  );
  expect(readFileSync(`${again.file}-wal`)).toEqual(bytes);
});

it('salvage goes on with what can be read, keeps what was there, and writes down what was lost', async () => {
  const { dir, file } = await killed();
  damageLog(file);
  const bytes = readFileSync(`${file}-wal`);
  const lock = lockDataDir(dir);
  expect(await cli(dir, 'salvage')).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining('Another server') as string,
  });
  lock.release();

  const { exitCode, text } = await cli(dir, 'salvage');
  expect(text).toMatch(
    /^The write-ahead log: at least 4 commits .*\nWhat could be read is the database now\.\n.*kept as \S+\n.*audit is whole/s,
  );
  expect(exitCode).toBe(0);
  refuseDamaged(file);
  const store = openStore(file);
  expect(store.loadSeq()).toBe(16);
  expect(store.accounts.audit({ limit: 1 })).toMatchObject([
    { action: 'database.salvaged', actor: 'cli:hoa', target: 'phu-song.db', after: '{"lostCommits":4}' },
  ]);
  store.close();
  const kept = readdirSync(dir).find((name) => /before-\w+-wal$/.test(name)) ?? '';
  expect(readFileSync(join(dir, kept))).toEqual(bytes);
  expect(await cli(dir, 'salvage')).toEqual({
    exitCode: 1,
    text: expect.stringContaining('is not damaged. Nothing') as string,
  });
});

it('salvage of a log that is gone goes on with the file', async () => {
  const { dir, file } = await killed();
  rmSync(`${file}-wal`);
  expect((await cli(dir, 'doctor')).text).toMatch(/at least one commit in it cannot be read/);
  expect((await cli(dir, 'salvage')).exitCode).toBe(0);
  expect(seqOf(file)).toBeLessThan(8);
});

it('restore works over a damaged log, and leaves nothing of it beside the copy', async () => {
  const { dir, file, sound } = await killed();
  damageLog(file);
  expect((await cli(dir, 'restore', sound)).exitCode).toBe(0);
  expect(BESIDE.map((suffix) => existsSync(file + suffix))).toEqual([false, false]);
  refuseDamaged(file);
  expect(seqOf(file)).toBe(7);
  // What lies beside a database that is gone is not the copy's either.
  const other = await killed();
  rmSync(other.file);
  expect((await cli(other.dir, 'restore', other.sound)).exitCode).toBe(0);
  expect(seqOf(other.file)).toBe(7);
});

it('a database of 0 bytes is a loss and no first start, which never leaves one', async () => {
  const { dir, file } = await killed();
  writeFileSync(file, '');
  const told =
    /The database \S+phu-song\.db is empty \(0 bytes\).*restore <file>; or delete the empty file, for a first start/;
  expect(() => {
    refuseDamaged(file);
  }).toThrow(told);
  for (const command of ['doctor', 'salvage', 'key list'])
    expect((await cli(dir, ...command.split(' '))).text).toMatch(told);
  expect(sizeOf(file)).toBe(0);

  // A start that was killed while it made its file.
  const fresh = dataFolder();
  const first = join(fresh, 'phu-song.db');
  writeFileSync(`${first}.making`, '');
  writeFileSync(`${first}.making-journal`, 'cut');
  refuseDamaged(first);
  openStore(first).close();
  expect(readdirSync(fresh)).toEqual(['phu-song.db']);
});
