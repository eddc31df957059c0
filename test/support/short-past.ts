/** The sample with nine days of a past in which two things happened, written through the store: ready in seconds, not minutes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CLI } from '../../server/accounts/audit.ts';
import { Keys } from '../../server/accounts/keys.ts';
import { CAUSES, ELEMENT_STATES } from '../../server/contract/terms.ts';
import { loadSample } from '../../server/inventory/load.ts';
import { openStore } from '../../server/store/sqlite-store.ts';
import type { PastEntry } from '../../server/store/past-entry.ts';
import type { TargetKey } from '../../server/store/store.ts';
import { startProduct, type Product } from './product.ts';
import { QUIET } from './small-past.ts';

const INPUTS = fileURLToPath(new URL('../../data', import.meta.url));
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONE = 7 * HOUR;
const DAYS = 9;
const READY_MS = 60_000;

/** What is cut in it; the only way of the commune 13066. */
export const CUT_LINK = 'TQ-NCU-HPH-01';
export const CUT_COMMUNE = '13066';

interface Happening {
  kind: TargetKey['kind'];
  code: string;
  begin: number;
  end: number;
  /** ms until we heard of its begin. */
  late: number;
  cause: (typeof CAUSES)[number];
}

export interface ShortPast {
  product: Product;
  /** Of everybody's key. */
  key: string;
  /** Epoch ms: since when there is history. */
  begin: number;
  /** The cut of CUT_LINK, told 30 minutes late. */
  cut: Happening;
  power: Happening;
  stop: () => Promise<void>;
}

/** Starts the product on such a folder and waits until its history is rolled up. */
export async function startWithShortPast(): Promise<ShortPast> {
  const now = Date.now();
  const midnight = Math.floor((now + ZONE) / DAY) * DAY - ZONE;
  const begin = midnight - DAYS * DAY;
  const at = (daysAgo: number, hour: number) => midnight - daysAgo * DAY + hour * HOUR;
  const cut: Happening = {
    ...{ kind: 'link', code: CUT_LINK, cause: 'transmission' },
    ...{ begin: at(6, 10), end: at(6, 16), late: HOUR / 2 },
  };
  const records = loadSample(INPUTS);
  const [station] = records.stations.filter(({ uplinkNode }) => uplinkNode === 'DAI-HPH');
  if (station === undefined) throw new Error('Nothing hangs on DAI-HPH in the sample.');
  const power: Happening = {
    ...{ kind: 'station', code: station.code, cause: 'power' },
    ...{ begin: at(3, 2), end: at(3, 4), late: 0 },
  };

  const dataDir = await mkdtemp(join(tmpdir(), 'phu-song-past-'));
  const store = openStore(join(dataDir, 'phu-song.db'));
  store.saveInventory(records, begin);
  const told = [cut, power];
  const ids = [...store.targetIds(told.map(({ kind, code }) => ({ kind, code, technology: '' })))];
  const entries = told.flatMap((happening, n) => entriesOf(happening, ids[n] ?? 0, 2 * n + 1));
  store.addSamplePast(entries, []);
  store.finishSamplePast({
    begin,
    until: now,
    heads: new Map(ids.map((id, n) => [id, 2 * n + 2])),
    last: new Map(ids.map((id, n) => [id, told[n]?.end ?? 0])),
  });
  const key = new Keys(store, () => now).create({ name: 'e2e', operator: null, freshness: 'station' }, CLI).secret;
  store.close();

  const product = await startProduct({ env: QUIET, dataDir });
  await rolledUp(product, begin);
  const stop = async () => {
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { product, key, begin, cut, power, stop };
}

/** GET under /api/v1. */
export async function answerOf<T>({ url }: Product, path: string): Promise<T> {
  const response = await fetch(`${url}/api/v1/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** It went down and came back. @param id of the first of its two lines in the feed */
function entriesOf({ begin, end, late, cause }: Happening, target: number, id: number): PastEntry[] {
  const [up, down] = [ELEMENT_STATES.indexOf('up'), ELEMENT_STATES.indexOf('down')];
  const rest = { target, cause: CAUSES.indexOf(cause), text: null, measurements: null };
  return [
    { ...rest, id, at: begin, from: up, to: down, lasted: -1, receivedAt: begin + late, before: null },
    { ...rest, id: id + 1, at: end, from: down, to: up, lasted: end - begin, receivedAt: end, cause: -1, before: id },
  ];
}

async function rolledUp({ url }: Product, begin: number): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    const { status } = await fetch(`${url}/api/v1/coverage?from=${new Date(begin).toISOString()}&commune=none`);
    if (status === 200) return;
    await wait(200);
  }
  throw new Error(`History was not ready after ${READY_MS / 1_000} s.`);
}
