/** What history asks of the log beyond the words themselves: who told something, and on which days. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPast } from '../../../server/store/sqlite-past.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { DAY, HOUR, TODAY, entry, report, station } from '../../support/store-rows.ts';

it('says on which days what was told of, and whether the simulation told it', () => {
  const file = join(dataFolder(), 'phu-song.db');
  const store = openStore(file);
  const wish = { prefix: 'ps_', createdAt: TODAY - 50 * DAY, freshness: 'feed' } as const;
  const own = store.addKey({ ...wish, name: 'VTL', hash: 'a', operator: 'VTL', simulated: false });
  const gone = store.addKey({ ...wish, name: 'all', hash: 'b', operator: null, simulated: false });
  const simulated = store.addKey({ ...wish, name: 'VNP', hash: 'c', operator: 'VNP', simulated: true });
  store.revokeKey(gone.id, TODAY);
  store.transaction(() => {
    store.addReport(report({ target: 1, at: TODAY - 40 * DAY, key: own.id }));
    store.addReport(report({ target: 1, at: TODAY - 40 * DAY + HOUR, key: gone.id }));
    store.addReport(report({ target: 2, at: TODAY - 39 * DAY - 1, key: simulated.id }));
    store.addReport(report({ target: 2, at: TODAY - HOUR, key: 0 }));
    store.addReport(report({ target: 1, at: TODAY, key: own.id }));
  });
  const past = openPast(file);
  const from = TODAY - 40 * DAY;
  expect(past.toldDays(from, TODAY, Infinity)).toEqual([
    { target: 1, day: 0, simulated: false },
    { target: 2, day: 0, simulated: true },
    { target: 2, day: 39, simulated: true },
  ]);
  expect(past.simulationSpoke(TODAY - DAY, TODAY)).toBe(true);
  expect(past.simulationSpoke(TODAY - HOUR, TODAY)).toBe(false);
  expect(past.senders()).toEqual([
    { operator: 'VTL', createdAt: TODAY - 50 * DAY, revokedAt: null },
    { operator: null, createdAt: TODAY - 50 * DAY, revokedAt: TODAY },
  ]);
  // The simulation's keys are forgotten at each start, and are not taken for anybody's own.
  store.dropSimulatedKeys();
  expect(past.simulationSpoke(TODAY - 40 * DAY, TODAY - 38 * DAY)).toBe(true);
  past.close();
  store.close();
});

it('counts no time twice in which it ran, though the past of the sample reaches into the first start', () => {
  const file = join(dataFolder(), 'phu-song.db');
  const store = openStore(file);
  store.beginUptime(TODAY);
  store.keepUptime(TODAY + HOUR);
  store.finishSamplePast({ begin: TODAY - DAY, until: TODAY + 960, heads: new Map(), last: new Map() });
  // Its clock was set back.
  store.beginUptime(TODAY + HOUR - 5_000);
  store.keepUptime(TODAY + 2 * HOUR);
  const past = openPast(file);
  expect(past.uptime()).toEqual([
    { begin: TODAY - DAY, until: TODAY },
    { begin: TODAY, until: TODAY + HOUR - 5_000 },
    { begin: TODAY + HOUR - 5_000, until: TODAY + 2 * HOUR },
  ]);
  past.close();
  store.close();
});

it('does not tell a line of the feed that is gone, though none came after it', () => {
  const file = join(dataFolder(), 'phu-song.db');
  const store = openStore(file);
  const [target = 0] = store.targetIds([station('S-1')]);
  const id = store.transaction(() => store.addJournal(entry({ target })));
  store.transaction(() => {
    store.dropLine(id);
  });
  const past = openPast(file);
  expect(past.events(TODAY, TODAY + HOUR, 10, Infinity)).toEqual([]);
  past.close();
  store.close();
});
