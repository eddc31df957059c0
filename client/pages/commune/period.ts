/** The periods the page asks about, in whole days and months of Asia/Ho_Chi_Minh. */
import { DAY_MS, dayStart, localText } from '../../model/local-time.ts';
import { dayOf, monthOf, startOf, type Day } from '../../model/period.ts';

export interface Period {
  /** Epoch ms; `to` is not part of it. */
  from: number;
  to: number;
}

/** So many whole days, today the last of them. */
export function lastDays(now: number, days: number): Period {
  const to = dayStart(now) + DAY_MS;
  return { from: to - days * DAY_MS, to };
}

/** So many whole months, this one the last of them. */
export function lastMonths(now: number, months: number): Period {
  const start = (later: number): number => startOf(monthOf(dayOf(now), later).first);
  return { from: start(1 - months), to: start(1) };
}

/** As a query carries it. */
export function periodQuery({ from, to }: Period): string {
  return `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
}

/** First and last day, as reports want them. */
export function daysOf({ from, to }: Period): { from: Day; to: Day } {
  return { from: dayOf(from), to: dayOf(to - 1) };
}

/** 11/26 */
export function monthLabel(at: number): string {
  const [year = '', month = ''] = localText(at).split('-');
  return `${Number(month)}/${year.slice(2)}`;
}

/** 2026-11 */
export function monthCode(at: number): string {
  return localText(at).slice(0, 7);
}

/** 18/11 */
export function dayLabel(at: number): string {
  const text = localText(at);
  return `${text.slice(8, 10)}/${text.slice(5, 7)}`;
}
