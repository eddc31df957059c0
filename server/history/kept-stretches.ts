/**
 * Stretches of the young past that ended with the coming of another network, as they were played: to play one again its network has to
 * be built again, and while a network is being brought in there are many. They are true as long as nothing else is told of the time
 * until their end.
 *
 *      settled ──┤ kept ├ kept ├── kept ──┤ played anew ─▶ now
 *                       │      │          │
 *                    network network   network
 */
import { DAY_MS } from '../calendar.ts';
import type { Past, PastWord } from '../store/past.ts';
import type { AsBuiltRow } from '../store/rollups.ts';
import type { Bucket } from './bucket.ts';

interface Kept {
  to: number;
  bucket: Bucket;
  network: AsBuiltRow | undefined;
}

/** What is told of a longer time is not compared at each question. */
const MOST_COMPARED_MS = DAY_MS;

export class KeptStretches {
  private readonly past: Past;
  private readonly stretches = new Map<string, Kept>();
  /** What comes late of the time before is marked, so long as the mark is not worked off. */
  private base = -Infinity;
  private mark = 0;
  /** All that was told of the time from the base, that very moment too, to the end of the last stretch. */
  private words: PastWord[] = [];

  constructor(past: Past) {
    this.past = past;
  }

  /** What is on disk was worked out anew. */
  forget(): void {
    this.stretches.clear();
    this.words = [];
  }

  /** Lets go of what is not true any more: called before anything is asked of it at another moment of the database. */
  refresh(): void {
    const { past } = this;
    const base = past.settledTo() ?? past.uptime()[0]?.begin ?? -Infinity;
    const mark = past.dirty().at(-1)?.id ?? 0;
    if (base !== this.base || mark !== this.mark) this.forget();
    this.base = base;
    this.mark = mark;
    if (this.stretches.size === 0) return;
    const told = this.told();
    const changed = firstOther(this.words, told);
    for (const [key, { to }] of this.stretches) if (to >= changed) this.stretches.delete(key);
    this.words = told;
  }

  get(from: number, to: number): Kept | undefined {
    return this.stretches.get(keyOf(from, to));
  }

  keep(from: number, kept: Kept): void {
    if (from < this.base || kept.to - this.base > MOST_COMPARED_MS) return;
    const last = this.lastEnd();
    this.stretches.set(keyOf(from, kept.to), kept);
    if (kept.to > last) this.words = this.told();
  }

  private told(): PastWord[] {
    return this.past.words(this.base - 1, this.lastEnd(), Infinity);
  }

  private lastEnd(): number {
    return Math.max(this.base, ...[...this.stretches.values()].map(({ to }) => to));
  }
}

function keyOf(from: number, to: number): string {
  return `${String(from)} ${String(to)}`;
}

/** The first moment of which the two tell otherwise; both in order of time. */
function firstOther(before: readonly PastWord[], now: readonly PastWord[]): number {
  const place = now.findIndex((word, n) => !isSame(word, before[n]));
  const [one, other] = place === -1 ? [before[now.length], undefined] : [now[place], before[place]];
  return Math.min(one?.at ?? Infinity, other?.at ?? Infinity);
}

function isSame(a: PastWord, b: PastWord | undefined): boolean {
  return b?.target === a.target && b.at === a.at && b.state === a.state && b.cause === a.cause && b.text === a.text;
}
