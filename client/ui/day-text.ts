/** Days and moments as people here write them, day first, in both languages. */
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

/** 2026-11-18T14:14 → 18/11/2026 14:14. */
export function writeMoment(moment: string): string {
  return `${writeDay(moment.slice(0, 10))} ${moment.slice(11, 16)}`;
}

/** 18/11/2026 14:14, 18.11.2026 7h05, 2026-11-18T14:14 → 2026-11-18T14:14. null for anything else. */
export function readMoment(text: string): string | null {
  const [, dayText = '', hour = '', minute = ''] = /^(\S+?)(?:T|,?\s+)(\d{1,2})[:h](\d{2})$/.exec(text.trim()) ?? [];
  const day = readDay(dayText);
  return day === null || Number(hour) > 23 || Number(minute) > 59 ? null : `${day}T${hour.padStart(2, '0')}:${minute}`;
}
