/**
 * The past played again against the live world that lived it: snapshot and film must agree with each other at every second, and,
 * as known then, with what was shown at the time.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyDelta, fromSnapshot, type Picture } from '../../../client/model/picture.ts';
import type { Delta, Snapshot } from '../../../server/contract/wire.ts';
import type { HistoryService } from '../../../server/history/service.ts';
import type { Maintenance } from '../../../server/maintenance.ts';
import { Silences } from '../../../server/silences.ts';
import { figuresOf } from '../../../server/stream/figures.ts';
import { communeFigures, presentStates } from '../../../server/stream/snapshot.ts';
import { WireNumbers } from '../../../server/stream/tuples.ts';
import { BEGIN, RECORDS, STALE_AFTER, liveWorld, word, type LiveWorld } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { DAY, HOUR, MINUTE } from '../../support/store-rows.ts';

const FIRST = BEGIN - 2 * DAY;
const SECOND = 1_000;
const KEY = { id: 1, operator: null, freshness: 'station' } as const;

/** A request; some of its words are of the same second. @param longest time they were on their way */
const request = (longest: number) =>
  fc.record({
    pause: fc.integer({ min: 1, max: 40 * MINUTE }),
    words: fc.array(
      fc.record({
        target: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 41, max: 50 }), fc.constantFrom(0, 1, 2)),
        ago: fc.oneof(fc.integer({ min: 0, max: 3 * SECOND }), fc.integer({ min: 0, max: longest })),
        state: fc.integer({ min: 0, max: 2 }),
        cause: fc.constantFrom(-1, 0, 2, 5),
      }),
      { maxLength: 5 },
    ),
    /** Planned at that time, or the first that is open ended early. */
    work: fc.option(
      fc.record({
        element: fc.constantFrom(['station', 'S-1'], ['station', 'S-2'], ['link', 'T-2'], ['link', 'T-5']),
        inMs: fc.integer({ min: 0, max: HOUR }),
        lastsMs: fc.integer({ min: SECOND, max: 2 * HOUR }),
        endsAnother: fc.boolean(),
      }),
    ),
  });
const plan = (longest: number) => fc.array(request(longest), { minLength: 1, maxLength: 12 });
type Plan = ReturnType<typeof plan> extends fc.Arbitrary<infer T> ? T : never;

/** Everything a picture shows of the network. */
function shown({ stationStates, linkStates, nodeStates, fibre, communes }: Picture | Snapshot) {
  return { stationStates, linkStates, nodeStates, fibre, communes };
}

/** In an order of their own: theirs goes by people lost, which a film does not follow. */
function outagesOfNetwork({ outages }: Picture | Snapshot) {
  return outages
    .filter(({ kind }) => kind !== 'station')
    .map(({ kind, links, nodes, stations, since }) => JSON.stringify({ kind, links, nodes, stations, since }))
    .sort();
}

function observed(): LiveWorld {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, FIRST);
  live.store.beginUptime(FIRST);
  live.clock.now = FIRST;
  return live;
}

interface Lived {
  history: HistoryService;
  live: LiveWorld;
  /** What viewers were shown after each request. */
  moments: { at: number; picture: ReturnType<typeof shown> }[];
  end: number;
}

function planWork(maintenance: Maintenance, work: NonNullable<Plan[number]['work']>, now: number): void {
  const { element, inMs, lastsMs, endsAnother } = work;
  const [kind, code] = element;
  const actor = { name: 'an', address: null };
  const [first] = maintenance.open();
  const isFree = maintenance.open().every((other) => other.code !== code);
  if (endsAnother && first !== undefined) maintenance.end(first.id, actor);
  else if (isFree) {
    maintenance.add({ kind, code, reason: 'x', start: now + inMs, end: now + inMs + lastsMs }, actor);
  }
}

async function lived(requests: Plan): Promise<Lived> {
  const live = observed();
  const silences = new Silences(live.store);
  const moments: Lived['moments'] = [];
  for (const { pause, words, work } of requests) {
    live.clock.now += pause;
    const receivedAt = live.clock.now;
    const items = words.map(({ target, ago, state, cause }) => word(target, receivedAt - ago, state, { cause }));
    await live.pipeline.submit({ key: KEY, items, refused: 0, receivedAt });
    if (work !== null) planWork(live.maintenance, work, receivedAt);
    live.pipeline.sweep();
    silences.keep(live.world, receivedAt);
    const communes = communeFigures(live.world);
    moments.push({
      at: receivedAt,
      picture: { ...presentStates(live.world, new WireNumbers(live.world)), communes },
    });
  }
  live.clock.now += MINUTE;
  return { history: historyOf(live).history, live, moments, end: live.clock.now };
}

function played(snapshot: Snapshot, frames: readonly Delta[], at: number): Picture {
  return frames.filter((frame) => Date.parse(frame.at) <= at).reduce(applyDelta, fromSnapshot(snapshot));
}

