import { describe, expect, it, vi } from 'vitest';
import { reportOrderSchema, scheduleRequestSchema, type ScheduleRequest } from '../../../server/contract/reports.ts';
import { AppError } from '../../../server/errors.ts';
import { Desk } from '../../../server/reports/desk.ts';
import { NO_TROUBLE, Schedules } from '../../../server/reports/schedules.ts';
import { StorageError, type Store } from '../../../server/store/store.ts';
import { DESK_SETTING } from '../../support/desk-setting.ts';
import { restartableStore } from '../../support/data-folder.ts';
import { FakeTime } from '../../support/fake-time.ts';

const at = (text: string): number => Date.parse(`${text}:00+07:00`);
const HOUR = 3_600_000;
const { order } = { order: reportOrderSchema.omit({ from: true, to: true }).parse({ template: 'coverage' }) };

function requestOf(patch: Partial<ScheduleRequest> = {}): ScheduleRequest {
  const given = {
    name: 'Báo cáo tháng',
    cron: '30 7 5 * *',
    period: 'previous-month',
    formats: ['docx', 'pdf'],
    order,
  };
  return { ...scheduleRequestSchema.parse(given), ...patch };
}

/** A server as of this store: reports are ordered and never made. */
function serverOf(store: Store, time: FakeTime) {
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const desk = new Desk({
    store,
    ...DESK_SETTING,
    clock: time.clock,
    later: time.later,
    make: () => ({ made: new Promise(() => undefined), cancel: () => undefined }),
    onError,
  });
  const schedules = new Schedules({ store, desk, clock: time.clock, later: time.later, onError });
  return { desk, schedules, errors };
}

