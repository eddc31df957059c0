/** A young day in which the network was edited: no network of it is built for each question anew, and the answers are the same. */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { layerIndex } from '../../../server/contract/terms.ts';
import type { HistoryService } from '../../../server/history/service.ts';
import type { InventoryRecords } from '../../../server/inventory/types.ts';
import type { Item } from '../../../server/slice.ts';
import { BEGIN, RECORDS, liveWorld, pictureOf, word, type LiveWorld } from '../../support/live-world.ts';
import { historyOf } from '../../support/past-of.ts';
import { HOUR, MINUTE } from '../../support/store-rows.ts';

const [UP, DOWN] = [0, 2];
const FIRST = BEGIN - 3 * HOUR;
const TODAY = { from: FIRST - HOUR, to: BEGIN + 20 * HOUR };

const without = (code: string): InventoryRecords => ({
  ...RECORDS,
  stations: RECORDS.stations.filter((station) => station.code !== code),
  cells: RECORDS.cells.filter(({ station }) => station !== code),
});
const hungOn = (uplinkNode: string): InventoryRecords => ({
  ...RECORDS,
  stations: RECORDS.stations.map((station) => (station.code === 'S-1' ? { ...station, uplinkNode } : station)),
});
const NETWORKS: InventoryRecords[] = [
  RECORDS,
  without('S-1'),
  without('S-3'),
  hungOn('X-1'),
  { ...RECORDS, links: RECORDS.links.filter(({ code }) => code !== 'T-3') },
  { ...RECORDS, cells: RECORDS.cells.filter(({ code }) => code !== 'S-2-A') },
];

function observed(): LiveWorld {
  const live = liveWorld();
  live.store.saveInventory(RECORDS, FIRST);
  live.store.beginUptime(FIRST);
  pass(live, BEGIN);
  return live;
}

function pass(live: LiveWorld, now: number): void {
  live.clock.now = now;
  live.store.keepUptime(now);
}

function answersOf(history: HistoryService) {
  const all = { ...TODAY, communes: null, operators: null } as const;
  return [
    history.availability({ ...all, by: 'operator', bucket: 'period' }),
    history.availability({ ...all, by: 'station', bucket: 'hour' }),
    history.coverage({ ...all, layers: [layerIndex('4G', 'any'), layerIndex('any', 'VTL')], bucket: 'period' }),
    history.outages({ ...all, kind: null, cause: null, atLeastMs: 0, limit: 1_000, cursor: 0 }),
    // What is worked in already another service would know from the disk alone.
  ].map((answer) => ({ ...answer, pending: undefined }));
}

const tell = ({ pipeline, clock }: LiveWorld, items: Item[]) =>
  pipeline.submit({
    ...{ key: { id: 1, operator: null, freshness: 'station' } as const, items, refused: 0 },
    receivedAt: clock.now,
  });

it('builds each network of the young hours once, however often and by whatever is asked', async () => {
  const live = observed();
  const { history, past } = historyOf(live);
  await history.settle();
  for (const network of NETWORKS.slice(1)) {
    pass(live, live.clock.now + MINUTE);
    live.store.saveInventory(network, live.clock.now);
  }
  pass(live, live.clock.now + MINUTE);
  const built = vi.spyOn(past, 'inventoryAt');
  answersOf(history);
  built.mockClear();
  for (let n = 0; n < 3; n++) {
    pass(live, live.clock.now + MINUTE);
    await tell(live, [word(n, live.clock.now, DOWN)]);
    answersOf(history);
  }
  // The last network goes on; those before it are over.
  expect(built.mock.calls.length).toBeLessThanOrEqual(1);
});

it('knows of a station that is back in the network what was told of it before', async () => {
  const live = observed();
  const { history } = historyOf(live);
  await history.settle();
  const station = live.world.targets.ofStation(0);
  await tell(live, [word(station, BEGIN, DOWN, { cause: 0 })]);
  live.store.saveInventory(without('S-1'), BEGIN + 10 * MINUTE);
  live.store.saveInventory(RECORDS, BEGIN + 20 * MINUTE);
  pass(live, BEGIN + 30 * MINUTE);
  const unavailableMs = () =>
    history
      .availability({ ...TODAY, by: 'station', bucket: 'period', communes: null, operators: null })
      .items.find(({ code }) => code === 'S-1')?.total.unavailableMs;
  expect(unavailableMs()).toBe(20 * MINUTE);
  pass(live, BEGIN + HOUR);
  await tell(live, [word(station, BEGIN + 40 * MINUTE, UP)]);
  await history.settle();
  expect(unavailableMs()).toBe(30 * MINUTE);
});

