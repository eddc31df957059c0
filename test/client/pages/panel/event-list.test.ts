import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_EVENTS, countFresh, joinEvents } from '../../../../client/pages/live-map/panel/event-list.ts';
import type { FeedEvent } from '../../../../server/contract/wire.ts';

function event(id: number): FeedEvent {
  const at = new Date(id * 1000).toISOString();
  return { id, at, receivedAt: at, kind: 'station', code: `S-${String(id)}`, from: 'up', to: 'down', lasted: null };
}

it('joins stream and pages: newest first, each once, bounded', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 3_000 }), { maxLength: 1_500 });
  fc.assert(
    fc.property(ids, ids, (live, older) => {
      const joined = joinEvents(live.sort((a, b) => b - a).map(event), older.map(event)).map(({ id }) => id);
      const expected = [...new Set([...live, ...older])].sort((a, b) => b - a);
      expect(joined).toEqual(older.length === 0 ? live : expected.slice(0, MOST_EVENTS));
    }),
    { numRuns: 30 },
  );
});

it('counts what came since the list was stopped', () => {
  const stopped = [5, 4].map(event);
  expect(countFresh([9, 7, 5, 4].map(event), stopped)).toBe(2);
  expect(countFresh(stopped, stopped)).toBe(0);
  expect(countFresh([1].map(event), [])).toBe(1);
});
