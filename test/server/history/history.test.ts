/**
 * Figures of a period against a plain integration: at every moment at which anything was told, which cells are on air follows from
 * the words themselves (support/plain-model.ts), what they cover from a fresh engine.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layerIndex } from '../../../server/contract/terms.ts';
import { createCoverage, defaultThresholds } from '../../../server/coverage/engine.ts';
import { merge, unpack } from '../../../server/history/bucket.ts';
import { dayOf } from '../../../server/calendar.ts';
import type { Item } from '../../../server/slice.ts';
import { BEGIN, RECORDS, liveWorld, pictureOf, word, type LiveWorld } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { cellsOnAir } from '../../support/plain-model.ts';
import { DAY, HOUR, MINUTE } from '../../support/store-rows.ts';

/** The network is there, and we run, two days before the tests' hour. */
const FIRST = BEGIN - 2 * DAY;
const LAYERS = [layerIndex('4G', 'any'), layerIndex('any', 'VTL')];

const told = fc
  .record({
    target: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 41, max: 50 }), fc.constantFrom(0, 1)),
    ago: fc.integer({ min: 1, max: 40 * 60 }),
    state: fc.integer({ min: 0, max: 2 }),
    cause: fc.constantFrom(-1, 0, 2, 5),
  })
  .map(({ target, ago, state, cause }) => word(target, BEGIN - ago * MINUTE, state, { cause }));
/** Requests; after some of them history is rolled up, so that the next ones come late. */
const plan = fc.array(fc.record({ items: fc.array(told, { minLength: 1, maxLength: 6 }), settle: fc.boolean() }), {
  minLength: 1,
  maxLength: 6,
});

/** A live world whose network is there since FIRST, its server running but for two hours of yesterday. */
function observed(): LiveWorld {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, FIRST);
  live.store.beginUptime(FIRST);
  live.store.keepUptime(BEGIN - 26 * HOUR);
  live.store.beginUptime(BEGIN - 24 * HOUR);
  live.store.keepUptime(BEGIN);
  return live;
}

const KNOWN: [number, number][] = [
  [FIRST, BEGIN - 26 * HOUR],
  [BEGIN - 24 * HOUR, BEGIN],
];

