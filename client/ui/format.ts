/** Numbers, times and durations as DESIGN 11 wants them: vi-VN, or en-GB in English; the clock is always Asia/Ho_Chi_Minh. */
export type Language = 'vi' | 'en';

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const LOCALES: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Format {
  language: Language;
  /** 2.118; up to `digits` decimals (0). */
  number: (value: number, digits?: number) => string;
  /** 97,7% with `digits` decimals always (1); – for null. Takes per cent, not a fraction. */
  percent: (value: number | null, digits?: number) => string;
  /** The same without its sign, for columns of it: 97,7. */
  decimal: (value: number | null) => string;
  /** Points of per cent up or down: +0,5, −0,3, 0,0; – for null. */
  points: (value: number | null) => string;
  /** +13.020, −7, 0. */
  signed: (value: number, digits?: number) => string;
  /** A number and its unit with a thin space that does not break: 4,2 km. */
  unit: (value: number, unit: string, digits?: number) => string;
  /** 14:32:07 */
  clock: (at: number) => string;
  /** 14:32 */
  time: (at: number) => string;
  /** 14:32 today, 17/11 14:32 on another day, 17/11/2025 14:32 in another year. */
  moment: (at: number, now: number) => string;
  /** 18/11/2026 */
  date: (at: number) => string;
  /** The same to the second: an event's time. */
  instant: (at: number, now: number) => string;
  /** Whether both are on one day of the province's. */
  isSameDay: (a: number, b: number) => boolean;
  /** 18/11/2026 14:32 */
  dateTime: (at: number) => string;
  /** Thứ Tư, 18/11/2026 */
  longDate: (at: number) => string;
  /** 40 giây; 18 phút; 1 giờ 06; 2 ngày 3 giờ. */
  duration: (ms: number) => string;
  /** 1,2 giây, 5 phút: a tenth of a second only below ten seconds. */
  age: (ms: number) => string;
  /** The same, said as past: 1,2 giây trước. */
  ago: (ms: number) => string;
  /** 84 kB, 1,2 MB, 76,8 GB. */
  bytes: (count: number) => string;
  compare: (a: string, b: string) => number;
}

const WORDS = {
  vi: { second: 'giây', minute: 'phút', hour: 'giờ', day: 'ngày', ago: (text: string) => `${text} trước` },
  en: { second: 's', minute: 'min', hour: 'h', day: 'd', ago: (text: string) => `${text} ago` },
} as const;

const made = new Map<Language, Format>();

/** One per language for ever: Intl objects are slow to make. */
export function formatFor(language: Language): Format {
  const known = made.get(language);
  if (known !== undefined) return known;
  const format = createFormat(language);
  made.set(language, format);
  return format;
}

function createFormat(language: Language): Format {
  const locale = LOCALES[language];
  const words = WORDS[language];
  const decimals = [0, 1, 2, 3, 4].map((digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }));
  const fixed = [0, 1, 2, 3].map(
    (digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const parts = partsIn(locale);
  const collator = new Intl.Collator(language, { numeric: true });

  const number = (value: number, digits = 0): string =>
    (decimals[digits]?.format(value) ?? String(value)).replace('-', '−');
  const decimal = (value: number | null, digits = 1): string =>
    value === null ? '–' : (fixed[digits]?.format(value) ?? String(value)).replace('-', '−');
  const clock = (at: number): string => {
    const { hour, minute, second } = parts(at);
    return `${hour}:${minute}:${second}`;
  };
  const time = (at: number): string => clock(at).slice(0, 5);
  const date = (at: number): string => {
    const { day, month, year } = parts(at);
    return `${day}/${month}/${year}`;
  };
  /** What goes before a time of day: nothing today, the year only of another year. */
  const dayBefore = (at: number, now: number): string => {
    const [day, today] = [date(at), date(now)];
    if (day === today) return '';
    return `${day.slice(6) === today.slice(6) ? day.slice(0, 5) : day} `;
  };
  const duration = (ms: number): string => {
    if (ms < MINUTE) return `${number(Math.max(0, Math.floor(ms / 1000)))} ${words.second}`;
    if (ms < HOUR) return `${number(Math.floor(ms / MINUTE))} ${words.minute}`;
    if (ms < DAY) return `${Math.floor(ms / HOUR)} ${words.hour} ${twoDigits(Math.floor((ms % HOUR) / MINUTE))}`;
    const hours = Math.floor((ms % DAY) / HOUR);
    return `${number(Math.floor(ms / DAY))} ${words.day}${hours === 0 ? '' : ` ${hours} ${words.hour}`}`;
  };

  const age = (ms: number): string => {
    const seconds = Math.max(0, ms) / 1000;
    return seconds < 10 ? `${decimal(seconds)} ${words.second}` : duration(ms);
  };

  return {
    language,
    number,
    percent: (value, digits) => (value === null ? '–' : `${decimal(value, digits)}%`),
    decimal,
    points: (value) => (value !== null && value > 0 ? `+${decimal(value)}` : decimal(value)),
    signed: (value, digits = 0) => (value > 0 ? `+${number(value, digits)}` : number(value, digits)),
    unit: (value, unit, digits = 0) => `${number(value, digits)}\u202f${unit}`,
    clock,
    time,
    moment: (at, now) => `${dayBefore(at, now)}${time(at)}`,
    date,
    instant: (at, now) => `${dayBefore(at, now)}${clock(at)}`,
    isSameDay: (a, b) => date(a) === date(b),
    dateTime: (at) => `${date(at)} ${time(at)}`,
    longDate: (at) => `${capital(parts(at).weekday)}, ${date(at)}`,
    duration,
    age,
    ago: (ms) => words.ago(age(ms)),
    bytes: (count) => {
      if (count < 1000) return `${number(count)}\u00a0B`;
      if (count < 1e6) return `${number(count / 1e3)}\u00a0kB`;
      return count < 1e9 ? `${number(count / 1e6, 1)}\u00a0MB` : `${number(count / 1e9, 1)}\u00a0GB`;
    },
    compare: (a, b) => collator.compare(a, b),
  };
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'weekday';

function partsIn(locale: string): (at: number) => Record<Part, string> {
  const numeric = '2-digit';
  const formatter = new Intl.DateTimeFormat(locale, {
    timeZone: TIME_ZONE,
    hourCycle: 'h23',
    weekday: 'long',
    year: 'numeric',
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  return (at) => {
    const found: Record<Part, string> = { year: '', month: '', day: '', hour: '', minute: '', second: '', weekday: '' };
    for (const { type, value } of formatter.formatToParts(at)) if (isPart(type, found)) found[type] = value;
    return found;
  };
}

function isPart(type: string, found: Record<Part, string>): type is Part {
  return type in found;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
const capital = (text: string): string => text.replace(/(?<=^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
