/**
 * Rolls history up, hour by hour behind the present: hours are kept for 400 days, days for ever. What was told late makes a stretch
 * dirty, and its days are worked out again. The writer keeps what comes out, a day in one transaction.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Past } from '../store/past.ts';
import type { RollupRow, RollupSpan, Settled } from '../store/rollups.ts';
import type { BookKeeper } from './book-keeper.ts';
import { merge, pack, unpack, type Bucket } from './bucket.ts';
import { DAY_MS, HOUR_MS, dayOf, hourOf } from '../calendar.ts';
import { KnownTime } from './known-time.ts';

/**
 * Twelve months, whatever hour of the day they are asked from, and one to spare. With 90 days, of which nothing is read but days behind
 * them, every edge within a day and every question by the hour is played from the words themselves: nine days by the hour of last
 * winter took 57 s on the sample's year, in the one thread that answers all of history, and takes 0.5 s from hours. A year of hours of
 * 2,118 stations is 19 MB on disk.
 */
const HOURS_KEPT_MS = 400 * DAY_MS;

export interface SettlerParts {
  past: Past;
  books: BookKeeper;
  /** Resolves when it is on disk. */
  write: (settled: Settled) => Promise<void>;
  clock: () => number;
}

export class Settler {
  private readonly parts: SettlerParts;
  private running: Promise<void> | null = null;
  /** The newest mark of late words when the world was last brought to its place; null: it has to be brought there. */
  private placedAt: number | null = null;

  constructor(parts: SettlerParts) {
    this.parts = parts;
  }

  /** Works off all that is due; one run at a time. */
  settle(): Promise<void> {
    this.running ??= this.work().finally(() => (this.running = null));
    return this.running;
  }

  private async work(): Promise<void> {
    this.placedAt = null;
    const first = this.firstHour();
    if (first === null) return;
    const begin = this.parts.past.settledTo() ?? first;
    // Before anything is marked clean: what becomes dirty meanwhile has another id.
    const dirty = this.parts.past.dirty();
    const due = hourOf(this.lastSignOfLife());
    for (let day = dayOf(begin); day < due; day += DAY_MS) {
      const from = Math.max(day, begin);
      await this.settleDay(from, Math.min(day + DAY_MS, due), []);
      await nextTurn();
    }
    const days = new Set(
      dirty.flatMap(({ begin: from, until }) => daysOf(Math.max(from, first), Math.min(until, begin - 1))),
    );
    for (const day of [...days].sort((a, b) => a - b)) {
      await this.settleDay(day, Math.min(day + DAY_MS, Math.max(hourOf(begin), due)), null);
      await nextTurn();
    }
    if (dirty.length > 0) {
      const clean = dirty.map(({ id }) => id);
      await this.parts.write({ rollups: [], asBuilt: [], clean, settledTo: null, hoursSince: this.hoursSince() });
    }
  }

  /** @param clean null: history behind what is settled, told anew */
  private async settleDay(from: number, to: number, clean: [] | null): Promise<void> {
    if (to <= from) return;
    const { past, books, write } = this.parts;
    const known = new KnownTime(past.uptime());
    const hoursSince = this.hoursSince();
    const keepsHours = from >= hoursSince;
    const rollups = past.snapshot((): RollupRow[] => {
      const ends = keepsHours ? hoursBetween(from, to) : [to];
      const newestMark = past.dirty().at(-1)?.id ?? 0;
      const buckets = books.play(from, ends, known, newestMark === this.placedAt);
      this.placedAt = newestMark;
      const hours = keepsHours ? buckets.map((bucket) => row('hour', bucket)) : [];
      return to === dayOf(from) + DAY_MS ? [...hours, row('day', this.wholeDay(from, buckets))] : hours;
    });
    const settledTo = clean === null ? null : to;
    await write({ rollups, asBuilt: books.newNetworks, clean: [], settledTo, hoursSince });
    books.newNetworks = [];
  }

  /** The hours settled before, and these. */
  private wholeDay(from: number, buckets: readonly Bucket[]): Bucket {
    const { past, books } = this.parts;
    const before = past.rollups('hour', dayOf(from), from).map(unpack);
    return { ...merge([...before, ...buckets], books.networks().renumber), start: dayOf(from) };
  }

  /** A midnight. */
  private hoursSince(): number {
    return dayOf(this.parts.clock() - HOURS_KEPT_MS);
  }

  private firstHour(): number | null {
    const [first] = this.parts.past.uptime();
    return first === undefined ? null : hourOf(first.begin);
  }

  /** Only what is on disk counts: a server that was killed since has not known of more. */
  private lastSignOfLife(): number {
    return this.parts.past.uptime().at(-1)?.until ?? 0;
  }
}

function row(span: RollupSpan, bucket: Bucket): RollupRow {
  return { span, ...pack(bucket) };
}

function hoursBetween(from: number, to: number): number[] {
  const ends: number[] = [];
  for (let end = hourOf(from) + HOUR_MS; end <= to; end += HOUR_MS) ends.push(end);
  return ends;
}

function daysOf(from: number, until: number): number[] {
  const days: number[] = [];
  for (let day = dayOf(from); day <= until; day += DAY_MS) days.push(day);
  return days;
}