function knownBetween(from: number, to: number): number {
  return KNOWN.reduce((sum, [begin, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(begin, from)), 0);
}

/** Mean people of each layer, by commune, and ms in which each station had no cell on air. */
function integrated({ world }: LiveWorld, items: readonly Item[], from: number, to: number) {
  const { inventory, targets } = world;
  const moments = [...new Set([from, to, ...items.map(({ word: { at } }) => at)])]
    .filter((at) => at >= from && at <= to)
    .sort((a, b) => a - b);
  const engine = createCoverage(inventory, defaultThresholds);
  const cells = [...inventory.cells.keys()];
  const people = inventory.communes.map(() => LAYERS.map(() => 0));
  const offAir = inventory.stations.map(() => 0);
  moments.slice(0, -1).forEach((at, n) => {
    const ms = knownBetween(at, moments[n + 1] ?? to);
    const onAir = cellsOnAir(
      inventory,
      targets,
      items.filter((item) => item.word.at <= at),
    );
    engine.apply(cells, onAir);
    people.forEach((sums, commune) => {
      LAYERS.forEach((layer, place) => {
        sums[place] = (sums[place] ?? 0) + engine.people(commune, layer) * ms;
      });
    });
    inventory.stations.forEach(({ status }, station) => {
      const serving = (inventory.cellsOfStation[station] ?? []).filter((cell) => inventory.inService[cell] === 1);
      if (status === 'in-service' && serving.every((cell) => onAir[cell] === 0)) {
        offAir[station] = (offAir[station] ?? 0) + ms;
      }
    });
  });
  const known = knownBetween(from, to);
  return { people: people.map((sums) => sums.map((sum) => Math.round(sum / known))), offAir };
}

it(
  'equals a plain integration of the words, whatever came late and whenever it was rolled up',
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        plan,
        fc.integer({ min: 1, max: 47 }),
        fc.integer({ min: 1, max: 600 }),
        async (requests, ago, span) => {
          const live = observed();
          const { history, past } = historyOf(live);
          const key = { id: 1, operator: null, freshness: 'station' } as const;
          const from = BEGIN - ago * HOUR - 7 * MINUTE;
          const to = Math.min(BEGIN, from + span * 5 * MINUTE);
          for (const { items, settle } of requests) {
            await live.pipeline.submit({ key, items, refused: 0, receivedAt: live.clock.now });
            if (!settle) continue;
            await history.settle();
            // Whatever is kept of this answer must not outlive what comes late.
            history.coverage({ from, to, layers: LAYERS, bucket: 'period', communes: null });
          }
          await history.settle();
          expect(past.dirty()).toEqual([]);
          expect(past.settledTo()).toBe(BEGIN);

          const items = requests.flatMap((request) => request.items);
          if (knownBetween(from, to) === 0) return;
          const expected = integrated(live, items, from, to);

          const layers = LAYERS;
          const coverage = history.coverage({ from, to, layers, bucket: 'period', communes: null });
          expect(
            coverage.communes.map((commune) => Object.values(commune.layers).map(([point]) => point?.people ?? 0)),
          ).toEqual(expected.people);
          const availability = history.availability({
            from,
            to,
            by: 'station',
            bucket: 'period',
            communes: null,
            operators: null,
          });
          const inService = live.world.inventory.stations.flatMap(({ status }, station) =>
            status === 'in-service' ? station : [],
          );
          expect(availability.items.map(({ total }) => total.unavailableMs)).toEqual(
            inService.map((station) => expected.offAir[station]),
          );
          for (const { total } of availability.items) {
            expect(Object.values(total.causes).reduce((sum, ms) => sum + ms, 0)).toBe(total.unavailableMs);
            expect(total.periodMs - total.unknownMs).toBe(knownBetween(from, to));
          }

          // The same out of hours: each bucket by itself, and together the whole.
          const hourly = history.availability({
            from,
            to,
            by: 'station',
            bucket: 'hour',
            communes: null,
            operators: null,
          });
          expect(hourly.items.map(({ total }) => total)).toEqual(availability.items.map(({ total }) => total));
          const outages = history.outages({
            ...{ from, to, kind: 'station', cause: null, communes: null, operators: null },
            ...{ atLeastMs: 0, limit: 5_000, cursor: 0 },
          });
          for (const { code, total } of availability.items) {
            const ofStation = outages.items.filter((outage) => outage.code === code);
            const sums: typeof total.causes = {};
            for (const { cause, durationMs } of ofStation) sums[cause] = (sums[cause] ?? 0) + durationMs;
            const isSome = ([, ms]: [string, number]) => ms > 0;
            expect(Object.fromEntries(Object.entries(sums).filter(isSome))).toEqual(total.causes);
            for (const outage of ofStation) {
              const begin = Math.max(from, Date.parse(outage.from));
              const end = Math.min(to, outage.to === null ? to : Date.parse(outage.to));
              expect(outage.durationMs).toBe(knownBetween(begin, end));
              expect(outage.durationMs + outage.unknownMs).toBe(end - begin);
            }
          }
          const sumOf = (key: 'durationMs' | 'unknownMs') => (sum: number, one: Record<typeof key, number>) =>
            sum + one[key];
          for (const key of ['durationMs', 'unknownMs'] as const) {
            expect(outages.causes.reduce(sumOf(key), 0)).toBe(outages.items.reduce(sumOf(key), 0));
          }
        },
      ),
      { numRuns: 25 },
    );
  },
);

