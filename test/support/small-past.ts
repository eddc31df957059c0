/** A data folder with the sample network and a server that ran for some days already: its past is what a test tells it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { IngestAnswer, StatusEventBody } from '../../server/contract/events.ts';
import { loadSample } from '../../server/inventory/load.ts';
import { openPast } from '../../server/store/sqlite-past.ts';
import { openStore } from '../../server/store/sqlite-store.ts';
import { FIRST_PASSWORD } from './administrator.ts';
import { createKey, send, startProduct, type Product } from './product.ts';

/** Nothing happens but what the test tells; support/administrator.ts can sign in. */
export const QUIET = { SIMULATE: 'off', SAMPLE_PAST: 'off', ...FIRST_PASSWORD };
const READY_MS = 100_000;

/**
 * @param ran stretches of time in which the server ran, epoch ms; the network is there since the first
 * @returns the folder; whoever asked removes it
 */
function folderWithPast(ran: readonly { from: number; until: number }[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'phu-song-past-'));
  const store = openStore(join(folder, 'phu-song.db'));
  store.saveInventory(loadSample('data'), ran[0]?.from ?? 0);
  for (const { from, until } of ran) {
    store.beginUptime(from);
    store.keepUptime(until);
  }
  store.close();
  return folder;
}

/** A product that was told a past, request by request, and has rolled it up. */
export async function startWithPast(
  ran: readonly { from: number; until: number }[],
  requests: readonly StatusEventBody[][],
): Promise<{ product: Product; answers: IngestAnswer[] }> {
  const dataDir = folderWithPast(ran);
  const told = await startProduct({ env: QUIET, dataDir });
  const key = await createKey(told, 'past');
  const answers: IngestAnswer[] = [];
  for (const events of requests) answers.push(await send(told, key, events));
  // History is rolled up every minute, and when the server starts.
  await told.stop();
  const product = await startProduct({ env: QUIET, dataDir });
  await historyReady(product);
  return { product, answers };
}

/** Until all that was told is rolled up, what was told late too. */
export async function historyReady({ dataDir }: Product): Promise<void> {
  const until = Date.now() + READY_MS;
  const past = openPast(join(dataDir, 'phu-song.db'));
  try {
    while (past.settledTo() === null || past.dirty().length > 0) {
      if (Date.now() > until) throw new Error(`history was not rolled up after ${READY_MS / 1_000} s`);
      await wait(100);
    }
  } finally {
    past.close();
  }
}

/** 00:00 in Vietnam of so many days before today. */
export function midnightsAgo(days: number): number {
  const DAY = 86_400_000;
  const ZONE = 7 * 3_600_000;
  return Math.floor((Date.now() + ZONE) / DAY) * DAY - ZONE - days * DAY;
}

/** YYYY-MM-DD in Vietnam. */
export function dayIn(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);
}
