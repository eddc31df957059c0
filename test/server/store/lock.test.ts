import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { lockDataDir } from '../../../server/store/lock.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { dataFolder } from '../../support/data-folder.ts';

const DOCTOR = new URL('../../../server/cli/doctor.ts', import.meta.url).href;
const LOCK = new URL('../../../server/store/lock.ts', import.meta.url).href;

it('is held by one at a time and can be given back', () => {
  const dir = join(dataFolder(), 'made', 'when needed');
  const lock = lockDataDir(dir);
  expect(() => lockDataDir(dir)).toThrow(
    expect.objectContaining({ code: 'data_dir_locked', details: { dataDir: dir } }),
  );
  lock.release();
  lockDataDir(dir).release();
});

it('says of a folder that only others may write to that it cannot be written, and so does doctor', async () => {
  const above = dataFolder();
  const dir = join(above, 'data');
  openStore(join(above, 'phu-song.db')).close();
  mkdirSync(dir);
  copyFileSync(join(above, 'phu-song.db'), join(dir, 'phu-song.db'));
  chmodSync(above, 0o755);
  chmodSync(dir, 0o555);
  const program = `
    const [lock, doctor, dir] = process.argv.slice(1);
    const { lockDataDir } = await import(lock);
    const { examine } = await import(doctor);
    try { lockDataDir(dir); } catch (error) { console.log(error.message); }
    for (const { what, is, text } of await examine({ DATA_DIR: dir })) console.log(what, is, text);`;
  // The system lets root write everywhere.
  const who = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const words = ['--import', 'tsx', '--input-type=module', '--eval', program, LOCK, DOCTOR, dir];
  const { stdout } = await promisify(execFile)(process.execPath, words, who);
  expect(stdout).toMatch(/^The data folder \S+ cannot be used \(it cannot be written: EACCES\): set DATA_DIR/);
  expect(stdout).toMatch(/^folder fail .*it cannot be written/m);
  expect(stdout).toMatch(/^disk fail .*it cannot be written/m);
  expect(stdout).toMatch(/^database fail .*cannot be opened.*let this user read and write it and its folder$/m);
  expect(stdout).toMatch(/^audit warn not read: the database could not be opened$/m);
  expect(stdout).not.toContain('damaged');
});

it('vanishes with a process that is killed', async () => {
  const dir = dataFolder();
  const program = `
    const { lockDataDir } = await import(process.argv[1]);
    lockDataDir(process.argv[2]);
    console.log('locked');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program, LOCK, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    expect(child.exitCode).toBeNull();
    expect(() => lockDataDir(dir)).toThrow(expect.objectContaining({ code: 'data_dir_locked' }));
  } finally {
    child.kill('SIGKILL');
  }
  await once(child, 'exit');
  lockDataDir(dir).release();
});
