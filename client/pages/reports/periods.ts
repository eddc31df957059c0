/** Stretches of days a report can be about, as YYYY-MM-DD of Asia/Ho_Chi_Minh, which is UTC+7 all year. Both ends belong to them. */

export const PERIOD_KINDS = ['week', 'month', 'quarter', 'any'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

export interface Stretch {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
const OFFSET_MS = 7 * 3_600_000;

/** The day it is in Việt Nam. @param now epoch ms */
export function dayOf(now: number): string {
  return new Date(now + OFFSET_MS).toISOString().slice(0, 10);
}

/** @returns null for what is no day of the calendar */
export function readDay(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : text;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from the first to the last, both counted. */
export function daysIn({ from, to }: Stretch): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** The week (Monday first), month or quarter a day belongs to, moved by `steps` of its own length. */
export function stretchAround(kind: Exclude<PeriodKind, 'any'>, day: string, steps = 0): Stretch {
  if (kind === 'week') {
    const monday = addDays(day, 7 * steps - ((new Date(day).getUTCDay() + 6) % 7));
    return { from: monday, to: addDays(monday, 6) };
  }
  const length = kind === 'month' ? 1 : 3;
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = Math.floor((month - 1) / length) * length + steps * length;
  return { from: firstOf(year, first), to: addDays(firstOf(year, first + length), -1) };
}

/** The newest of this kind that is over, and `count − 1` before it; the one under way comes first of all. */
export function recent(kind: Exclude<PeriodKind, 'any'>, today: string, count: number): Stretch[] {
  return Array.from({ length: count + 1 }, (_, index) => stretchAround(kind, today, -index));
}

/** What is offered first: the last one that is over; for `any`, yesterday. */
export function lastOver(kind: PeriodKind, today: string): Stretch {
  if (kind !== 'any') return stretchAround(kind, today, -1);
  const yesterday = addDays(today, -1);
  return { from: yesterday, to: yesterday };
}

/** ISO 8601 number of the week a Monday begins. */
export function weekNumber(monday: string): number {
  const thursday = addDays(monday, 3);
  return Math.floor((Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / (7 * DAY_MS)) + 1;
}

/** 01/10/2026 */
export function dayText(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

function firstOf(year: number, monthFromZero: number): string {
  return new Date(Date.UTC(year, monthFromZero, 1)).toISOString().slice(0, 10);
}
