/** Days as people here write them, day first, in both languages. */
import { isDay } from '../../server/contract/days.ts';

/** 2026-11-18 → 18/11/2026; none stays empty. */
export function writeDay(day: string): string {
  return day.split('-').reverse().join('/');
}

/** 18/11/2026, 1.9.2026, 18112026; or 2026-11-18. null for anything else. */
export function readDay(text: string): string | null {
  const clean = text.trim().replace(/^(\d{2})(\d{2})(\d{4})$/, '$1/$2/$3');
  if (isDay(clean)) return clean;
  const [, day, month, year] = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(clean) ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  const read = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(read) ? read : null;
}
