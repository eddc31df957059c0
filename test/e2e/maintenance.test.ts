/** An engineer plans work on a station and on a link, by mouse and by keyboard, in both languages. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from '../support/browser.ts';
import { barriersOf, watchedPage, type Look, type WatchedPage } from '../support/page-watch.ts';
import { startProduct, type Product } from '../support/product.ts';

const GIVEN = 'mật khẩu được cấp lần đầu';
const OWN = 'mật khẩu của riêng quản trị';
const STATION = 'HYN-AT-001-MBF';

describe.skipIf(noBrowser())('maintenance', () => {
  let product: Product;
  let browser: Browser;
  let admin: WatchedPage;
  /** Of a link of the sample. */
  let link = '';

  beforeAll(async () => {
    product = await startProduct({ env: { PUBLIC_READ: 'false', SIMULATE: 'off', ADMIN_PASSWORD: GIVEN } });
    browser = await launchBrowser();
    admin = await watchedPage(browser);
    const { page } = admin;
    await page.goto(`${product.url}/dang-nhap`);
    await page.getByLabel('Tên đăng nhập').fill('admin');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(GIVEN);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(OWN);
    await page.getByLabel('Nhập lại mật khẩu mới').fill(OWN);
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await page.waitForURL(`${product.url}/ban-do`);
    link = await page.evaluate(async () => {
      const { items } = (await (await fetch('/api/v1/links?limit=1')).json()) as { items: { code: string }[] };
      return items[0]?.code ?? '';
    });
    admin.complaints.length = 0;
  });

  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  async function signedIn(look: Look): Promise<WatchedPage> {
    const opened = await watchedPage(browser, look);
    await opened.page.context().addCookies(await admin.page.context().cookies());
    return opened;
  }

  const section = (page: Page) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: 'Bảo trì' }) });

  it('plans the work on a station by the keyboard alone; another viewer sees it at once', async () => {
    const other = await signedIn({});
    await other.page.goto(`${product.url}/ban-do?tram=${STATION}`);
    await other.page.getByRole('button', { name: 'Đặt lịch bảo trì' }).waitFor();
    const { page } = admin;
    await page.goto(`${product.url}/ban-do?tram=${STATION}`);
    await page.getByRole('button', { name: 'Đặt lịch bảo trì' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Đặt lịch bảo trì' });
    await dialog.getByRole('button', { name: 'Đặt lịch' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('Nhập lý do').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    // The field that is wrong has the focus.
    await page.keyboard.type('Thay tủ nguồn, tổ 3');
    await page.keyboard.press('Enter');
    await page.getByText('Đã đặt lịch bảo trì.').waitFor();
    await section(page).getByText('Thay tủ nguồn, tổ 3').waitFor();
    await page.getByRole('button', { name: /^Kết thúc ngay lịch bảo trì/ }).waitFor();
    for (const one of [page, other.page])
      await one
        .getByText(/^Bảo trì \d+ (giây|phút)$/)
        .first()
        .waitFor({ timeout: 4_000 });
    // Nobody told the other page to look: the state moved.
    await section(other.page).getByText('Đang bảo trì').waitFor();
    await other.close();
    expect(admin.complaints).toEqual([]);
  });

  it('refuses a second window at the same time in words, and makes the first one longer', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'Đặt lịch bảo trì' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('Một việc khác');
    await dialog.getByRole('button', { name: 'Đặt lịch' }).click();
    await dialog.getByRole('alert').getByText('Trùng giờ với một lịch bảo trì khác').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Sửa lịch bảo trì/ }).click();
    await dialog.getByLabel('Lý do').fill('Thay tủ nguồn, chờ vật tư');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await section(page).getByText('Thay tủ nguồn, chờ vật tư').waitFor();
  });

  it('marks a link, in English', async () => {
    const { page, close } = await signedIn({ language: 'en' });
    await page.goto(`${product.url}/ban-do?tuyen=${encodeURIComponent(link)}`);
    await page.getByRole('button', { name: 'Plan maintenance' }).click();
    const dialog = page.getByRole('dialog', { name: 'Plan maintenance' });
    await dialog.getByLabel('End (time of Vietnam)').fill('01/01/2020 08:00');
    await dialog.getByLabel('Reason').fill('Splicing the cable');
    await dialog.getByRole('button', { name: 'Plan it' }).click();
    await dialog.getByText('The end must come after the start').waitFor();
    await dialog.getByLabel('End (time of Vietnam)').fill('01/01/2099 8h00');
    await dialog.getByRole('button', { name: 'Plan it' }).click();
    await dialog.getByText('At most 90 days').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    const soon = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 16);
    await dialog.getByLabel('End (time of Vietnam)').fill(soon);
    await dialog.getByRole('button', { name: 'Plan it' }).click();
    await page.getByText('The maintenance is planned.').waitFor();
    await page.getByText(/^Maintenance since/).waitFor();
    await close();
  });

  it.each([
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['light', 390, 844],
    ['dark', 390, 844],
  ] as const)('keeps nobody out (axe) and fits, %s, %i × %i', async (theme, width, height) => {
    const { page, close } = await signedIn({ theme, width, height });
    for (const path of [`/ban-do?tram=${STATION}`, `/ban-do?tuyen=${encodeURIComponent(link)}`]) {
      await page.goto(`${product.url}${path}`);
      await page.getByRole('button', { name: /^Kết thúc ngay lịch bảo trì/ }).waitFor();
      expect(await barriersOf(page), path).toEqual([]);
      await page.getByRole('button', { name: /^Kết thúc ngay lịch bảo trì/ }).click();
      await page.getByRole('dialog', { name: 'Kết thúc bảo trì bây giờ?' }).waitFor();
      expect(await barriersOf(page), `${path}, dialog`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.goto(`${product.url}/cai-dat/bao-tri`);
    await page.getByRole('row', { name: /HYN-AT-001-MBF.*chờ vật tư.*admin/ }).waitFor();
    expect(await barriersOf(page), 'settings').toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await close();
  });

  it('ends it early: the station is as it is again, and the list and the audit know of it', async () => {
    const { page } = admin;
    await page.goto(`${product.url}/ban-do?tram=${STATION}`);
    await page.getByRole('button', { name: /^Kết thúc ngay lịch bảo trì/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc ngay' }).click();
    await page.getByText('Đã kết thúc lịch bảo trì.').waitFor();
    await section(page).getByText('Chưa có lịch bảo trì.').waitFor();
    await page
      .getByText(/^Bảo trì \d+ (giây|phút)$/)
      .first()
      .waitFor({ state: 'detached' });
    await page.goto(`${product.url}/cai-dat/bao-tri`);
    await page.getByRole('button', { name: 'Đã qua' }).click();
    await page.getByRole('row', { name: /HYN-AT-001-MBF.*kết thúc sớm, admin/ }).waitFor();
    await page.goto(`${product.url}/cai-dat/nhat-ky?viec=maintenance.ended`);
    await page.getByRole('row', { name: /kết thúc bảo trì.*HYN-AT-001-MBF.*kết thúc sớm lúc/ }).waitFor();
  });
});
