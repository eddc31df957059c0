/** What was told late of a period is worked in when somebody asks about it, before the rest. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dateOf, dayOf } from '../../../server/calendar.ts';
import { layerIndex } from '../../../server/contract/terms.ts';
import type { HistoryService } from '../../../server/history/service.ts';
import type { Item } from '../../../server/slice.ts';
import { BEGIN, RECORDS, liveWorld, word, type LiveWorld } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { DAY, HOUR } from '../../support/store-rows.ts';

const FIRST = dayOf(BEGIN) - 6 * DAY;
const LAYERS = [layerIndex('4G', 'any'), layerIndex('any', 'VTL')];
const day = (ago: number) => {
  const from = dayOf(BEGIN) - ago * DAY;
  return { from, to: from + DAY };
};

function observed(): LiveWorld {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, FIRST);
  live.store.beginUptime(FIRST);
  live.store.keepUptime(BEGIN);
  return live;
}

const tell = ({ pipeline }: LiveWorld, items: Item[]) =>
  pipeline.submit({
    key: { id: 1, operator: null, freshness: 'station' },
    ...{ items, refused: 0, receivedAt: BEGIN },
  });

/** Down for two hours at the noon of a day. */
const outage = (target: number, daysAgo: number) => {
  const noon = day(daysAgo).from + 12 * HOUR;
  return [word(target, noon, 2, { cause: 0 }), word(target, noon + 2 * HOUR, 0)];
};

function answersOf(history: HistoryService, period: { from: number; to: number }) {
  const all = { ...period, communes: null, operators: null } as const;
  return [
    history.coverage({ ...all, layers: LAYERS, bucket: 'day' }),
    history.availability({ ...all, by: 'station', bucket: 'hour' }),
    history.outages({ ...all, kind: null, cause: null, atLeastMs: 0, limit: 1_000, cursor: 0 }),
  ];
}

it('works in the days of the asked period alone, names the others, and leaves none in the end', async () => {
  const live = observed();
  const { history, past } = historyOf(live);
  // They are heard of again at the end of each outage that will be told: nothing after it is in doubt.
  await tell(
    live,
    [0, 1, 2, 3].flatMap((target) => [4, 2].flatMap((ago) => outage(target, ago).slice(1))),
  );
  await history.settle();
  const before = past.rollups('day', FIRST, BEGIN);
  await tell(live, [...outage(0, 4), ...outage(1, 2)]);
  const asked = day(4);
  expect(history.pending({ from: FIRST, to: BEGIN })).toEqual([dateOf(asked.from), dateOf(day(2).from)]);
  expect(answersOf(history, asked)).toMatchObject(Array.from({ length: 3 }, () => ({ pending: [dateOf(asked.from)] })));

  await history.settleWithin(asked);
  expect(history.pending(asked)).toEqual([]);
  expect(history.pending({ from: FIRST, to: BEGIN })).toEqual([dateOf(day(2).from)]);
  const after = past.rollups('day', FIRST, BEGIN);
  const changed = after.filter(({ availability }, n) => !sameBytes(availability, before[n]?.availability));
  expect(changed.map(({ start }) => start)).toEqual([asked.from]);
  for (const answer of answersOf(history, asked)) expect(answer).not.toHaveProperty('pending');

  // Told of the same day again it lacks that again; marks that are gone give their numbers away.
  await tell(live, outage(2, 4));
  expect(history.pending(asked)).toEqual([dateOf(asked.from)]);
  // The first may be the run of those who asked, which began before.
  await history.settle();
  await history.settle();
  expect(past.dirty()).toEqual([]);
  await tell(live, outage(3, 4));
  expect(history.pending(asked)).toEqual([dateOf(asked.from)]);
});

it('answers as if all had been worked in, whatever came late and when it was asked', { timeout: 60_000 }, async () => {
  const late = fc.array(
    fc.record({
      target: fc.integer({ min: 0, max: 50 }),
      daysAgo: fc.integer({ min: 1, max: 5 }),
      together: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(late, fc.integer({ min: 1, max: 5 }), async (happenings, askedAgo) => {
      const live = observed();
      const { history } = historyOf(live);
      const asked = day(askedAgo);
      await history.settle();
      for (const { target, daysAgo, together } of happenings) {
        await tell(live, outage(target, daysAgo));
        // Asked while the rest is being worked off.
        if (together) await Promise.all([history.settle(), history.settleWithin(asked)]);
      }
      await history.settleWithin(asked);
      const answers = answersOf(history, asked);
      await history.settle();
      expect(answers).toEqual(answersOf(history, asked));
      // And as if nothing had ever been rolled up without it.
      const fresh = observed();
      for (const { target, daysAgo } of happenings) await tell(fresh, outage(target, daysAgo));
      const { history: other } = historyOf(fresh);
      await other.settle();
      expect(answers).toEqual(answersOf(other, asked));
    }),
    { numRuns: 15 },
  );
});

it('tells whoever waits when the disk refuses, and works it in at the next try', async () => {
  const live = observed();
  const { history } = historyOf(live);
  await history.settle();
  await tell(live, outage(0, 4));
  const save = live.store.saveSettled.bind(live.store);
  live.store.saveSettled = () => {
    throw new Error('disk full');
  };
  await expect(history.settleWithin(day(4))).rejects.toThrow('disk full');
  live.store.saveSettled = save;
  await history.settleWithin(day(4));
  expect(history.pending(day(4))).toEqual([]);
});

function sameBytes(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && Buffer.from(a).equals(Buffer.from(b));
}
