/** Figures as a Vietnamese document writes them (DESIGN 11), and the one clock they go by. */
import { cleanText } from './clean-text.ts';
import type { CellValue, Column, NumberFormat } from './document.ts';

/** Asia/Ho_Chi_Minh has been UTC+7 without summer time since 1975. */
export const UTC_OFFSET_MS = 7 * 3_600_000;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Decimals of the formats that are plain numbers. */
export const DECIMALS: Readonly<Record<Exclude<NumberFormat, 'duration' | 'datetime'>, number>> = {
  integer: 0,
  percent: 1,
  points: 1,
  availability: 3,
  km2: 2,
};

const NOTHING = '–';

/** @returns the text of a cell; – for null and for a number that is none */
export function cellText(value: CellValue, format: Column['format']): string {
  if (value === null) return NOTHING;
  if (typeof value === 'string') return cleanText(value);
  if (!Number.isFinite(value)) return NOTHING;
  switch (format) {
    case 'text':
      return String(value);
    case 'duration':
      return durationText(value);
    case 'datetime':
      return dateTimeText(value);
    default:
      return numberText(value, format);
  }
}

const grouped = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, '.');

/** To the decimals the format shows; what would read −0,0 is 0. */
export function rounded(value: number, format: keyof typeof DECIMALS): number {
  const shown = Number(value.toFixed(DECIMALS[format]));
  return shown === 0 ? 0 : shown;
}

function numberText(value: number, format: keyof typeof DECIMALS): string {
  const shown = rounded(value, format);
  const [whole = '', decimals] = Math.abs(shown).toFixed(DECIMALS[format]).split('.');
  const digits = grouped(whole) + (decimals === undefined ? '' : `,${decimals}`);
  if (shown < 0) return `−${digits}`;
  return shown > 0 && format === 'points' ? `+${digits}` : digits;
}

/** 40 giây; 18 phút; 1 giờ 06; 2 ngày 3 giờ; 1.012 ngày 3 giờ: rounded to the last unit it shows, in sentences as in tables. */
export function durationText(ms: number): string {
  if (ms <= 0) return '0 phút';
  const seconds = Math.round(ms / SECOND);
  if (seconds < 60) return `${seconds} giây`;
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return `${minutes} phút`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} giờ ${twoDigits(minutes % 60)}`;
  const hours = Math.round(ms / HOUR);
  return `${grouped(String(Math.floor(hours / 24)))} ngày${hours % 24 === 0 ? '' : ` ${hours % 24} giờ`}`;
}

/** 18/11/2026 14:32 */
export function dateTimeText(at: number): string {
  const { year, month, day, hour, minute } = partsOf(at);
  return `${twoDigits(day)}/${twoDigits(month)}/${year} ${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** "ngày 05 tháng 02 năm 2026": the decree wants a leading zero for days below 10 and for months 1 and 2, and for no other month. */
export function longDateText(at: number): string {
  const { year, month, day } = partsOf(at);
  return `ngày ${twoDigits(day)} tháng ${month <= 2 ? twoDigits(month) : month} năm ${year}`;
}

function partsOf(at: number) {
  const local = new Date(at + UTC_OFFSET_MS);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
