import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { Item, Submission } from '../../../server/slice.ts';
import { DOWN, UP } from '../../../server/state/element-states.ts';
import { StorageError } from '../../../server/store/store.ts';
import { cellsOnAir } from '../../support/plain-model.ts';
import { BEGIN, STALE_AFTER, liveWorld, pictureOf, rebuilt, word, type LiveWorld } from '../../support/live-world.ts';
import { MINUTE } from '../../support/store-rows.ts';

const KEY: Submission['key'] = { id: 1, operator: null, freshness: 'station' };

function submission({ clock }: Pick<LiveWorld, 'clock'>, items: readonly Item[]): Submission {
  return { key: KEY, items, refused: 0, receivedAt: clock.now };
}

/** Few targets, few moments: they meet, tie, repeat and come late. */
const TARGET_COUNT = 5 * 5 + 16 + 5 + 5;
const told = fc
  .record({
    target: fc.oneof(
      fc.integer({ min: 0, max: TARGET_COUNT - 1 }),
      fc.integer({ min: TARGET_COUNT - 10, max: TARGET_COUNT - 1 }),
      fc.constantFrom(0, 1),
    ),
    minute: fc.integer({ min: 0, max: 12 }),
    state: fc.integer({ min: 0, max: 2 }),
    cause: fc.constantFrom(-1, -1, 0, 5),
  })
  .map(({ target, minute, state, cause }) => word(target, BEGIN - minute * MINUTE, state, { cause }));
/** Requests, some of them in the same turn, and minutes that pass between the turns. */
const turns = fc.array(
  fc.record({
    requests: fc.array(fc.array(told, { maxLength: 6 }), { minLength: 1, maxLength: 3 }),
    pass: fc.constantFrom(0, 1, 9, 16),
  }),
  { maxLength: 8 },
);

it(
  'is after any events what a restart would make of the store, and what the events plainly say',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(turns, async (plan) => {
        const live = liveWorld();
        const { world, pipeline, store, clock } = live;
        expect(world.targets.count).toBe(TARGET_COUNT);
        for (const { requests, pass } of plan) {
          await Promise.all(requests.map((items) => pipeline.submit(submission(live, items))));
          clock.now += pass * MINUTE;
          if (pass !== 1) pipeline.sweep();
        }
        pipeline.sweep();
        expect(pictureOf(world)).toEqual(pictureOf(rebuilt(store, clock.now)));
        const items = plan.flatMap(({ requests }) => requests.flat());
        expect([...world.air.onAir]).toEqual(cellsOnAir(world.inventory, world.targets, items));
        expect(store.loadSeq()).toBeLessThanOrEqual(pipeline.seq);
      }),
      { numRuns: 60 },
    );
  },
);

it('counts every event of a request once, whatever it became', async () => {
  await fc.assert(
    fc.asyncProperty(turns, async (plan) => {
      const live = liveWorld();
      for (const { requests } of plan) {
        const receipts = await Promise.all(requests.map((items) => live.pipeline.submit(submission(live, items))));
        receipts.forEach(({ applied, unchanged, duplicate, late, seq }, index) => {
          expect(applied + unchanged + duplicate + late).toBe(requests[index]?.length);
          expect(seq).toBeLessThanOrEqual(live.pipeline.seq);
        });
        const again = await Promise.all(requests.map((items) => live.pipeline.submit(submission(live, items))));
        again.forEach(({ duplicate, unchanged }, index) => {
          expect(duplicate + unchanged).toBe(requests[index]?.length);
        });
      }
    }),
    { numRuns: 20 },
  );
});

const failAt = fc.constantFrom('addReport', 'saveCurrent', 'saveSeq', 'touchKey');

it('is as before when the disk refuses, and takes the same request the second time', async () => {
  await fc.assert(
    fc.asyncProperty(turns, fc.array(told, { minLength: 1, maxLength: 8 }), failAt, async (plan, items, call) => {
      const live = liveWorld();
      const { pipeline, world, store, committed } = live;
      for (const { requests } of plan) for (const one of requests) await pipeline.submit(submission(live, one));
      const before = pictureOf(world);
      const shown = committed.length;
      const { seq } = pipeline;
      const broken = vi.spyOn(store, call).mockImplementation(() => {
        throw new StorageError('SQLITE_FULL');
      });
      // The words of the far future are news in any history.
      const news = items.map(({ target, word: { state } }) => word(target, BEGIN + MINUTE, state));
      await expect(pipeline.submit(submission(live, news))).rejects.toMatchObject({ code: 'not_saved', status: 503 });
      broken.mockRestore();
      expect(pictureOf(world)).toEqual(before);
      expect(pictureOf(rebuilt(store, live.clock.now))).toEqual(before);
      expect([committed.length, pipeline.seq]).toEqual([shown, seq]);

      await pipeline.submit(submission(live, news));
      expect(pictureOf(world)).toEqual(pictureOf(rebuilt(store, live.clock.now)));
      for (const { target } of news) expect(world.states.confirmedAt[target]).toBe(BEGIN + MINUTE);
    }),
    { numRuns: 40 },
  );
});

