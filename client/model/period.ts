/**
 * Periods as a reader names them: whole days of Asia/Ho_Chi_Minh, the last one included. That zone is UTC+7 and has had no
 * summer time since 1975, so a day begins seven hours before the UTC day of the same name.
 */
import { comparedDays } from '../../server/contract/compared.ts';
import { isDay } from '../../server/contract/days.ts';
import { DAY_MS, ZONE_MS, localDate } from './local-time.ts';

/** A day, `2026-11-18`. Days compare as text. */
export type Day = string;

export interface Period {
  first: Day;
  last: Day;
}

/** @param at epoch ms */
export function dayOf(at: number): Day {
  return localDate(at);
}

export function shiftDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The whole month that holds a day, or the one so many months later. */
export function monthOf(day: Day, later = 0): Period {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const start = (step: number): Day => new Date(Date.UTC(year, month - 1 + later + step, 1)).toISOString().slice(0, 10);
  return { first: start(0), last: shiftDays(start(1), -1) };
}

export function isMonth(period: Period): boolean {
  return samePeriod(period, monthOf(period.first));
}

export function samePeriod(a: Period, b: Period): boolean {
  return a.first === b.first && a.last === b.last;
}

/** What it is compared with by itself, as in reports. */
export function periodBefore({ first, last }: Period, today: Day): Period {
  const { from, to } = comparedDays({ from: first, to: last }, today);
  return { first: from, last: to };
}

/** Twelve whole months, the last of them that in which the period ends. */
export function yearUpTo(period: Period): Period {
  return { first: monthOf(period.last, -11).first, last: monthOf(period.last).last };
}

/** The part of it that is not in the future; null when nothing is. */
export function upTo(period: Period, today: Day): Period | null {
  if (period.first > today) return null;
  return period.last > today ? { first: period.first, last: today } : period;
}

/** As REST takes them, ISO UTC: from the first moment of the first day to the first after the last. */
export function instantsOf({ first, last }: Period): { from: string; to: string } {
  const start = (day: Day): string => new Date(startOf(day)).toISOString();
  return { from: start(first), to: start(shiftDays(last, 1)) };
}

/** Epoch ms of a day's first moment. */
export function startOf(day: Day): number {
  return Date.parse(day) - ZONE_MS;
}

/** Epoch ms of a day's noon: what a calendar date is written from. */
export function noonOf(day: Day): number {
  return startOf(day) + DAY_MS / 2;
}

/** `2026-11`, `2026-11-18` or `2026-11-01..2026-11-18`; null for anything else. */
export function parsePeriod(text: string | null): Period | null {
  if (text === null) return null;
  if (/^\d{4}-\d{2}$/.test(text)) return isDay(`${text}-01`) ? monthOf(`${text}-01`) : null;
  const [first = '', last = first, ...more] = text.split('..');
  return more.length === 0 && isDay(first) && isDay(last) && first <= last ? { first, last } : null;
}

export function formatPeriod(period: Period): string {
  if (isMonth(period)) return period.first.slice(0, 7);
  return period.first === period.last ? period.first : `${period.first}..${period.last}`;
}
