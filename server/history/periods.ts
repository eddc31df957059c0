/**
 * Any stretch of time out of what is rolled up: whole days from day rows, whole hours from hour rows, and what is left (the edges, the
 * last minutes) played from the words themselves.
 *
 *      from                                              to
 *        ├─played─┼─hour─┼─hour─┼───day───┼───day───┼─hour─┼─played─┤
 */
import type { Bucket as BucketKind } from '../contract/history.ts';
import { AppError } from '../errors.ts';
import type { Past } from '../store/past.ts';
import type { BookKeeper } from './book-keeper.ts';
import { unpack, type Bucket } from './bucket.ts';
import { DAY_MS, HOUR_MS, dayOf, hourOf, monthOf, type Period } from '../calendar.ts';
import { KnownTime } from './known-time.ts';

/** Playing more than this would hold everybody up. */
const MOST_PLAYED_MS = 3 * DAY_MS;

const MOST_EDGES = 64;
/** In one answer: about 25 MB. A year of days of all communes in five layers is below it. */
const MOST_FIGURES = 200_000;

/** What was played up to a moment just now: begin of each stretch → its buckets. */
interface Tail {
  to: number;
  /** When it was worked out: what takes long to play is kept no shorter for it. */
  playedAt: number;
  /** The newest mark of late words then. */
  dirty: number;
  played: Map<number, Bucket[]>;
}

/** The stretches asked for, cut where hours, days or months begin. */
export function cut({ from, to }: Period, kind: BucketKind): Period[] {
  const stretches: Period[] = [];
  for (let begin = from; begin < to;) {
    const end = Math.min(to, nextAfter(begin, kind));
    stretches.push({ from: begin, to: end });
    begin = end;
  }
  return stretches;
}

/**
 * The same, for an answer with so many figures a stretch.
 * @throws AppError too_many_figures: nobody reads so many, and all would wait for them
 */
export function cutFor(period: Period, kind: BucketKind, figures: number): Period[] {
  const stretches = cut(period, kind);
  const asked = stretches.length * figures;
  if (asked > MOST_FIGURES) throw new AppError('too_many_figures', { figures: asked, most: MOST_FIGURES });
  return stretches;
}

function nextAfter(at: number, kind: BucketKind): number {
  if (kind === 'hour') return hourOf(at) + HOUR_MS;
  if (kind === 'day') return dayOf(at) + DAY_MS;
  return kind === 'month' ? monthOf(at, 1) : Infinity;
}

export class Periods {
  private readonly past: Past;
  private readonly books: BookKeeper;
  private readonly clock: () => number;
  private readonly tailKeptMs: number;
  private readonly mostPlayedMs: number;
  private tail: Tail | null = null;
  /** Played stretches of the settled past, by their ends: a period that begins within an hour is asked for again and again. */
  private readonly edges = new Map<string, Bucket[]>();
  /** The newest mark of late words when the first of them was played. */
  private edgesDirty = 0;

  /** @param tailKeptMs so long the last minutes, once played, serve every question: a page asks several, and many look at it */
  constructor(
    past: Past,
    books: BookKeeper,
    clock: () => number,
    { tailKeptMs, playsAll }: { tailKeptMs: number; playsAll: boolean },
  ) {
    this.past = past;
    this.books = books;
    this.clock = clock;
    this.tailKeptMs = tailKeptMs;
    this.mostPlayedMs = playsAll ? Infinity : MOST_PLAYED_MS;
  }

  /** The moment up to which answers go: now, or when the last minutes were played. */
  latest(): number {
    const now = this.clock();
    if (this.tail !== null && (now - this.tail.playedAt >= this.tailKeptMs || this.tail.dirty !== this.dirty())) {
      this.tail = null;
    }
    return this.tail?.to ?? now;
  }

  /** Plays what was brought in lately: the next to ask need not wait until its networks are built. */
  warm(): void {
    const begin = this.past.settledTo();
    const last = this.past.inventoryMoments().findLast((moment) => moment <= this.clock());
    if (begin !== null && last !== undefined && last > begin) this.books.play(begin, [last], this.known());
  }

  /** What is on disk was worked out anew. */
  forget(): void {
    this.tail = null;
    this.edges.clear();
  }

  /** Marks are cleaned when they are worked off: only between two calls of `forget` does the newest tell whether anything came late. */
  private dirty(): number {
    return this.past.dirty().at(-1)?.id ?? 0;
  }

