/** One commune: what it has, what it hangs on, what failed lately; the only way of this one was cut six days ago. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AvailabilityHistory, OutageHistory } from '../../server/contract/history.ts';
import type { CommuneResilience, Gaps, Resilience } from '../../server/contract/resilience.ts';
import type { CommuneBody } from '../../server/contract/rest.ts';
import { launchBrowser, noBrowser } from '../support/browser.ts';
import { barriersOf, spilt, vi, watchedPage, type WatchedPage } from '../support/page-watch.ts';
import { CUT_COMMUNE, CUT_LINK, answerOf, startWithShortPast, type ShortPast } from '../support/short-past.ts';

describe.skipIf(noBrowser())('the page of a commune', () => {
  let past: ShortPast;
  let browser: Browser;
  let watched: WatchedPage;

  beforeAll(async () => {
    past = await startWithShortPast();
    browser = await launchBrowser();
    watched = await watchedPage(browser);
    await opened();
  });

  afterAll(async () => {
    await browser.close();
    await past.stop();
  });

  async function opened({ page } = watched) {
    await page.goto(`${past.product.url}/vung-phu/${CUT_COMMUNE}`);
    await page.locator('main ul a[href*="tram="]').first().waitFor();
    await page.locator(`main ul a[href*="${CUT_LINK}"]`).first().waitFor();
    return page;
  }

  const section = (name: string) => watched.page.getByRole('region', { name });
  const whole = (value: number) => vi(value, 0);

  it('says what REST says: key figures, operators, gaps', async () => {
    const { page } = watched;
    const commune = await answerOf<CommuneBody>(past.product, `communes/${CUT_COMMUNE}`);
    const of4G = commune.coverage['4G'];
    const figures = (await page.locator('main dl').first().innerText()).replace(/\s+/g, ' ');
    expect(figures).toContain(`${vi(of4G.population)}%`);
    expect(figures).toContain(`${vi(of4G.area)}%`);
    expect(figures).toContain(whole(commune.population - of4G.people));
    expect(figures).toContain(whole(commune.population));

    const table = page.getByRole('table').first();
    const viettel = await table.getByRole('row', { name: /Viettel/ }).innerText();
    const shares = (['4G', '3G', '2G'] as const).map((technology) => {
      return vi(commune.coverage[technology].operators.VTL?.population);
    });
    expect(viettel.split(/\s+/)).toEqual(['Viettel', ...shares]);

    const gaps = await answerOf<Gaps>(past.product, `gaps/${CUT_COMMUNE}?layer=4G`);
    const [largest] = gaps.features;
    await page
      .getByText(`${whole(largest?.properties.people ?? NaN)} người`)
      .first()
      .waitFor();
  });

  it('names what would take most, and what would leave nobody, cores apart', async () => {
    const { items } = await answerOf<Resilience>(past.product, `resilience?commune=${CUT_COMMUNE}&layer=4G&limit=3`);
    const first = section('Nếu mất một phần tử (N−1)').getByRole('listitem').first();
    expect(await first.innerText()).toContain(`${whole(items[0]?.lost['4G'] ?? NaN)} người`);
    const answer = await answerOf<CommuneResilience>(past.product, 'resilience/communes');
    const standing = answer.items.find(({ code }) => code === CUT_COMMUNE);
    const [taker] = standing?.takenBy ?? [];
    expect(taker).toMatchObject({ kind: 'link', code: CUT_LINK, communes: 1 });
    const left = await section('Nhà mạng còn phục vụ').innerText();
    expect(left).toContain(`Chỉ cần hỏng Đoạn ${taker?.name ?? '?'} là xã không còn nhà mạng nào.`);
    for (const core of standing?.takenByCores ?? []) expect(left).toContain(`Mất lõi ${core.name}`);
  });

  it('tells the outages of thirty days as they were', async () => {
    const { items, total } = await answerOf<OutageHistory>(past.product, `outages?commune=${CUT_COMMUNE}`);
    expect(items.find(({ kind }) => kind === 'link')).toMatchObject({
      code: CUT_LINK,
      cause: 'transmission',
      from: new Date(past.cut.begin).toISOString(),
      to: new Date(past.cut.end).toISOString(),
    });
    const { code, begin } = past.power;
    // It began with an hour: what began with it is told all the same.
    expect(items.find((item) => item.cause === 'power')).toMatchObject({
      ...{ code, stations: 1 },
      from: new Date(begin).toISOString(),
    });
    const part = section('Sự cố 30 ngày');
    expect(await part.getByRole('heading').locator('..').innerText()).toContain(String(total));
    const availability = await answerOf<AvailabilityHistory>(
      past.product,
      `availability?by=commune&commune=${CUT_COMMUNE}`,
    );
    const share = availability.items[0]?.total.availability ?? NaN;
    expect(share).toBeLessThan(100);
    expect(await part.innerText()).toContain(vi(share, 3));
  });

  it.each([
    [1440, 'light'],
    [390, 'dark'],
  ] as const)('has room for an outage that was partly not observed at %i px, %s', async (width, theme) => {
    const other = await watchedPage(browser, { width, theme });
    await other.page.route('**/api/v1/outages?**', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as OutageHistory;
      const items = answer.items.map((item) => ({ ...item, unknownMs: 2 * 60_000 }));
      await route.fulfill({ response, json: { ...answer, items } });
    });
    await opened(other);
    const lines = other.page.getByRole('region', { name: 'Sự cố 30 ngày' }).getByRole('listitem');
    await lines.filter({ hasText: '+ 2 phút không quan sát' }).first().waitFor();
    const line = lines.filter({ hasText: past.power.code }).first();
    const code = line.getByText(past.power.code, { exact: true });
    expect(await code.evaluate((element) => element.getClientRects().length)).toBe(1);
    // What it was has the better part of the line.
    const [words, all] = await Promise.all([code.locator('..').boundingBox(), line.boundingBox()]);
    expect(words?.width).toBeGreaterThan((all?.width ?? NaN) / 2);
    await other.close();
  });

  it('shows an outage that goes on as going on', async () => {
    const { url } = past.product;
    const station = past.power.code;
    const response = await fetch(`${url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${past.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ events: [{ at: new Date().toISOString(), station, state: 'down', cause: 'equipment' }] }),
    });
    expect(response.status).toBe(200);
    await expect
      .poll(
        async () => {
          const { items } = await answerOf<OutageHistory>(past.product, `outages?commune=${CUT_COMMUNE}`);
          return items.find(({ cause }) => cause === 'equipment')?.to;
        },
        { timeout: 20_000 },
      )
      .toBeNull();
    await opened();
    await section('Sự cố 30 ngày').getByText('đang mở', { exact: false }).first().waitFor();
  });

  it('changes the technology, gives the trend as a table, and keeps both in the URL or at hand', async () => {
    const page = await opened();
    await page.getByRole('group').getByRole('button', { name: '2G', exact: true }).first().click();
    await page.waitForURL(/cn=2G/);
    const { coverage } = await answerOf<CommuneBody>(past.product, `communes/${CUT_COMMUNE}`);
    await page
      .locator('main dl')
      .first()
      .getByText(`${vi(coverage['2G'].population)}%`)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Bảng', exact: true }).click();
    const download = page.waitForEvent('download');
    await section('Xu hướng 12 tháng')
      .getByRole('button', { name: /Tải|CSV/ })
      .click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(watched.complaints).toEqual([]);
  });

  it.each([
    [1440, 'dark', 'vi'],
    [1920, 'light', 'en'],
    [390, 'light', 'vi'],
  ] as const)('has room and keeps nobody out at %i px, %s, %s', async (width, theme, language) => {
    const other = await watchedPage(browser, { width, theme, language });
    const page = await opened(other);
    expect(await spilt(page, 'nav a, header, #main, main section')).toEqual([]);
    if (width !== 1920) expect(await barriersOf(page)).toEqual([]);
    expect(other.complaints).toEqual([]);
    await other.close();
  });
});
