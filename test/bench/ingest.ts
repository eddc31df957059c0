/**
 * Events over HTTP into the running product, in batches of a thousand, four requests in flight:
 * state changes that take no cell off air, beside plain inserts and upserts of the same rows into the same tables by
 * better-sqlite3, round by round in turn; then events each of which takes a station's cells off air or brings them back.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchSnapshot, median, postAll, servingStations, tellers, type Teller } from '../support/bench-tools.ts';
import { createKey, startProduct, type Product } from '../support/product.ts';
import { openRaw } from '../support/raw-inserts.ts';
import type { Line } from './run.ts';

const SENDERS = 4;
const BATCH = 1_000;
/** Fewer than a sender has stations: none occurs twice in a slice, where going down and coming back would cancel out. */
const FLIPS = 500;
/** Before anything is measured: the compiler has seen all of it by then, on both sides. */
const WARM_UP = 3;
const ROUNDS = 7;
/** Batches a sender has in one round. */
const BATCHES = 4;
const HOUR_MS = 3_600_000;

export async function* bench(): AsyncIterable<Line> {
  const product = await startProduct({ env: { SIMULATE: 'off', LOG_LEVEL: 'error' } });
  try {
    const key = await createKey(product, 'bench');
    yield* durable(product, key);
    yield { name: 'ingest.flips_per_s', value: await flips(product, key), unit: '1/s' };
  } finally {
    await product.stop();
  }
}

async function* durable(product: Product, key: string): AsyncIterable<Line> {
  const codes = servingStations(await fetchSnapshot(product.url));
  const senders = tellers(codes, ['degraded', 'up'], SENDERS, Date.now() - 2 * HOUR_MS);
  const folder = await mkdtemp(join(tmpdir(), 'phu-song-raw-'));
  const raw = openRaw(join(folder, 'raw.db'), codes);
  for (let round = 0; round < WARM_UP; round++) {
    raw.insert(SENDERS * BATCHES * BATCH);
    await timed(product, key, senders);
  }

  const http: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    plain.push(raw.insert(SENDERS * BATCHES * BATCH));
    http.push(await timed(product, key, senders));
  }
  raw.close();
  await rm(folder, { recursive: true, force: true });
  console.error(`over HTTP ${perSecond(http)}, raw ${perSecond(plain)} a second`);
  yield { name: 'ingest.durable_per_s', value: median(http), unit: '1/s' };
  yield { name: 'ingest.raw_per_s', value: median(plain), unit: '1/s' };
  const ratios = http.map((rate, round) => rate / (plain[round] ?? NaN));
  yield { name: 'ingest.durable_ratio', value: median(ratios), unit: 'x' };
}

/** @throws Error when the figures are not right at the end */
async function flips(product: Product, key: string): Promise<number> {
  const codes = servingStations(await fetchSnapshot(product.url));
  const senders = tellers(codes, ['down', 'up'], SENDERS, Date.now() - HOUR_MS);
  await timed(product, key, senders, FLIPS);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) rates.push(await timed(product, key, senders, FLIPS));
  console.error(`flips ${perSecond(rates)} a second`);

  await postAll(
    product,
    key,
    senders.map((sender) => (sender.rest() > 0 ? [sender.body(sender.rest())] : [])),
  );
  const { communes } = await fetchSnapshot(product.url);
  const wrong = communes.filter(({ live, asBuilt }) => live.join() !== asBuilt.join());
  if (wrong.length > 0) throw new Error(`${wrong.length} communes are not as built though every station is up`);
  return median(rates);
}

/** @returns events a second from the first request to the last answer */
async function timed(product: Product, key: string, senders: readonly Teller[], batch = BATCH): Promise<number> {
  const bodies = senders.map((sender) => Array.from({ length: BATCHES }, () => sender.body(batch)));
  const begin = performance.now();
  await postAll(product, key, bodies);
  return (SENDERS * BATCHES * batch * 1_000) / (performance.now() - begin);
}

function perSecond(rates: readonly number[]): string {
  return rates.map((rate) => Math.round(rate)).join(' ');
}
