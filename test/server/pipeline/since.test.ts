/** Since when cells and stations are shown as they are, beside the words put in order of time. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Item } from '../../../server/slice.ts';
import { DEGRADED, DOWN, UP } from '../../../server/state/element-states.ts';
import { TECHNOLOGIES } from '../../../server/contract/terms.ts';
import { BEGIN, liveWorld, rebuilt, word, type LiveWorld } from '../../support/live-world.ts';
import { MINUTE } from '../../support/store-rows.ts';
import type { World } from '../../../server/world.ts';

const KEY = { id: 1, operator: null, freshness: 'station' } as const;

/** The first station with its technologies and cells, the widest target first. */
function targetsOf({ targets, inventory }: World): number[] {
  const technologies = TECHNOLOGIES.map((_, technology) => targets.ofTechnology(0, technology));
  return [
    targets.ofStation(0),
    ...technologies,
    ...(inventory.cellsOfStation[0] ?? []).map((at) => targets.ofCell(at)),
  ];
}

/** Per moment what decides over a cell; −1 as long as nothing was told. */
function lifeOf({ targets, inventory }: World, cell: number, items: readonly Item[], moments: readonly number[]) {
  const technology = TECHNOLOGIES.indexOf(inventory.cells[cell]?.technology ?? '2G');
  const narrowestFirst = [targets.ofCell(cell), targets.ofTechnology(0, technology), targets.ofStation(0)];
  let state = -1;
  return moments.map((at) => {
    const told = narrowestFirst
      .map((target) => items.filter((item) => item.target === target && item.word.at === at))
      .find((words) => words.length > 0);
    if (told !== undefined) state = Math.max(...told.map((item) => item.word.state));
    return state;
  });
}

/** When the last run of equal values began; 0: it never began. */
function beginOf(life: readonly number[], moments: readonly number[]): number {
  if (life.at(-1) === -1 || life.length === 0) return 0;
  return moments[life.findLastIndex((state) => state !== life.at(-1)) + 1] ?? 0;
}

function together(states: readonly number[]): number {
  if (states.every((state) => state === -1)) return -1;
  if (states.every((state) => state === DOWN)) return DOWN;
  return states.some((state) => state > UP) ? DEGRADED : UP;
}

/** As the words plainly say. */
function plainSince(world: World, items: readonly Item[]) {
  const moments = [...new Set(items.map((item) => item.word.at))].sort((a, b) => a - b);
  const cells = world.inventory.cellsOfStation[0] ?? [];
  const lives = cells.map((cell) => lifeOf(world, cell, items, moments));
  const serving = lives.filter((_, place) => world.inventory.inService[cells[place] ?? 0] === 1);
  const whole = moments.map((_, at) => together(serving.map((life) => life[at] ?? -1)));
  return { station: beginOf(whole, moments), cells: lives.map((life) => beginOf(life, moments)) };
}

function shownSince({ air, inventory }: World) {
  return { station: air.since[0], cells: (inventory.cellsOfStation[0] ?? []).map((cell) => air.spells.since[cell]) };
}

async function tell({ pipeline, clock }: LiveWorld, items: readonly Item[]): Promise<void> {
  await pipeline.submit({ key: KEY, items, refused: 0, receivedAt: clock.now });
}

/** In whatever order they come, some in one request; moments are few, so that they meet. */
const requests = fc.array(
  fc.array(
    fc.record({
      of: fc.nat(8),
      minute: fc.integer({ min: 0, max: 14 }),
      state: fc.constantFrom(UP, UP, DEGRADED, DOWN),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  { minLength: 1, maxLength: 12 },
);

it('is when the words, put in order, last made it so, whatever order they came in', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(requests, fc.constantFrom(9, 3), async (plan, spread) => {
      const live = liveWorld();
      const targets = targetsOf(live.world);
      const told: Item[] = [];
      for (const request of plan) {
        const items = request.map(({ of, minute, state }) =>
          // Of all of them, or of the station, a technology and one of its cells.
          word(
            (spread === 9 ? targets[of] : [targets[0], targets[3], targets[5]][of % 3]) ?? 0,
            BEGIN - minute * MINUTE,
            state,
          ),
        );
        await tell(live, items);
        told.push(...items);
        expect(shownSince(live.world)).toEqual(plainSince(live.world, told));
      }
      expect(shownSince(rebuilt(live.store, live.clock.now))).toEqual(plainSince(live.world, told));
    }),
    { numRuns: 60 },
  );
});

it('is not when the station spoke that decides, where a technology had recovered before', async () => {
  const live = liveWorld();
  const { targets } = live.world;
  const minute = (n: number) => BEGIN - n * MINUTE;
  const part = targets.ofTechnology(0, TECHNOLOGIES.indexOf('4G'));
  for (const item of [
    word(targets.ofStation(0), minute(12), UP),
    word(part, minute(10), DOWN),
    word(part, minute(7), UP),
    word(targets.ofStation(0), minute(2), UP),
  ]) {
    await tell(live, [item]);
  }
  expect(shownSince(live.world)).toEqual({ station: minute(7), cells: [minute(7), minute(7), minute(12), minute(12)] });
});
