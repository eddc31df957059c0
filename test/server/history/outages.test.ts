/** Outages: their true begin and end whatever period is asked for, and the people each one alone is to blame for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CAUSES,
  LAYER_TECHNOLOGIES,
  TECHNOLOGIES,
  layerIndex,
  type LayerTechnology,
} from '../../../server/contract/terms.ts';
import type { OutageBody } from '../../../server/contract/history.ts';
import { createCoverage, defaultThresholds } from '../../../server/coverage/engine.ts';
import type { HistoryService } from '../../../server/history/service.ts';
import type { Item } from '../../../server/slice.ts';
import { BEGIN, RECORDS, liveWorld, word, type LiveWorld } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { cellsOnAir } from '../../support/plain-model.ts';
import { DAY, HOUR, MINUTE } from '../../support/store-rows.ts';

const FIRST = BEGIN - 6 * DAY;
const [UP, DOWN] = [0, 2];
const KEY = { id: 1, operator: null, freshness: 'station' } as const;

async function told(items: readonly Item[]) {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, FIRST);
  live.store.beginUptime(FIRST);
  live.store.keepUptime(BEGIN);
  if (items.length > 0) await live.pipeline.submit({ key: KEY, items, refused: 0, receivedAt: BEGIN });
  const { history } = historyOf(live);
  await history.settle();
  return { live, history };
}

function outagesOf(history: HistoryService, from: number, to: number, asOf?: number): OutageBody[] {
  const all = { kind: null, cause: null, communes: null, operators: null, atLeastMs: 0, limit: Infinity, cursor: 0 };
  return history.outages({ from, to, ...all, ...(asOf !== undefined && { asOf }) }).items;
}

function targetOf({ world: { targets, inventory } }: LiveWorld, code: string): number {
  const station = inventory.stationByCode.get(code);
  if (station !== undefined) return targets.ofStation(station);
  const link = inventory.linkByCode.get(code);
  return link === undefined ? targets.ofNode(inventory.nodeByCode.get(code) ?? -1) : targets.ofLink(link);
}

/** People with a technology when these words were the last. */
function peopleWith(
  { world: { inventory, targets } }: LiveWorld,
  items: readonly Item[],
  technology: LayerTechnology = '4G',
): number {
  const engine = createCoverage(inventory, defaultThresholds);
  engine.apply([...inventory.cells.keys()], cellsOnAir(inventory, targets, items));
  const layer = layerIndex(technology, 'any');
  return inventory.communes.reduce((sum, _, commune) => sum + engine.people(commune, layer), 0);
}

/** A commune's people are whole, and so are an outage's: each of the two communes may round otherwise. */
const ROUNDING = RECORDS.communes.length;
const closeTo = (people: number): unknown => expect.toSatisfy((given: number) => Math.abs(given - people) <= ROUNDING);

const iso = (at: number) => new Date(at).toISOString();

