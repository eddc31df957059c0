/**
 * Reports ordered by the calendar. Each schedule carries the moment it is due next; a run moves that moment on in the transaction
 * that keeps its reports, so that it happens once, whatever happens to the server. What was due while the server was off is made up
 * for by one late run.
 */
import { randomUUID } from 'node:crypto';
import type { ReportBody, ReportRequest, ScheduleBody, ScheduleRequest } from '../contract/reports.ts';
import type { Scope } from '../contract/scope.ts';
import { AppError } from '../errors.ts';
import { iso } from '../calendar.ts';
import type { Store } from '../store/store.ts';
import { lastDue, nextDue, periodBefore, refuseOtherThanFive } from './due.ts';
import type { Later } from './later.ts';
import { nobody, type Origin, type Witness } from './report-body.ts';

/** The clock is looked at this often, whatever was planned: it may have been set. */
const LOOK_MS = 60 * 60_000;
/** After a run that could not be ordered. */
const AGAIN_MS = 60_000;
/** A run that begins this long after its time is late, even if the server was there. */
const LATE_MS = 5 * 60_000;
const MOST_SCHEDULES = 100;

/** Why the mail of a schedule failed, and when it is tried again. */
export type MailTrouble = Pick<ScheduleBody, 'mailError' | 'mailAgainAt'>;

export const NO_TROUBLE: MailTrouble = { mailError: null, mailAgainAt: null };

export interface SchedulesOptions {
  store: Pick<Store, 'transaction' | 'shelf'>;
  desk: {
    /** All or none. */
    orderTogether(
      requests: readonly ReportRequest[],
      origin: Origin,
      witness: Witness<readonly ReportBody[]>,
    ): ReportBody[];
  };
  clock: () => number;
  later: Later;
  onError: (error: unknown) => void;
}

export class Schedules {
  private readonly options: SchedulesOptions;
  private startedAt: number | null = null;
  private callOff: () => void = () => undefined;

  constructor(options: SchedulesOptions) {
    this.options = options;
  }

  /** Makes up for what was missed, then waits for what is due next. */
  start(): void {
    this.startedAt = this.options.clock();
    this.look();
  }

  stop(): void {
    this.startedAt = null;
    this.callOff();
  }

  list(): ScheduleBody[] {
    return this.options.store.shelf.schedules().map(readSchedule);
  }

  /** @throws AppError not_found */
  schedule(id: string): ScheduleBody {
    const found = this.list().find((schedule) => schedule.id === id);
    if (found === undefined) throw new AppError('not_found');
    return found;
  }

  /** @throws AppError bad_cron, too_many_schedules */
  add(request: ScheduleRequest, limit: { scope?: Scope } = {}, witness: Witness<ScheduleBody> = nobody): ScheduleBody {
    if (this.list().length >= MOST_SCHEDULES) throw new AppError('too_many_schedules', { most: MOST_SCHEDULES });
    refuseOtherThanFive(request.cron);
    const now = this.options.clock();
    const fresh = { id: randomUUID(), createdAt: iso(now), lastRunAt: null, lastError: null, ...NO_TROUBLE };
    return this.keep({ ...request, ...limit, ...fresh, nextRunAt: nextOf(request, now) }, witness);
  }

  /**
   * Another time begins to count now: nothing is made up for.
   * @throws AppError not_found, bad_cron
   */
  change(id: string, patch: Partial<ScheduleRequest>, witness: Witness<ScheduleBody> = nobody): ScheduleBody {
    const before = this.schedule(id);
    const after = { ...before, ...patch };
    if (after.cron !== before.cron) refuseOtherThanFive(after.cron);
    const sameTime = after.cron === before.cron && after.enabled === before.enabled;
    const nextRunAt = sameTime ? before.nextRunAt : nextOf(after, this.options.clock());
    const lastError = sameTime ? before.lastError : null;
    const mail = after.mailTo.length === 0 ? NO_TROUBLE : {};
    return this.keep({ ...after, nextRunAt, lastError, ...mail }, witness);
  }

  /** @throws AppError not_found */
  remove(id: string, witness: Witness<ScheduleBody> = nobody): void {
    const { store } = this.options;
    const schedule = this.schedule(id);
    store.transaction(() => {
      store.shelf.deleteSchedule(id);
      witness(schedule);
    });
    this.look();
  }

