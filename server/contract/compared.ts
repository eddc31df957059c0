/**
 * With which days a period is compared, the same on pages and in reports. No zod here: the browser bundles this file. Days are
 * YYYY-MM-DD, both ends belong to a period; days compare as text.
 */
export interface Days {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
/** Month, quarter, year: the shortest comes first. */
const MONTHS = [1, 3, 12] as const;

/**
 * A month, quarter, year or week, whole or as far as it has come by `today`, with the whole one before it; any other period with as
 * many days just before. One day is a day, whatever begins with it.
 */
export function comparedDays({ from, to }: Days, today: string): Days {
  const units = unitsFrom(from);
  const isRunning = from < to && to >= today;
  const unit = units.find(({ end }) => end === to) ?? (isRunning ? units.find(({ end }) => end > to) : undefined);
  const length = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return { from: unit?.before ?? plusDays(from, -length), to: plusDays(from, -1) };
}

/** What begins with a day: when it ends, and when the one before it began. */
function unitsFrom(day: string): { end: string; before: string }[] {
  const begun = MONTHS.filter((months) => day.endsWith('-01') && (Number(day.slice(5, 7)) - 1) % months === 0);
  const isMonday = new Date(day).getUTCDay() === 1;
  return [
    ...begun.map((months) => ({ end: plusDays(plusMonths(day, months), -1), before: plusMonths(day, -months) })),
    ...(isMonday ? [{ end: plusDays(day, 6), before: plusDays(day, -7) }] : []),
  ];
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function plusMonths(day: string, months: number): string {
  const there = new Date(day);
  there.setUTCMonth(there.getUTCMonth() + months);
  return there.toISOString().slice(0, 10);
}
