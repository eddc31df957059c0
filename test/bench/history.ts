/**
 * A year of five million changes of the sample's stations and cells: what the pages and reports ask of it, a past moment until it is
 * whole, and how live deltas fare while reports are made. The product is run on it as a user would.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { median, quantile } from '../support/bench-tools.ts';
import { deltaDelays } from '../support/delta-delays.ts';
import { writeLongHistory } from '../support/long-history.ts';
import { FIRST_PASSWORD, administrator } from '../support/administrator.ts';
import type { BrowserVisitor } from '../support/browser-visitor.ts';
import { createKey, startProduct, type Product } from '../support/product.ts';
import type { Line } from './run.ts';

const CHANGES = Number(process.env['BENCH_CHANGES'] ?? 5_000_000);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const READY_EVERY_MS = 2_000;
const RUNS = 5;
const MOMENTS = 9;
const EVENTS_DURING_REPORTS = 100;
const SAMPLE = fileURLToPath(new URL('../../data/sample', import.meta.url));
/** Longer than an answer about a running day is kept. */
const ANSWERS_FORGOTTEN_MS = 11_000;

/** Reports are for who has signed in. */
let officer: BrowserVisitor;

export async function* bench(): AsyncIterable<Line> {
  const dataDir = await mkdtemp(join(tmpdir(), 'phu-song-'));
  try {
    const now = Date.now();
    const [begin, writtenS] = seconds(() => writeLongHistory(dataDir, CHANGES, now));
    console.error(`${CHANGES} changes written in ${Math.round(writtenS)} s`);
    const product = await startProduct({ dataDir, env: { SIMULATE: 'off', LOG_LEVEL: 'error', ...FIRST_PASSWORD } });
    try {
      officer = await administrator(product);
      yield* measure(product, begin, now);
    } finally {
      await product.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function* measure(product: Product, begin: number, now: number): AsyncIterable<Line> {
  const started = performance.now();
  while (!(await isReady(product, begin, now))) await wait(READY_EVERY_MS);
  yield { name: 'history.rolled_up_s', value: (performance.now() - started) / 1_000, unit: 's' };

  const month = period(now - 30 * DAY_MS, now);
  const availability = await timesOf(`availability?${month}&by=station`);
  yield { name: 'history.availability_30d_ms', value: median(availability), unit: 'ms' };

  let slowest = 0;
  for (const question of questions(begin, now)) {
    const ms = median(await timesOf(question));
    console.error(`${ms.toFixed(0).padStart(6)} ms  ${question}`);
    slowest = Math.max(slowest, ms);
  }
  yield { name: 'history.page_ms', value: slowest, unit: 'ms' };

  const moments: number[] = [];
  for (let n = 1; n <= MOMENTS; n++) {
    const at = new Date(begin + ((now - begin) * n) / (MOMENTS + 1)).toISOString();
    moments.push(await timeOf(`snapshot?at=${at}`));
  }
  console.error(`past moments after ${moments.map(Math.round).join(' ')} ms`);
  yield { name: 'replay.open_ms', value: quantile(moments, 1), unit: 'ms' };

  for (const format of ['docx', 'xlsx', 'pdf'] as const) {
    const times: number[] = [];
    for (let n = 1; n <= 3; n++) {
      // Another month each time: nothing of the one before helps.
      times.push(await timeOf(`reports/coverage.${format}?${days(now - (30 + n) * DAY_MS, now - n * DAY_MS)}`));
    }
    console.error(`${format} after ${times.map(Math.round).join(' ')} ms`);
    yield { name: `report.${format}_ms`, value: median(times), unit: 'ms' };
  }

  const key = await createKey(product, 'bench');
  let reports = 0;
  const enough = new AbortController();
  const making = (async () => {
    for (; !enough.signal.aborted; reports++) {
      const of = days(now - (40 + reports) * DAY_MS, now - (10 + reports) * DAY_MS);
      await timeOf(`reports/coverage.docx?${of}`);
    }
  })();
  const delays = await deltaDelays(product, key, EVENTS_DURING_REPORTS);
  enough.abort();
  await making;
  console.error(`${reports} reports meanwhile`);
  yield { name: 'report.commit_to_client_p99_ms', value: quantile(delays, 0.99), unit: 'ms' };

  yield { name: 'history.edited_day_ms', value: await editedDayMs(product), unit: 'ms' };
}

/** Today of a network that is brought in just now, file by file: the slowest of the questions after the first. */
async function editedDayMs(product: Product): Promise<number> {
  for (const kind of ['nodes', 'links', 'stations', 'cells']) {
    await product.cli('import', kind, join(SAMPLE, `${kind}.${kind === 'links' ? 'geojson' : 'csv'}`));
  }
  const today = days(Date.now(), Date.now());
  const times: number[] = [];
  for (const by of ['operator', 'commune', 'station', 'link']) {
    times.push(await timeOf(`availability?${today}&by=${by}`));
    await wait(ANSWERS_FORGOTTEN_MS);
  }
  console.error(`an edited day after ${times.map(Math.round).join(' ')} ms`);
  return Math.max(...times.slice(1));
}

/**
 * What the pages ask of history, twelve months of it where they show twelve. They end where the bench began, so that the last minutes
 * are played anew for each, as for whoever is the first to look.
 */
function questions(begin: number, now: number): string[] {
  const [year, month] = [period(begin, now), period(now - 30 * DAY_MS, now)];
  const technologies = ['2G', '3G', '4G'];
  const all = [
    ...technologies,
    ...technologies.flatMap((one) => ['VTL', 'VNP', 'MBF', 'VNM'].map((who) => `${one}-${who}`)),
  ];
  return [
    `coverage?${year}&layer=4G&bucket=month`,
    `coverage?${month}&layer=${all.join(',')}&bucket=period`,
    `coverage?${year}&layer=${all.join(',')}&bucket=month&commune=11953`,
    `coverage?${month}&layer=4G&bucket=day`,
    `availability?${year}&by=commune`,
    `availability?${month}&by=commune&commune=11953`,
    `outages?${month}&commune=11953&limit=200`,
    'resilience/communes',
    'gaps/11953?layer=4G',
  ];
}

async function isReady(product: Product, begin: number, now: number): Promise<boolean> {
  const answer = await fetch(`${product.url}/api/v1/coverage?${period(begin, now)}&layer=4G&bucket=month`);
  await answer.arrayBuffer();
  if (answer.status !== 200 && answer.status !== 503) throw new Error(`${answer.status} of the first question`);
  return answer.status === 200;
}

function period(from: number, to: number): string {
  return `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
}

/** Reports are of whole days. */
function days(from: number, to: number): string {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return `from=${day(from)}&to=${day(to)}`;
}

async function timesOf(question: string): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await timeOf(question));
  return times;
}

/** ms until the last byte. @throws Error unless it is answered with 200 */
async function timeOf(question: string): Promise<number> {
  const start = performance.now();
  const answer = await officer.fetch(question);
  const body = await answer.arrayBuffer();
  if (answer.status !== 200)
    throw new Error(`${answer.status} ${question}: ${new TextDecoder().decode(body).slice(0, 200)}`);
  return performance.now() - start;
}

function seconds<T>(run: () => T): [T, number] {
  const start = performance.now();
  const value = run();
  return [value, (performance.now() - start) / 1_000];
}
