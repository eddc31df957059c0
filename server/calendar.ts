/** Hours, days and months of Asia/Ho_Chi_Minh, which is UTC+7 all year since 1975. Times are epoch ms. */
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 7 * HOUR_MS;

/** A stretch of time, `to` excluded. */
export interface Period {
  from: number;
  to: number;
}

/** The hour a moment falls in. */
export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}

/** The day (00:00) a moment falls in. */
export function dayOf(at: number): number {
  return Math.floor((at + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
}

/** The first day of the month a moment falls in, moved by `months`. */
export function monthOf(at: number, months = 0): number {
  const there = new Date(at + OFFSET_MS);
  return Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + months, 1) - OFFSET_MS;
}

/** YYYY-MM-DD of the day a moment falls in. */
export function dateOf(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 10);
}

/** 00:00 of a YYYY-MM-DD. */
export function midnightOf(date: string): number {
  return Date.parse(`${date}T00:00:00+07:00`);
}

/** ISO 8601, UTC. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}
