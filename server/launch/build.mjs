/** dist/: the browser's files under client/, the server as one file a program under server/. Built when the sources changed. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { Stopped, alone, root, run } from './child.mjs';

const DIST = join(root, 'dist');
/** Digest of the sources dist/ was built from. Written last and removed first: without it there is no finished build. */
const STAMP = join(DIST, 'sources.sha256');
const PARTS = ['client', 'server'];
/** Files and folders the build reads. */
const SOURCES = ['client', 'server', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];

export async function ensureBuilt() {
  if (await isFresh()) return;
  await alone(async () => {
    if (await isFresh()) return;
    const begun = performance.now();
    const sources = await digest();
    console.log('Phủ Sóng: building …');
    const next = join(DIST, '.next');
    await rm(next, { recursive: true, force: true });
    await mkdir(next, { recursive: true });
    // A process of its own, so that the server does not carry the builders' memory.
    const code = await run(process.execPath, ['server/launch/bundle.mjs', next], { NODE_ENV: 'production' });
    if (code !== 0) throw new Stopped('The build failed; what it says above tells why.');
    await swapIn(next);
    await writeFile(STAMP, sources);
    console.log(`Phủ Sóng: built in ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
  });
}

async function isFresh() {
  const stamp = await readFile(STAMP, 'utf8').catch(() => undefined);
  return stamp !== undefined && stamp === (await digest());
}

/** @param {string} next folder that holds the finished parts */
async function swapIn(next) {
  await rm(STAMP, { force: true });
  for (const part of PARTS) {
    await rm(join(DIST, part), { recursive: true, force: true });
    await rename(join(next, part), join(DIST, part));
  }
  await rm(next, { recursive: true, force: true });
}

/** @returns {Promise<string>} SHA-256 over path and content of every source */
async function digest() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const path of await filesUnder(source)) {
      const content = await readFile(join(root, path));
      hash.update(`${path}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path of a file or folder, relative to the project
 * @returns {Promise<string[]>} files, in an order that does not depend on the disk; none when there is nothing there
 */
async function filesUnder(path) {
  try {
    const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
    return files.sort();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOTDIR') return [path];
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
