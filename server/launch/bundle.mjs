/** Builds into the folder named by the first argument; run by build.mjs in a process of its own. */
import { join } from 'node:path';
import process from 'node:process';
import * as esbuild from 'esbuild';
import { build } from 'vite';
import { root } from './child.mjs';

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('usage: bundle.mjs <folder>');

// Packages stay outside the bundle: better-sqlite3 has a binary, and a stack trace keeps its file names.
const server = esbuild.build({
  absWorkingDir: root,
  entryPoints: {
    main: 'server/run.ts',
    cli: 'server/cli/main.ts',
    history: 'server/history/worker.ts',
    report: 'server/reports/worker.ts',
    past: 'server/sample/past/worker.ts',
    reader: 'server/inventory/reader-worker.ts',
  },
  outdir: join(target, 'server'),
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  sourcemap: true,
  logLevel: 'warning',
});

const client = build({
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  build: { outDir: join(target, 'client'), emptyOutDir: true },
});

await Promise.all([server, client]);