it('is at every second of a film what the snapshot of that second is', { timeout: 120_000 }, async () => {
  const known = fc.constantFrom(Infinity, 'then' as const);
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(plan(HOUR), known, share, share, share, async (requests, knownBy, a, b, c) => {
      const { history, end } = await lived(requests);
      const second = (part: number) => Math.round((FIRST + part * (end - FIRST)) / SECOND) * SECOND;
      const [from, at, to] = [second(a), second(b), second(c)].sort((x, y) => x - y) as [number, number, number];
      if (from === to || from < FIRST) return;
      const film = history.frames({ from, to, known: knownBy });
      expect(film.to).toBe(new Date(Math.min(to, end)).toISOString());
      const first = history.snapshotAt({ at: from, known: knownBy });
      for (const moment of [at, to]) {
        const picture = played(first, film.frames, moment);
        const snapshot = history.snapshotAt({ at: moment, known: knownBy });
        expect(shown(picture)).toEqual(shown(snapshot));
        if (moment === to) expect(outagesOfNetwork(picture)).toEqual(outagesOfNetwork(snapshot));
      }
    }),
    { numRuns: 25 },
  );
});

it('shows as known then what viewers saw then', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(plan(4 * HOUR), async (requests) => {
      const { history, moments } = await lived(requests);
      for (const { at, picture } of moments) {
        expect(shown(history.snapshotAt({ at, known: 'then' }))).toEqual(picture);
      }
    }),
    { numRuns: 20 },
  );
});

it('knows of what was told late from the moment it happened, or from the moment it was told', async () => {
  const live = observed();
  const { history } = historyOf(live);
  const tell = (receivedAt: number, at: number, state: number) => {
    live.clock.now = receivedAt;
    return live.pipeline.submit({ key: KEY, items: [word(0, at, state)], refused: 0, receivedAt });
  };
  await tell(BEGIN - 5 * HOUR, BEGIN - 5 * HOUR, 0);
  await tell(BEGIN - HOUR, BEGIN - 4 * HOUR, 2);
  live.clock.now = BEGIN;
  const stateAt = (at: number, known: number | 'then') => history.snapshotAt({ at, known }).stationStates[0]?.[1];
  expect(stateAt(BEGIN - 3 * HOUR, Infinity)).toBe(3);
  expect(stateAt(BEGIN - 3 * HOUR, 'then')).toBe(0);
  expect(stateAt(BEGIN - 30 * MINUTE, 'then')).toBe(3);
  const framesOf = (known: number | 'then') =>
    history
      .frames({ from: BEGIN - 5 * HOUR, to: BEGIN, known })
      .frames.filter(({ stations }) => stations.length > 0)
      .map(({ at, stations }) => [Date.parse(at), stations.map(([, state, since]) => [state, since])]);
  expect(framesOf(Infinity)).toEqual([[BEGIN - 4 * HOUR, [[3, BEGIN - 4 * HOUR]]]]);
  expect(framesOf('then')).toEqual([[BEGIN - HOUR, [[3, BEGIN - 4 * HOUR]]]]);
});

it('shows who was silent, and when that began and ended', async () => {
  const live = observed();
  const silences = new Silences(live.store);
  const target = live.world.targets.ofStation(1);
  for (const after of [0, 20, 40]) {
    live.clock.now = FIRST + HOUR + after * MINUTE;
    live.pipeline.sweep();
    silences.keep(live.world, live.clock.now);
    if (after === 20) continue;
    await live.pipeline.submit({
      ...{ key: KEY, refused: 0, receivedAt: live.clock.now },
      items: [word(target, live.clock.now, 0)],
    });
    silences.keep(live.world, live.clock.now);
  }
  const { history } = historyOf(live);
  const begin = FIRST + HOUR;
  const { frames } = history.frames({ from: begin, to: begin + HOUR, known: Infinity });
  const STALE = 2;
  expect(frames.map(({ at, stations }) => [Date.parse(at) - begin, stations])).toEqual([
    [STALE_AFTER, [[1, STALE, begin + STALE_AFTER, STALE, -1, STALE, -1, 1, -1]]],
    [40 * MINUTE, [[1, 0, begin, 0, -1, 0, -1, 1, -1]]],
  ]);
});

it('takes a station for never heard of only until something is told of it, be it of long ago', async () => {
  const live = observed();
  for (const until of [null, FIRST + 5 * HOUR]) live.store.keepSilence(live.world.ids[1] ?? 0, 0, until);
  live.clock.now = FIRST + 5 * HOUR;
  await live.pipeline.submit({
    ...{ key: KEY, refused: 0, receivedAt: live.clock.now },
    items: [word(1, FIRST + 2 * HOUR, 0)],
  });
  const { history } = historyOf(live);
  const stateAt = (hours: number, known: number | 'then') =>
    history.snapshotAt({ at: FIRST + hours * HOUR, known }).stationStates[1]?.[1];
  expect([1, 2, 5].map((hours) => stateAt(hours, Infinity))).toEqual([2, 0, 0]);
  expect([1, 2, 5].map((hours) => stateAt(hours, 'then'))).toEqual([2, 2, 0]);
  const { frames } = history.frames({ from: FIRST + HOUR, to: FIRST + 5 * HOUR, known: Infinity });
  expect(frames.map(({ at }) => Date.parse(at))).toEqual([FIRST + 2 * HOUR]);
});