it('still finds a station that fell silent in the very moment in which the disk refused', async () => {
  const live = liveWorld();
  const { pipeline, world, store, clock, committed } = live;
  await pipeline.submit(submission(live, [word(0, BEGIN, DOWN), word(1, BEGIN, UP)]));
  pipeline.sweep();
  clock.now += STALE_AFTER;
  const broken = vi.spyOn(store, 'saveSeq').mockImplementation(() => {
    throw new StorageError('SQLITE_FULL');
  });
  await expect(pipeline.submit(submission(live, [word(1, clock.now, DOWN)]))).rejects.toMatchObject({ status: 503 });
  broken.mockRestore();
  pipeline.sweep();
  expect(committed.at(-1)?.stations).toContain(1);
  expect(pictureOf(world)).toEqual(pictureOf(rebuilt(store, clock.now)));
});

it('refuses a poisoned request alone', async () => {
  const live = liveWorld();
  const { pipeline, world, store } = live;
  const addReport = store.addReport.bind(store);
  vi.spyOn(store, 'addReport').mockImplementation((row) => {
    if (row.senderId === 'poison') throw new TypeError('cannot be written');
    addReport(row);
  });
  const poison = { ...word(2, BEGIN, DOWN), senderId: 'poison' };
  const answers = await Promise.allSettled([
    pipeline.submit(submission(live, [word(0, BEGIN, DOWN)])),
    pipeline.submit(submission(live, [word(1, BEGIN, DOWN), poison])),
    pipeline.submit(submission(live, [word(3, BEGIN, DOWN)])),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect([0, 1, 2, 3].map((target) => world.states.state[target])).toEqual([DOWN, -1, -1, DOWN]);
  expect(pictureOf(world)).toEqual(pictureOf(rebuilt(store, live.clock.now)));
});

it('answers every request, however full the slice and however empty the request', async () => {
  const live = liveWorld();
  const many = (count: number) => Array.from({ length: count }, (_, n) => word(n % 5, BEGIN - n, DOWN));
  const receipts = await Promise.all(
    [1_000, 0, 2_200, 0, 1].map((count) => live.pipeline.submit(submission(live, many(count)))),
  );
  const counts = receipts.map(({ applied, unchanged, duplicate, late }) => applied + unchanged + duplicate + late);
  expect(counts).toEqual([1_000, 0, 2_200, 0, 1]);
  await live.pipeline.idle();
});

it('keeps what was committed of a long request when the disk fails later, so that sending all of it again completes it', async () => {
  const live = liveWorld();
  const items = Array.from({ length: 1_600 }, (_, n) => word(n % 5, BEGIN - (1_600 - n), n % 3));
  const saveSeq = live.store.saveSeq.bind(live.store);
  let slices = 0;
  const broken = vi.spyOn(live.store, 'saveSeq').mockImplementation((seq) => {
    if (++slices === 2) throw new StorageError('SQLITE_FULL');
    saveSeq(seq);
  });
  await expect(live.pipeline.submit(submission(live, items))).rejects.toMatchObject({ code: 'not_saved' });
  broken.mockRestore();
  const again = await live.pipeline.submit(submission(live, items));
  expect(again.duplicate).toBe(1_000);
  expect(again.applied + again.late + again.unchanged).toBe(600);
  expect(pictureOf(live.world)).toEqual(pictureOf(rebuilt(live.store, live.clock.now)));
});

it('asks to come again when too much waits, takes nothing of that request, and loses nothing of the others', async () => {
  const live = liveWorld();
  const many = (from: number) => Array.from({ length: 5_000 }, (_, n) => word(n % 5, BEGIN - from - n, n % 3));
  const told = await Promise.allSettled(
    Array.from({ length: 12 }, (_, n) => live.pipeline.submit(submission(live, many(n * 5_000)))),
  );
  expect(told.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 10 }, () => 'fulfilled'),
    'rejected',
    'rejected',
  ]);
  expect(told[10]).toMatchObject({ reason: { code: 'too_many_requests' } });
  const again = await live.pipeline.submit(submission(live, many(50_000)));
  expect(again.duplicate).toBe(0);
});

it('shows silence while others never stop speaking', async () => {
  const live = liveWorld();
  const { pipeline, clock, committed, world } = live;
  await pipeline.submit(submission(live, [word(0, BEGIN, UP), word(1, BEGIN, UP)]));
  clock.now += STALE_AFTER;
  const busy = Array.from({ length: 5 }, (_, n) =>
    pipeline.submit(
      submission(
        live,
        Array.from({ length: 900 }, (_word, k) => word(1, BEGIN + n * 1_000 + k, k % 2)),
      ),
    ),
  );
  await new Promise((resolve) => setImmediate(resolve));
  pipeline.sweep();
  expect(committed.at(-1)).toMatchObject({ stations: [0], accepted: 0 });
  await Promise.all(busy);
  expect(world.air.fresh[0]).toBe(0);
});
