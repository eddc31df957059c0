/** What each command of server/launch.mjs does, in order. */
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { Stopped, root, run } from './child.mjs';
import { ensureInstalled } from './install.mjs';

/** @param {string[]} argv command and its arguments */
export async function launch([command = 'start', ...args]) {
  stopWithoutNpm();
  try {
    const code = await perform(command, args);
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    if (error instanceof Stopped) {
      console.error(error.message);
      process.exitCode = error.exitCode;
    } else throw error;
  }
}

/** npm, or the shell in which it runs us, can be killed without a word to us: then nobody would be left to stop this process. */
function stopWithoutNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 200);
  watch.unref();
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number | undefined>} exit code; undefined while the server that this process became goes on
 */
async function perform(command, args) {
  switch (command) {
    case 'start':
      await ensureInstalled({ development: false });
      await ensureBuilt();
      return become('dist/server/main.js', args);
    case 'cli':
      await ensureInstalled({ development: false });
      await ensureBuilt();
      return become('dist/server/cli.js', args);
    case 'build':
      await ensureInstalled({ development: false });
      await ensureBuilt();
      return 0;
    case 'test':
      await ensureInstalled({ development: true });
      await ensureBuilt();
      // NODE_ENV is said outright: React leaves out what its tests need when the shell says production.
      return run(
        process.execPath,
        ['node_modules/vitest/vitest.mjs', 'run', '--config', '.config/vitest.config.ts', ...args],
        {
          NODE_ENV: 'test',
        },
      );
    case 'bench':
      await ensureInstalled({ development: true });
      await ensureBuilt();
      return run(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'test/bench/run.ts', ...args], {
        NODE_ENV: 'production',
      });
    default:
      throw new Stopped(`There is no command "${command}": start, cli, build, test, bench.`, 2);
  }
}

/**
 * Goes on as the built program, in this very process: signals reach it directly, its exit code is ours, and nothing can be
 * left behind when it is killed.
 *
 * @param {string} file relative to the project
 * @param {string[]} args
 * @returns {Promise<undefined>}
 */
async function become(file, args) {
  const path = join(root, file);
  process.env['NODE_ENV'] ??= 'production';
  process.setSourceMapsEnabled(true);
  process.argv.splice(1, Infinity, path, ...args);
  await import(pathToFileURL(path).href);
}