it('stands in every network as if no other had been before, though those of the same cells share what they cover', async () => {
  const live = observed();
  const { standAt } = historyOf(live);
  const moments: number[] = [];
  for (const [n, network] of [...NETWORKS, ...NETWORKS].entries()) {
    pass(live, live.clock.now + MINUTE);
    live.store.saveInventory(network, live.clock.now);
    moments.push(live.clock.now);
    pass(live, live.clock.now + MINUTE);
    await tell(live, [word(n % 5, live.clock.now, n % 3 === 0 ? UP : DOWN), word(41 + (n % 9), live.clock.now, DOWN)]);
    moments.push(live.clock.now);
  }
  const backAndForth = moments.flatMap((moment, n) => [moment, moments[(n * 7) % moments.length] ?? moment]);
  const pictures = backAndForth.map((at) => pictureOf(standAt(at)));
  expect(pictures).toEqual(backAndForth.map((at) => pictureOf(historyOf(live).standAt(at))));
  expect(standAt(moments[0] ?? 0).coverage === standAt(moments[6] ?? 0).coverage).toBe(true);
});

it('says the same of a moment whatever the network became later, where two words of one moment tell other causes', async () => {
  const live = observed();
  const cell = live.world.targets.ofCell(live.world.inventory.cellByCode.get('S-2-A') ?? -1);
  pass(live, BEGIN + 2 * MINUTE);
  await tell(live, [
    word(cell, BEGIN + MINUTE, DOWN, { cause: 0 }),
    word(live.world.targets.ofStation(1), BEGIN + MINUTE, DOWN, { cause: 5 }),
  ]);
  const causeThen = () => historyOf(live).standAt(BEGIN + 2 * MINUTE).air.cause[1];
  const before = causeThen();
  // The cell goes, and stands behind its sisters when it is back.
  live.store.saveInventory(
    { ...RECORDS, cells: RECORDS.cells.filter(({ code }) => code !== 'S-2-A') },
    BEGIN + 3 * MINUTE,
  );
  live.store.saveInventory(without('S-1'), BEGIN + 4 * MINUTE);
  pass(live, BEGIN + 5 * MINUTE);
  expect([before, causeThen()]).toEqual([0, 0]);
});

const step = fc.record({
  minutes: fc.integer({ min: 1, max: 35 }),
  network: fc.option(fc.integer({ min: 0, max: NETWORKS.length - 1 }), { freq: 2 }),
  told: fc.array(
    fc.record({
      target: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constantFrom(0, 1, 2)),
      /** Some come late, of this hour or of the one before. */
      ago: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100 })),
      state: fc.constantFrom(UP, DOWN),
      cause: fc.constantFrom(-1, 0, 5),
    }),
    { maxLength: 4 },
  ),
  asked: fc.boolean(),
  settled: fc.boolean(),
});

it('hears what comes late of the very moment up to which hours are rolled up', async () => {
  const live = observed();
  const { history, past } = historyOf(live);
  await history.settle();
  expect(past.settledTo()).toBe(BEGIN);
  pass(live, BEGIN + 30 * MINUTE);
  live.store.saveInventory(without('S-1'), live.clock.now);
  pass(live, BEGIN + 31 * MINUTE);
  answersOf(history);
  pass(live, BEGIN + 45 * MINUTE);
  await tell(live, [word(live.world.targets.ofStation(0), BEGIN, DOWN)]);
  expect(answersOf(history)).toEqual(answersOf(historyOf(live).history));
});

it('answers as if it had never been asked before', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
      const live = observed();
      const { history } = historyOf(live);
      await history.settle();
      for (const { minutes, network, told, asked, settled } of steps) {
        pass(live, live.clock.now + minutes * MINUTE);
        if (network !== null) live.store.saveInventory(NETWORKS[network] ?? RECORDS, live.clock.now);
        pass(live, live.clock.now + MINUTE);
        if (told.length > 0) {
          const items = told.map(({ target, ago, state, cause }) =>
            word(target, live.clock.now - ago * MINUTE, state, { cause }),
          );
          await tell(live, items);
        }
        if (asked) answersOf(history);
        if (settled) await history.settle();
      }
      await history.settleWithin(TODAY);
      const answers = answersOf(history);
      expect(answers).toEqual(answersOf(history));
      const { history: other } = historyOf(live);
      expect(answers).toEqual(answersOf(other));
      // And as if nothing had been rolled up either.
      const { history: raw, past } = historyOf(live);
      vi.spyOn(past, 'settledTo').mockReturnValue(null);
      vi.spyOn(past, 'rollups').mockReturnValue([]);
      expect(answers).toEqual(answersOf(raw));
    }),
    { numRuns: 40 },
  );
});
