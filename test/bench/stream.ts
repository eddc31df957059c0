/**
 * From the answer to what is seen: one event at a time with one viewer, then a storm of ten thousand with two hundred of them,
 * who live in a process of their own.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { fetchSnapshot, postAll, quantile, servingStations, tellers } from '../support/bench-tools.ts';
import { createKey, startProduct, type Product } from '../support/product.ts';
import { Crowd } from '../support/crowd.ts';
import { deltaDelays } from '../support/delta-delays.ts';
import type { Line } from './run.ts';

/** Set in the process that holds the viewers: whom they watch. */
const WATCH = 'BENCH_WATCH';
const EVENTS = 300;
const VIEWERS = 200;
const KEEPERS = 5;
const STORM_SENDERS = 5;
const STORM_BATCHES = 2;
const BATCH = 1_000;
const STORMS = 3;
const HOUR_MS = 3_600_000;

export async function* bench(): AsyncIterable<Line> {
  const watched = process.env[WATCH];
  if (watched !== undefined) {
    await holdViewers(watched);
    return;
  }
  const product = await startProduct({ env: { SIMULATE: 'off', LOG_LEVEL: 'error' } });
  try {
    const key = await createKey(product, 'bench');
    const delays = await deltaDelays(product, key, EVENTS);
    yield { name: 'stream.commit_to_client_median_ms', value: quantile(delays, 0.5), unit: 'ms' };
    yield { name: 'stream.commit_to_client_p99_ms', value: quantile(delays, 0.99), unit: 'ms' };
    const storms = await storm(product, key);
    console.error(`storms ${storms.join(' ')} ms`);
    yield { name: 'storm.last_viewer_ms', value: quantile(storms, 0.5), unit: 'ms' };
  } finally {
    await product.stop();
  }
}

/** @returns of each storm the ms from the last answer until the last viewer's picture was the server's */
async function storm(product: Product, key: string): Promise<number[]> {
  const child = fork(process.argv[1] ?? '', { env: { ...process.env, [WATCH]: product.url } });
  await told(child, z.literal('ready'));
  const codes = servingStations(await fetchSnapshot(product.url));
  const senders = tellers(codes, ['down', 'up'], STORM_SENDERS, Date.now() - HOUR_MS / 2);
  const took: number[] = [];
  for (let run = 0; run < STORMS; run++) {
    const bodies = senders.map((sender) => Array.from({ length: STORM_BATCHES }, () => sender.body(BATCH)));
    const seq = await postAll(product, key, bodies);
    const answeredAt = Date.now();
    child.send(seq);
    const { at, resyncs, compared } = await told(child, arrivalSchema);
    took.push(Math.max(0, at - answeredAt));
    console.error(`${VIEWERS} viewers, ${resyncs} snapshots fetched again, ${compared} pictures are the server's`);
  }
  child.kill();
  return took;
}

const arrivalSchema = z.object({ at: z.number(), resyncs: z.number(), compared: z.number() });

/** @throws Error when the child ends instead */
async function told<T>(child: ChildProcess, schema: z.ZodType<T>): Promise<T> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('The process of the viewers ended');
  });
  const [message]: unknown[] = await Promise.race([once(child, 'message'), ended]);
  return schema.parse(message);
}

/** Says `ready`, then for each sequence number it is sent when all viewers had it and how many pictures were compared. */
async function holdViewers(url: string): Promise<void> {
  const viewers = new Crowd(url, VIEWERS, KEEPERS);
  await viewers.begin();
  process.on('message', (seq) => {
    void viewers.reach(Number(seq)).then(async (arrival) => {
      process.send?.({ ...arrival, compared: await viewers.compare() });
    });
  });
  process.send?.('ready');
  await once(process, 'disconnect');
  viewers.end();
}
