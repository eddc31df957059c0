/** The page in a real browser: from the call until the map is drawn with what the snapshot tells, and how much script that takes. */
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { median } from '../support/bench-tools.ts';
import { launchBrowser, noBrowser } from '../support/browser.ts';
import { startProduct } from '../support/product.ts';
import type { Line } from './run.ts';

const LOADS = 5;
/** As many colours as only a map with its stations has. */
const COLOURS = 20;
const LOOK_MS = 20;
const LONGEST_MS = 20_000;

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
