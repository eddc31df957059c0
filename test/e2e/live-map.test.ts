/** A person opens the page of the running product and watches an operator's events arrive. */
import { rm } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from '../support/browser.ts';
import { barriersOf, watchedPage } from '../support/page-watch.ts';
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

  async function contextOf(
    viewport: { width: number; height: number },
    language: 'vi' | 'en',
  ): Promise<BrowserContext> {
    if (browser === undefined) throw new Error('There is no browser.');
    const context = await browser.newContext({ viewport });
    await context.addInitScript((chosen) => {
      localStorage.setItem('phu-song', JSON.stringify({ theme: 'dark', language: chosen }));
    }, language);
    return context;
  }

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

  it.each([
    [1024, 'vi'],
    [1024, 'en'],
    [768, 'vi'],
  ] as const)('has room for what it says at %i px in %s, live and cut off', async (width, language) => {
    const context = await contextOf({ width, height: 800 }, language);
    const small = await context.newPage();
    await small.clock.install();
    await small.goto(`${product.url}/ban-do`);
    await small.locator('.leaflet-container canvas').first().waitFor();
    const spilt = () => small.evaluate(spilling, ['header', 'main > section > *', '#main']);
    expect(await spilt()).toEqual([]);
    await context.setOffline(true);
    await small.clock.fastForward(70_000);
    await small
      .getByText(/Mất kết nối|Disconnected/)
      .first()
      .waitFor();
    expect(await spilt()).toEqual([]);
    await context.close();
  });

  it('fits a hand: search, pill, drawer and handle', async () => {
    const context = await contextOf({ width: 390, height: 844 }, 'vi');
    const phone = await context.newPage();
    await phone.goto(`${product.url}/ban-do?tram=${await someStation(product)}`);
    await phone.getByRole('columnheader', { name: 'Cell' }).waitFor();
    expect(await phone.evaluate(spilling, ['header', 'section:has(> button[aria-expanded])'])).toEqual([]);
    const handle = await phone.getByRole('button', { name: 'Kéo lên' }).boundingBox();
    expect(handle?.height).toBeGreaterThanOrEqual(44);
    await phone.clock.install();
    await context.setOffline(true);
    await phone.clock.fastForward(20_000);
    await phone.getByText(/^(Đang kết nối lại|Mất kết nối)$/).waitFor();
    const search = await phone.getByRole('button', { name: 'Tìm kiếm' }).boundingBox();
    expect((search?.x ?? 0) + (search?.width ?? 0)).toBeLessThanOrEqual(390);
    const { violations } = await new AxeBuilder({ page: phone }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await context.close();
  });

  it('brings a station, a link and a commune near, with room to read the sectors', async () => {
    await page.bringToFront();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const zoomOf = () => Number(new URL(page.url()).searchParams.get('z'));
    const { links } = (await (await fetch(`${product.url}/api/v1/snapshot`)).json()) as { links: { code: string }[] };
    await page.goto(`${product.url}/ban-do?tram=${await someStation(product)}`);
    await page.locator('.leaflet-container text', { hasText: /^S1$/ }).waitFor({ state: 'attached' });
    await page.waitForFunction(() => document.activeElement?.tagName === 'H2');
    expect(zoomOf()).toBeGreaterThan(12);
    for (const query of [`tuyen=${links.at(-1)?.code ?? ''}`, 'xa=13066']) {
      await page.goto(`${product.url}/ban-do?${query}`);
      await page.waitForURL(/z=/);
      expect(zoomOf()).toBeGreaterThan(10);
    }
    await page.goto(`${product.url}/ban-do?x=0&y=0&z=22`);
    await page.waitForURL((url) => url.search === '');
    await page.goto(`${product.url}/ban-do?x=104.9&y=19.5&z=14`);
    await page.getByText('Khung nhìn đang ở ngoài tỉnh').waitFor();
    await page.getByRole('status').getByRole('button', { name: 'Xem toàn tỉnh' }).click();
    await page.getByText('Khung nhìn đang ở ngoài tỉnh').waitFor({ state: 'detached' });
  });

  it('gives what is typed after Esc and Ctrl+K to the search, however late the drawer goes', async () => {
    const station = await someStation(product);
    for (let round = 0; round < 3; round++) {
      await page.goto(`${product.url}/ban-do?tram=${station}`);
      await page.waitForFunction(() => document.activeElement?.tagName === 'H2');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('3t an thi');
      await page.waitForURL((url) => !url.searchParams.has('tram'));
      expect(await page.getByRole('combobox').inputValue()).toBe('3t an thi');
      expect(new URL(page.url()).pathname).toBe('/ban-do');
    }
  });

  it.each([
    ['light', ''],
    ['dark', '?xa=13066'],
  ] as const)('has nothing that keeps a person out (axe), %s, /ban-do%s', async (colorScheme, query) => {
    await page.goto(`${product.url}/ban-do${query}`);
    await page.getByRole('status').getByText('Trực tiếp', { exact: true }).waitFor();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join(', ')})`,
    );
    expect(found).toEqual([]);
  });

  it.each([
    [1440, 900, 'light'],
    [1440, 900, 'dark'],
    [390, 844, 'light'],
    [390, 844, 'dark'],
  ] as const)('keeps nobody out (axe) while something is searched for, %i × %i, %s', async (width, height, theme) => {
    if (browser === undefined) throw new Error('There is no browser.');
    const { page: searched, close } = await watchedPage(browser, { width, height, theme });
    await searched.goto(`${product.url}/ban-do`);
    await searched.getByText('Trực tiếp', { exact: true }).first().waitFor();
    if (width > 767) await searched.keyboard.press('Control+k');
    else await searched.getByRole('button', { name: 'Tìm kiếm' }).click();
    const box = searched.getByRole('combobox');
    await box.pressSequentially('an thi');
    await searched.getByRole('option').nth(11).waitFor();
    expect(await barriersOf(searched), 'found').toEqual([]);
    await box.press('Control+a');
    await box.pressSequentially('không có gì');
    await searched.getByText('Không tìm thấy “không có gì”', { exact: false }).waitFor();
    expect(await barriersOf(searched), 'none').toEqual([]);
    await close();
  });

  it.each([
    [720, 450, '', 'light'],
    [720, 450, '?xa=13066', 'dark'],
    [844, 390, '', 'dark'],
    [844, 390, '?xa=13066', 'light'],
    [320, 568, '', 'light'],
  ] as const)('keeps its controls whole in a low window, %i × %i, /ban-do%s', async (width, height, query, theme) => {
    if (browser === undefined) throw new Error('There is no browser.');
    const { page: low, close } = await watchedPage(browser, { width, height, theme });
    await low.goto(`${product.url}/ban-do${query}`);
    await low.getByText('Trực tiếp', { exact: true }).first().waitFor();
    const tools = low.getByRole('group', { name: 'Công cụ bản đồ' }).getByRole('button');
    // A drawer on a phone lies over the foot of the map.
    const legend = low.getByRole('button', { name: 'Chú giải' });
    const buttons = [...(await tools.all()), ...(width < 768 && query !== '' ? [] : [legend])];
    for (const button of buttons) {
      await button.scrollIntoViewIfNeeded();
      expect(await button.evaluate(coveredCorners), (await button.getAttribute('aria-label')) ?? '').toEqual([]);
    }
    for (const figure of await low.getByRole('region', { name: 'Chỉ số tổng quan' }).locator('> div').all())
      expect(await figure.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(1);
    expect(await barriersOf(low)).toEqual([]);
    if (width < 768 && query === '') {
      await legend.click();
      await low.getByRole('region', { name: 'Chú giải' }).getByText('≥ 99').waitFor();
      expect(await legend.evaluate(coveredCorners)).toEqual([]);
      expect(await barriersOf(low)).toEqual([]);
    }
    await close();
  });

  it.each(['vi', 'en'] as const)('has nothing too small for a thumb, in %s', async (language) => {
    const context = await contextOf({ width: 390, height: 844 }, language);
    const phone = await context.newPage();
    const paths = [
      '/ban-do?bang=sukien',
      `/ban-do?tram=${await someStation(product)}`,
      '/ban-do?xa=13066',
      '/ban-do?luc=2026-11-20T08:00:00',
      '/vung-phu',
      '/vung-phu/13066',
      '/bao-cao',
      '/vung-phu/99999',
      '/khong-co-trang-nay',
      '/dang-nhap',
    ];
    for (const path of paths) {
      await phone.goto(`${product.url}${path}`);
      await phone.getByRole('status').first().waitFor({ state: 'attached' });
      await phone.waitForTimeout(1_500);
      expect(await phone.evaluate(tooSmall, 44), path).toEqual([]);
    }
    await context.close();
  });

  it('finds its way back after the server was killed', async () => {
    const station = await someStation(product);
    await page.goto(product.url);
    await page.getByRole('status').getByText('Trực tiếp', { exact: true }).waitFor();
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

/** Which of these hold more than they have room for, or reach beyond the window. */
function spilling(selectors: string[]): string[] {
  return selectors.flatMap((selector) =>
    [...document.querySelectorAll(selector)].flatMap((box) => {
      const { right } = box.getBoundingClientRect();
      const isSpilt = box.scrollWidth > box.clientWidth + 1 || right > window.innerWidth + 1;
      return isSpilt ? [`${selector}: ${box.textContent.slice(0, 60)}`] : [];
    }),
  );
}

/** In the page: the corners of something to press at which something else would be pressed. */
function coveredCorners(thing: Element): string[] {
  const { left, right, top, bottom } = thing.getBoundingClientRect();
  const corners = [left + 8, right - 8].flatMap((x) => [top + 8, bottom - 8].map((y) => ({ x, y })));
  return corners.flatMap(({ x, y }) => {
    const there = document.elementFromPoint(x, y);
    return there !== null && thing.contains(there) ? [] : [`${x.toFixed(0)}, ${y.toFixed(0)}`];
  });
}

/**
 * Which things to press are smaller than so many px. Left out: links within a sentence, what a label round it is pressed for, and
 * the way to the content, which only a keyboard reaches.
 */
function tooSmall(least: number): string[] {
  const pressed = 'a[href], button, input, select, textarea, summary, [role=tab], [role=slider], label:has(input)';
  return [...document.querySelectorAll(pressed)].flatMap((thing) => {
    if (thing.matches('p a, label input, a[href^="#"], a[class*="skip"]')) return [];
    const { width, height } = thing.getBoundingClientRect();
    const isSeen =
      thing.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && width > 1 && height > 1;
    // A tenth of a pixel is rounding.
    if (!isSeen || (width >= least - 0.1 && height >= least - 0.1)) return [];
    const name = thing.getAttribute('aria-label') ?? thing.textContent;
    return [`${name.slice(0, 40)}: ${width.toFixed(0)} × ${height.toFixed(0)}`];
  });
}

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
