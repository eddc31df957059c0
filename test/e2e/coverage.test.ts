/** The officer opens the coverage of all communes, narrows it down, compares, and takes the figures along. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageHistory } from '../../server/contract/history.ts';
import type { CommuneResilience } from '../../server/contract/resilience.ts';
import { administrator } from '../support/administrator.ts';
import { launchBrowser, noBrowser } from '../support/browser.ts';
import { barriersOf, spilt, vi, watchedPage, type WatchedPage } from '../support/page-watch.ts';
import { answerOf, startWithShortPast, type ShortPast } from '../support/short-past.ts';

const day = (at: number) => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);
const DAY = 86_400_000;
/** Name, 4G people, 4G area. */
const [NAME, MAIN, OTHER] = [1, 6, 7];

describe.skipIf(noBrowser())('the coverage of all communes', () => {
  let past: ShortPast;
  let browser: Browser;
  let watched: WatchedPage;
  /** The day of the cut, and the one before. */
  let days: { cut: string; before: string };

  beforeAll(async () => {
    past = await startWithShortPast();
    browser = await launchBrowser();
    watched = await watchedPage(browser);
    // Figures leave the building with who has signed in.
    await watched.page.context().addCookies([(await administrator(past.product)).asCookie()]);
    days = { cut: day(past.cut.begin), before: day(past.cut.begin - DAY) };
  });

  afterAll(async () => {
    await browser.close();
    await past.stop();
  });

  async function opened(query: string, { page } = watched) {
    await page.goto(`${past.product.url}/vung-phu${query}`);
    await page.locator('tbody a').first().waitFor();
    return page;
  }

  /** Cells of the rows, the first line of each. */
  function rows({ page } = watched): Promise<string[][]> {
    return page
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
  }

  const fullName = (short: string) => short.replace(/^X\. /, 'Xã ').replace(/^P\. /, 'Phường ');

  it('says of each commune what REST says of it', async () => {
    const page = await opened(`?ky=${days.cut}`);
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 104);
    const { communes } = await answerOf<CoverageHistory>(
      past.product,
      `coverage?from=${days.cut}&to=${days.cut}&layer=4G,2G`,
    );
    const shown = await rows();
    const expected = communes
      .map(({ name, layers }) => ({ name, point: layers['4G']?.[0] }))
      .map(({ name, point }) => [name, vi(point?.population), vi(point?.area)].join(' '));
    expect(shown.map((cells) => [fullName(cells[NAME] ?? ''), cells[MAIN], cells[OTHER]].join(' ')).sort()).toEqual(
      expected.sort(),
    );
    const shares = shown.map((cells) => Number(cells[MAIN]?.replace(',', '.')));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(watched.complaints).toEqual([]);
  });

  it('compares two days: the commune behind the cut lost what the answers differ by', async () => {
    const page = await opened(`?ky=${days.cut}&so=${days.before}&q=hung+phu`);
    const [cut, before] = await Promise.all(
      [days.cut, days.before].map((date) =>
        answerOf<CoverageHistory>(past.product, `coverage?from=${date}&to=${date}&layer=4G&commune=13066`),
      ),
    );
    const share = (answer?: CoverageHistory) => answer?.communes[0]?.layers['4G']?.[0]?.population ?? NaN;
    const lost = share(before) - share(cut);
    expect(lost).toBeGreaterThan(5);
    const row = page.locator('tbody tr', { hasText: 'Hưng Phú' });
    await row
      .getByText(`−${vi(lost)}`)
      .first()
      .waitFor();
    expect(await row.locator('td, th').nth(MAIN).innerText()).toContain(vi(share(cut)));
  });

  it('finds without accents and by old names, and the URL and Back hold it', async () => {
    const page = await opened('');
    await page.getByRole('searchbox').or(page.getByPlaceholder('Tên xã hoặc mã')).first().fill('dong minh');
    await page.getByText('cũ: Xã Đông Minh').waitFor();
    expect((await rows()).map((cells) => cells[NAME])).toEqual([expect.stringContaining('X. Đồng Châu')]);
    await page.waitForURL(/q=dong(%20|\+)minh/);
    await page.locator('tbody a').first().click();
    await page.waitForURL(/\/vung-phu\/\d+/);
    await page.goBack();
    await page.getByText('cũ: Xã Đông Minh').waitFor();
  });

  it('flags those a single failure of their own would leave without anybody, and no others', async () => {
    const page = await opened('?cuoi=1');
    const { items } = await answerOf<CommuneResilience>(past.product, 'resilience/communes');
    const flagged = items.filter(({ takenBy, lastOperator }) => takenBy.length > 0 || lastOperator !== null);
    expect(items.filter(({ aboutToLoseLast }) => aboutToLoseLast)).toEqual(flagged);
    expect(flagged.length).toBeGreaterThan(0);
    // The loss of a core takes them too, and many more: that is nobody's flag.
    expect(items.filter(({ takenByCores }) => takenByCores.length > 0).length).toBeGreaterThan(flagged.length);
    await page.waitForFunction((count) => document.querySelectorAll('tbody tr').length === count, flagged.length);
    expect((await rows()).map((cells) => fullName(cells[NAME] ?? '')).sort()).toEqual(
      flagged.map(({ name }) => name).sort(),
    );
    const reason = await page
      .getByRole('img', { name: /^Chỉ cần hỏng/ })
      .first()
      .getAttribute('title');
    expect(flagged.some(({ takenBy }) => reason?.includes(takenBy[0]?.name ?? '?'))).toBe(true);
  });

  it('is walked through by keyboard', async () => {
    const page = await opened(`?ky=${days.cut}`);
    const names = (await rows()).map((cells) => cells[NAME] ?? '');
    await page.locator('tbody a').first().focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    expect(names[1]).toContain(await page.evaluate(() => document.activeElement?.textContent ?? '?'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/vung-phu\/\d+/);
  });

  it('gives away exactly the rows that are shown', async () => {
    const page = await opened(`?ky=${days.cut}&q=hung+phu`);
    const names = (await rows()).map((cells) => fullName(cells[NAME] ?? ''));
    await page.getByRole('button', { name: 'Xuất' }).click();
    const download = page.waitForEvent('download', { timeout: 60_000 });
    await page.getByRole('menuitem', { name: /CSV/ }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text).toContain('Hưng Phú');
    expect(text.split('\r\n').filter((line) => /(Xã|Phường) /.test(line)).length).toBeGreaterThanOrEqual(names.length);
    expect(text).not.toContain('Xã Yên Mỹ');
    // What left the building stands in the list, under the id that is printed in it.
    const [id = '?'] = /Mã báo cáo: [0-9a-f-]{36}(?=[^0-9a-f-])/.exec(text) ?? [];
    await page.goto(`${past.product.url}/bao-cao`);
    const made = page.getByRole('listitem').filter({ hasText: 'tìm “hung phu”' });
    await made.getByRole('button', { name: /^Chi tiết/ }).click();
    await made.getByText(id.replace('Mã báo cáo: ', ''), { exact: true }).waitFor();
  });

  it.each([
    [1440, 'light', 'vi'],
    [1920, 'dark', 'en'],
    [390, 'dark', 'vi'],
  ] as const)('has room and keeps nobody out at %i px, %s, %s', async (width, theme, language) => {
    const other = await watchedPage(browser, { width, theme, language });
    const page = await opened(`?ky=${days.cut}`, other);
    expect(await spilt(page, 'nav a, header, #main')).toEqual([]);
    if (width > 1_000) expect(await spilt(page, 'tbody th a')).toEqual([]);
    // Of 104 rows like each other a few will do.
    await opened(`?ky=${days.cut}&q=hung+phu`, other);
    if (width !== 1920) expect(await barriersOf(page)).toEqual([]);
    expect(other.complaints).toEqual([]);
    await other.close();
  });
});