it('ends a film where another network begins, and goes on in that one', async () => {
  const live = observed();
  const { history } = historyOf(live);
  const newAt = FIRST + 3 * HOUR;
  live.store.saveInventory({ ...RECORDS, stations: RECORDS.stations.filter(({ code }) => code !== 'S-3') }, newAt);
  live.clock.now = newAt - HOUR;
  await live.pipeline.submit({
    ...{ key: KEY, refused: 0, receivedAt: live.clock.now },
    items: [word(0, live.clock.now, 2)],
  });
  live.clock.now = newAt + HOUR;
  const before = history.frames({ from: FIRST, to: newAt + HOUR, known: Infinity });
  expect(before.to).toBe(new Date(newAt).toISOString());
  expect(before.frames).toHaveLength(1);
  const after = history.frames({ from: newAt, to: newAt + HOUR, known: Infinity });
  const snapshot = history.snapshotAt({ at: newAt, known: Infinity });
  expect(after).toEqual({
    epoch: snapshot.epoch,
    from: before.to,
    to: new Date(newAt + HOUR).toISOString(),
    frames: [],
  });
  expect(after.epoch).not.toBe(before.epoch);
  expect(snapshot.stations.map(({ code }) => code)).toEqual(['S-1', 'S-2', 'S-4']);
  expect(snapshot.stationStates[0]?.[1]).toBe(3);
});

it('refuses what lies before the first network, and shows of the future the present', () => {
  const live = observed();
  live.clock.now = BEGIN;
  const { history } = historyOf(live);
  const refused = expect.objectContaining({
    code: 'before_history',
    details: { firstAt: new Date(FIRST).toISOString() },
  });
  expect(() => history.snapshotAt({ at: FIRST - 1, known: Infinity })).toThrow(refused);
  expect(() => history.frames({ from: FIRST - 1, to: BEGIN, known: Infinity })).toThrow(refused);
  expect(history.snapshotAt({ at: BEGIN + HOUR, known: Infinity }).at).toBe(new Date(BEGIN).toISOString());
});

it('counts for the time bar what changed in each slot, and says when nobody watched', async () => {
  const live = observed();
  live.store.keepUptime(FIRST + 2 * HOUR);
  live.store.beginUptime(FIRST + 3 * HOUR);
  const link = live.world.targets.ofLink(0);
  const items = [
    word(0, FIRST + 5 * MINUTE, 2),
    word(0, FIRST + 6 * MINUTE, 2),
    word(0, FIRST + 20 * MINUTE, 0),
    word(link, FIRST + 21 * MINUTE, 2),
  ];
  live.clock.now = FIRST + 4 * HOUR;
  await live.pipeline.submit({ key: KEY, items, refused: 0, receivedAt: live.clock.now });
  const { history } = historyOf(live);
  const activity = history.activity({ from: FIRST, to: FIRST + 4 * HOUR, slotMs: 15 * MINUTE });
  expect(activity.slots).toHaveLength(16);
  expect(activity.slots.slice(0, 3).map(({ changes, down, cuts }) => [changes, down, cuts])).toEqual([
    [1, 1, 0],
    [2, 1, 1],
    [0, 0, 0],
  ]);
  expect(activity.firstAt).toBe(new Date(FIRST).toISOString());
  expect(activity.gaps).toEqual([
    { from: new Date(FIRST + 2 * HOUR).toISOString(), to: new Date(FIRST + 3 * HOUR).toISOString() },
  ]);
});

it('gives the figures the strip showed then, and none of a time nobody watched', async () => {
  const live = observed();
  const { history } = historyOf(live);
  const tell = (at: number, target: number, state: number) => {
    live.clock.now = at;
    return live.pipeline.submit({ key: KEY, items: [word(target, at, state)], refused: 0, receivedAt: at });
  };
  await tell(BEGIN - 2 * HOUR, 0, 2);
  live.pipeline.sweep();
  new Silences(live.store).keep(live.world, live.clock.now);
  const then = figuresOf(live.world, BEGIN - 2 * HOUR);
  expect(then.down).toBe(1);
  await tell(BEGIN, 0, 0);
  live.store.keepUptime(BEGIN);
  expect(history.provinceFigures({ at: BEGIN - 2 * HOUR })).toEqual(then);
  expect(history.provinceFigures({ at: FIRST - HOUR })).toBeNull();
});

it('says of a moment at which the server was off until when it is known', () => {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, FIRST);
  live.store.beginUptime(FIRST);
  live.store.keepUptime(FIRST + HOUR);
  live.store.beginUptime(FIRST + 3 * HOUR);
  live.clock.now = FIRST + 4 * HOUR;
  const { history } = historyOf(live);
  const knownUntil = (at: number) => history.snapshotAt({ at, known: Infinity }).knownUntil;
  expect(knownUntil(FIRST + 2 * HOUR)).toBe(new Date(FIRST + HOUR).toISOString());
  for (const at of [FIRST + HOUR / 2, FIRST + 3 * HOUR, FIRST + 4 * HOUR]) expect(knownUntil(at)).toBeUndefined();
});
