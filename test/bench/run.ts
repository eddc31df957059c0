/**
 * `npm run bench [-- coverage ingest …]`: every measurement of this folder, one after the other, a line `name value unit` a figure.
 *
 * A piece is a file here that exports `bench`; what it compares runs side by side inside it:
 *
 *     export async function* bench(): AsyncIterable<Line> {
 *       yield { name: 'coverage.event.median_us', value: 31.4, unit: 'us' };
 *     }
 *
 * (or returns Promise<Line[]>). Each piece runs in a process of its own, bundled as the product is, for at most PIECE_MS.
 * What it wants to tell besides goes to stderr.
 */
import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

export interface Line {
  /** Dotted, ends in what is measured: `coverage.event.p99_us`. */
  name: string;
  value: number;
  unit: string;
}

export type Bench = () => AsyncIterable<Line> | Promise<Line[]>;

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OUT = fileURLToPath(new URL('../../dist/bench', import.meta.url));
/** Of a quiet machine none takes half of it; `history` took longer than five minutes on one of half the speed. */
const PIECE_MS = 10 * 60_000;

/** A bundle has one URL; the sources in it look for files from where they lie themselves. */
const ownUrls: Plugin = {
  name: 'own-urls',
  setup(bundler) {
    bundler.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: source.replaceAll('import.meta.url', url), loader: 'ts' };
    });
  },
};

/** @returns the bundle's path */
async function bundle(piece: string): Promise<string> {
  const outfile = join(OUT, `${piece}.js`);
  await build({
    stdin: {
      contents: `
        import { bench } from './${piece}.ts';
        // Whoever takes too long still has to end the servers it started.
        process.once('SIGTERM', () => process.exit(1));
        const lines = bench();
        for await (const { name, value, unit } of Symbol.asyncIterator in lines ? lines : await lines) {
          console.log(name, Number(value.toPrecision(4)), unit);
        }
        process.exit();`,
      resolveDir: HERE,
    },
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: 'inline',
    logLevel: 'warning',
    logOverride: { 'import-is-undefined': 'error' },
    plugins: [ownUrls],
  });
  return outfile;
}

/** @returns whether it ended well and in time */
function measure(file: string): Promise<boolean> {
  const child = spawn(process.execPath, ['--enable-source-maps', '--expose-gc', file], {
    stdio: 'inherit',
    timeout: PIECE_MS,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code === 0);
    });
  });
}

const wanted = process.argv.slice(2);
const pieces = (await readdir(HERE))
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => basename(file, '.ts'))
  .filter((piece) => wanted.length === 0 || wanted.includes(piece))
  .sort()
  // It writes gigabytes, which the disk is still busy with for a while: nobody is measured after it.
  .sort((a, b) => Number(a === 'history') - Number(b === 'history'));

for (const piece of pieces) {
  console.error(`# ${piece}`);
  const begin = performance.now();
  if (!(await measure(await bundle(piece)))) {
    console.error(`# ${piece} failed or took longer than ${PIECE_MS / 60_000} minutes`);
    process.exitCode = 1;
  }
  console.error(`# ${piece}: ${Math.round((performance.now() - begin) / 1_000)} s`);
}
