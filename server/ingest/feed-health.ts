/**
 * What each key has been telling us, beyond the counters: how far its clock seems off, and its last refusal. Noted with the key's last
 * use, so that a restart forgets neither.
 */
import { z } from 'zod';
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

const heardSchema = z.object({
  skews: z.array(z.number()),
  lastRefusal: z
    .object({ at: z.number(), code: z.string(), message: z.object({ vi: z.string(), en: z.string() }) })
    .nullable(),
});
type Heard = z.infer<typeof heardSchema>;

export class FeedHealth {
  /** By key id. */
  private readonly heard: Map<number, Heard>;
  /** Keys of which something is known that is not noted yet. */
  private readonly unsaved = new Set<number>();

  /** @param notes as they were made before the restart, by key id */
  constructor(notes: ReadonlyMap<number, string> = new Map()) {
    this.heard = new Map([...notes].map(([key, note]) => [key, heardSchema.parse(JSON.parse(note))]));
  }

  hear(key: number, now: number, items: readonly { word: { at: number } }[]): void {
    const newest = items.reduce((max, { word }) => Math.max(max, word.at), -Infinity);
    if (newest < now - NEWS_MS) return;
    const { skews } = this.of(key);
    skews.push(newest - now);
    if (skews.length > SKEW_REQUESTS) skews.shift();
  }

  refuse(key: number, now: number, error: AppError): void {
    const { code } = error;
    // Whoever sees the feed need not see what it named: that stands in its answer and in the audit.
    const details = code === 'foreign_element' ? { element: '…' } : error.details;
    const message = { vi: messageOf(code, 'vi', details), en: messageOf(code, 'en', details) };
    this.of(key).lastRefusal = { at: now, code, message };
    this.unsaved.add(key);
  }

  /** To be kept with the key's use. */
  note(key: number): string {
    this.unsaved.delete(key);
    return JSON.stringify(this.of(key));
  }

  /** Of what is kept with no use: a request that could not be read costs the disk nothing. */
  rest(): [key: number, note: string][] {
    return [...this.unsaved].map((key) => [key, this.note(key)]);
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
