/** What single failures would take is worked out in the background after changes, and told as it was then. */
import { expect, it } from 'vitest';
import { layerIndex } from '../../../server/contract/terms.ts';
import { BEGIN, RECORDS, liveWorld, word } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { HOUR, MINUTE } from '../../support/store-rows.ts';

const DOWN = 2;
const QUESTION = { basis: 'live', layer: layerIndex('4G', 'any'), communes: null, limit: 100 } as const;

/** Worked out in the background at BEGIN. */
function refreshed() {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, BEGIN - HOUR);
  live.store.beginUptime(BEGIN - HOUR);
  live.clock.now = BEGIN;
  const { history } = historyOf(live);
  history.refresh();
  return { live, history };
}

it('is worked out again once something was written, not by whoever asks', async () => {
  const live = liveWorld();
  const { store, clock, pipeline, world } = live;
  store.saveInventory(RECORDS, BEGIN - HOUR);
  store.beginUptime(BEGIN - HOUR);
  const { history } = historyOf(live);
  const pass = () => {
    clock.now += MINUTE;
    store.keepUptime(clock.now);
  };
  const told = () => {
    const { computedAt, items } = history.resilience(QUESTION);
    return { minutes: (Date.parse(computedAt) - BEGIN) / MINUTE, codes: items.map(({ code }) => code) };
  };
  clock.now = BEGIN;
  history.refresh();
  expect(told().minutes).toBe(0);
  expect(told().codes).toContain('S-1');

  // Nothing was written: it is as it was.
  clock.now += MINUTE / 2;
  history.refresh();
  expect(told().minutes).toBe(0);

  const station = world.targets.ofStation(world.inventory.stationByCode.get('S-1') ?? -1);
  await pipeline.submit({
    ...{ key: { id: 1, operator: null, freshness: 'station' } as const, refused: 0, receivedAt: clock.now },
    items: [word(station, clock.now, DOWN)],
  });
  pass();
  expect(told().minutes).toBe(0);
  history.refresh();
  expect(told().minutes).toBe(1.5);
  expect(told().codes).not.toContain('S-1');

  // Should the background be behind, nobody is told of an older one than two minutes.
  pass();
  expect(told().minutes).toBe(1.5);
  pass();
  expect(told().minutes).toBe(3.5);
});

it('is worked out as built too, once for a network: the first report does not wait for it', () => {
  const { live, history } = refreshed();
  live.clock.now += HOUR;
  const { computedAt } = history.resilience({ ...QUESTION, basis: 'as-built' });
  expect(Date.parse(computedAt)).toBe(BEGIN);
});

it('is worked out again of another network at once', () => {
  const { live, history } = refreshed();
  expect(history.resilience(QUESTION).items.map(({ code }) => code)).toContain('S-1');
  live.clock.now += 1_000;
  const left = RECORDS.stations.filter(({ code }) => code !== 'S-1');
  const cells = RECORDS.cells.filter(({ station }) => station !== 'S-1');
  live.store.saveInventory({ ...RECORDS, stations: left, cells }, live.clock.now);
  expect(history.resilience(QUESTION).items.map(({ code }) => code)).not.toContain('S-1');
});
