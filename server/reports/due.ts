/** When a schedule is due, and what its report is about then. All of it in Asia/Ho_Chi_Minh. */
import { Cron } from 'croner';
import type { ScheduleRequest } from '../contract/reports.ts';
import { AppError } from '../errors.ts';
import { DAY_MS, dateOf, dayOf, monthOf } from '../calendar.ts';

/** Minute, hour, day, month, weekday. */
const FIELDS = 5;
const MINUTE_MS = 60_000;
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/**
 * The library takes @daily and the like too; kept by an older version they go on.
 * @throws AppError bad_cron for what has not five fields
 */
export function refuseOtherThanFive(cron: string): void {
  if (cron.trim().split(/\s+/).length !== FIELDS) throw new AppError('bad_cron', { cron });
}

/**
 * The first moment strictly after `after`, epoch ms.
 * @throws AppError bad_cron for what is no expression of five fields, or never comes (30 February)
 */
export function nextDue(cron: string, after: number): number {
  const next = read(cron).nextRun(new Date(after));
  if (next === null) throw new AppError('bad_cron', { cron });
  return next.getTime();
}

/** The last moment that has come, beginning with one that has: what was missed before it is not made up for. */
export function lastDue(cron: string, due: number, now: number): number {
  // Strictly before the next whole minute: a run of this very moment counts.
  const [last] = read(cron).previousRuns(1, new Date(Math.floor(now / MINUTE_MS) * MINUTE_MS + MINUTE_MS));
  return Math.max(due, last?.getTime() ?? due);
}

/** First and last day, YYYY-MM-DD, of the day, week, month or quarter before the one a moment falls in. */
export function periodBefore(period: ScheduleRequest['period'], at: number): { from: string; to: string } {
  const end = beginOf(period, at);
  return { from: dateOf(beginOf(period, end - 1)), to: dateOf(end - 1) };
}

/** 00:00 of the first day. */
function beginOf(period: ScheduleRequest['period'], at: number): number {
  switch (period) {
    case 'previous-day':
      return dayOf(at);
    case 'previous-week': {
      const day = dayOf(at);
      const weekday = new Date(dateOf(day)).getUTCDay();
      return day - ((weekday + 6) % 7) * DAY_MS;
    }
    case 'previous-month':
      return monthOf(at);
    case 'previous-quarter': {
      const month = Number(dateOf(at).slice(5, 7)) - 1;
      return monthOf(at, -(month % 3));
    }
  }
}

function read(cron: string): Cron {
  try {
    return new Cron(cron.trim(), { paused: true, timezone: TIME_ZONE, mode: '5-part' });
  } catch (cause) {
    throw new AppError('bad_cron', { cron }, { cause });
  }
}
