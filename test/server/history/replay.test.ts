/** A past moment and the frames from there on lead to the same picture as the moment they lead to. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyDelta, fromSnapshot, type Picture } from '../../../client/model/picture.ts';
import type { Item } from '../../../server/slice.ts';
import { BEGIN, RECORDS, STALE_AFTER, liveWorld, word } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { DAY, HOUR, MINUTE } from '../../support/store-rows.ts';

const told = fc.record({
  target: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 41, max: 50 })),
  ago: fc.integer({ min: 1, max: 300 }),
  state: fc.integer({ min: 0, max: 2 }),
});

function shown({ stationStates, linkStates, nodeStates, fibre, communes }: Picture) {
  return { stationStates, linkStates, nodeStates, fibre, live: communes.map(({ live }) => live) };
}

it('plays from one moment to another as the map stood there', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(told, { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 1, max: 290 }),
      async (words, ago) => {
        const live = liveWorld();
        live.store.saveInventory(RECORDS, BEGIN - 2 * DAY);
        live.store.beginUptime(BEGIN - 2 * DAY);
        live.store.keepUptime(BEGIN);
        const { history } = historyOf(live);
        const items = words.map(({ target, ago: minutes, state }): Item =>
          word(target, BEGIN - minutes * MINUTE, state),
        );
        const key = { id: 1, operator: null, freshness: 'station' } as const;
        await live.pipeline.submit({ key, items, refused: 0, receivedAt: live.clock.now });
        live.store.keepSilence(live.world.ids[0] ?? 0, BEGIN - 200 * MINUTE, null);
        live.store.keepSilence(live.world.ids[0] ?? 0, BEGIN - 200 * MINUTE, BEGIN - 100 * MINUTE);
        live.store.keepSilence(live.world.ids[2] ?? 0, BEGIN - 150 * MINUTE, null);

        const from = BEGIN - 5 * HOUR;
        const to = BEGIN - ago * MINUTE + 1;
        let picture = fromSnapshot(history.snapshotAt({ at: from, known: Infinity }));
        const { frames, to: reached } = history.frames({ from, to, known: Infinity });
        expect(Date.parse(reached)).toBe(to);
        for (const frame of frames) picture = applyDelta(picture, frame);
        const there = fromSnapshot(history.snapshotAt({ at: to, known: Infinity }));
        expect(shown(picture)).toEqual(shown(there));
      },
    ),
    { numRuns: 25 },
  );
});

it('shows who was silent then, and since when', () => {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, BEGIN - 2 * DAY);
  live.store.beginUptime(BEGIN - 2 * DAY);
  live.store.keepUptime(BEGIN);
  const { history } = historyOf(live);
  const [first = 0, second = 0] = live.world.ids;
  live.store.keepSilence(first, BEGIN - 2 * HOUR, null);
  live.store.keepSilence(first, BEGIN - 2 * HOUR, BEGIN - HOUR);
  live.store.keepSilence(second, 0, null);
  const stateAt = (at: number) =>
    history.snapshotAt({ at, known: Infinity }).stationStates.map(([, state, since]) => [state, since]);
  expect(stateAt(BEGIN - 90 * MINUTE).slice(0, 2)).toEqual([
    [2, BEGIN - 2 * HOUR],
    [2, 0],
  ]);
  expect(stateAt(BEGIN - 30 * MINUTE).slice(0, 2)).toEqual([
    [0, 0],
    [2, 0],
  ]);
  expect(STALE_AFTER).toBeLessThan(HOUR);
});
