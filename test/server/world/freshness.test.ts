/** Silence is never shown as health. */
import { expect, it } from 'vitest';
import { STATION_STATES } from '../../../server/contract/terms.ts';
import type { Item, Submission } from '../../../server/slice.ts';
import { DOWN, UP } from '../../../server/state/element-states.ts';
import { BEGIN, STALE_AFTER, liveWorld, pictureOf, rebuilt, word, type LiveWorld } from '../../support/live-world.ts';
import { MINUTE } from '../../support/store-rows.ts';

/** S-1 and S-2 are VTL's, S-3 VNP's, S-4 MBF's, S-5 is planned. */
const statesOf = ({ world }: LiveWorld) =>
  Array.from(world.air.state, (state) => STATION_STATES[state] ?? '–').join(' ');

function hear(live: LiveWorld, key: Partial<Submission['key']>, ...items: Item[]) {
  const whole = { id: 1, operator: null, freshness: 'station', ...key } as const;
  return live.pipeline.submit({ key: whole, items, refused: 0, receivedAt: live.clock.now });
}

function pass(live: LiveWorld, ms: number) {
  live.clock.now += ms;
  live.pipeline.sweep();
}

it('shows a station that was never heard of stale, and serving', () => {
  const live = liveWorld();
  expect(statesOf(live)).toBe('stale stale stale stale –');
  const { coverage, air, inventory } = live.world;
  expect([...air.onAir]).toEqual([...inventory.inService]);
  expect(coverage.people(0, 23)).toBe(coverage.peopleAsBuilt(0, 23));
  expect([...air.since]).toEqual([0, 0, 0, 0, 0]);
});

it('hears with a station key the stations that are spoken of', async () => {
  const live = liveWorld();
  const { targets } = live.world;
  await hear(
    live,
    {},
    word(0, BEGIN, UP),
    word(targets.ofCell(3), BEGIN, UP),
    word(targets.ofTechnology(2, 2), BEGIN, UP),
  );
  expect(statesOf(live)).toBe('up up up stale –');
  await hear(live, {});
  expect(statesOf(live)).toBe('up up up stale –');
});

it('hears with a feed key every station of its operator, by an empty request too', async () => {
  const live = liveWorld();
  await hear(live, { freshness: 'feed', operator: 'VTL' });
  expect(statesOf(live)).toBe('up up stale stale –');
  expect(live.committed.at(-1)?.stations).toEqual([0, 1]);
  await hear(live, { freshness: 'feed' });
  expect(statesOf(live)).toBe('up up up up –');
});

it('shows silence when the time has passed, and health again at the next word', async () => {
  const live = liveWorld();
  await hear(live, {}, word(0, BEGIN, UP), word(1, BEGIN, DOWN));
  pass(live, STALE_AFTER - 1);
  expect(statesOf(live)).toBe('up down stale stale –');
  const { length } = live.committed;
  pass(live, 1);
  // What is known to be down stays so: it is the worse news.
  expect(statesOf(live)).toBe('stale down stale stale –');
  expect(live.world.air.since[0]).toBe(BEGIN + STALE_AFTER);
  expect(live.committed.slice(length)).toMatchObject([{ stations: [0] }]);
  pass(live, MINUTE);
  expect(live.committed).toHaveLength(length + 1);
  await hear(live, {}, word(0, live.clock.now, UP));
  expect(statesOf(live)).toBe('up down stale stale –');
  expect(live.world.air.since[0]).toBe(BEGIN);
});

it('counts from receipt, not from when it happened', async () => {
  const live = liveWorld();
  await hear(live, {}, word(0, BEGIN - 3 * STALE_AFTER, UP));
  expect(statesOf(live)).toBe('up stale stale stale –');
});

it('knows after a restart who had been heard, and when', async () => {
  const live = liveWorld();
  const wish = { prefix: 'ps', operator: 'VNP', freshness: 'feed', simulated: false, createdAt: BEGIN } as const;
  const key = live.store.addKey({ ...wish, name: 'VNP', hash: 'h' });
  await hear(live, {}, word(0, BEGIN, UP));
  pass(live, 10 * MINUTE);
  await hear(live, key);
  expect(statesOf(live)).toBe('up stale up stale –');
  expect(pictureOf(rebuilt(live.store, live.clock.now))).toEqual(pictureOf(live.world));
  pass(live, 10 * MINUTE);
  expect(statesOf(live)).toBe('stale stale up stale –');
  expect(pictureOf(rebuilt(live.store, live.clock.now))).toEqual(pictureOf(live.world));
});
