/** A program of the tests that is the server with something of theirs inside, bundled as the product is. */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { ensureBuilt } from '../../server/launch/build.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');
/** Of the product, which looks for them beside itself. */
const THREADS = ['history.js', 'report.js', 'past.js', 'reader.js'];

/** @param source such as `test/support/dying-server.ts` @returns the file to run; `remove` it afterwards */
export async function bundleProgram(source: string): Promise<{ file: string; remove: () => Promise<void> }> {
  await ensureBuilt();
  await mkdir(DIST, { recursive: true });
  const folder = await mkdtemp(join(DIST, '.test-'));
  const file = join(folder, 'main.js');
  const options = { bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20.19' } as const;
  await esbuild.build({ ...options, absWorkingDir: ROOT, entryPoints: [source], outfile: file, logLevel: 'warning' });
  for (const thread of THREADS) await symlink(join(DIST, 'server', thread), join(folder, thread));
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
