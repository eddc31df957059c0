/** From the start of the process to the first snapshot that is served: on an empty data folder, and again on the one it left. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, median } from '../support/bench-tools.ts';
import type { Line } from './run.ts';

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));
const RUNS = 3;
const LOOK_MS = 5;
const LONGEST_MS = 30_000;

export async function* bench(): AsyncIterable<Line> {
  const first: number[] = [];
  const again: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const dataDir = await mkdtemp(join(tmpdir(), 'phu-song-bench-'));
    first.push(await toSnapshot(dataDir));
    again.push(await toSnapshot(dataDir));
    await rm(dataDir, { recursive: true, force: true });
  }
  yield { name: 'start.to_snapshot_ms', value: median(first), unit: 'ms' };
  yield { name: 'start.again_to_snapshot_ms', value: median(again), unit: 'ms' };
}

/** @returns ms from the start of the process to the last byte of the first snapshot */
async function toSnapshot(dataDir: string): Promise<number> {
  const port = await freePort();
  const begin = performance.now();
  const server = spawn(process.execPath, [MAIN], {
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const reap = () => server.kill('SIGKILL');
  process.once('exit', reap);
  try {
    while (performance.now() - begin < LONGEST_MS) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/snapshot`).catch(() => undefined);
      if (answer?.ok === true) {
        await answer.arrayBuffer();
        return performance.now() - begin;
      }
      await wait(LOOK_MS);
    }
    throw new Error(`No snapshot after ${LONGEST_MS / 1_000} s`);
  } finally {
    server.kill('SIGTERM');
    await exited;
    process.off('exit', reap);
  }
}
