import fc from 'fast-check';
import { expect, it, onTestFinished, vi } from 'vitest';
import { fromSnapshot, type Picture } from '../../../client/model/picture.ts';
import type { Scope } from '../../../server/contract/scope.ts';
import { defaultThresholds } from '../../../server/coverage/engine.ts';
import type { Item } from '../../../server/slice.ts';
import { DOWN, UP } from '../../../server/state/element-states.ts';
import { findOutages, told as onWire } from '../../../server/stream/outages.ts';
import { Stream, type StreamOptions } from '../../../server/stream/stream.ts';
import { WireNumbers } from '../../../server/stream/tuples.ts';
import type { World } from '../../../server/world.ts';
import { BEGIN, STALE_AFTER, liveWorld, rebuilt, word, type LiveWorld } from '../../support/live-world.ts';
import { MINUTE } from '../../support/store-rows.ts';
import { Watcher, connectViewer, openViewers } from '../../support/viewers.ts';

interface Stage extends LiveWorld {
  port: number;
  stream: Stream;
  watcher: Watcher;
  /** A request, committed. */
  commit: (items: readonly Item[]) => Promise<unknown>;
  /** A request, shown. */
  tell: (...items: Item[]) => Promise<void>;
  /** Resolves when the watcher heard everything that was shown. */
  heard: () => Promise<void>;
}

async function openStage(options: Partial<StreamOptions> = {}): Promise<Stage> {
  const { viewers, port } = await openViewers();
  const live = liveWorld((committed) => {
    stream.committed(committed);
  });
  const stream = new Stream({
    ...{ world: live.world, seq: live.pipeline.seq, viewers, events: () => [], sourceOf: () => null },
    setting: { province: 'Hưng Yên', thresholds: { ...defaultThresholds }, tiles: null },
    clock: () => live.clock.now,
    advance: () => ++live.pipeline.seq,
    feeds: () => [],
    simulated: () => false,
    hourAgo: () => null,
    ...options,
  });
  onTestFinished(() => {
    stream.stop();
  });
  const watcher = new Watcher(await connectViewer(port), fromSnapshot(stream.snapshot()));
  const heard = () =>
    vi.waitFor(
      () => {
        expect(watcher.picture.seq).toBe(stream.position().seq);
      },
      { timeout: 10_000, interval: 2 },
    );
  const commit = (items: readonly Item[]) =>
    live.pipeline.submit({
      key: { id: 1, operator: null, freshness: 'station' },
      ...{ items, refused: 0, receivedAt: live.clock.now },
    });
  return {
    ...{ ...live, port, stream, watcher, heard, commit },
    async tell(...items) {
      await commit(items);
      await stream.boundary();
      await heard();
    },
  };
}

function abnormal(world: World) {
  return findOutages(world, new WireNumbers(world)).map(onWire);
}

/** Of a picture, what must be the same however it was come by. */
function seen({ seq, epoch, stationStates, linkStates, nodeStates, fibre, communes, events, outages }: Picture) {
  return { seq, epoch, stationStates, linkStates, nodeStates, fibre, communes, outages, events: events.slice(0, 50) };
}

const told = fc.record({
  target: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 41, max: 50 })),
  ago: fc.integer({ min: 0, max: 20 }),
  state: fc.integer({ min: 0, max: 2 }),
});
const plan = fc.array(fc.array(told, { minLength: 1, maxLength: 70 }), { minLength: 1, maxLength: 6 });

it('leads a viewer to the snapshot, whatever happened', { timeout: 120_000 }, async () => {
  const stage = await openStage();
  const { clock, stream, watcher, world, tell } = stage;
  await fc.assert(
    fc.asyncProperty(plan, fc.constantFrom(1, 6, 16), async (requests, minutes) => {
      for (const request of requests) {
        clock.now += minutes * MINUTE;
        stage.pipeline.sweep();
        await tell(...request.map(({ target, ago, state }) => word(target, clock.now - ago * MINUTE, state)));
        expect(seen(watcher.picture)).toEqual(seen(fromSnapshot(stream.snapshot())));
        expect(stream.snapshot().outages).toEqual(abnormal(world));
      }
    }),
    { numRuns: 12 },
  );
  expect(watcher.verdicts).not.toContain('resync');
});

