/** A person opens the page of the running product and watches an operator's events arrive. */
import { rm } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from '../support/browser.ts';
import { createKey, send, startProduct, type Product } from '../support/product.ts';

describe.skipIf(noBrowser())('the live map', () => {
  let product: Product;
  let key: string;
  let browser: Browser | undefined;
  let page: Page;
  /** What the page complained of, and hosts it called that are not ours. */
  const complaints: string[] = [];

  beforeAll(async () => {
    product = await startProduct({ env: { SIMULATE: 'off' } });
    key = await createKey(product, 'e2e');
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('request', (request) => !request.url().startsWith(product.url) && complaints.push(request.url()));
  });

  afterAll(async () => {
    await browser?.close();
    await product.stop();
    await rm(product.dataDir, { recursive: true, force: true });
  });

  it('opens complete and connected, without calling anyone else', async () => {
    await page.goto(product.url);
    await page.waitForURL(/\/ban-do/);
    await page.getByRole('status').getByText('Trực tiếp', { exact: true }).waitFor();
    await page.getByText('Số liệu mẫu', { exact: false }).first().waitFor();
    await page.waitForFunction(coloursOnMap, 20);
    expect(complaints).toEqual([]);
  });

  it('shows a station that goes down, and that it comes back', async () => {
    const station = await someStation(product);
    const said = page.getByText(`${station} mất liên lạc`, { exact: false });
    await send(product, key, [{ at: new Date().toISOString(), station, state: 'down', cause: 'power' }]);
    await said.first().waitFor({ timeout: 5_000 });
    await send(product, key, [{ at: new Date().toISOString(), station, state: 'up' }]);
    await said.first().waitFor({ state: 'detached', timeout: 5_000 });
    expect(complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('has nothing that keeps a person out (axe), %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join(', ')})`,
    );
    expect(found).toEqual([]);
  });

  it('finds its way back after the server was killed', async () => {
    const station = await someStation(product);
    await product.kill9();
    await page
      .getByText(/Đang kết nối lại|Mất kết nối/)
      .first()
      .waitFor({ timeout: 30_000 });
    product = await startProduct({ env: { SIMULATE: 'off' }, dataDir: product.dataDir, port: product.port });
    await page.getByRole('status').getByText('Trực tiếp', { exact: true }).waitFor({ timeout: 60_000 });
    await send(product, key, [{ at: new Date().toISOString(), station, state: 'down' }]);
    await page.getByText(`${station} mất liên lạc`, { exact: false }).first().waitFor({ timeout: 5_000 });
  });
});

async function someStation({ url }: Product): Promise<string> {
  const response = await fetch(`${url}/api/v1/stations?limit=1`);
  const { items } = (await response.json()) as { items: { code: string }[] };
  const [first] = items;
  if (first === undefined) throw new Error('The sample has no stations.');
  return first.code;
}

/** In the page: true once the canvases of the map carry at least so many colours together. */
function coloursOnMap(atLeast: number): boolean {
  const colours = new Set<number>();
  for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.leaflet-container canvas')) {
    const context = canvas.getContext('2d');
    if (context === null || canvas.width === 0 || canvas.height === 0) continue;
    const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    for (let i = 0; i < pixels.length; i += 97) colours.add(pixels[i] ?? 0);
  }
  return colours.size >= atLeast;
}
