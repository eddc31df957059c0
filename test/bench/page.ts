/**
 * The page in a real browser: from the call until the map is drawn with what the snapshot tells, how much script that takes, and how
 * long its thread is held while two hundred stations a second change.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { fetchSnapshot, median, post, servingStations, Teller } from '../support/bench-tools.ts';
import { launchBrowser, noBrowser } from '../support/browser.ts';
import { createKey, startProduct, type Product } from '../support/product.ts';
import type { Line } from './run.ts';

const LOADS = 5;
/** As many colours as only a map with its stations has. */
const COLOURS = 20;
const LOOK_MS = 20;
const LONGEST_MS = 20_000;

const CHANGES_A_SECOND = 200;
const POSTS_A_SECOND = 10;
const UNDER_LOAD_S = 60;
const HOUR_MS = 3_600_000;

declare global {
  interface Window {
    /** ms of each task over 50 ms not asked for yet. */
    longTasks?: number[];
  }
}

export async function* bench(): AsyncIterable<Line> {
  if (noBrowser()) return;
  const product = await startProduct({ env: { SIMULATE: 'off', LOG_LEVEL: 'error' } });
  const browser = await launchBrowser();
  try {
    // The first load also starts the browser's own processes.
    const { gzipBytes } = await load(browser, product.url);
    const times: number[] = [];
    for (let i = 0; i < LOADS; i++) times.push((await load(browser, product.url)).mapMs);
    console.error(`first map after ${times.map(Math.round).join(' ')} ms`);
    yield { name: 'page.first_map_ms', value: median(times), unit: 'ms' };
    yield { name: 'page.js_gzip_kb', value: gzipBytes / 1_000, unit: 'kB' };
    yield { name: 'page.long_task_max_ms', value: await longestTask(browser, product), unit: 'ms' };
  } finally {
    await browser.close();
    await product.stop();
  }
}

/** A person who was never here before: nothing is in the cache. */
async function load(browser: Browser, url: string): Promise<{ mapMs: number; gzipBytes: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
  const page = await context.newPage();
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await page.goto(url, { waitUntil: 'commit' });
  const drawn = await page.waitForFunction(timeWhenDrawn, COLOURS, { polling: LOOK_MS, timeout: LONGEST_MS });
  const mapMs = (await drawn.jsonValue()) || NaN;
  const bodies = await Promise.all(scripts);
  await context.close();
  return { mapMs, gzipBytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) };
}

/** @returns ms of the longest task of the page under load; 0 when none took over 50 ms, below which browsers do not tell */
async function longestTask(browser: Browser, product: Product): Promise<number> {
  const key = await createKey(product, 'bench');
  const codes = servingStations(await fetchSnapshot(product.url));
  const teller = new Teller(codes, ['down', 'up'], Date.now() - HOUR_MS);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(product.url);
  await page.waitForFunction(timeWhenDrawn, COLOURS, { polling: LOOK_MS, timeout: LONGEST_MS });
  await page.evaluate(watchTasks);
  await provesToWatch(page);
  for (let i = 0; i < UNDER_LOAD_S * POSTS_A_SECOND; i++) {
    const due = wait(1_000 / POSTS_A_SECOND);
    await post(product, key, teller.body(CHANGES_A_SECOND / POSTS_A_SECOND));
    await due;
  }
  const tasks = await page.evaluate(seenTasks);
  await context.close();
  console.error(
    `${CHANGES_A_SECOND * UNDER_LOAD_S} changes, tasks over 50 ms: ${tasks.map(Math.round).join(' ') || 'none'}`,
  );
  return Math.max(0, ...tasks);
}

/** @throws when a task that holds the thread is not seen */
async function provesToWatch(page: Page): Promise<void> {
  await page.evaluate(() => {
    setTimeout(() => {
      for (const begin = performance.now(); performance.now() - begin < 150;);
    });
  });
  await wait(1_000);
  const tasks = await page.evaluate(seenTasks);
  if (!tasks.some((ms) => ms >= 150)) throw new Error('The browser does not tell of long tasks');
}

/** In the page: begins to note how long each task over 50 ms takes. */
function watchTasks(): void {
  const tasks: number[] = [];
  window.longTasks = tasks;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: 'longtask' });
}

/** In the page: ms of each task noted since it was asked last. */
function seenTasks(): number[] {
  return window.longTasks?.splice(0) ?? [];
}

/** In the page: ms since it was called for, once the canvases of the map carry so many colours together; until then 0. */
function timeWhenDrawn(colours: number): number {
  const seen = new Set<number>();
  for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.leaflet-container canvas')) {
    const context = canvas.getContext('2d');
    if (context === null || canvas.width === 0 || canvas.height === 0) continue;
    const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    for (let i = 0; i < pixels.length; i += 97) seen.add(pixels[i] ?? 0);
  }
  return seen.size >= colours ? performance.now() : 0;
}
