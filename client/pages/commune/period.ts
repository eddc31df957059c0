/** The periods the page asks about, in days and months of Asia/Ho_Chi_Minh (UTC+7 all the year). */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OFFSET = 7 * HOUR;

export interface Period {
  /** Epoch ms; `to` is not part of it. */
  from: number;
  to: number;
}

/** So many whole days, today the last of them. */
export function lastDays(now: number, days: number): Period {
  const to = Math.floor((now + OFFSET) / DAY) * DAY - OFFSET + DAY;
  return { from: to - days * DAY, to };
}

/** So many whole months, this one the last of them. */
export function lastMonths(now: number, months: number): Period {
  const local = new Date(now + OFFSET);
  const start = (ahead: number): number => Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + ahead, 1) - OFFSET;
  return { from: start(1 - months), to: start(1) };
}

/** As a query carries it. */
export function periodQuery({ from, to }: Period): string {
  return `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
}

/** First and last day, as reports want them. */
export function dayQuery({ from, to }: Period): string {
  return `from=${dayOf(from)}&to=${dayOf(to - 1)}`;
}

/** 2026-11-18 */
function dayOf(at: number): string {
  return new Date(at + OFFSET).toISOString().slice(0, 10);
}

/** 11/26 */
export function monthLabel(at: number): string {
  const local = new Date(at + OFFSET);
  return `${local.getUTCMonth() + 1}/${String(local.getUTCFullYear() % 100).padStart(2, '0')}`;
}

/** 2026-11 */
export function monthCode(at: number): string {
  return new Date(at + OFFSET).toISOString().slice(0, 7);
}

/** 18/11 */
export function dayLabel(at: number): string {
  const local = new Date(at + OFFSET);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}`;
}
