/** The desk when something refuses: the disk, or history for the moment. Reports are made by a maker the test holds. */
import { describe, expect, it, vi } from 'vitest';
import { reportRequestSchema } from '../../../server/contract/reports.ts';
import { AppError, type ErrorCode } from '../../../server/errors.ts';
import { Desk } from '../../../server/reports/desk.ts';
import type { Made, ReportSetup } from '../../../server/reports/protocol.ts';
import { StorageError } from '../../../server/store/store.ts';
import { DESK_SETTING } from '../../support/desk-setting.ts';
import { restartableStore } from '../../support/data-folder.ts';
import { FakeTime } from '../../support/fake-time.ts';

const REQUEST = reportRequestSchema.parse({
  template: 'coverage',
  format: 'csv',
  from: '2026-10-01',
  to: '2026-10-31',
});
const MADE: Made = {
  ...{ title: 'Báo cáo', model: '{}', modelSha256: 'a', bytes: Buffer.from('x'), mime: 'text/csv', pages: null },
  completeness: { days: 31, daysWithData: 31, operators: 5, operatorsWithData: 5, missing: [] },
};

function deskOf() {
  const { store } = restartableStore();
  const time = new FakeTime(Date.parse('2026-11-18T00:00:00Z'));
  const errors: unknown[] = [];
  const setups: ReportSetup[] = [];
  const makings: { resolve: (made: Made) => void; reject: (error: Error) => void }[] = [];
  const desk = new Desk({
    store,
    ...DESK_SETTING,
    clock: time.clock,
    later: time.later,
    make: (setup) => {
      setups.push(setup);
      let cancel: () => void = () => undefined;
      const made = new Promise<Made>((resolve, reject) => {
        makings.push({ resolve, reject });
        cancel = () => {
          reject(new AppError('cancelled'));
        };
      });
      return { made, cancel };
    },
    onError: (error) => errors.push(error),
  });
  return { desk, store, time, errors, makings, setups };
}

const turn = () => new Promise((done) => setImmediate(done));

describe('the desk', () => {
  it('refuses at once what is wholly to come, and takes what has begun', async () => {
    const { desk } = deskOf();
    const period = (from: string, to: string) => ({ ...REQUEST, from, to });
    const refused = (from: string) => new AppError('period_not_begun', { from });
    expect(() => desk.order(period('2026-11-19', '2026-11-30'))).toThrow(refused('2026-11-19'));
    const { signal } = new AbortController();
    const toCome = desk.makeNow(period('2027-01-01', '2027-01-31'), signal);
    await expect(toCome).rejects.toEqual(refused('2027-01-01'));
    const until = Date.parse('2026-09-30T00:00:00Z');
    await expect(desk.makeNow({ ...REQUEST, until }, signal)).rejects.toEqual(refused('2026-10-01'));
    expect(desk.list()).toEqual([]);
    expect(desk.order(period('2026-11-18', '2026-11-30')).state).toBe('waiting');
  });

  it('names what was never made by what was ordered, and says what one that waits waits for', async () => {
    const { desk, makings } = deskOf();
    const { id } = desk.order(REQUEST);
    makings[0]!.reject(new AppError('history_recomputing', { days: 2 }));
    await turn();
    expect(desk.report(id)).toMatchObject({ state: 'waiting', error: 'history_recomputing' });
    desk.remove(id);
    expect(desk.report(id)).toMatchObject({ state: 'cancelled', title: 'Báo cáo vùng phủ tháng 10 năm 2026' });
  });

  it('keeps what was ordered while the disk refuses, and makes it when it does no more', async () => {
    const { desk, store, time, errors, makings } = deskOf();
    const [first, second] = [desk.order(REQUEST), desk.order(REQUEST)];
    const full = vi.spyOn(store.shelf, 'saveReport').mockImplementation(() => {
      throw new StorageError('disk full');
    });
    makings[0]!.reject(new Error('the thread ended'));
    await turn();
    expect(errors.length).toBeGreaterThan(0);
    expect(makings).toHaveLength(1);
    full.mockRestore();
    time.pass(3_000);
    expect(makings).toHaveLength(2);
    makings[1]!.resolve(MADE);
    await turn();
    expect(desk.report(second.id).state).toBe('ready');
    expect(
      desk
        .list()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([first.id, second.id].sort());
  });

  it.each<ErrorCode>(['history_not_ready', 'stopping', 'too_many_requests'])(
    'makes a report again that history refused with %s',
    async (code) => {
      const { desk, time, errors, makings } = deskOf();
      const { id } = desk.order(REQUEST);
      makings[0]!.reject(new AppError(code));
      await turn();
      expect(desk.report(id).state).toBe('waiting');
      time.pass(3_000);
      makings[1]!.resolve(MADE);
      await turn();
      expect(desk.report(id).state).toBe('ready');
      expect(errors).toEqual([]);
    },
  );

  it('compares a bulletin with the one before, and made again as of its moment with the same', async () => {
    const { desk, time, makings, setups } = deskOf();
    const bulletin = { ...REQUEST, template: 'bulletin', from: '2026-11-18', to: '2026-11-18' } as const;
    const first = time.clock();
    for (const wait of [5 * 60_000, 5 * 60_000]) {
      desk.order(bulletin);
      makings.at(-1)!.resolve(MADE);
      await turn();
      time.pass(wait);
    }
    const again = { ...bulletin, format: 'json', until: first + 5 * 60_000 } as const;
    void desk.makeNow(again, new AbortController().signal);
    void desk.makeNow({ ...again, previous: first + 1 }, new AbortController().signal);
    void desk.makeNow({ ...again, previous: first + 1, previousKnown: first + 2 }, new AbortController().signal);
    const before = { at: first, known: first };
    expect(setups.map(({ build }) => build.previousBulletin)).toEqual([
      ...[null, before, before],
      { at: first + 1, known: first + 1 },
      { at: first + 1, known: first + 2 },
    ]);
  });

  it('makes only so many at once for readers who wait, and ends what nobody waits for', async () => {
    const { desk, makings } = deskOf();
    const gone = new AbortController();
    const waited = [1, 2, 3, 4].map(() => desk.makeNow(REQUEST, gone.signal));
    await expect(desk.makeNow(REQUEST, new AbortController().signal)).rejects.toMatchObject({
      code: 'too_many_requests',
    });
    expect(makings).toHaveLength(4);
    gone.abort();
    for (const making of waited) await expect(making).rejects.toMatchObject({ code: 'cancelled' });
    await expect(desk.makeNow(REQUEST, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    const last = desk.makeNow(REQUEST, new AbortController().signal);
    makings.at(-1)!.resolve(MADE);
    expect((await last).fileName).toMatch(/\.csv$/);
  });
});
