/** The usual forms of a five-field cron expression, so that nobody has to read or write one. */

export type When =
  | { kind: 'daily'; time: string }
  /** 0 Sunday … 6 Saturday. */
  | { kind: 'weekly'; time: string; weekday: number }
  /** 1–28, or 0 for the last day of the month. */
  | { kind: 'monthly'; time: string; day: number }
  /** In the first month of each quarter. */
  | { kind: 'quarterly'; time: string; day: number }
  | { kind: 'other'; cron: string };

export type WhenKind = When['kind'];
export const LAST_DAY = 0;
/** Later days do not come every month. */
export const LATEST_DAY = 28;
const QUARTERS = '1,4,7,10';

export function cronOf(when: When): string {
  if (when.kind === 'other') return when.cron.trim();
  const [hour = 0, minute = 0] = when.time.split(':').map(Number);
  const clock = `${minute} ${hour}`;
  switch (when.kind) {
    case 'daily':
      return `${clock} * * *`;
    case 'weekly':
      return `${clock} * * ${when.weekday}`;
    case 'monthly':
      return `${clock} ${when.day === LAST_DAY ? 'L' : when.day} * *`;
    case 'quarterly':
      return `${clock} ${when.day === LAST_DAY ? 'L' : when.day} ${QUARTERS} *`;
  }
}

/** @returns `other` for everything that is not one of the usual forms */
export function whenOf(cron: string): When {
  const other: When = { kind: 'other', cron };
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...more] = cron.trim().split(/\s+/);
  const time = timeOf(hour, minute);
  if (time === null || more.length > 0) return other;
  if (day === '*' && month === '*') {
    if (weekday === '*') return { kind: 'daily', time };
    // 7 is Sunday too.
    return /^[0-7]$/.test(weekday) ? { kind: 'weekly', time, weekday: Number(weekday) % 7 } : other;
  }
  const dayNumber = dayIn(day);
  if (dayNumber === null || weekday !== '*') return other;
  if (month === '*') return { kind: 'monthly', time, day: dayNumber };
  return month === QUARTERS ? { kind: 'quarterly', time, day: dayNumber } : other;
}

function timeOf(hour: string, minute: string): string | null {
  if (!/^\d{1,2}$/.test(hour) || !/^\d{1,2}$/.test(minute) || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

function dayIn(text: string): number | null {
  if (text === 'L') return LAST_DAY;
  const day = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return day >= 1 && day <= LATEST_DAY ? day : null;
}
