/** Packages: are those of the lock file here, and whole? */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stopped, alone, npm, root } from './child.mjs';

/**
 * Installs when node_modules is missing, unfinished, or not what package-lock.json says. What was installed by hand with npm
 * counts just as much.
 *
 * @param {{ development: boolean }} needs development: what tests and checks use, too
 */
export async function ensureInstalled({ development }) {
  if (installed(development) && (await compiled())) return;
  await alone(async () => {
    if (!installed(development)) await install(development);
    if (!(await compiled())) await compile();
  });
}

/** @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }} Package */

/** @type {(text: string) => { packages: Record<string, Package> }} npm's own file, of a form we rely on */
const parseLock = JSON.parse;

/**
 * npm writes node_modules/.package-lock.json as the last step of an install, so an interrupted one has none.
 *
 * @param {boolean} development
 */
function installed(development) {
  const here = packagesOf('node_modules/.package-lock.json');
  const wanted = packagesOf('package-lock.json');
  if (here === undefined || wanted === undefined) return false;
  return Object.entries(wanted).every(([path, wants]) => {
    // Optional ones are mostly other platforms' binaries.
    if (path === '' || wants.optional || wants.devOptional) return true;
    if (wants.dev && !development) return true;
    const has = here[path];
    return has !== undefined && has.version === wants.version && has.integrity === wants.integrity;
  });
}

/** @param {string} lockFile */
function packagesOf(lockFile) {
  try {
    return parseLock(readFileSync(join(root, lockFile), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** @param {boolean} development */
async function install(development) {
  const because = development ? 'the packages and what the tests need' : 'the packages';
  console.log(
    `Phủ Sóng: installing ${because}. This happens once and takes one to three minutes; the database (better-sqlite3) ` +
      'is compiled on the spot when no ready binary can be fetched, which is silent for a while …',
  );
  // When the packages of a production install are all right, only add to them: `npm ci` would compile the database again.
  const adding = development && installed(false);
  const verb = adding ? ['install', '--no-save'] : ['ci'];
  const which = development ? ['--include=dev'] : ['--omit=dev'];
  // Optional ones hold the build tools' binaries for this platform.
  const code = await sayingThatItGoesOn(
    npm([...verb, ...which, '--include=optional', '--include=peer', '--loglevel=error']),
  );
  if (code !== 0) throw new Stopped('npm could not install the packages; what it says above tells why.');
}

/** A binary made for another Node, or one whose compilation was skipped, is not there as far as we are concerned. */
async function compiled() {
  try {
    const { default: Database } = await import('better-sqlite3');
    new Database(':memory:').close();
    return true;
  } catch {
    return false;
  }
}

async function compile() {
  console.log('Phủ Sóng: compiling the database (better-sqlite3) for this Node; about two minutes …');
  await sayingThatItGoesOn(npm(['rebuild', 'better-sqlite3', '--ignore-scripts=false', '--loglevel=error']));
  if (!(await compiled())) {
    throw new Stopped(
      'better-sqlite3 cannot be loaded. Where no ready binary can be fetched it has to be compiled, which needs python3, make and ' +
        'a C++ compiler (Debian: apt-get install python3 make g++).',
    );
  }
}

/**
 * @template T
 * @param {Promise<T>} work
 */
async function sayingThatItGoesOn(work) {
  const begun = Date.now();
  const timer = setInterval(() => {
    console.log(`  … still at it after ${Math.round((Date.now() - begun) / 1_000)} s`);
  }, 20_000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
