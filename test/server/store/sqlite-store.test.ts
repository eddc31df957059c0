import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Figures } from '../../../server/contract/wire.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { StorageError, type NewKey } from '../../../server/store/store.ts';
import { dataFolder, restartableStore } from '../../support/data-folder.ts';
import { smallWorld } from '../../support/import-world.ts';
import { DAY, HOUR, MINUTE, TODAY, entry, present, report, station } from '../../support/store-rows.ts';

const KEY: NewKey = {
  name: 'Viettel',
  prefix: 'ps_abcdef',
  hash: 'f'.repeat(64),
  operator: 'VTL',
  freshness: 'feed',
  simulated: false,
  createdAt: TODAY,
};

const FIGURES: Figures = {
  at: TODAY,
  ...{ down: 1, degraded: 2, stale: 3, maintenance: 4, up: 5, linksDown: 6, linksDark: 7, atRisk: 8, hit: 9 },
  people: Array.from({ length: 24 }, (_, layer) => layer * 1000),
};

describe('a restart', () => {
  it('gives back the present and the sequence number', () => {
    const { store, restart } = restartableStore();
    const [a = 0, b = 0] = store.targetIds([station('A'), station('B')]);
    const row = present({
      target: a,
      state: 2,
      since: TODAY - HOUR,
      cause: 3,
      text: 'mất điện',
      measurements: '{"v":1}',
    });
    store.transaction(() => {
      store.saveCurrent(present({ target: a, state: 1 }));
      store.saveCurrent(row);
      store.saveCurrent(present({ target: b }));
      store.saveSeq(41);
      store.saveSeq(42);
    });

    const again = restart();

    expect(again.loadCurrent()).toEqual([row, present({ target: b })]);
    expect(again.loadSeq()).toBe(42);
  });

  it('keeps the ids of the targets and gives new ones to new targets', () => {
    const { store, restart } = restartableStore();
    const technology = { kind: 'technology', code: 'A', technology: '4G' } as const;
    const ids = store.targetIds([station('A'), technology, { ...technology, technology: '3G' }]);

    const again = restart().targetIds([station('B'), technology, station('A')]);

    expect(new Set(ids).size).toBe(3);
    expect(again[1]).toBe(ids[1]);
    expect(again[2]).toBe(ids[0]);
    expect([...ids]).not.toContain(again[0]);
  });

  it('gives back what was told, with its cause and text, in every month', () => {
    const { store, restart } = restartableStore();
    const told = report({ at: TODAY, state: 2, cause: 1, text: 'LOS' });
    store.transaction(() => {
      store.addReport(told);
      store.addReport(report({ at: TODAY - 100 * DAY, state: 1 }));
    });

    const { log } = restart();

    expect(log.at(1, TODAY)).toEqual({ at: TODAY, state: 2, cause: 1, text: 'LOS', measurements: null });
    expect(log.previous(1, TODAY)).toEqual({
      at: TODAY - 100 * DAY,
      state: 1,
      cause: -1,
      text: null,
      measurements: null,
    });
    expect(log.next(1, TODAY - 100 * DAY)).toEqual({ at: TODAY, state: 2, cause: 1, text: 'LOS', measurements: null });
    expect(log.has(1, TODAY, 2)).toBe(true);
    expect(log.has(1, TODAY, 1)).toBe(false);
  });

  it('goes on with the event feed and its ids', () => {
    const { store, restart } = restartableStore();
    const [target = 0] = store.targetIds([station('A')]);
    const first = store.transaction(() => store.addJournal(entry({ target, to: 2, cause: 0, text: 'x' })));
    store.tidy(TODAY);

    const again = restart();
    const second = again.transaction(() =>
      again.addJournal(entry({ target, from: 2, to: 0, lasted: HOUR, late: true })),
    );

    const iso = new Date(TODAY).toISOString();
    const common = { at: iso, receivedAt: iso, kind: 'station', code: 'A' };
    expect(second).toBeGreaterThan(first);
    expect(again.events({ limit: 10, station: 'A' })).toEqual([
      { ...common, id: second, from: 'down', to: 'up', lasted: HOUR, late: true },
      { ...common, id: first, from: 'up', to: 'down', lasted: null, cause: 'power', text: 'x' },
    ]);
  });

  it('gives back the inventory, and closes the rows of what changed', () => {
    const file = join(dataFolder(), 'phu-song.db');
    const store = openStore(file);
    expect(store.loadInventory()).toBeNull();
    const world = smallWorld();
    store.saveInventory(world, TODAY);
    const [first, second] = world.stations;
    if (first === undefined || second === undefined) throw new Error('the small world has two stations');
    const changed = {
      ...world,
      stations: [{ ...second, name: 'Trạm hai' }],
      cells: world.cells.slice(0, 1),
      population: [],
    };
    store.saveInventory(changed, TODAY + DAY);
    store.close();

    const again = openStore(file);
    expect(again.loadInventory()).toEqual(changed);
    again.close();

    const db = new Database(file, { readonly: true });
    const rows = db.prepare('SELECT code, name, validFrom, validTo FROM station ORDER BY rowid').all();
    db.close();
    expect(rows).toEqual([
      { code: first.code, name: first.name, validFrom: TODAY, validTo: TODAY + DAY },
      { code: second.code, name: second.name, validFrom: TODAY, validTo: TODAY + DAY },
      { code: second.code, name: 'Trạm hai', validFrom: TODAY + DAY, validTo: null },
    ]);
  });

  it('gives back keys with their counters', () => {
    const { store, restart } = restartableStore();
    const key = store.addKey(KEY);
    const simulated = store.addKey({ ...KEY, hash: 'e'.repeat(64), name: 'giả lập', simulated: true });
    store.touchKey(key.id, { heardAt: TODAY + 5, received: 10, refused: 1, heard: '{"skews":[1]}' });
    store.touchKey(key.id, { received: 2, refused: 2 });
    expect(store.revokeKey(key.id, TODAY + DAY)).toBe(true);
    expect(store.revokeKey(key.id, TODAY + 2 * DAY)).toBe(false);
    store.dropSimulatedKeys();

    const again = restart();
    const kept = { ...key, revokedAt: TODAY + DAY, lastHeardAt: TODAY + 5, received: 12, refused: 3 };
    expect(again.keys()).toEqual([kept]);
    expect(again.heardOfKeys()).toEqual(new Map([[key.id, '{"skews":[1]}']]));
    expect(again.findKey(KEY.hash)).toEqual(kept);
    expect(again.findKey('e'.repeat(64))).toBeNull();
    expect(again.addKey({ ...KEY, hash: 'd'.repeat(64) }).id).toBeGreaterThan(simulated.id);
  });
});

