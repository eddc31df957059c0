/** A past moment on the map: six days ago the only way of a commune was cut, and we were told of it half an hour late. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATION_STATES } from '../../server/contract/terms.ts';
import type { Snapshot } from '../../server/contract/wire.ts';
import { launchBrowser, noBrowser } from '../support/browser.ts';
import { barriersOf, spilt, watchedPage, type WatchedPage } from '../support/page-watch.ts';
import { CUT_COMMUNE, answerOf, startWithShortPast, type ShortPast } from '../support/short-past.ts';

const MINUTE = 60_000;
const DOWN = STATION_STATES.indexOf('down');
/** As the URL carries it: local time. */
const local = (at: number) => new Date(at + 7 * 60 * MINUTE).toISOString().slice(0, 19);

describe.skipIf(noBrowser())('a past moment', () => {
  let past: ShortPast;
  let browser: Browser;
  let watched: WatchedPage;

  beforeAll(async () => {
    past = await startWithShortPast();
    browser = await launchBrowser();
    watched = await watchedPage(browser);
  });

  afterAll(async () => {
    await browser.close();
    await past.stop();
  });

  async function openedAt(at: number, more = '', { page } = watched): Promise<Page> {
    await page.goto(`${past.product.url}/ban-do?luc=${local(at)}${more}`);
    await page.getByText(local(at).slice(11)).filter({ visible: true }).first().waitFor();
    return page;
  }

  async function downAt(at: number, more = ''): Promise<number> {
    const { stationStates } = await answerOf<Snapshot>(
      past.product,
      `snapshot?at=${new Date(at).toISOString()}${more}`,
    );
    return stationStates.filter(([, state]) => state === DOWN).length;
  }

  /** The comparison's row, then and now. */
  const downShown = (count: number, page = watched.page) =>
    page.getByRole('row', { name: new RegExp(`^Mất liên lạc ${count} 0`) }).waitFor({ timeout: 10_000 });

  it('shows who was down then, beside now, and what was told around it', async () => {
    const at = past.cut.begin + 10 * MINUTE;
    const page = await openedAt(at);
    const down = await downAt(at);
    expect(down).toBeGreaterThan(10);
    await downShown(down);
    await page
      .getByRole('button', { name: /Nam Cường – Hưng Phú/ })
      .first()
      .waitFor();
    expect(watched.complaints).toEqual([]);
  });

  it('shows by the switch only what was known then, and the URL and Back hold it', async () => {
    const at = past.cut.begin + 10 * MINUTE;
    const page = await openedAt(at);
    await page.getByRole('switch').click();
    await page.waitForURL(/biet=luc-do/);
    expect(await downAt(at, '&known=then')).toBe(0);
    await downShown(0);
    await page.reload();
    await downShown(0);
    // Home is the map, with what was asked of it.
    await page.goto(`${past.product.url}/${new URL(page.url()).search}`);
    await page.waitForURL(/\/ban-do\?.*biet=luc-do/);
    await downShown(0);
    await page.getByRole('switch').click();
    await downShown(await downAt(at));
  });

  it('plays at every speed into the cut and out of it', async () => {
    const page = await openedAt(past.cut.begin - 2 * MINUTE);
    await downShown(0);
    const moment = () => Date.parse(`${new URL(page.url()).searchParams.get('luc') ?? ''}+07:00`);
    for (const [speed, atLeast] of [
      [1, 1],
      [60, 60],
      [300, 300],
    ] as const) {
      const before = moment();
      await page.getByRole('button', { name: `${speed}×`, exact: true }).click();
      await page.getByRole('button', { name: 'Phát', exact: true }).click();
      await page.waitForTimeout(2_500);
      await page.getByRole('button', { name: 'Tạm dừng', exact: true }).click();
      await expect.poll(() => moment() - before, { timeout: 5_000 }).toBeGreaterThanOrEqual(atLeast * 1_000);
      expect(moment() - before).toBeLessThan(atLeast * 10_000);
    }
    await downShown(await downAt(moment()));
    expect(await downAt(moment())).toBeGreaterThan(10);
  });

  it('is steered by keys, by the bar and by events, and left for the present', async () => {
    const page = await openedAt(past.cut.begin + 5 * MINUTE);
    const bar = page.getByRole('slider').first();
    await bar.focus();
    await bar.press('ArrowLeft');
    await page.waitForURL(new RegExp(`luc=${local(past.cut.begin + 4 * MINUTE)}`));
    await bar.press('Shift+ArrowLeft');
    await page.waitForURL(new RegExp(`luc=${local(past.cut.begin - 11 * MINUTE)}`));
    await downShown(0);
    await page
      .getByRole('button', { name: /Nam Cường – Hưng Phú/ })
      .first()
      .click();
    await downShown(await downAt(past.cut.begin + 1_000));
    await page.getByRole('button', { name: 'Về hiện tại' }).first().click();
    await page.waitForURL((url) => !url.searchParams.has('luc'));
    await page.getByRole('status').getByText('Trực tiếp', { exact: true }).waitFor();
    await page.goBack();
    await page.waitForURL(/luc=/);
    expect(watched.complaints).toEqual([]);
  });

  it('tells of the time before anything was recorded that there is nothing, and leads to the beginning', async () => {
    const page = await openedAt(past.begin - 86_400_000);
    await page.getByRole('button', { name: 'Tới lúc bắt đầu' }).waitFor();
    // Where one is stays to be seen: the borders, all of one neutral colour.
    await page.waitForFunction(() => document.querySelectorAll('.leaflet-container path[class*=koff]').length === 104);
    await page.getByRole('button', { name: 'Tới lúc bắt đầu' }).click();
    await downShown(0);
    await page.waitForURL(new RegExp(`luc=${local(past.begin).slice(0, 13)}`));
    watched.complaints.length = 0;
  });

  it('says so on the phone above the time bar, not under it', async () => {
    const phone = await watchedPage(browser, { width: 390, theme: 'dark', language: 'vi' });
    await phone.page.setViewportSize({ width: 390, height: 844 });
    const page = await openedAt(past.begin - 86_400_000, '', phone);
    const card = page.locator('[class*=card]').filter({ has: page.getByRole('button', { name: 'Tới lúc bắt đầu' }) });
    await expect.poll(() => lowerEdge(card.first()), { timeout: 5_000 }).toBeGreaterThan(0);
    const bar = await page.getByRole('group', { name: 'Thanh thời gian' }).boundingBox();
    expect(await lowerEdge(card.first())).toBeLessThanOrEqual(bar?.y ?? 0);
    await phone.close();
  });

  it.each([
    [1440, 'dark', 'vi', ''],
    [1920, 'light', 'en', `&xa=${CUT_COMMUNE}`],
    [390, 'dark', 'en', `&xa=${CUT_COMMUNE}`],
  ] as const)('has room and keeps nobody out at %i px, %s, %s%s', async (width, theme, language, more) => {
    const other = await watchedPage(browser, { width, theme, language });
    const page = await openedAt(past.cut.begin + 10 * MINUTE, more, other);
    await page.getByRole('slider').first().waitFor();
    if (more !== '') await page.getByRole('heading', { name: 'Xã Hưng Phú' }).waitFor();
    expect(await spilt(page, 'nav a, header, #main, [role=group]')).toEqual([]);
    if (width === 1440) await expect.poll(() => outlineUnderLegend(page), { timeout: 5_000 }).toBe(0);
    if (width !== 1920) expect(await barriersOf(page)).toEqual([]);
    expect(other.complaints).toEqual([]);
    await other.close();
  });
});

/** px from the top of the screen; 0 while it is not there. */
async function lowerEdge(element: Locator): Promise<number> {
  const box = await element.boundingBox().catch(() => null);
  return box === null ? 0 : box.y + box.height;
}

/** How many places of the province's edge lie below the legend, −1 when there is neither. */
function outlineUnderLegend(page: Page): Promise<number> {
  return page.evaluate(() => {
    const legend = document.querySelector('section[data-over-map=corner]')?.getBoundingClientRect();
    const edges = [...document.querySelectorAll<SVGPathElement>('path[class*=outline]')];
    if (legend === undefined || edges.length === 0) return -1;
    const places = edges.flatMap((edge) => {
      const toScreen = edge.getScreenCTM();
      const count = Math.ceil(edge.getTotalLength() / 5);
      return toScreen === null
        ? []
        : Array.from({ length: count }, (_, n) => edge.getPointAtLength(5 * n).matrixTransform(toScreen));
    });
    return places.filter(({ x, y }) => x > legend.left && x < legend.right && y > legend.top && y < legend.bottom)
      .length;
  });
}
