/** The event feed beside the words put in order of time. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CLI } from '../../../server/accounts/audit.ts';
import { Keys } from '../../../server/accounts/keys.ts';
import { ELEMENT_STATES, SOURCES, type Source } from '../../../server/contract/terms.ts';
import type { FeedEvent } from '../../../server/contract/wire.ts';
import type { Item } from '../../../server/slice.ts';
import type { KeyRow } from '../../../server/store/store.ts';
import { DEGRADED, DOWN, UP } from '../../../server/state/element-states.ts';
import { feedLine, retoldEntries } from '../../../server/stream/feed-lines.ts';
import { BEGIN, liveWorld, word, type LiveWorld } from '../../support/live-world.ts';
import { DAY, MINUTE } from '../../support/store-rows.ts';

/** A word, and what told it; null: a feed. */
interface Told extends Item {
  by: Source | null;
}

/** A station and a link. */
const TARGETS = [0, 46] as const;

/** A line exactly where the worst words of the moments, in order, change; the first word that all is well is none. */
function plainLines({ world }: LiveWorld, told: readonly Told[]) {
  return TARGETS.flatMap((target) => {
    const { code } = world.targets.name(target);
    const items = told.filter((item) => item.target === target);
    const moments = [...new Set(items.map((item) => item.word.at))].sort((a, b) => a - b);
    let held: { state: number; since: number } | null = null;
    return moments.flatMap((at) => {
      const worst = items.filter((item) => item.word.at === at).reduce((a, b) => (b.word.state > a.word.state ? b : a));
      const { state, text } = worst.word;
      const source = worst.by;
      if (held?.state === state) return [];
      const line = { code, at: new Date(at).toISOString(), from: held?.state ?? UP, to: state, text, source };
      const lasted = held === null ? null : at - held.since;
      const isNews = held !== null || state !== UP;
      held = { state, since: at };
      return isNews ? [{ ...line, from: ELEMENT_STATES[line.from], to: ELEMENT_STATES[state], lasted }] : [];
    });
  });
}

/** What must not depend on the order in which the words came. */
function shown(events: readonly FeedEvent[]) {
  return events
    .map(({ code, at, from, to, lasted, text = null, source = null }) => ({ code, at, from, to, lasted, text, source }))
    .sort((a, b) => a.code.localeCompare(b.code) || a.at.localeCompare(b.at));
}

function speakers({ store, clock }: LiveWorld) {
  const keys = new Keys(store, () => clock.now);
  const feed = keys.create({ name: 'feed', operator: null, freshness: 'station' }, CLI).row;
  return { keys, keyOf: (by: Source | null) => (by === null ? feed : keys.ofSource(by)) };
}

async function tell({ pipeline, clock }: LiveWorld, key: KeyRow, items: readonly Item[]): Promise<void> {
  clock.now += 1_000;
  await pipeline.submit({ key, items, refused: 0, receivedAt: clock.now });
}

const item = fc
  .record({
    target: fc.constantFrom(...TARGETS),
    ago: fc.oneof(fc.integer({ min: 0, max: 8 }), fc.constantFrom(40, 90, 60 * 30, 60 * 24 * 20)),
    state: fc.constantFrom(UP, UP, DEGRADED, DOWN),
  })
  .map(({ target, ago, state }) =>
    word(target, BEGIN - ago * MINUTE, state, { text: `${ELEMENT_STATES[state]} ${ago}` }),
  );
const request = fc.record({
  by: fc.constantFrom(null, ...SOURCES),
  items: fc.array(item, { minLength: 1, maxLength: 4 }),
});
const requests = fc.array(request, { minLength: 1, maxLength: 10 });

it(
  'has its lines where the words, put in order, change, whatever order they came in',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (plan) => {
        const live = liveWorld();
        const { keyOf } = speakers(live);
        const told: Told[] = [];
        const from = BEGIN - 30 * DAY;
        for (const { by, items } of plan) {
          await tell(live, keyOf(by), items);
          told.push(...items.map((one) => ({ ...one, by })));
          const lines = plainLines(live, told);
          expect(shown(live.store.events({ limit: 500 }))).toEqual(shownAs(lines));
          expect(shown(live.store.events({ limit: 500, from, to: live.clock.now }))).toEqual(shownAs(lines));
        }
        const ofStation = live.store.events({ limit: 500, station: 'S-1' });
        expect(shown(ofStation)).toEqual(shownAs(plainLines(live, told)).filter(({ code }) => code === 'S-1'));
      }),
      { numRuns: 100 },
    );
  },
);

it('is what is shown of it once all that waited is told', async () => {
  await fc.assert(
    fc.asyncProperty(requests, async (plan) => {
      const live = liveWorld();
      const targetOfId = new Map(Array.from(live.world.ids, (id, target) => [id, target]));
      const { keys, keyOf } = speakers(live);
      for (const { by, items } of plan) await tell(live, keyOf(by), items);
      const byEntry = live.committed.reduce<(typeof live.committed)[number]['entries']>(
        (before, { entries, retold }) => [...retoldEntries(before, retold), ...entries],
        [],
      );
      const sourceOf = (key: number) => keys.sourceOf(key);
      const stored = live.store.events({ limit: 500 });
      expect(byEntry.toReversed().map((entry) => feedLine(live.world, entry, targetOfId, sourceOf))).toEqual(stored);
    }),
    { numRuns: 60 },
  );
});

function shownAs(lines: ReturnType<typeof plainLines>) {
  return lines.toSorted((a, b) => a.code.localeCompare(b.code) || a.at.localeCompare(b.at));
}