  /** Now, on somebody's word; the calendar goes on as before. @throws AppError not_found, too_many_requests */
  run(id: string, witness: Witness<readonly ReportBody[]> = nobody): ReportBody[] {
    const schedule = this.schedule(id);
    const now = this.options.clock();
    return this.order(schedule, now, false, { ...schedule, lastRunAt: iso(now), lastError: null }, witness);
  }

  /** @throws AppError not_found */
  noteMail(id: string, { mailError, mailAgainAt }: MailTrouble): void {
    const schedule = this.schedule(id);
    if (schedule.mailError === mailError && schedule.mailAgainAt === mailAgainAt) return;
    this.save({ ...schedule, mailError, mailAgainAt });
  }

  private look(): void {
    this.callOff();
    if (this.startedAt === null) return;
    this.callOff = this.options.later(Math.min(this.runAllDue(), LOOK_MS), () => {
      this.look();
    });
  }

  /** @returns in how many ms the next one is due, or one that failed is tried again */
  private runAllDue(): number {
    const now = this.options.clock();
    try {
      for (const schedule of this.list()) if (dueAt(schedule) <= now) this.runDue(schedule, now);
      return Math.min(...this.list().map((one) => (dueAt(one) <= now ? AGAIN_MS : dueAt(one) - now)));
    } catch (error) {
      this.options.onError(error);
      return AGAIN_MS;
    }
  }

  private runDue(schedule: ScheduleBody, now: number): void {
    try {
      const due = lastDue(schedule.cron, dueAt(schedule), now);
      const late = due < (this.startedAt ?? now) || now - due > LATE_MS;
      const moved = { ...schedule, lastRunAt: iso(due), nextRunAt: iso(nextDue(schedule.cron, now)), lastError: null };
      this.order(schedule, due, late, moved);
    } catch (error) {
      this.noteFailure(schedule, error);
    }
  }

  private order(
    schedule: ScheduleBody,
    at: number,
    late: boolean,
    after: ScheduleBody,
    witness: Witness<readonly ReportBody[]> = nobody,
  ): ReportBody[] {
    const { id, order, period, formats, mailTo, scope } = schedule;
    const days = periodBefore(period, at);
    const requests = formats.map((format) => ({ ...order, ...days, format }));
    const origin: Origin = { scheduleId: id, late, mail: mailTo.length === 0 ? 'none' : 'waiting', scope };
    return this.options.desk.orderTogether(requests, origin, (ordered) => {
      this.save(after);
      witness(ordered);
    });
  }

  /** It stays due, and says why it was not done. */
  private noteFailure(schedule: ScheduleBody, error: unknown): void {
    if (!(error instanceof AppError)) this.options.onError(error);
    try {
      this.save({ ...schedule, lastError: error instanceof AppError ? error.code : 'internal' });
    } catch (unsaved) {
      this.options.onError(unsaved);
    }
  }

  private keep(schedule: ScheduleBody, witness: Witness<ScheduleBody>): ScheduleBody {
    this.options.store.transaction(() => {
      this.save(schedule);
      witness(schedule);
    });
    this.look();
    return schedule;
  }

  private save(schedule: ScheduleBody): void {
    const { id, createdAt } = schedule;
    this.options.store.shelf.saveSchedule({ id, createdAt: Date.parse(createdAt), body: JSON.stringify(schedule) });
  }
}

/** Kept by an older version it says less of its mail. */
function readSchedule(body: string): ScheduleBody {
  return { ...NO_TROUBLE, ...(JSON.parse(body) as Omit<ScheduleBody, keyof MailTrouble>) };
}

/** Epoch ms; never while it is off. */
/** When it runs next; one that is switched off does not. */
function nextOf({ enabled, cron }: Pick<ScheduleRequest, 'enabled' | 'cron'>, now: number): string | null {
  return enabled ? iso(nextDue(cron, now)) : null;
}

function dueAt({ enabled, nextRunAt }: ScheduleBody): number {
  return enabled && nextRunAt !== null ? Date.parse(nextRunAt) : Infinity;
}
