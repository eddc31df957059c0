/** A backup made while events pour in is a whole moment: all that was acknowledged before it began, and nothing by halves. */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { StatusEventBody } from '../../server/contract/events.ts';
import { dataFolder } from '../support/data-folder.ts';
import { importSmallNetwork, OWN_STATIONS } from '../support/own-network.ts';
import { createKey, send, startProduct } from '../support/product.ts';

const ENV = { SIMULATE: 'off', SAMPLE: 'off', PUBLIC_READ: 'true', LOG_LEVEL: 'error' };
const BEGIN = Date.now() - 86_400_000;
/** A request is one transaction: it is in the copy whole, or not at all. */
const BATCH = 200;

it('a backup taken during a storm restores to a consistent state', { timeout: 120_000 }, async () => {
  const product = await startProduct({ dataDir: dataFolder(), env: ENV });
  const copy = join(product.dataDir, 'copy.db');
  let told = 0;
  let acknowledged = 0;
  let before = 0;
  try {
    await importSmallNetwork(product);
    const key = await createKey(product, 'Viettel', '--operator', 'VTL');
    const calm = new AbortController();
    const storm = (async () => {
      while (!calm.signal.aborted) {
        const batch = Array.from({ length: BATCH }, () => nextEvent(told++));
        expect(await send(product, key, batch)).toMatchObject({ applied: BATCH });
        acknowledged += BATCH;
      }
    })();
    while (acknowledged < 10 * BATCH) await new Promise((resolve) => setTimeout(resolve, 5));
    before = acknowledged;
    expect(await product.cli('backup', copy)).toContain('all is well');
    calm.abort();
    await storm;
    expect(acknowledged).toBeGreaterThan(before);
  } finally {
    await product.kill9();
  }

  const lines = linesOf(copy);
  expect(lines).toBeGreaterThanOrEqual(before);
  expect(lines).toBeLessThanOrEqual(acknowledged);
  expect(lines % BATCH).toBe(0);

  // The real command, over a folder that was in use, and the server on what it put there.
  expect(await product.cli('restore', copy)).toContain('is the database now');
  const restored = await startProduct({ dataDir: product.dataDir, env: ENV });
  try {
    const [newest] = await eventsOf(restored.url);
    expect(newest?.at).toBe(nextEvent(lines - 1).at);
    const key = await createKey(restored, 'Viettel 2', '--operator', 'VTL');
    const again = Array.from({ length: 1_000 }, (_, n) => nextEvent(lines - 1_000 + n));
    expect(await send(restored, key, again)).toMatchObject({ duplicate: 1_000 });
    expect(await send(restored, key, [nextEvent(lines)])).toMatchObject({ applied: 1 });
  } finally {
    await restored.kill9();
  }
});

function nextEvent(n: number): StatusEventBody & { at: string } {
  const state = Math.floor(n / OWN_STATIONS) % 2 === 0 ? 'down' : 'up';
  return { at: new Date(BEGIN + n).toISOString(), station: `V-${String(n % OWN_STATIONS)}`, state };
}

function linesOf(file: string): number {
  const db = new Database(file, { readonly: true });
  expect(db.prepare('PRAGMA integrity_check').pluck().all()).toEqual(['ok']);
  expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  const lines = Number(db.prepare('SELECT count(*) FROM journal').pluck().get());
  db.close();
  return lines;
}

async function eventsOf(url: string): Promise<{ at: string }[]> {
  const answer = await fetch(`${url}/api/v1/events?limit=1`);
  return ((await answer.json()) as { items: { at: string }[] }).items;
}
