/** A mean over time that lacks less than one person. */
import { expect, it } from 'vitest';
import { reportOrderSchema } from '../../../server/contract/reports.ts';
import { WHOLE } from '../../../server/contract/scope.ts';
import { dateOf } from '../../../server/calendar.ts';
import { defaultThresholds } from '../../../server/coverage/engine.ts';
import { buildDocument } from '../../../server/reports/build.ts';
import { COVERED } from '../../support/report-of.ts';
import { BEGIN, liveWorld, word } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { DAY, HOUR } from '../../support/store-rows.ts';
import { DESK_SETTING } from '../../support/desk-setting.ts';

const SECOND = 1_000;
const [UP, DOWN] = [0, 2];

/** @param lasts how long T-5 was cut in the five days, ms */
async function reportOf(template: 'coverage' | 'commune', lasts: number) {
  const live = liveWorld();
  live.store.saveInventory(COVERED, BEGIN - 6 * DAY);
  live.store.beginUptime(BEGIN - 6 * DAY);
  live.store.keepUptime(BEGIN);
  const link = live.world.targets.ofLink(live.world.inventory.linkByCode.get('T-5') ?? -1);
  const items = [word(link, BEGIN - 36 * HOUR, DOWN), word(link, BEGIN - 36 * HOUR + lasts, UP)];
  const key = { id: 1, operator: null, freshness: 'station' } as const;
  if (lasts > 0) await live.pipeline.submit({ key, items, refused: 0, receivedAt: BEGIN });
  const { history } = historyOf(live);
  await history.settle();
  const [from = 0, to = 0] = [5, 1].map((ago) => dateOf(BEGIN - ago * DAY));
  const { document } = await buildDocument(
    {
      ...{ id: 'x', issuer: DESK_SETTING.issuer, place: 'tỉnh Hưng Yên', thresholds: defaultThresholds, now: BEGIN },
      order: reportOrderSchema.parse({ template, from, to, communes: template === 'commune' ? ['1'] : [] }),
      ...{ previousBulletin: null, scope: WHOLE },
    },
    history,
    () => undefined,
  );
  const text = document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : [])).join('\n');
  return { text, table: document.tables.find(({ name }) => name === 'Xã, phường') };
}

it.each(['coverage', 'commune'] as const)('is neither nobody nor a whole one: %s', async (template) => {
  const { text, table } = await reportOf(template, 8 * SECOND);
  expect(text).toContain('đạt 99,9%');
  expect(text).toMatch(/[Cc]òn chưa tới 1 người \(bình quân\) chưa có sóng 4G/);
  const at = table?.columns.findIndex(({ key }) => key === 'chua_co') ?? -1;
  for (const row of table?.rows ?? []) expect(row[at]).toBe(0);
  expect(table?.note).toContain('bình quân theo thời gian trong kỳ chưa tới 1 người.');
});

it('counts whole ones as before, and nobody where all are covered', async () => {
  const hour = await reportOf('commune', HOUR);
  expect(hour.text).toContain('còn 83 người chưa có sóng 4G'); // 10.000 · 1 h / 120 h
  const never = await reportOf('commune', 0);
  expect(never.text).toContain('đạt 100,0%');
  expect(never.text).toContain('còn 0 người chưa có sóng 4G');
  expect(never.table?.note).not.toContain('hưa tới 1');
});
