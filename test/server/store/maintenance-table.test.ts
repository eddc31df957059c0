import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { MaintenanceQuery } from '../../../server/store/maintenance-store.ts';
import { restartableStore } from '../../support/data-folder.ts';
import { HOUR, TODAY } from '../../support/store-rows.ts';

const row = { kind: 'station' as const, code: 'S-1', reason: 'Thay tủ nguồn', createdBy: 'an', createdAt: TODAY };
const plan = (start: number, end: number) => {
  return { ...row, start: TODAY + start * HOUR, end: TODAY + end * HOUR, endedBy: null, endedAt: null };
};

/** Past, current, future, ended early, withdrawn, and one of a link. */
function planned() {
  const opened = restartableStore();
  const table = opened.store.maintenance;
  table.add(plan(-3, -1));
  table.add(plan(-2, 2));
  table.add(plan(3, 4));
  const ended = table.add(plan(-2, 5));
  table.save({ ...ended, endedBy: 'binh', endedAt: TODAY - HOUR });
  const withdrawn = table.add(plan(6, 7));
  table.save({ ...withdrawn, endedBy: 'binh', endedAt: TODAY });
  table.add({ ...plan(3, 9), kind: 'link', code: 'T-1' });
  const ids = (query: Partial<MaintenanceQuery> = {}) =>
    table.list({ now: TODAY, limit: 50, ...query }).map(({ id }) => id);
  return { ...opened, table, ids };
}

it('is listed by element and by where it stands, the latest start first, a page at a time', () => {
  const { ids } = planned();
  expect(ids()).toEqual([5, 6, 3, 4, 2, 1]);
  expect(ids({ phase: 'current' })).toEqual([2]);
  expect(ids({ phase: 'future' })).toEqual([3, 6]);
  expect(ids({ phase: 'future', limit: 1, after: 3 })).toEqual([6]);
  expect(ids({ phase: 'past' })).toEqual([5, 4, 1]);
  expect(ids({ phase: 'future', now: TODAY + 3 * HOUR })).toEqual([]);
  expect(ids({ kind: 'link', code: 'T-1' })).toEqual([6]);
  expect(ids({ kind: 'station', code: 'T-1' })).toEqual([]);
  expect(ids({ limit: 2 })).toEqual([5, 6]);
  expect(ids({ limit: 2, after: 6 })).toEqual([3, 4]);
  expect(ids({ after: 999 })).toEqual([]);
});

it('is there after a restart: what is open, and what it was changed to', () => {
  const { restart } = planned();
  const { maintenance } = restart();
  expect(maintenance.open(TODAY).map(({ id }) => id)).toEqual([2, 3, 6]);
  expect(maintenance.byId(4)).toEqual({ id: 4, ...plan(-2, 5), endedBy: 'binh', endedAt: TODAY - HOUR });
  expect(maintenance.byId(999)).toBeNull();
});

it('is never removed, even by who has the file open', () => {
  const { file } = planned();
  const db = new Database(file);
  expect(() => db.exec('DELETE FROM maintenance WHERE id = 1')).toThrow('never removed');
  db.close();
});
