/** A moment of which more was told later: what is rolled up without it is read, and the answers are those of playing it all. */
import { expect, it, vi } from 'vitest';
import { dayOf } from '../../../server/calendar.ts';
import { layerIndex } from '../../../server/contract/terms.ts';
import { defaultThresholds } from '../../../server/coverage/engine.ts';
import { pastKnownAt } from '../../../server/history/known-past.ts';
import { HistoryService } from '../../../server/history/service.ts';
import type { Item } from '../../../server/slice.ts';
import type { Past } from '../../../server/store/past.ts';
import { BEGIN, RECORDS, STALE_AFTER, liveWorld, word } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { DAY, HOUR, MINUTE } from '../../support/store-rows.ts';

const FIRST = dayOf(BEGIN) - 6 * DAY;
const KNOWN = BEGIN + 2 * MINUTE;

async function told() {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, FIRST);
  live.store.beginUptime(FIRST);
  live.store.keepUptime(BEGIN);
  const tell = (items: Item[], receivedAt: number) =>
    live.pipeline.submit({ key: { id: 1, operator: null, freshness: 'station' }, items, refused: 0, receivedAt });
  const noon = FIRST + 2 * DAY + 12 * HOUR;
  await tell([word(0, noon, 2, { cause: 0 }), word(0, noon + 5 * HOUR, 0), word(1, BEGIN - HOUR, 2)], BEGIN);
  const { history, past } = historyOf(live);
  await history.settle();
  live.store.keepUptime(BEGIN + 10 * MINUTE);
  return { past, tell };
}

function answersOf(past: Past, playsAll: boolean) {
  const service = new HistoryService({
    ...{ past, playsAll, thresholds: defaultThresholds, staleAfterMs: STALE_AFTER, clock: () => KNOWN },
    setting: { province: 'Hưng Yên', thresholds: { ...defaultThresholds }, tiles: null },
    write: () => Promise.reject(new Error('it is only read')),
  });
  const all = { from: FIRST, to: KNOWN, communes: null, operators: null } as const;
  return [
    service.coverage({ ...all, layers: [layerIndex('4G', 'any'), layerIndex('any', 'VTL')], bucket: 'period' }),
    service.availability({ ...all, by: 'station', bucket: 'period' }),
    service.outages({ ...all, kind: null, cause: null, atLeastMs: 0, limit: 1_000, cursor: 0 }),
  ];
}

it('reads what is rolled up before the first word told later, as if all were played', async () => {
  const { past, tell } = await told();
  expect(past.firstToldAfter(KNOWN)).toBeNull();
  await tell([word(2, BEGIN + MINUTE, 2)], KNOWN + MINUTE);
  const settledTo = past.settledTo() ?? Infinity;
  expect(past.firstToldAfter(KNOWN)).toBe(BEGIN + MINUTE);
  expect(settledTo).toBeLessThanOrEqual(BEGIN + MINUTE);
  const played = answersOf(pastKnownAt(past, KNOWN), true);
  const rollups = vi.spyOn(past, 'rollups');
  expect(answersOf(pastKnownAt(past, KNOWN, settledTo), false)).toEqual(played);
  expect(rollups).toHaveBeenCalled();
  for (const [, , to] of rollups.mock.calls) expect(to).toBeLessThanOrEqual(settledTo);
});

it('knows how far back what was told later reaches', async () => {
  const { past, tell } = await told();
  await tell([word(2, BEGIN + MINUTE, 2), word(3, FIRST + 3 * DAY, 2)], KNOWN + MINUTE);
  expect(past.firstToldAfter(KNOWN)).toBe(FIRST + 3 * DAY);
  expect(past.firstToldAfter(KNOWN + MINUTE)).toBeNull();
});
