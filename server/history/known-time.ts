/** The time in which this server ran: between its stretches nobody can say how the network was. */
import type { Period } from '../calendar.ts';
import type { Stretch } from '../store/past.ts';

/** Signs of life are kept every 10 s: a shorter silence is none. */
const LIFE_EVERY_MS = 15_000;

/**
 * The last moment before `at` at which this server ran; null: it ran at `at`, or never before.
 * @param stretches oldest first; the last of them goes on
 */
export function lastKnownBefore(at: number, stretches: readonly Stretch[]): number | null {
  const place = stretches.findLastIndex(({ begin }) => begin <= at);
  const stretch = stretches[place];
  if (stretch === undefined || place === stretches.length - 1) return null;
  return at < stretch.until + LIFE_EVERY_MS ? null : stretch.until;
}

export class KnownTime {
  private readonly stretches: readonly Stretch[];
  /** Known ms before each stretch. */
  private readonly before: number[] = [];

  /** @param stretches oldest first, not overlapping */
  constructor(stretches: readonly Stretch[]) {
    this.stretches = stretches;
    let sum = 0;
    for (const { begin, until } of stretches) {
      this.before.push(sum);
      sum += Math.max(0, until - begin);
    }
  }

  /** ms of the stretch from `from` to `to` in which the server ran. */
  within(from: number, to: number): number {
    return Math.max(0, this.until(to) - this.until(from));
  }

  /** From the first to the last moment of a stretch in which the server ran; null: it did not. */
  span({ from, to }: Period): Period | null {
    const seen = this.stretches.filter(({ begin, until }) => Math.max(begin, from) < Math.min(until, to));
    const [first, last] = [seen[0], seen.at(-1)];
    return first === undefined || last === undefined
      ? null
      : { from: Math.max(first.begin, from), to: Math.min(last.until, to) };
  }

  /** Known ms before a moment. */
  until(at: number): number {
    let low = 0;
    let high = this.stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.stretches[middle]?.begin ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const stretch = this.stretches[low - 1];
    if (stretch === undefined) return 0;
    return (this.before[low - 1] ?? 0) + Math.max(0, Math.min(at, stretch.until) - stretch.begin);
  }
}