describe('a transaction', () => {
  it('leaves nothing when its work throws, a month made in it included', () => {
    const { store, restart } = restartableStore();
    const [target = 0] = store.targetIds([station('A')]);
    const work = () =>
      store.transaction(() => {
        store.addReport(report({ target }));
        store.addJournal(entry({ target }));
        store.saveCurrent(present({ target }));
        store.saveSeq(7);
        throw new RangeError('no');
      });
    expect(work).toThrow(RangeError);
    expect(store.log.has(target, TODAY, 0)).toBe(false);

    store.transaction(() => {
      store.addReport(report({ target, at: TODAY + 1 }));
      store.addJournal(entry({ target, text: 'kept' }));
    });
    expect(store.events({ limit: 10, station: 'A' }).map(({ text }) => text)).toEqual(['kept']);

    const again = restart();
    expect(again.log.previous(target, TODAY + DAY)?.at).toBe(TODAY + 1);
    expect(again.log.previous(target, TODAY + 1)).toBeNull();
    expect(again.loadCurrent()).toEqual([]);
    expect(again.loadSeq()).toBe(0);
    expect(again.events({ limit: 10 }).map(({ text }) => text)).toEqual(['kept']);
  });
});

it('refuses a file that a newer version wrote', () => {
  const file = join(dataFolder(), 'phu-song.db');
  const db = new Database(file);
  db.pragma('user_version = 999');
  db.close();
  expect(() => openStore(file)).toThrow(StorageError);
});

it('keeps figures for a day', () => {
  const { store, restart } = restartableStore();
  const figures = (at: number) => ({ ...FIGURES, at });
  store.saveFigures(figures(TODAY - DAY - MINUTE));
  store.saveFigures(figures(TODAY - HOUR));
  store.saveFigures(figures(TODAY));
  const again = restart();
  expect(again.loadFigures(0)).toEqual([figures(TODAY - HOUR), figures(TODAY)]);
  expect(again.loadFigures(TODAY)).toEqual([figures(TODAY)]);
});