const LIMITS: Record<string, Scope> = {
  'one operator': { operators: ['VTL'], communes: null },
  'one commune': { operators: null, communes: ['1'] },
  'one operator in one commune': { operators: ['VTL'], communes: ['2'] },
};

it.each(Object.entries(LIMITS))(
  'leads who sees %s to their snapshot, whatever happened',
  { timeout: 120_000 },
  async (_, scope) => {
    const stage = await openStage();
    const { clock, stream, world, tell } = stage;
    stream.admit(scope);
    const whole = stream.snapshot();
    const first = stream.snapshot(scope);
    expect(first.epoch).not.toBe(whole.epoch);
    expect(first.stations.length).toBeLessThan(whole.stations.length);
    const limited = new Watcher(await connectViewer(stage.port, scope), fromSnapshot(first));
    const codes = (some: readonly { code: string }[]) => some.map(({ code }) => code);
    await fc.assert(
      fc.asyncProperty(plan, fc.constantFrom(1, 6, 16), async (requests, minutes) => {
        for (const request of requests) {
          clock.now += minutes * MINUTE;
          stage.pipeline.sweep();
          await tell(...request.map(({ target, ago, state }) => word(target, clock.now - ago * MINUTE, state)));
          await vi.waitFor(
            () => {
              expect(limited.picture.seq).toBe(stream.position(scope).seq);
            },
            { timeout: 10_000, interval: 2 },
          );
          const snapshot = stream.snapshot(scope);
          expect(seen(limited.picture)).toEqual(seen(fromSnapshot(snapshot)));
          // The states are those of the same elements in the whole.
          const all = stream.snapshot();
          const places = new Map(codes(all.stations).map((code, index) => [code, index]));
          expect(snapshot.stationStates.map(([, ...rest]) => rest)).toEqual(
            codes(snapshot.stations).map((code) => all.stationStates[places.get(code) ?? -1]?.slice(1)),
          );
          const listed = new Set(codes(snapshot.stations));
          const abnormalHere = abnormal(world).filter(
            ({ kind, stations }) =>
              kind === 'station' && stations.some((station) => listed.has(all.stations[station]?.code ?? '')),
          );
          expect(snapshot.outages.filter(({ kind }) => kind === 'station')).toHaveLength(abnormalHere.length);
        }
      }),
      { numRuns: 6 },
    );
    expect(limited.verdicts).not.toContain('resync');
  },
);

it('shows a cut of the ring and of the spur', async () => {
  const { world, watcher, clock, tell } = await openStage();
  const cut = (code: string, state: number) => {
    clock.now += MINUTE;
    return tell(word(world.targets.ofLink(world.inventory.linkByCode.get(code) ?? -1), clock.now, state));
  };
  const connected = () => watcher.picture.stationStates.map((tuple) => tuple[7]);
  await cut('T-5', DOWN);
  expect(connected()).toEqual([1, 0, 1, 1]);
  await cut('T-4', DOWN);
  expect(connected()).toEqual([1, 0, 1, 1]);
  expect(watcher.picture.fibre.map(([, paths]) => paths)).toEqual([1, 0]);
  await cut('T-2', DOWN);
  expect(connected()).toEqual([0, 0, 1, 1]);
  expect(watcher.picture.outages.filter(({ kind }) => kind === 'cut').length).toBeGreaterThan(0);
  for (const code of ['T-5', 'T-4', 'T-2']) await cut(code, UP);
  expect(connected()).toEqual([1, 1, 1, 1]);
  expect(watcher.picture.outages).toEqual([]);
  for (const { live, asBuilt } of watcher.picture.communes) expect(live).toEqual(asBuilt);
});

