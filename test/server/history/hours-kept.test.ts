/** Hours are rolled away after thirteen months; what is asked of the time before is answered from the days, the same as ever. */
import { expect, it } from 'vitest';
import { dayOf } from '../../../server/calendar.ts';
import { layerIndex } from '../../../server/contract/terms.ts';
import { BEGIN, RECORDS, liveWorld, word } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { DAY, HOUR } from '../../support/store-rows.ts';

const FIRST = dayOf(BEGIN - 3 * DAY);
const [UP, DOWN] = [0, 2];

it('rolls hours away when they are old, and answers from the days', async () => {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, FIRST);
  live.store.beginUptime(FIRST);
  live.store.keepUptime(BEGIN);
  const station = live.world.targets.ofStation(0);
  const items = [word(station, FIRST + DAY + 3 * HOUR, DOWN), word(station, FIRST + DAY + 9 * HOUR, UP)];
  const key = { id: 1, operator: null, freshness: 'station' } as const;
  await live.pipeline.submit({ key, items, refused: 0, receivedAt: BEGIN });
  const { history, past } = historyOf(live);
  await history.settle();
  const whole = { from: FIRST + DAY, to: FIRST + 2 * DAY };
  const answers = () => ({
    coverage: history.coverage({
      ...whole,
      layers: [layerIndex('4G', 'any')],
      bucket: 'day',
      communes: null,
    }).province,
    availability: history.availability({ ...whole, by: 'station', bucket: 'period', communes: null, operators: null })
      .items,
  });
  const young = answers();
  expect(young.availability.some(({ total }) => total.unavailableMs === 6 * HOUR)).toBe(true);
  expect(past.rollups('hour', FIRST, BEGIN)).toHaveLength((BEGIN - FIRST) / HOUR);

  // A year and two months on, after a while in which nobody was there.
  live.clock.now = BEGIN + 420 * DAY;
  live.store.beginUptime(live.clock.now - HOUR);
  live.store.keepUptime(live.clock.now);
  await history.settle();
  expect(past.rollups('hour', FIRST, BEGIN)).toEqual([]);
  expect(past.rollups('day', FIRST, BEGIN).length).toBeGreaterThanOrEqual(3);
  expect(answers()).toEqual(young);
});
