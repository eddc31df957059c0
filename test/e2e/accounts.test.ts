/** A province's own server, where nothing is public: signing in, and what administrators look after. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, FIRST_PASSWORD } from '../support/administrator.ts';
import { BrowserVisitor } from '../support/browser-visitor.ts';
import { launchBrowser, noBrowser } from '../support/browser.ts';
import { KEYS_SHOWN } from '../support/keys-shown.ts';
import { barriersOf, spilt, watchedPage, type Look, type WatchedPage } from '../support/page-watch.ts';
import { send, startProduct, type Product } from '../support/product.ts';

const GIVEN = 'mật khẩu được cấp lần đầu';
const OWN = 'mật khẩu của riêng quản trị';
/** In the page: on how many lines each stands. */
const linesOf = (all: readonly Element[]) =>
  all.map((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size;
  });
const PARTS = ['tai-khoan-cua-toi', 'bao-tri', 'tai-khoan', 'khoa', 'nhat-ky', 'he-thong'] as const;

describe.skipIf(noBrowser())('accounts', () => {
  let product: Product;
  let browser: Browser;
  let admin: WatchedPage;
  /** Of somebody who only looks. */
  let viewerPassword = '';

  beforeAll(async () => {
    product = await startProduct({ env: { PUBLIC_READ: 'false', SIMULATE: 'off', ADMIN_PASSWORD: GIVEN } });
    browser = await launchBrowser();
    admin = await watchedPage(browser);
  });

  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const open = (look?: Look) => watchedPage(browser, look);

  async function signIn(page: Page, name: string, password: string): Promise<void> {
    await page.getByLabel('Tên đăng nhập').fill(name);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
  }

  async function changeGiven(page: Page, password: string): Promise<void> {
    await page.getByRole('heading', { name: 'Đổi mật khẩu được cấp' }).waitFor();
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(password);
    await page.getByLabel('Nhập lại mật khẩu mới').fill(password);
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  }

  it('brings a stranger to the sign-in page, has the given password changed, and leads back', async () => {
    const { page } = admin;
    await page.goto(`${product.url}/cai-dat/nhat-ky?viec=session.opened`);
    await page.waitForURL(/\/dang-nhap\?tiep=/);
    await page.getByLabel('Tên đăng nhập').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('autocomplete'))).toBe('username');
    await signIn(page, 'admin', 'không phải mật khẩu này');
    await page.getByRole('alert').getByText('Tên đăng nhập hoặc mật khẩu không đúng').waitFor();
    await page.getByLabel('Mật khẩu', { exact: true }).fill(GIVEN);
    await page.keyboard.press('Enter');
    await page.getByText('dài 12–128 ký tự').waitFor();
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('admin của tỉnh ta');
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await page.getByText('chưa đạt các yêu cầu').waitFor();
    await changeGiven(page, OWN);
    await page.waitForURL((url) => url.pathname === '/cai-dat/nhat-ky');
    expect(new URL(page.url()).search).toBe('?viec=session.opened');
    await page
      .getByRole('row', { name: /admin.*đăng nhập/ })
      .first()
      .waitFor();
  });

  it('makes an account, shows its password once, and writes it down', async () => {
    const { page, complaints } = admin;
    complaints.length = 0;
    await page.goto(`${product.url}/cai-dat/tai-khoan`);
    await page.getByRole('button', { name: 'Thêm tài khoản' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tên đăng nhập').fill('Thu Hà');
    await dialog.getByRole('button', { name: 'Tạo tài khoản' }).click();
    await dialog.getByText('chỉ gồm chữ không dấu').waitFor();
    await dialog.getByLabel('Tên đăng nhập').fill('thu.ha');
    await dialog.getByLabel('Họ và tên').fill('Trần Thị Thu Hà');
    await dialog.getByRole('button', { name: 'Tạo tài khoản' }).click();
    viewerPassword = await dialog.getByLabel('Mật khẩu đầu tiên').inputValue();
    expect(viewerPassword).toMatch(/^\S{20}$/);
    // The first Esc only warns: it cannot be seen again.
    await page.keyboard.press('Escape');
    await dialog.getByText('Bạn chưa chép').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /thu\.ha.*Người xem.*Chờ đổi mật khẩu/ }).waitFor();
    await page.getByRole('link', { name: 'Nhật ký' }).click();
    await page.getByRole('row', { name: /admin tạo tài khoản thu\.ha.*Trần Thị Thu Hà.*người xem/ }).waitFor();
    await page.getByText(/Chuỗi nguyên vẹn, \d+ dòng/).waitFor();
    expect(complaints).toEqual([]);
  });

  it('exports the lines that are shown', async () => {
    const { page } = admin;
    await page.getByLabel('Việc').selectOption('tạo tài khoản');
    await page.getByRole('button', { name: 'Lọc', exact: true }).click();
    await page.waitForURL(/viec=account\.created/);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Xuất CSV' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text.trim().split('\n')).toHaveLength(3);
    expect(text).toContain('account.created;thu.ha');
  });

  it('makes a key that sends, rotates it, and revokes the old one', async () => {
    const { page } = admin;
    await page.goto(`${product.url}/cai-dat/khoa`);
    await page.getByRole('button', { name: 'Tạo khoá' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tên').fill('NOC Viettel');
    await dialog.getByLabel('Nhà mạng').selectOption('Viettel');
    await dialog.getByRole('button', { name: 'Tạo khoá' }).click();
    const secret = await dialog.getByLabel('Khoá API').inputValue();
    await dialog.getByRole('button', { name: 'Xong' }).click();
    await dialog.getByRole('button', { name: 'Xong' }).click();
    expect(await send(product, secret, [])).toMatchObject({ received: 0 });
    await page.getByRole('button', { name: 'Thay khoá NOC Viettel' }).click();
    await dialog.getByText('Cả hai khoá đều có hiệu lực').waitFor();
    await dialog.getByRole('button', { name: 'Thay khoá' }).click();
    const next = await dialog.getByLabel('Khoá API').inputValue();
    await dialog.getByRole('button', { name: 'Xong' }).click();
    await dialog.getByRole('button', { name: 'Xong' }).click();
    await send(product, secret, []);
    await send(product, next, []);
    await page.getByRole('button', { name: `Thu hồi khoá NOC Viettel (${secret.slice(0, 9)}…)` }).click();
    await dialog.getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByText('Đã thu hồi khoá NOC Viettel.').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Khoá API');
    await expect(send(product, secret, [])).rejects.toThrow('401');
    await send(product, next, []);
  });

  it.each([
    [1440, 'light'],
    [1024, 'light'],
    [390, 'dark'],
  ] as const)('shows keys of every state with their prefixes unbroken, %i wide, %s', async (width, theme) => {
    const { page, close } = await open({ theme, width });
    await page.context().addCookies(await admin.page.context().cookies());
    await page.route('**/api/v1/keys', (route) => route.fulfill({ json: { items: KEYS_SHOWN, nextCursor: null } }));
    await page.goto(`${product.url}/cai-dat/khoa`);
    await page.getByLabel('Hiện 1 khoá đã thu hồi').check();
    // Two of them stand in the other's row too.
    const prefixes = page.getByText(/^ps_.{6}…$/);
    expect(await prefixes.evaluateAll(linesOf)).toEqual(Array(8).fill(1));
    const heads = page.getByRole('columnheader');
    const widths = await heads.evaluateAll((all) => all.map(({ clientWidth }) => clientWidth));
    const [name = 0, ...others] = widths;
    // Cards have no columns.
    if (width > 390) {
      const whole = others.reduce((sum, one) => sum + one, name);
      expect(Math.max(...others), widths.join()).toBeLessThan(0.25 * whole);
    }
    expect(await spilt(page, '[role=table]')).toEqual([]);
    expect(await barriersOf(page)).toEqual([]);
    await close();
  });

  it('downloads a backup that is a database', async () => {
    const { page } = admin;
    await page.goto(`${product.url}/cai-dat/he-thong`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải bản sao lưu' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^phu-song-\d{4}-\d\d-\d\d\.db$/);
    expect((await readFile(await file.path())).subarray(0, 15).toString()).toBe('SQLite format 3');
    await page.getByText(/^Đã tải phu-song-/).waitFor();
  });

  it('sets the state of a station by hand, seen on the map and in the audit', async () => {
    const { page } = admin;
    await page.goto(`${product.url}/ban-do?tram=HYN-AT-001-MBF`);
    await page.getByRole('button', { name: 'Đặt trạng thái bằng tay' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Đặt trạng thái', exact: true }).click();
    await dialog.getByText('Nhập lý do').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await dialog.getByLabel('Nguyên nhân').selectOption('nguồn điện');
    await dialog.getByLabel('Lý do').fill('Anh Hải gọi: cháy tủ nguồn');
    await dialog.getByRole('button', { name: 'Đặt trạng thái', exact: true }).click();
    await dialog.getByText(/^Đã đặt\./).waitFor();
    await dialog.getByRole('button', { name: 'Xong' }).click();
    await page
      .getByText(/^Mất liên lạc \d+ giây/)
      .first()
      .waitFor();
    await page.goto(`${product.url}/cai-dat/nhat-ky?viec=state.set`);
    await page.getByRole('row', { name: /HYN-AT-001-MBF.*cháy tủ nguồn/ }).waitFor();
  });

  it.each([
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['light', 390, 844],
    ['dark', 390, 844],
  ] as const)('keeps nobody out (axe) and fits, %s, %i × %i', async (theme, width, height) => {
    const { page, close } = await open({ theme, width, height });
    await page.goto(`${product.url}/dang-nhap`);
    await page.getByLabel('Tên đăng nhập').waitFor();
    expect(await barriersOf(page), 'dang-nhap').toEqual([]);
    await page.context().addCookies(await admin.page.context().cookies());
    for (const part of PARTS) {
      await page.goto(`${product.url}/cai-dat/${part}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('status', { name: 'Đang tải' }).waitFor({ state: 'detached' });
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href')), part).toBe('#main');
      const parts = page.getByRole('navigation', { name: 'Cài đặt' });
      const current = await parts.locator('[aria-current]').boundingBox();
      // A tenth of a pixel is rounding.
      expect((current?.x ?? width) + (current?.width ?? width), part).toBeLessThan(width + 1);
      expect(await barriersOf(page), part).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), part).toBeLessThanOrEqual(width);
    }
    if (width > 767) {
      await page.getByRole('button', { name: 'Tài khoản Quản trị viên' }).click();
      expect(await barriersOf(page), 'menu').toEqual([]);
    }
    await close();
  });

  it('lets a viewer in by the keyboard alone, to look and no more', async () => {
    const { page, close } = await open();
    await page.goto(`${product.url}/vung-phu?cn=3G`);
    await page.waitForURL(/\/dang-nhap/);
    await page.getByLabel('Tên đăng nhập').waitFor();
    await page.keyboard.type('thu.ha');
    await page.keyboard.press('Tab');
    await page.keyboard.type(viewerPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Đổi mật khẩu được cấp' }).waitFor();
    await page.keyboard.type('chỉ xem mà thôi nhé');
    // Over the eye beside the field.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('chỉ xem mà thôi nhé');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/vung-phu');
    expect(new URL(page.url()).searchParams.get('cn')).toBe('3G');
    await page.getByRole('button', { name: 'Tài khoản Trần Thị Thu Hà' }).click();
    expect(await page.getByRole('button', { name: /^Xuất/ }).count()).toBe(0);
    const menu = page.getByRole('list').filter({ hasText: 'Đăng xuất' });
    expect(await menu.getByRole('link').allTextContents()).toEqual([' Tài khoản của tôi']);
    await page.keyboard.press('Escape');
    expect(await menu.count()).toBe(0);
    await page.goto(`${product.url}/cai-dat/tai-khoan`);
    await page.getByText('Tài khoản của bạn không mở được phần này').waitFor();
    expect(await page.getByRole('navigation', { name: 'Cài đặt' }).getByRole('link').count()).toBe(1);
    await page.goto(`${product.url}/bao-cao`);
    await page.getByText('Tài khoản của bạn chỉ xem').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await close();
  });

  it('goes to the sign-in page when the session is ended from elsewhere, within seconds', async () => {
    const { page, close } = await open();
    await page.goto(`${product.url}/dang-nhap?tiep=${encodeURIComponent('//evil.example/ban-do')}`);
    await signIn(page, 'thu.ha', 'chỉ xem mà thôi nhé');
    // Not where the link said.
    await page.waitForURL(`${product.url}/ban-do`);
    await page.getByText('Trực tiếp', { exact: true }).waitFor();
    await admin.page.goto(`${product.url}/cai-dat/tai-khoan`);
    await admin.page.getByRole('button', { name: 'Khoá tài khoản thu.ha' }).click();
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Khoá' }).click();
    await page.waitForURL(/\/dang-nhap/, { timeout: 5_000 });
    await page.getByText('Phiên đăng nhập đã kết thúc.', { exact: false }).waitFor();
    await signIn(page, 'thu.ha', 'chỉ xem mà thôi nhé');
    await page.getByRole('alert').getByText('đã bị khoá').waitFor();
    await close();
  });

  it('is the same account in every tab at once, and in none a page of another', async () => {
    const open = await startProduct({ env: { PUBLIC_READ: 'true', SIMULATE: 'off', ...FIRST_PASSWORD } });
    const administering = await administrator(open);
    const scope = { operators: ['VTL'], communes: null };
    const account = { name: 'noc.viettel', fullName: 'NOC Viettel', role: 'viewer', scope };
    const made = await administering.ask('POST', '/users', account);
    const visitor = new BrowserVisitor(open);
    const own = await visitor.arrive('noc.viettel', (made.body as { password: string }).password);
    const { page, close } = await watchedPage(browser);
    await page.goto(`${open.url}/vung-phu`);
    const heads = page.getByRole('columnheader');
    await heads.filter({ hasText: 'VinaPhone' }).waitFor();
    const beside = await page.context().newPage();
    await beside.goto(`${open.url}/dang-nhap`);
    await signIn(beside, 'noc.viettel', own);
    await beside.waitForURL(`${open.url}/ban-do`);
    await page.getByRole('button', { name: 'Tài khoản NOC Viettel' }).waitFor({ timeout: 5_000 });
    await expect.poll(() => heads.filter({ hasText: 'VinaPhone' }).count(), { timeout: 10_000 }).toBe(0);
    await heads.filter({ hasText: '4G Viettel' }).waitFor();
    await beside.getByRole('button', { name: 'Tài khoản NOC Viettel' }).click();
    await beside.getByRole('button', { name: 'Đăng xuất' }).click();
    await heads.filter({ hasText: 'VinaPhone' }).waitFor({ timeout: 5_000 });
    await page.getByRole('link', { name: 'Đăng nhập' }).waitFor();
    await close();
    await open.stop();
  });

  it('signs out from the phone', async () => {
    const { page, close } = await open({ width: 390, height: 844 });
    // It may be led there more than once, by each question that is refused: what counts is where it ends.
    const endsOn = async (path: string) => {
      await expect.poll(() => page.url(), { timeout: 10_000 }).toMatch(new RegExp(`${path}$`));
    };
    await page.goto(`${product.url}/dang-nhap`);
    await signIn(page, 'admin', OWN);
    await endsOn('/ban-do');
    await page.getByRole('button', { name: 'Thêm' }).last().click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await endsOn('/dang-nhap');
    await page.getByLabel('Tên đăng nhập').waitFor();
    await page.goto(`${product.url}/ban-do`, { waitUntil: 'commit' });
    await endsOn('/dang-nhap.*');
    await close();
  });
});
