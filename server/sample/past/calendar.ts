/** The year as it is lived in the delta: hours, working days, the months of storms and of road works, Tết. */
import { MINUTE } from '../simulation/habits.ts';

export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Viet Nam is seven hours ahead of UTC all year round. */
const AHEAD = 7 * HOUR;

/** First day of the lunar year. */
const TET = [
  ...['2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-03', '2031-01-23'],
  ...['2032-02-11', '2033-01-31', '2034-02-19', '2035-02-08', '2036-01-28', '2037-02-15', '2038-02-04', '2039-01-24'],
].map((day) => Date.parse(`${day}T00:00:00Z`) - AHEAD);

export interface LocalTime {
  /** 0–11. */
  month: number;
  /** 0–24, with fraction. */
  hour: number;
  isWorkingDay: boolean;
  /** From three days before to six days after the first day of the lunar year. */
  isTet: boolean;
}

/** @param at epoch ms */
export function localTime(at: number): LocalTime {
  const here = new Date(at + AHEAD);
  const weekday = here.getUTCDay();
  return {
    month: here.getUTCMonth(),
    hour: ((at + AHEAD) % DAY) / HOUR,
    isWorkingDay: weekday !== 0 && weekday !== 6,
    isTet: TET.some((first) => at >= first - 3 * DAY && at < first + 6 * DAY),
  };
}

/** Days since 1970 in Viet Nam. */
export function localDay(at: number): number {
  return Math.floor((at + AHEAD) / DAY);
}

/** The moment of every month at which `day` begins and `hour` hours have gone, within (after, until]. */
export function monthly(day: number, hour: number, after: number, until: number): number[] {
  const first = new Date(after + AHEAD);
  const moments: number[] = [];
  for (let month = first.getUTCMonth(); ; month++) {
    const moment = Date.UTC(first.getUTCFullYear(), month, day, hour) - AHEAD;
    if (moment > until) return moments;
    if (moment > after) moments.push(moment);
  }
}

/** Something that comes once a year about a day; `month` counts from 0. */
export interface Yearly {
  month: number;
  day: number;
  hour: number;
  /** Days it may come sooner or later. */
  within: number;
  /** Until nothing is left of it, ms. */
  lastsMs: number;
}

/** When it comes so that the whole of it is within [from, to], as near as can be to its day; null when that cannot be. */
export function onceAYear({ month, day, hour, within, lastsMs }: Yearly, from: number, to: number): number | null {
  const years = [...new Set([from, to].map((at) => new Date(at + AHEAD).getUTCFullYear()))];
  const offs = Array.from({ length: 2 * within + 1 }, (_, index) => index - within);
  offs.sort((a, b) => Math.abs(a) - Math.abs(b));
  for (const off of offs) {
    const moments = years.map((year) => Date.UTC(year, month, day + off, hour) - AHEAD);
    const fitting = moments.find((at) => at >= from && at + lastsMs <= to);
    if (fitting !== undefined) return fitting;
  }
  return null;
}

/** YYYY-MM-DD in Viet Nam. */
export function localDate(at: number): string {
  return new Date(at + AHEAD).toISOString().slice(0, 10);
}
