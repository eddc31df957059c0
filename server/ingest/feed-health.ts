/** What each key has been telling us, beyond the counters on disk: how far its clock seems off, and its last refusal. */
import { messageOf, type AppError, type Words } from '../errors.ts';

/** Recent requests over which the clock skew is the median. */
const SKEW_REQUESTS = 21;
/** Older news says more of a backlog than of a clock. */
const NEWS_MS = 60 * 60_000;

export interface Refusal {
  at: number;
  code: string;
  /** Every viewer reads it in the language of the page. */
  message: Words;
}

interface Heard {
  skews: number[];
  lastRefusal: Refusal | null;
}

export class FeedHealth {
  /** By key id. */
  private readonly heard = new Map<number, Heard>();

  hear(key: number, now: number, items: readonly { word: { at: number } }[]): void {
    const newest = items.reduce((max, { word }) => Math.max(max, word.at), -Infinity);
    if (newest < now - NEWS_MS) return;
    const { skews } = this.of(key);
    skews.push(newest - now);
    if (skews.length > SKEW_REQUESTS) skews.shift();
  }

  refuse(key: number, now: number, error: AppError): void {
    const { code, details } = error;
    const message = { vi: messageOf(code, 'vi', details), en: messageOf(code, 'en', details) };
    this.of(key).lastRefusal = { at: now, code, message };
  }

  /** How far the sender's clock seems ahead of ours, ms; null unknown. */
  clockSkewMs(key: number): number | null {
    const skews = this.of(key).skews.toSorted((a, b) => a - b);
    return skews[skews.length >> 1] ?? null;
  }

  lastRefusal(key: number): Refusal | null {
    return this.of(key).lastRefusal;
  }

  private of(key: number): Heard {
    const known = this.heard.get(key) ?? { skews: [], lastRefusal: null };
    this.heard.set(key, known);
    return known;
  }
}