describe('the begin and end of an outage', () => {
  it('are the true ones, with the time inside the period beside them', async () => {
    const live = liveWorld();
    const station = targetOf(live, 'S-1');
    const [begin, end] = [BEGIN - 5 * DAY + 10 * MINUTE, BEGIN - DAY + 20 * MINUTE];
    const { history } = await told([word(station, begin, DOWN), word(station, end, UP)]);
    const whole = { from: iso(begin), to: iso(end) };
    const about = (from: number, to: number) => {
      const [outage, ...others] = outagesOf(history, from, to);
      expect(others).toEqual([]);
      return outage;
    };
    const alone = about(FIRST, BEGIN);
    expect(alone).toMatchObject({ ...whole, durationMs: end - begin });
    // It begins in the period and ends later; the other way round; and it lasts all through one.
    expect(about(BEGIN - 6 * DAY, BEGIN - 3 * DAY)).toEqual({ ...alone, durationMs: BEGIN - 3 * DAY - begin });
    expect(about(BEGIN - 3 * DAY, BEGIN)).toEqual({ ...alone, durationMs: end - (BEGIN - 3 * DAY) });
    expect(about(BEGIN - 3 * DAY - 7 * MINUTE, BEGIN - 3 * DAY)).toEqual({ ...alone, durationMs: 7 * MINUTE });
    expect(alone?.people?.['4G']).toBeGreaterThan(0);
    // As it was told of before it ended.
    const [then] = outagesOf(history, BEGIN - 6 * DAY, BEGIN - 3 * DAY, BEGIN - 2 * DAY);
    expect(then).toEqual({ ...alone, to: null, durationMs: BEGIN - 3 * DAY - begin });
  });

  it('are the true ones where this server did not run, and only what it watched is counted', async () => {
    const live = liveWorld();
    live.store.saveInventory(RECORDS, FIRST);
    live.store.beginUptime(FIRST);
    live.store.keepUptime(BEGIN - 10 * HOUR);
    live.store.beginUptime(BEGIN - HOUR);
    live.store.keepUptime(BEGIN);
    const [through, inside] = [targetOf(live, 'S-1'), targetOf(live, 'S-3')];
    const items = [
      word(through, BEGIN - 11 * HOUR, DOWN, { cause: 0 }),
      // Told late, of a time in which nobody watched.
      word(inside, BEGIN - 5 * HOUR, DOWN),
      word(inside, BEGIN - 4 * HOUR, UP),
    ];
    await live.pipeline.submit({ key: KEY, items, refused: 0, receivedAt: BEGIN });
    const { history } = historyOf(live);
    await history.settle();
    const [first, second] = [...outagesOf(history, FIRST, BEGIN)].sort((a, b) => a.code.localeCompare(b.code));
    const since = { from: iso(BEGIN - 11 * HOUR), to: null };
    expect(first).toMatchObject({ code: 'S-1', ...since, durationMs: 2 * HOUR, unknownMs: 9 * HOUR });
    const then = { from: iso(BEGIN - 5 * HOUR), to: iso(BEGIN - 4 * HOUR) };
    expect(second).toMatchObject({ code: 'S-3', ...then, durationMs: 0, unknownMs: HOUR });
    // It happened, and is not hidden for having been short in what was watched.
    const question = { kind: null, cause: null, communes: null, operators: null, limit: 10, cursor: 0 };
    const answer = history.outages({ ...question, from: FIRST, to: BEGIN, atLeastMs: MINUTE });
    expect(answer.total).toBe(2);
    const [unknown, power] = [CAUSES.indexOf('unknown'), 0].map((cause) => CAUSES[cause]);
    expect(answer.causes.toSorted((a, b) => a.durationMs - b.durationMs)).toEqual([
      { cause: unknown, count: 1, durationMs: 0, unknownMs: HOUR },
      { cause: power, count: 1, durationMs: 2 * HOUR, unknownMs: 9 * HOUR },
    ]);
  });

  it('are left open while it goes on, though the period is long over', async () => {
    const live = liveWorld();
    const begin = BEGIN - 5 * DAY;
    const { history } = await told([word(targetOf(live, 'T-5'), begin, DOWN)]);
    const [station, link] = outagesOf(history, begin - DAY, begin + DAY).sort((a, b) => b.kind.localeCompare(a.kind));
    expect(link).toMatchObject({ code: 'T-5', from: iso(begin), to: null, durationMs: DAY });
    expect(station).toMatchObject({ code: 'S-2', from: iso(begin), to: null, durationMs: DAY });
  });
});

