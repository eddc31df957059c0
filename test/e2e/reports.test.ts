/** An officer makes a report, sets a schedule, and leaves with the file. */
import { readFile, rm } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSample } from '../../server/inventory/load.ts';
import { administrator } from '../support/administrator.ts';
import type { BrowserVisitor } from '../support/browser-visitor.ts';
import { launchBrowser, noBrowser } from '../support/browser.ts';
import type { Product } from '../support/product.ts';
import { midnightsAgo, startWithPast } from '../support/small-past.ts';

const HOUR = 3_600_000;
/** Reaches back over the whole of last week. */
const FIRST = midnightsAgo(15);
const OUTAGES = '/bao-cao?mau=suco';

describe.skipIf(noBrowser())('the reports page', () => {
  let product: Product;
  let officer: BrowserVisitor;
  let browser: Browser | undefined;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    const stations = loadSample('data').stations.slice(0, 3);
    const outages = stations.flatMap(({ code: station }, index) => [
      { at: iso(midnightsAgo(8 + index)), station, state: 'down' as const, cause: 'power' as const },
      { at: iso(midnightsAgo(8 + index) + 3 * HOUR), station, state: 'up' as const },
    ]);
    ({ product } = await startWithPast([{ from: FIRST, until: Date.now() }], [outages]));
    officer = await administrator(product);
    browser = await launchBrowser();
    const context = await contextOf({ width: 1440, height: 900 });
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  });

  afterAll(async () => {
    await browser?.close();
    await product.stop();
    await rm(product.dataDir, { recursive: true, force: true });
  });

  async function contextOf(viewport: { width: number; height: number }): Promise<BrowserContext> {
    if (browser === undefined) throw new Error('There is no browser.');
    const context = await browser.newContext({
      ...{ viewport, locale: 'vi-VN', reducedMotion: 'reduce', acceptDownloads: true },
    });
    await context.addCookies([officer.asCookie()]);
    return context;
  }

  const sheet = (on: Page = page) => on.getByTitle('Xem trước');

  it('shows the PDF itself, page by page, whole and at its size', async () => {
    const made = page.waitForResponse((response) => response.url().includes('/reports/outages.pdf'));
    await page.goto(product.url + OUTAGES);
    await page.getByText(/^Trang 1 \/ \d/).waitFor();
    await page.getByText(/^(Đủ|Thiếu) số liệu/).waitFor();
    expect(await sheet().getAttribute('src')).toContain('view=Fit');
    await page.getByRole('button', { name: 'Trang sau' }).click();
    await page.getByText(/^Trang 2 \/ \d/).waitFor();
    await page.getByText('100 %', { exact: true }).click();
    const src = (await sheet().getAttribute('src')) ?? '';
    expect(src).toMatch(/^blob:.*page=2.*zoom=100/);
    // What the page was given; a blob's own bytes may be fetched by nobody (content policy).
    const file = await officer.fetch((await made).url().replace(`${product.url}/api/v1/`, ''));
    expect((await made).headers()['content-type']).toBe('application/pdf');
    expect((await file.text()).slice(0, 5)).toBe('%PDF-');
    expect(complaints).toEqual([]);
  });

  it('makes the file that was asked for and hands it over', async () => {
    await page.goto(`${product.url}${OUTAGES}&dang=xlsx`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tạo XLSX' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^su-co-\d{8}-\d{8}\.xlsx$/);
    expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK');
    await page.getByText(/^Đã tạo su-co-/).waitFor();
    await page.getByRole('button', { name: /^Chi tiết/ }).click();
    await page.getByText('SHA-256 của số liệu').waitFor();
    expect(complaints).toEqual([]);
  });

  it('sets a schedule, changes it without losing what it is about, and removes it', async () => {
    await page.goto(`${product.url}/bao-cao?mau=suco&xa=13066&nm=VTL`);
    await page.getByRole('button', { name: 'Đặt lịch gửi' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tên lịch').fill('Sự cố xã Hưng Phú');
    await dialog.getByRole('button', { name: 'Lưu lịch' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.goto(product.url + OUTAGES);
    await page.getByRole('button', { name: 'Sửa lịch Sự cố xã Hưng Phú' }).click();
    await dialog.getByLabel('Tên lịch').fill('Sự cố trong tuần');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sửa lịch Sự cố trong tuần' }).waitFor();
    const kept = await schedules();
    expect(kept).toMatchObject([{ name: 'Sự cố trong tuần', order: { communes: ['13066'], operators: ['VTL'] } }]);
    await page.getByRole('button', { name: 'Xoá lịch Sự cố trong tuần' }).click();
    await page.getByText('Chưa có lịch nào').waitFor();
    await page.getByRole('button', { name: /^Hoàn tác/ }).click();
    await page.getByRole('button', { name: 'Sửa lịch Sự cố trong tuần' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('waits for history and goes on by itself; a failure says so and can be tried again', async () => {
    const context = await contextOf({ width: 1440, height: 900 });
    const other = await context.newPage();
    const answers = [
      { status: 503, code: 'history_not_ready' },
      { status: 500, code: 'internal' },
    ];
    await other.route('**/api/v1/reports/*.pdf*', async (route) => {
      const answer = answers.shift();
      if (answer === undefined) await route.continue();
      else await route.fulfill({ status: answer.status, json: { error: { code: answer.code, message: 'x' } } });
    });
    await other.goto(product.url + OUTAGES);
    await other.getByText('Máy chủ đang tổng hợp lịch sử').waitFor();
    await other.getByText('Chưa dựng được bản xem trước').waitFor();
    await other.getByRole('button', { name: 'Thử lại' }).click();
    await other.getByText(/^Trang 1 \/ \d/).waitFor();
    await context.close();
  });

  it('on a phone goes on to the other pages, and fits', async () => {
    const context = await contextOf({ width: 390, height: 844 });
    const phone = await context.newPage();
    await phone.goto(product.url + OUTAGES);
    await phone.getByText(/^Trang 1 \/ \d/).waitFor();
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const { violations } = await axe(phone);
    expect(violations.map(({ id }) => id)).toEqual([]);
    await phone.getByRole('link', { name: 'Vùng phủ' }).last().click();
    await phone.waitForURL(/\/vung-phu/);
    await phone.getByRole('link', { name: 'Báo cáo' }).last().click();
    await phone.waitForURL(/\/bao-cao/);
    await context.close();
  });

  it('has nothing that keeps a person out (axe), light and dark', async () => {
    await page.goto(product.url + OUTAGES);
    await page.getByText(/^Trang 1 \/ \d/).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await axe(page);
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      );
      expect(found, colorScheme).toEqual([]);
    }
  });

  async function schedules(): Promise<unknown[]> {
    const { items } = (await (await officer.fetch('schedules')).json()) as { items: unknown[] };
    return items;
  }
});

/** The frame holds the browser's own PDF viewer, which is not ours to judge. */
function axe(page: Page) {
  return new AxeBuilder({ page }).exclude('iframe').analyze();
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