describe('schedules', () => {
  it('order one report a format when the time has come, of the period before it', () => {
    const { store } = restartableStore();
    const time = new FakeTime(at('2026-11-18T14:32'));
    const { desk, schedules } = serverOf(store, time);
    schedules.start();
    const { id, nextRunAt } = schedules.add(requestOf());
    expect(nextRunAt).toBe('2026-12-05T00:30:00.000Z');
    time.passTo(at('2026-12-05T07:30') - 1);
    expect(desk.list()).toEqual([]);
    time.pass(1);
    const made = desk.list();
    expect(made.map(({ request }) => request.format).sort()).toEqual(['docx', 'pdf']);
    expect(made[0]).toMatchObject({ scheduleId: id, late: false, mail: 'none' });
    expect(made[0]?.request).toMatchObject({ from: '2026-11-01', to: '2026-11-30' });
    expect(schedules.schedule(id)).toMatchObject({
      ...{ lastRunAt: '2026-12-05T00:30:00.000Z', nextRunAt: '2027-01-05T00:30:00.000Z', lastError: null },
    });
    time.pass(48 * HOUR);
    expect(desk.list()).toHaveLength(2);
  });

  it('run once, however often the server starts again', () => {
    const { store: first, restart } = restartableStore();
    const time = new FakeTime(at('2026-12-05T07:29'));
    const before = serverOf(first, time);
    before.schedules.start();
    before.schedules.add(requestOf({ formats: ['pdf'] }));
    time.passTo(at('2026-12-05T07:30'));
    before.schedules.stop();
    expect(time.waits).toBe(0);
    for (let start = 0; start < 3; start++) {
      const { schedules, desk } = serverOf(restart(), time);
      schedules.start();
      time.pass(10_000);
      expect(desk.list()).toHaveLength(1);
      schedules.stop();
    }
  });

  it('make up for what was missed, once and marked late', () => {
    const { store, restart } = restartableStore();
    const time = new FakeTime(at('2026-11-18T14:32'));
    const before = serverOf(store, time);
    before.schedules.start();
    before.schedules.add(requestOf({ cron: '0 7 * * *', period: 'previous-day', formats: ['csv'] }));
    before.schedules.stop();
    time.passTo(at('2026-11-21T07:02'));
    const { schedules, desk } = serverOf(restart(), time);
    schedules.start();
    const [only, ...others] = desk.list();
    expect(others).toEqual([]);
    // Two minutes only, but the server was not there.
    expect(only).toMatchObject({ late: true, request: { from: '2026-11-20', to: '2026-11-20' } });
    expect(schedules.list()[0]).toMatchObject({
      ...{ lastRunAt: '2026-11-21T00:00:00.000Z', nextRunAt: '2026-11-22T00:00:00.000Z' },
    });
    time.passTo(at('2026-11-22T07:00'));
    expect(
      desk
        .list()
        .map(({ late }) => late)
        .sort(),
    ).toEqual([false, true]);
  });

  it('order nothing while they are off, nor make up for it afterwards', () => {
    const { store } = restartableStore();
    const time = new FakeTime(at('2026-11-18T06:00'));
    const { desk, schedules } = serverOf(store, time);
    schedules.start();
    const { id, nextRunAt: never } = schedules.add(requestOf({ cron: '0 7 * * *', enabled: false }));
    expect(never).toBeNull();
    time.pass(72 * HOUR);
    const { nextRunAt } = schedules.change(id, { enabled: true });
    expect(nextRunAt).toBe('2026-11-21T00:00:00.000Z');
    expect(desk.list()).toEqual([]);
    time.pass(2 * HOUR);
    expect(desk.list()).toHaveLength(2);
    expect(schedules.change(id, { enabled: false }).nextRunAt).toBeNull();
  });

  it('follow another time from now on, and are forgotten when removed', () => {
    const { store } = restartableStore();
    const time = new FakeTime(at('2026-11-18T06:00'));
    const { desk, schedules } = serverOf(store, time);
    schedules.start();
    const { id } = schedules.add(requestOf());
    expect(schedules.change(id, { name: 'Khác', cron: '0 9 * * *' }).nextRunAt).toBe('2026-11-18T02:00:00.000Z');
    schedules.remove(id);
    time.pass(72 * HOUR);
    expect(desk.list()).toEqual([]);
    expect(schedules.list()).toEqual([]);
    expect(() => {
      schedules.remove(id);
    }).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it('refuse a time that never comes, and keep what was', () => {
    const { store } = restartableStore();
    const { schedules } = serverOf(store, new FakeTime(at('2026-11-18T06:00')));
    expect(() => schedules.add(requestOf({ cron: '0 7 30 2 *' }))).toThrow(AppError);
    const { id } = schedules.add(requestOf());
    expect(() => schedules.change(id, { cron: 'x' })).toThrow(expect.objectContaining({ code: 'bad_cron' }));
    expect(schedules.list()).toMatchObject([{ cron: '30 7 5 * *' }]);
  });

  it('run on somebody’s word without moving the calendar', () => {
    const { store } = restartableStore();
    const { desk, schedules } = serverOf(store, new FakeTime(at('2026-11-18T06:00')));
    schedules.start();
    const { id, nextRunAt } = schedules.add(requestOf({ mailTo: ['a@example.vn'] }));
    expect(schedules.run(id)).toMatchObject([{ mail: 'waiting', late: false }, { mail: 'waiting' }]);
    expect(desk.list()).toHaveLength(2);
    expect(schedules.schedule(id)).toMatchObject({ nextRunAt, lastRunAt: '2026-11-17T23:00:00.000Z' });
  });

  it('say why a run was not ordered, and order it as soon as it can be', () => {
    const { store } = restartableStore();
    const time = new FakeTime(at('2026-12-05T07:29'));
    let full = true;
    // The disk refuses the second half of the transaction: neither reports nor the new time may stay.
    const saveSchedule = store.shelf.saveSchedule.bind(store.shelf);
    vi.spyOn(store.shelf, 'saveSchedule').mockImplementation((row) => {
      if (full && row.body.includes('"lastRunAt":"2026')) throw new StorageError('disk full');
      saveSchedule(row);
    });
    const { desk, schedules, errors } = serverOf(store, time);
    schedules.start();
    const { id } = schedules.add(requestOf());
    time.pass(90_000);
    expect(desk.list()).toEqual([]);
    expect(schedules.schedule(id)).toMatchObject({ lastRunAt: null, nextRunAt: '2026-12-05T00:30:00.000Z' });
    expect(schedules.schedule(id).lastError).not.toBe(null);
    expect(errors.length).toBeGreaterThan(0);
    full = false;
    time.pass(120_000);
    expect(desk.list()).toHaveLength(2);
    expect(schedules.schedule(id)).toMatchObject({ lastRunAt: '2026-12-05T00:30:00.000Z', lastError: null });
  });

  it('tell that a mail failed, through runs and restarts, until a later one goes out', () => {
    const { store, restart } = restartableStore();
    const time = new FakeTime(at('2026-12-05T07:00'));
    const { schedules } = serverOf(store, time);
    const { id } = schedules.add(requestOf({ mailTo: ['ubnd@example.vn'] }));
    expect(schedules.schedule(id)).toMatchObject(NO_TROUBLE);
    const trouble = { mailError: '550 mailbox unknown', mailAgainAt: '2026-12-05T00:05:00.000Z' };
    schedules.noteMail(id, trouble);
    schedules.run(id);
    expect(schedules.schedule(id)).toMatchObject({ ...trouble, lastError: null });
    const { schedules: again } = serverOf(restart(), time);
    expect(again.schedule(id)).toMatchObject(trouble);
    again.noteMail(id, { ...trouble, mailAgainAt: null });
    expect(again.schedule(id)).toMatchObject({ ...trouble, mailAgainAt: null });
    again.noteMail(id, NO_TROUBLE);
    expect(again.schedule(id)).toMatchObject(NO_TROUBLE);
    again.noteMail(id, trouble);
    expect(again.change(id, { mailTo: [] })).toMatchObject(NO_TROUBLE);
    expect(() => {
      again.noteMail('gone', NO_TROUBLE);
    }).toThrow(new AppError('not_found'));
  });

  it('kept by an older version with @daily goes on', () => {
    const { store } = restartableStore();
    const time = new FakeTime(at('2026-12-05T07:00'));
    const { desk, schedules } = serverOf(store, time);
    const kept = { ...schedules.add(requestOf()), cron: '@daily', nextRunAt: '2026-12-05T17:00:00.000Z' };
    store.shelf.saveSchedule({ id: kept.id, createdAt: Date.parse(kept.createdAt), body: JSON.stringify(kept) });
    schedules.start();
    time.pass(18 * 3_600_000);
    expect(desk.list()).toHaveLength(2);
    expect(schedules.schedule(kept.id)).toMatchObject({ nextRunAt: '2026-12-06T17:00:00.000Z', lastError: null });
  });

  it('kept by an older version have had no trouble with their mail', () => {
    const { store } = restartableStore();
    const { schedules } = serverOf(store, new FakeTime(at('2026-12-05T07:00')));
    const { mailError, mailAgainAt, ...older } = schedules.add(requestOf());
    expect({ mailError, mailAgainAt }).toEqual(NO_TROUBLE);
    store.shelf.saveSchedule({ id: older.id, createdAt: Date.parse(older.createdAt), body: JSON.stringify(older) });
    expect(schedules.schedule(older.id)).toMatchObject(NO_TROUBLE);
  });
});
