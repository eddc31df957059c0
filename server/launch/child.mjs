/** Programs the launcher runs, and the lock that keeps two launchers apart. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Ends the launcher with a message for people and an exit code. */
export class Stopped extends Error {
  /**
   * @param {string} message
   * @param {number} exitCode
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** @type {NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the project's folder on our own terminal and waits for it. A signal that asks us to stop is passed on,
 * and ends the launcher once the program has ended.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} env added to ours
 * @returns {Promise<number>} its exit code
 */
export async function run(command, args, env = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  /** @type {NodeJS.Signals | undefined} */
  let asked;
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    asked = signal;
    child.kill(signal);
  };
  for (const signal of PASSED_ON) process.on(signal, passOn);
  try {
    /** @type {number | null} */
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (asked !== undefined) throw new Stopped(`Stopped by ${asked}.`, asked === 'SIGINT' ? 130 : 143);
    return code ?? 1;
  } finally {
    for (const signal of PASSED_ON) process.off(signal, passOn);
  }
}

/**
 * Runs npm: the very one that started us when there is one, else the one on the path.
 *
 * @param {string[]} args
 */
export function npm(args) {
  const own = process.env['npm_execpath'];
  if (own?.endsWith('npm-cli.js')) return run(process.execPath, [own, ...args]);
  return process.platform === 'win32' ? run('cmd.exe', ['/c', 'npm', ...args]) : run('npm', args);
}

const LOCK = join(root, 'dist/.launching');
const BEAT_MS = 1_000;
/** A holder that has not touched the lock for so long was killed. */
const ABANDONED_MS = 8_000;

/**
 * Runs `work` while no other launcher of this folder installs or builds. The lock is a file whose time its holder renews: unlike
 * a process number, that means the same after a restart, in a container and on a shared disk.
 *
 * @param {() => Promise<void>} work
 */
export async function alone(work) {
  await mkdir(dirname(LOCK), { recursive: true });
  const name = randomUUID();
  let told = false;
  while (!(await isLockedBy(name))) {
    if (!told) console.log('Another start is installing or building here; waiting for it …');
    told = true;
    await wait(250);
  }
  const beat = setInterval(() => void utimes(LOCK, new Date(), new Date()).catch(() => undefined), BEAT_MS);
  try {
    await work();
  } finally {
    clearInterval(beat);
    await rm(LOCK, { force: true });
  }
}

/**
 * @param {string} name
 * @returns {Promise<boolean>} true when the lock is ours now
 */
async function isLockedBy(name) {
  try {
    await writeFile(LOCK, name, { flag: 'wx' });
    // Two who found the same abandoned lock could each have removed it, one the other's new one: the last writer has it.
    await wait(200);
    return (await readFile(LOCK, 'utf8').catch(() => '')) === name;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const renewed = await stat(LOCK).then(
    (file) => file.mtimeMs,
    () => Date.now(),
  );
  if (Date.now() - renewed > ABANDONED_MS) await rm(LOCK, { force: true });
  return false;
}
