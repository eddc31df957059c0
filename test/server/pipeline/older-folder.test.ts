/** Data folders of earlier programs, opened by this one: from before each word knew its line in the event feed, and each line its key. */
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { Keys } from '../../../server/accounts/keys.ts';
import { Pipeline } from '../../../server/pipeline.ts';
import type { Item, Submission } from '../../../server/slice.ts';
import { DEGRADED, DOWN, UP } from '../../../server/state/element-states.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import type { Store } from '../../../server/store/store.ts';
import { BEGIN, liveWorld, rebuilt, word } from '../../support/live-world.ts';
import { MINUTE } from '../../support/store-rows.ts';

const KEY = { id: 1, operator: null, freshness: 'station' } as const;
/** The schema it wrote; what was added since is taken away again by `age`. */
const SCHEMA = 4;
/** The last one whose lines did not know the key that told them. */
const SCHEMA_WITHOUT_KEYS = 8;

/** Makes the file what that program wrote. */
function age(file: string): void {
  const db = new Database(file);
  const months = db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'change_[0-9]*'`)
    .pluck()
    .all();
  for (const table of months) db.exec(`ALTER TABLE ${table} DROP COLUMN line`);
  db.exec(`ALTER TABLE journal DROP COLUMN apiKey; ALTER TABLE journal DROP COLUMN gone; ALTER TABLE apiKey DROP COLUMN heard; DROP TABLE maintenance; DROP TABLE guess;
           ALTER TABLE account DROP COLUMN operators; ALTER TABLE account DROP COLUMN communes`);
  db.pragma(`user_version = ${String(SCHEMA)}`);
  db.close();
}

async function tell(store: Store, now: number, items: readonly Item[], key: Submission['key'] = KEY): Promise<void> {
  const world = rebuilt(store, now);
  const pipeline = new Pipeline({ store, world, clock: () => now, onCommitted: () => undefined });
  // One by one: that program put late words where they came, so that all it wrote came in order.
  for (const item of items) await pipeline.submit({ key, items: [item], refused: 0, receivedAt: now });
}

/** Which word has which line. */
function linesOf(store: Store, items: readonly Item[], idOf: (target: number) => number) {
  return items.map(({ target, word: { at } }) => store.lines.toldAt(idOf(target), at));
}

const history = fc.uniqueArray(
  fc.record({
    target: fc.constantFrom(0, 46),
    // Three months, and a few minutes in which much happens.
    ago: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(60 * 24 * 25, 60 * 24 * 26, 60 * 24 * 50)),
    state: fc.constantFrom(UP, UP, DEGRADED, DOWN),
  }),
  { minLength: 1, maxLength: 24, selector: ({ target, ago }) => `${String(target)} ${String(ago)}` },
);

it('keeps the line of each word and their order, and takes late words in as ever', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(history, history, async (first, late) => {
      const items = (list: typeof first) =>
        list.map(({ target, ago, state }) => word(target, BEGIN - ago * MINUTE, state, { text: String(state) }));
      const inOrder = items(first).sort((a, b) => a.word.at - b.word.at);
      const { store, file, world } = liveWorld();
      await tell(store, BEGIN, inOrder);
      const idOf = (target: number) => world.ids[target] ?? 0;
      const feed = store.events({ limit: 500 });
      const lines = linesOf(store, inOrder, idOf);
      const other = liveWorld();
      await tell(other.store, BEGIN, inOrder);
      store.close();
      age(file);

      const again = openStore(file);
      onTestFinished(() => {
        again.close();
      });
      expect(again.events({ limit: 500 })).toEqual(feed);
      expect(linesOf(again, inOrder, idOf)).toEqual(lines);
      await tell(again, BEGIN + MINUTE, items(late));
      await tell(other.store, BEGIN + MINUTE, items(late));
      expect(again.events({ limit: 500 })).toEqual(other.store.events({ limit: 500 }));
    }),
    { numRuns: 25 },
  );
});

it('keeps the lines that do not say who told them, and knows it of those told anew', async () => {
  const { store, file } = liveWorld();
  const manual = new Keys(store, () => BEGIN).ofSource('manual');
  const at = (minutes: number, state: number) => word(0, BEGIN - minutes * MINUTE, state);
  await tell(store, BEGIN, [at(9, DOWN), at(5, UP), at(1, UP)], manual);
  const feed = store.events({ limit: 9 });
  expect(feed.map(({ source }) => source)).toEqual(['manual', 'manual']);
  store.close();
  const db = new Database(file);
  db.exec('ALTER TABLE journal DROP COLUMN apiKey; DROP TABLE guess');
  db.pragma(`user_version = ${String(SCHEMA_WITHOUT_KEYS)}`);
  db.close();

  const again = openStore(file);
  onTestFinished(() => {
    again.close();
  });
  expect(again.events({ limit: 9 })).toEqual(feed.map((line) => ({ ...line, source: undefined })));
  // A feed tells of an outage in between: the old word that it was up again is news now.
  await tell(again, BEGIN, [at(3, DOWN)], { ...KEY, id: manual.id + 1 });
  expect(again.events({ limit: 9 }).map(({ to, source }) => [to, source])).toEqual([
    ['up', 'manual'],
    ['down', undefined],
    ['up', undefined],
    ['down', undefined],
  ]);
});
