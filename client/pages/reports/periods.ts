/** Stretches of days a report can be about, as YYYY-MM-DD of Asia/Ho_Chi_Minh, which is UTC+7 all year. Both ends belong to them. */
import { isDay } from '../../../server/contract/days.ts';
import { DAY_MS } from '../../model/local-time.ts';
import { monthOf, shiftDays } from '../../model/period.ts';

export const PERIOD_KINDS = ['week', 'month', 'quarter', 'any'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

export interface Stretch {
  from: string;
  to: string;
}

/** @returns null for what is no day of the calendar */
export function readDay(text: string | null): string | null {
  return text !== null && isDay(text) ? text : null;
}

/** The week (Monday first), month or quarter a day belongs to, moved by `steps` of its own length. */
export function stretchAround(kind: Exclude<PeriodKind, 'any'>, day: string, steps = 0): Stretch {
  if (kind === 'week') {
    const monday = shiftDays(day, 7 * steps - ((new Date(day).getUTCDay() + 6) % 7));
    return { from: monday, to: shiftDays(monday, 6) };
  }
  const length = kind === 'month' ? 1 : 3;
  // Quarters begin in January, April, July and October.
  const passed = (Number(day.slice(5, 7)) - 1) % length;
  const first = steps * length - passed;
  return { from: monthOf(day, first).first, to: monthOf(day, first + length - 1).last };
}

/** The newest of this kind that is over, and `count − 1` before it; the one under way comes first of all. */
export function recent(kind: Exclude<PeriodKind, 'any'>, today: string, count: number): Stretch[] {
  return Array.from({ length: count + 1 }, (_, index) => stretchAround(kind, today, -index));
}

/** What is offered first: the last one that is over; for `any`, yesterday. */
export function lastOver(kind: PeriodKind, today: string): Stretch {
  if (kind !== 'any') return stretchAround(kind, today, -1);
  const yesterday = shiftDays(today, -1);
  return { from: yesterday, to: yesterday };
}

/** ISO 8601 number of the week a Monday begins. */
export function weekNumber(monday: string): number {
  const thursday = shiftDays(monday, 3);
  return Math.floor((Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / (7 * DAY_MS)) + 1;
}

/** 01/10/2026 */
export function dayText(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}
