import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockDataDir } from '../../../server/store/lock.ts';
import { dataFolder } from '../../support/data-folder.ts';

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
