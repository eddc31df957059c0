/** A line of the event feed says what told the word it is of, wherever and whenever it is read. */
import { expect, it } from 'vitest';
import { CLI } from '../../../server/accounts/audit.ts';
import { Keys } from '../../../server/accounts/keys.ts';
import type { FeedEvent } from '../../../server/contract/wire.ts';
import { DOWN, UP } from '../../../server/state/element-states.ts';
import type { KeyRow } from '../../../server/store/store.ts';
import { feedLine } from '../../../server/stream/feed-lines.ts';
import { BEGIN, liveWorld, word } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { HOUR, MINUTE } from '../../support/store-rows.ts';

const STATION = 0;
const LINK = 46;

function stage() {
  const live = liveWorld();
  const keys = new Keys(live.store, () => live.clock.now);
  const targetOfId = new Map(Array.from(live.world.ids, (id, target) => [id, target]));
  return {
    ...live,
    keys,
    feed: keys.create({ name: 'feed', operator: null, freshness: 'station' }, CLI).row,
    tell: async (key: KeyRow, ...items: ReturnType<typeof word>[]) => {
      live.clock.now += MINUTE;
      await live.pipeline.submit({ key, items, refused: 0, receivedAt: live.clock.now });
    },
    /** What viewers are shown of the last request. */
    shown: () =>
      (live.committed.at(-1)?.entries ?? []).map((entry) =>
        feedLine(live.world, entry, targetOfId, (key) => keys.sourceOf(key)),
      ),
  };
}

const sources = (events: readonly FeedEvent[]) => events.map(({ to, source }) => [to, source]);

it('is told of the whole feed, of one element, and of what viewers are shown at once', async () => {
  const { keys, feed, store, tell, shown } = stage();
  await tell(feed, word(STATION, BEGIN, DOWN), word(LINK, BEGIN, DOWN));
  expect(shown()).toEqual(store.events({ limit: 9 }).reverse());
  expect(shown()).toHaveLength(2);
  for (const line of shown()) expect(line).not.toHaveProperty('source');
  await tell(keys.ofSource('manual'), word(STATION, BEGIN + 1, UP), word(LINK, BEGIN + 1, UP));
  expect(shown()).toMatchObject([{ source: 'manual' }, { source: 'manual' }]);
  await tell(keys.ofSource('import'), word(STATION, BEGIN + 2, DOWN));
  expect(shown()).toMatchObject([{ source: 'import' }]);
  expect(sources(store.events({ limit: 9, station: 'S-1' }))).toEqual([
    ['down', 'import'],
    ['up', 'manual'],
    ['down', undefined],
  ]);
  expect(sources(store.events({ limit: 9, link: 'T-1' }))).toEqual([
    ['up', 'manual'],
    ['down', undefined],
  ]);
});

it('is that of the word, whoever it was that had the line told anew', async () => {
  const { keys, feed, store, tell, shown } = stage();
  await tell(feed, word(STATION, BEGIN - 3 * MINUTE, DOWN));
  // Nothing new, so no line: until somebody says that it was up in between.
  await tell(keys.ofSource('manual'), word(STATION, BEGIN, DOWN));
  expect(shown()).toEqual([]);
  await tell(feed, word(STATION, BEGIN - MINUTE, UP));
  expect(shown()).toMatchObject([{ to: 'up' }, { to: 'down', at: new Date(BEGIN).toISOString(), source: 'manual' }]);
  expect(shown()[0]).not.toHaveProperty('source');
  expect(sources(store.events({ limit: 9 }))).toEqual([
    ['down', 'manual'],
    ['up', undefined],
    ['down', undefined],
  ]);
});

it('is told of the past, and of what was known then and is gone since', async () => {
  const live = stage();
  const { keys, feed, clock, tell } = live;
  await tell(keys.ofSource('manual'), word(STATION, BEGIN, DOWN));
  const then = clock.now;
  // Down before already: what was set by hand brought nothing new.
  await tell(feed, word(STATION, BEGIN - MINUTE, DOWN));
  await tell(feed, word(STATION, BEGIN + 1, UP));
  const { past } = historyOf(live);
  const told = (known: number) => sources(past.events(BEGIN - HOUR, BEGIN + HOUR, 9, known));
  expect(told(then)).toEqual([['down', 'manual']]);
  expect(told(Infinity)).toEqual([
    ['up', undefined],
    ['down', undefined],
  ]);
});

it('is nobody’s who only bears the name', async () => {
  const { keys, store, tell, shown } = stage();
  const { row } = keys.createSimulated({ name: 'import', operator: 'VTL', freshness: 'feed' });
  await tell(row, word(STATION, BEGIN, DOWN));
  expect(shown()).toHaveLength(1);
  expect(shown()).toEqual(store.events({ limit: 9 }));
  expect(shown()[0]).not.toHaveProperty('source');
});
