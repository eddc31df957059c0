/** Books that are opened in the middle of an outage say of it what books say that saw it begin, wherever the hours were rolled up. */
import { expect, it, vi } from 'vitest';
import { CAUSES } from '../../../server/contract/terms.ts';
import type { OutageBody } from '../../../server/contract/history.ts';
import { BEGIN, RECORDS, liveWorld, word, type LiveWorld } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { HOUR, MINUTE } from '../../support/store-rows.ts';

const [UP, DOWN] = [0, 2];
const KEY = { id: 1, operator: null, freshness: 'station' } as const;
const [POWER, TRANSMISSION] = [CAUSES.indexOf('power'), CAUSES.indexOf('transmission')];

interface Told {
  at: number;
  of: (live: LiveWorld) => number;
  state: number;
  cause?: number;
}

const station =
  (code: string) =>
  ({ world: { targets, inventory } }: LiveWorld) =>
    targets.ofStation(inventory.stationByCode.get(code) ?? -1);
const spur = ({ world: { targets, inventory } }: LiveWorld) => targets.ofLink(inventory.linkByCode.get('T-5') ?? -1);

/** The same story rolled up hour by hour as it happens, and played from the words alone. */
async function bothWays(story: readonly Told[]): Promise<{ rolledUp: OutageBody[]; played: OutageBody[] }> {
  const live = liveWorld();
  const { store, clock, pipeline } = live;
  store.saveInventory(RECORDS, BEGIN - HOUR);
  store.beginUptime(BEGIN - HOUR);
  const until = (now: number) => {
    clock.now = now;
    store.keepUptime(now);
  };
  const { history } = historyOf(live);
  for (let hour = BEGIN; hour <= BEGIN + 5 * HOUR; hour += HOUR) {
    for (const { at, of, state, cause = -1 } of story.filter((one) => hour - HOUR < one.at && one.at <= hour)) {
      until(at);
      await pipeline.submit({ key: KEY, items: [word(of(live), at, state, { cause })], refused: 0, receivedAt: at });
    }
    until(hour);
    await history.settle();
  }
  const outagesOf = (of: typeof history): OutageBody[] =>
    of.outages({
      ...{ from: BEGIN - HOUR, to: clock.now, kind: null, cause: null, communes: null, operators: null },
      ...{ atLeastMs: 0, limit: Infinity, cursor: 0 },
    }).items;
  const { history: raw, past } = historyOf(live);
  vi.spyOn(past, 'settledTo').mockReturnValue(null);
  vi.spyOn(past, 'rollups').mockReturnValue([]);
  return { rolledUp: outagesOf(history), played: outagesOf(raw) };
}

it('knows that an outage goes on whose cause is told anew in the very millisecond in which an hour begins', async () => {
  const { rolledUp, played } = await bothWays([
    { at: BEGIN + 20 * MINUTE, of: station('S-1'), state: DOWN, cause: TRANSMISSION },
    { at: BEGIN + HOUR, of: station('S-1'), state: DOWN, cause: POWER },
    { at: BEGIN + 2 * HOUR + 7 * MINUTE, of: station('S-1'), state: UP },
  ]);
  expect(rolledUp).toEqual(played);
  const [second, first] = rolledUp;
  expect(first).toMatchObject({
    cause: 'transmission',
    continues: false,
    people: { '4G': expect.toSatisfy((n) => n > 0) },
  });
  expect(second).toMatchObject({ cause: 'power', continues: true, people: null });
});

it('knows whom an outage hurts that begins in the very millisecond in which an hour begins', async () => {
  const { rolledUp, played } = await bothWays([
    { at: BEGIN + HOUR, of: station('S-1'), state: DOWN, cause: POWER },
    { at: BEGIN + HOUR, of: station('S-3'), state: DOWN, cause: POWER },
    { at: BEGIN + HOUR, of: spur, state: DOWN, cause: POWER },
    { at: BEGIN + 3 * HOUR, of: spur, state: UP },
  ]);
  expect(rolledUp).toEqual(played);
  expect(rolledUp.find(({ code }) => code === 'T-5')).toMatchObject({ stations: 1 });
});

it.each([
  ['while its path is still cut', BEGIN + 3 * HOUR],
  ['after its path was mended', BEGIN + 100 * MINUTE],
])('has what was a cut of a path and became its own, %s', async (_, mended) => {
  const { rolledUp, played } = await bothWays([
    { at: BEGIN + 10 * MINUTE, of: spur, state: DOWN },
    { at: BEGIN + 30 * MINUTE, of: station('S-2'), state: DOWN, cause: TRANSMISSION },
    { at: mended, of: spur, state: UP },
    { at: BEGIN + 3 * HOUR + MINUTE, of: station('S-2'), state: DOWN, cause: POWER },
    { at: BEGIN + 4 * HOUR + MINUTE, of: station('S-2'), state: UP },
  ]);
  expect(rolledUp).toEqual(played);
  expect(rolledUp.filter(({ code }) => code === 'S-2').map(({ cause }) => cause)).toEqual(['power', 'transmission']);
});