  /** The time this server ran, until now. */
  known(): KnownTime {
    const stretches = this.past.uptime();
    const last = stretches.at(-1);
    if (last !== undefined) last.until = Math.max(last.until, this.clock());
    return new KnownTime(stretches);
  }

  /** Buckets that together cover what is known of the stretch, in order. */
  buckets({ from, to }: Period, known: KnownTime): Bucket[] {
    const settledTo = this.past.settledTo() ?? -Infinity;
    const whole = { from: dayOf(from + DAY_MS - 1), to: dayOf(Math.min(to, settledTo)) };
    if (whole.from >= whole.to) return this.hours({ from, to }, settledTo, known);
    const days = this.past.rollups('day', whole.from, whole.to).map(unpack);
    const first = days[0];
    const last = days.at(-1);
    if (first === undefined || last === undefined) return this.hours({ from, to }, settledTo, known);
    return [
      ...this.hours({ from, to: first.start }, settledTo, known),
      ...days,
      ...this.hours({ from: last.end, to }, settledTo, known),
    ];
  }

  private hours({ from, to }: Period, settledTo: number, known: KnownTime): Bucket[] {
    if (from >= to) return [];
    const whole = { from: hourOf(from + HOUR_MS - 1), to: hourOf(Math.min(to, settledTo)) };
    const hours = whole.from < whole.to ? this.past.rollups('hour', whole.from, whole.to).map(unpack) : [];
    const buckets: Bucket[] = [];
    let at = from;
    for (const hour of hours) {
      buckets.push(...this.played({ from: at, to: hour.start }, known), hour);
      at = hour.end;
    }
    return [...buckets, ...this.played({ from: at, to }, known)];
  }

  private played({ from: asked, to }: Period, known: KnownTime): Bucket[] {
    // Before we first ran nothing is known, however many millennia are asked for.
    const from = Math.max(asked, this.past.uptime()[0]?.begin ?? Infinity);
    if (from >= to) return [];
    const kept = this.tail?.to === to ? this.tail.played.get(from) : undefined;
    if (kept !== undefined) return kept;
    // Only while a long history is being rolled up is so much of it left to play.
    if (to - from > this.mostPlayedMs && known.within(from, to) > this.mostPlayedMs) {
      throw new AppError('history_not_ready', { progress: this.progress() });
    }
    const edge = this.edgeOf(from, to);
    const keptEdge = edge === null ? undefined : this.edges.get(edge);
    if (keptEdge !== undefined) return keptEdge;
    const isRunning = this.clock() - to < this.tailKeptMs;
    // In the days in which they would have been rolled up: sums are of the same parts.
    const buckets = this.books.play(
      from,
      cut({ from, to }, 'day').map((day) => day.to),
      known,
    );
    if (edge !== null) this.keepEdge(edge, buckets);
    if (isRunning) {
      if (this.tail?.to !== to) this.tail = { to, playedAt: this.clock(), dirty: this.dirty(), played: new Map() };
      this.tail.played.set(from, buckets);
    }
    return buckets;
  }

  /** @throws AppError history_not_ready at once, before anything is worked out for an answer that cannot be given yet */
  refuseUnready({ from, to }: Period, known: KnownTime): void {
    const begin = Math.max(from, this.past.settledTo() ?? -Infinity);
    if (known.within(begin, Math.min(to, this.clock())) > this.mostPlayedMs) {
      throw new AppError('history_not_ready', { progress: this.progress() });
    }
  }

  /** How much of history is rolled up, 0–1. */
  private progress(): number {
    const first = this.past.uptime()[0]?.begin ?? 0;
    const share = ((this.past.settledTo() ?? first) - first) / Math.max(1, this.clock() - first);
    return Math.floor(100 * Math.min(1, Math.max(0, share))) / 100;
  }

  private keepEdge(edge: string, buckets: Bucket[]): void {
    const [oldest] = this.edges.keys();
    if (this.edges.size >= MOST_EDGES && oldest !== undefined) this.edges.delete(oldest);
    this.edges.set(edge, buckets);
  }

  /** Its place among the edges; null: it may still change without anything coming late. */
  private edgeOf(from: number, to: number): string | null {
    if (to > (this.past.settledTo() ?? -Infinity)) return null;
    const dirty = this.dirty();
    if (dirty !== this.edgesDirty) this.edges.clear();
    this.edgesDirty = dirty;
    return `${String(from)} ${String(to)}`;
  }
}