describe('the people of an outage', () => {
  it('are at the cut, and not at each station behind it', async () => {
    const live = liveWorld();
    const at = BEGIN - 5 * HOUR;
    const items = [word(targetOf(live, 'T-5'), at, DOWN)];
    const { history } = await told(items);
    const lost = peopleWith(live, []) - peopleWith(live, items);
    expect(lost).toBeGreaterThan(0);
    const found = outagesOf(history, FIRST, BEGIN);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(
      expect.objectContaining({
        code: 'T-5',
        people: expect.objectContaining({ '4G': closeTo(lost) }),
        stations: 1,
        causedBy: null,
      }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({
        code: 'S-2',
        people: null,
        causedBy: { kind: 'link', code: 'T-5', name: 'T-5' },
      }),
    );
  });

  it('are at what completed the cut, when several are down around it', async () => {
    const live = liveWorld();
    const items = [
      word(targetOf(live, 'T-2'), BEGIN - 5 * HOUR, DOWN),
      word(targetOf(live, 'T-3'), BEGIN - 4 * HOUR, DOWN),
    ];
    const { history } = await told(items);
    const people = new Map(
      outagesOf(history, FIRST, BEGIN).map(({ code, people: lost }) => [code, lost && lost['4G']]),
    );
    expect(people.get('T-2')).toBe(0);
    expect(people.get('T-3')).toEqual(closeTo(peopleWith(live, []) - peopleWith(live, items)));
    expect(people.get('S-1')).toBeNull();
  });

  it('stay where they are when only another cause is told', async () => {
    const live = liveWorld();
    const { targets, inventory } = live.world;
    const station = inventory.stationByCode.get('S-1') ?? -1;
    const ofTechnology = (name: (typeof TECHNOLOGIES)[number]) =>
      targets.ofTechnology(station, TECHNOLOGIES.indexOf(name));
    const { history } = await told([
      word(ofTechnology('2G'), BEGIN - 5 * HOUR, DOWN, { cause: CAUSES.indexOf('power') }),
      word(ofTechnology('4G'), BEGIN - 5 * HOUR, DOWN, { cause: CAUSES.indexOf('power') }),
      word(targets.ofStation(station), BEGIN - 3 * HOUR, DOWN, { cause: CAUSES.indexOf('planned') }),
    ]);
    const [planned, power, ...others] = outagesOf(history, FIRST, BEGIN);
    expect(others).toEqual([]);
    expect(power).toMatchObject({ cause: 'power', causedBy: null, to: planned?.from });
    expect(power?.people?.['4G']).toBeGreaterThan(0);
    expect(power).toMatchObject({ continues: false });
    expect(planned).toMatchObject({ cause: 'planned', people: null, causedBy: null, continues: true });
  });

  it('name what really caused it: the cut while the station itself would work, never the station itself', async () => {
    const live = liveWorld();
    const [cut, station] = [targetOf(live, 'T-5'), targetOf(live, 'S-2')];
    const cause = (name: (typeof CAUSES)[number]) => ({ cause: CAUSES.indexOf(name) });
    const { history } = await told([
      word(cut, BEGIN - 9 * HOUR, DOWN),
      word(station, BEGIN - 8 * HOUR, DOWN, cause('power')),
      word(station, BEGIN - 7 * HOUR, DOWN, cause('equipment')),
      word(station, BEGIN - 6 * HOUR, UP),
      word(station, BEGIN - 5 * HOUR, DOWN, cause('power')),
      word(cut, BEGIN - 4 * HOUR, UP),
      word(station, BEGIN - 3 * HOUR, UP),
    ]);
    const rows = outagesOf(history, FIRST, BEGIN)
      .filter(({ kind }) => kind === 'station')
      .reverse();
    const link = { kind: 'link', code: 'T-5', name: 'T-5' };
    expect(rows.map(({ cause: why, causedBy, continues }) => [why, causedBy, continues])).toEqual([
      ['transmission', link, false],
      ['power', null, false],
      ['equipment', null, true],
      ['transmission', link, false],
      ['power', null, false],
    ]);
  });

  it(
    'are never more than lost their signal, however many fail at once or one by one',
    { timeout: 240_000 },
    async () => {
      const failure = fc.record({
        target: fc.constantFrom('S-1', 'S-2', 'S-3', 'S-4', 'T-1', 'T-2', 'T-3', 'T-4', 'T-5', 'V-1', 'V-2', 'X-0'),
        hour: fc.integer({ min: 1, max: 3 }),
      });
      const failures = fc.uniqueArray(failure, { minLength: 1, maxLength: 8, selector: ({ target }) => target });
      const live = liveWorld();
      await fc.assert(
        fc.asyncProperty(failures, async (failing) => {
          const items = failing.map(({ target, hour }) => word(targetOf(live, target), BEGIN - hour * HOUR, DOWN));
          const { history } = await told(items);
          const found = outagesOf(history, FIRST, BEGIN);
          for (const hour of [1, 2, 3]) {
            const at = BEGIN - hour * HOUR;
            const isAlone = failing.filter((one) => one.hour === hour).length === 1;
            const [toldBefore, toldThen] = [
              items.filter((item) => item.word.at < at),
              items.filter((item) => item.word.at <= at),
            ];
            for (const technology of LAYER_TECHNOLOGIES) {
              const lost = peopleWith(live, toldBefore, technology) - peopleWith(live, toldThen, technology);
              const blamed = found
                .filter(({ from }) => from === iso(at))
                .reduce((sum, { people }) => sum + (people?.[technology] ?? 0), 0);
              // Where a station fails at the moment at which it is cut off, nobody comes back with one of them alone.
              expect(blamed).toBeLessThanOrEqual(lost + ROUNDING);
              if (isAlone) expect(blamed).toEqual(closeTo(lost));
            }
          }
          const withoutPeople = found.filter(({ people }) => people === null);
          expect(withoutPeople.every(({ causedBy, continues }) => causedBy !== null || continues)).toBe(true);
          expect(found.every(({ kind, code, causedBy }) => causedBy?.kind !== kind || causedBy.code !== code)).toBe(
            true,
          );
        }),
        { numRuns: 60 },
      );
    },
  );
});