it('stands at any moment as the live world stood then, and now as it stands now', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(plan, fc.integer({ min: 0, max: 40 * 60 }), async (requests, ago) => {
      const live = observed();
      const { standAt } = historyOf(live);
      const key = { id: 1, operator: null, freshness: 'station' } as const;
      const items = requests.flatMap((request) => request.items);
      const at = BEGIN - ago * MINUTE;
      await live.pipeline.submit({ key, items, refused: 0, receivedAt: live.clock.now });
      const then = liveWorld();
      await then.pipeline.submit({
        ...{ key, refused: 0, receivedAt: then.clock.now },
        items: items.filter((item) => item.word.at <= at),
      });
      const shown = (world: LiveWorld['world']) => {
        const { air, coverage, topology } = pictureOf(world);
        return {
          onAir: air.onAir,
          connected: air.connected,
          coverage,
          reached: topology.reached,
          fibre: topology.fibre,
        };
      };
      const standing = standAt(at);
      expect(shown(standing)).toEqual(shown(then.world));
      // Then nobody was shown stale who was down:.
      const isDown = ({ air }: LiveWorld['world']) => Array.from(air.state, (state) => state === 3);
      expect(isDown(standing)).toEqual(isDown(then.world));
      expect(shown(standAt(BEGIN))).toEqual(shown(live.world));
    }),
    { numRuns: 30 },
  );
});

it('knows then only what had been received', async () => {
  const live = observed();
  const { standAt } = historyOf(live);
  const key = { id: 1, operator: null, freshness: 'station' } as const;
  const tell = (receivedAt: number, ...items: Item[]) => {
    live.clock.now = receivedAt;
    return live.pipeline.submit({ key, items, refused: 0, receivedAt });
  };
  await tell(BEGIN - 5 * HOUR, word(0, BEGIN - 5 * HOUR, 0));
  await tell(BEGIN - HOUR, word(0, BEGIN - 4 * HOUR, 2));
  await tell(BEGIN, word(0, BEGIN, 0));
  const stateAt = (at: number, known: number) => standAt(at, known).air.state[0];
  expect(stateAt(BEGIN - 3 * HOUR, Infinity)).toBe(3);
  expect(stateAt(BEGIN - 3 * HOUR, BEGIN - 3 * HOUR)).toBe(0);
  expect(stateAt(BEGIN - 30 * MINUTE, BEGIN - 30 * MINUTE)).toBe(3);
});

it('counts no time in which the server ran and there was no network yet', async () => {
  const live = liveWorld();
  live.store.beginUptime(FIRST);
  live.store.saveInventory(RECORDS, FIRST + HOUR);
  live.store.keepUptime(BEGIN);
  const { history } = historyOf(live);
  await history.settle();
  const period = { from: FIRST, to: FIRST + 3 * HOUR };
  const { buckets, communes } = history.coverage({ ...period, layers: LAYERS, bucket: 'period', communes: null });
  expect(buckets.map(({ knownMs }) => knownMs)).toEqual([2 * HOUR]);
  for (const { population, layers } of communes) {
    for (const point of Object.values(layers).flat()) {
      expect((100 * (point?.people ?? 0)) / population).toBeCloseTo(point?.population ?? 0, 1);
    }
  }
});

it('rolls the day up again that was told of late and ended before history came to it', async () => {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, FIRST);
  live.store.beginUptime(FIRST);
  const { history, past } = historyOf(live);
  const midnight = dayOf(BEGIN);
  const key = { id: 1, operator: null, freshness: 'station' } as const;
  const tell = async (now: number, items: Item[]) => {
    live.clock.now = now;
    live.store.keepUptime(now);
    await live.pipeline.submit({ key, items, refused: 0, receivedAt: now });
  };
  await tell(midnight - HOUR, [word(0, midnight - 20 * HOUR, 2), word(0, midnight - 3 * HOUR, 0)]);
  await history.settle();
  // Late, within what is rolled up already; and history comes to it only after midnight.
  await tell(midnight - MINUTE, [word(1, midnight - 9 * HOUR, 2)]);
  live.clock.now = midnight + MINUTE;
  live.store.keepUptime(live.clock.now);
  await history.settle();
  expect(past.dirty()).toEqual([]);
  const [day] = past.rollups('day', midnight - DAY, midnight).map(unpack);
  const hours = past.rollups('hour', midnight - DAY, midnight).map(unpack);
  expect(hours).toHaveLength(24);
  const whole = merge(hours, () => (_, place) => place);
  expect(day?.unavailable).toEqual(whole.unavailable);
  expect(day?.losses).toEqual(whole.losses);
  expect(whole.unavailable.length).toBe(2 * 3);
});