it('brings the outages of the last change without waiting for a tick', async () => {
  const { watcher, clock, stream, tell, world } = await openStage();
  await tell(word(0, clock.now, DOWN));
  clock.now += 1;
  await tell(word(1, clock.now, DOWN));
  const shown = watcher.picture.outages.length;
  const { revision, seq } = stream.position();
  clock.now += 60_000;
  await vi.waitFor(
    () => {
      expect(watcher.picture.outages).toEqual(abnormal(world));
    },
    { timeout: 3_000, interval: 20 },
  );
  expect(watcher.picture.outages.length).toBe(shown + 1);
  expect(stream.position().seq).toBe(seq + 1);
  expect(stream.position().revision).toBeGreaterThan(revision);
});

it('lets a viewer notice that it missed something', async () => {
  const { watcher, clock, stream, tell, commit } = await openStage();
  const old = watcher.picture;
  await tell(word(0, clock.now, DOWN));
  watcher.picture = old;
  clock.now += MINUTE;
  await commit([word(1, clock.now, DOWN)]);
  await vi.waitFor(() => {
    expect(watcher.verdicts).toEqual(['apply', 'resync']);
  });
  watcher.picture = fromSnapshot(stream.snapshot());
  clock.now += MINUTE;
  await tell(word(1, clock.now, UP));
  expect(watcher.verdicts.at(-1)).toBe('apply');
});

it('begins a new epoch with another inventory', async () => {
  const { watcher, stream, store, clock, pipeline } = await openStage();
  stream.replaceWorld(rebuilt(store, clock.now, 'another'), pipeline.seq + 1);
  await vi.waitFor(() => {
    expect(watcher.verdicts).toEqual(['resync']);
  });
  expect(stream.snapshot()).toMatchObject({ epoch: 'another', seq: pipeline.seq + 1 });
});

it('gathers what happens within a moment into one delta, with the newest 50 events', async () => {
  const { watcher, world, tell } = await openStage();
  const flaps = Array.from({ length: 70 }, (_, n) => word(0, BEGIN - (70 - n) * 1_000, n % 2 === 0 ? DOWN : UP));
  await tell(...flaps);
  expect(watcher.verdicts).toEqual(['apply']);
  expect(watcher.picture.events).toHaveLength(50);
  expect(watcher.picture.omitted).toBe(20);
  expect(watcher.picture.events[0]).toMatchObject({
    kind: 'station',
    code: world.inventory.stations[0]?.code,
    to: 'up',
  });
});

it('says in the delta, and in the snapshot after it, what told an event', async () => {
  const { stream, watcher, tell } = await openStage({ sourceOf: (key) => (key === 1 ? 'manual' : null) });
  await tell(word(0, BEGIN, DOWN));
  expect(watcher.picture.events).toMatchObject([{ to: 'down', source: 'manual' }]);
  expect(stream.snapshot().events).toEqual(watcher.picture.events);
});

it('shows a station stale when it falls silent', async () => {
  const { watcher, clock, pipeline, stream, heard, tell } = await openStage();
  const states = () => watcher.picture.stationStates.map((tuple) => tuple[1]);
  expect(states()).toEqual([2, 2, 2, 2]);
  await tell(word(0, clock.now, UP), word(2, clock.now, UP));
  expect(states()).toEqual([0, 2, 0, 2]);
  clock.now += STALE_AFTER;
  pipeline.sweep();
  await stream.boundary();
  await heard();
  expect(states()).toEqual([2, 2, 2, 2]);
});

it('counts on with what was received in the minute before it started', async () => {
  const received = [
    { at: BEGIN - 59_000, count: 3 },
    { at: BEGIN - 10_000, count: 4 },
  ];
  const { stream, clock, tell } = await openStage({ received });
  expect(stream.snapshot().eventsPerMinute).toBe(7);
  await tell(word(0, clock.now, UP));
  expect(stream.snapshot().eventsPerMinute).toBe(8);
  clock.now += 2_000;
  expect(stream.snapshot().eventsPerMinute).toBe(5);
});

it('answers of sockets are taken for nothing else, and kept by nobody', async () => {
  const { port } = await openViewers();
  const { status, headers } = await fetch(`http://127.0.0.1:${String(port)}/socket.io/?EIO=4&transport=polling`);
  expect(status).toBe(200);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
});
