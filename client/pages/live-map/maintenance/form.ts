import { problemOfTimes, type WindowKind } from '../../../../server/contract/windows.ts';
import { momentOf, typedAt } from '../typed-moment.ts';

/** What a window is planned for. */
export interface Planned {
  kind: WindowKind;
  code: string;
  name: string;
}

/** Times as they are typed, day first, the province's clock: 18/11/2026 14:14. */
export interface Form {
  reason: string;
  start: string;
  end: string;
}

const USUALLY_MS = 2 * 3_600_000;

export function blank(now: number): Form {
  return { reason: '', start: typedAt(now), end: typedAt(now + USUALLY_MS) };
}

export interface Problems {
  reason: boolean;
  /** No moment. */
  start: boolean;
  end: 'no_time' | ReturnType<typeof problemOfTimes>;
}

export function problemsOf({ reason, start, end }: Form, now: number): Problems {
  const from = momentOf(start);
  const until = momentOf(end);
  return {
    reason: reason.trim() === '',
    start: from === null,
    end: until === null ? 'no_time' : problemOfTimes(from ?? Math.min(now, until - 1), until, now),
  };
}

/** A moment of a field as the server takes it. */
export function isoOf(text: string): string {
  return new Date(momentOf(text) ?? NaN).toISOString();
}
