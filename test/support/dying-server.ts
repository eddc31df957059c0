/**
 * The server with a Store around its own that ends the process, as `kill -9` does, at a named point (DIE_AT), so many commits of events
 * (DIE_AFTER) after it is told to (SIGUSR2). Bundled by own-program.ts.
 */
import { once } from 'node:events';
import { rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/main.ts';
import { openStore } from '../../server/store/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import { around } from './around-store.ts';
import { TOO_QUICK, type DeathPoint } from './death-points.ts';

const point = process.env['DIE_AT'] as DeathPoint | undefined;
let commitsLeft = NaN;
process.once('SIGUSR2', () => {
  commitsLeft = Number(process.env['DIE_AFTER']);
});

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('still here');
}

/** Watches the file from a thread of its own, and ends the process a moment after it is first written. */
const WATCHER = `
  const { parentPort, workerData: { file, laterMs } } = require('node:worker_threads');
  const { statSync } = require('node:fs');
  const look = () => { const s = statSync(file, { bigint: true, throwIfNoEntry: false }); return s ? s.mtimeNs + ' ' + s.size : 'none'; };
  const before = look();
  parentPort.postMessage('ready');
  while (look() === before);
  const until = performance.now() + laterMs;
  while (performance.now() < until);
  process.kill(process.pid, 'SIGKILL');
`;

/** So much to be copied that a checkpoint or a backup lasts longer than the wink in which it is noticed. */
const WEIGHT = `CREATE TABLE IF NOT EXISTS weight (bytes); DELETE FROM weight; INSERT INTO weight VALUES (randomblob(24000000))`;

function burden(file: string): void {
  const db = new Database(file);
  db.pragma('wal_autocheckpoint = 0');
  db.exec(WEIGHT);
  db.close();
}

/** Dies while `work` writes the file; of a work that was too quick, right after it. */
async function dieDuring(file: string, work: () => unknown): Promise<void> {
  const laterMs = Math.random() < 0.5 ? 0 : Math.random() * 4;
  await once(new Worker(WATCHER, { eval: true, workerData: { file, laterMs } }), 'message');
  await work();
  writeSync(2, TOO_QUICK);
  die();
}

/** The Store as it is, but for what happens at the point. */
function dying(inner: Store, file: string): Store {
  let events = 0;
  const afterCommit = () => {
    if (point === 'after-commit') die();
    burden(file);
    if (point === 'checkpoint') void dieDuring(file, () => { inner.tidy(Date.now()); }); // prettier-ignore
    // One that was finished in an earlier life makes room; one that was broken off stays in the way.
    const copy = join(file, '../copy.db');
    rmSync(copy, { force: true });
    if (point === 'backup') void dieDuring(`${copy}.part`, () => inner.backUp(copy));
  };
  return around(inner, {
    addReport(row) {
      events += 1;
      inner.addReport(row);
    },
    transaction(work) {
      const before = events;
      const result = inner.transaction(() => {
        const done = work();
        if (events > before && commitsLeft === 1 && point === 'before-commit') die();
        return done;
      });
      if (events > before && --commitsLeft === 0) afterCommit();
      return result;
    },
  });
}

const { url } = await start(readConfig(process.env), (file) => dying(openStore(file), file));
process.stdout.write(`${url}\n`);
