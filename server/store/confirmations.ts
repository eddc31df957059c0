/** Forgetting reports that only confirmed: they outnumber changes a hundredfold and answer no question once they are old. */
import type { ChangeLog, Month } from './change-log.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Rows looked at in one portion: some 20 ms. */
export const PORTION_ROWS = 20_000;
/**
 * A month is looked at until this long after it aged; what is told so late that it misses that is simply kept.
 */
const LOOK_BACK_MS = 35 * DAY_MS;

interface Place {
  month: number;
  target: number;
  at: number;
}

const START_OF_MONTH = { target: -1, at: 0 };

/** Other targets that can decide over the same cells (a station, its technologies, its cells). */
export type RelativesOf = (target: number) => readonly number[];

/** A rolling walk over the log, a portion a call. */
export class ConfirmationSweep {
  private readonly log: ChangeLog;
  private readonly relativesOf: RelativesOf;
  private place: Place | null = null;

  constructor(log: ChangeLog, relativesOf: RelativesOf) {
    this.log = log;
    this.relativesOf = relativesOf;
  }

  /**
   * Removes, in the open transaction and among the next `portion` rows, moments before `cutoff` that said what was said before them.
   * The first and the newest moment of a target in its month always stay, so a month can be read by itself and a repeat of the
   * newest is still told. So does a confirmation that took the decision over a cell from a relative: the newest word decides.
   */
  drop(cutoff: number, portion: number): void {
    const months = this.log.since(cutoff - LOOK_BACK_MS).filter((month) => month.start < cutoff);
    const month = months.find(({ start }) => start >= (this.place?.month ?? -Infinity));
    if (month === undefined) {
      this.place = null;
      return;
    }
    const from = this.place?.month === month.start ? this.place : START_OF_MONTH;
    this.place = this.sweep(month, from, cutoff, portion) ?? { month: month.end, ...START_OF_MONTH };
  }

  /** @returns where to go on, null at the end of the month */
  private sweep(month: Month, from: Omit<Place, 'month'>, cutoff: number, portion: number): Place | null {
    const rows = month.walk.all(from.target, from.at, portion);
    const moments = worstOfEachMoment(rows);
    const told = countByMoment(rows);
    const rivals = new Rivals(month, this.relativesOf);
    let kept = moments[0];
    // The first was judged by the portion before, the last will be by the next one.
    moments.slice(1, -1).forEach((moment, i) => {
      const before = moments[i];
      const inside = moment.target === before?.target && moment.target === moments[i + 2]?.target;
      // Of several words for one moment all stay: told again, the milder ones must be known.
      const isAlone = told.get(`${String(moment.target)} ${String(moment.at)}`) === 1;
      const confirms = inside && isAlone && moment.at < cutoff && moment.state === before.state;
      if (confirms && !rivals.spokeBetween(moment.target, before.at, moment.at)) {
        month.remove.run(moment.target, moment.at);
      } else kept = moment;
    });
    return kept === undefined || rows.length < portion
      ? null
      : { month: month.start, target: kept.target, at: kept.at };
  }
}

/** Relatives that spoke in a month at all are few; they are looked up once a target. */
class Rivals {
  private readonly month: Month;
  private readonly relativesOf: RelativesOf;
  private target = -1;
  private speaking: number[] = [];

  constructor(month: Month, relativesOf: RelativesOf) {
    this.month = month;
    this.relativesOf = relativesOf;
  }

  /** Both ends included. */
  spokeBetween(target: number, from: number, to: number): boolean {
    const spoke = (relative: number, begin: number, end: number) =>
      this.month.spoke.get(relative, begin, end) !== undefined;
    if (target !== this.target) {
      this.target = target;
      this.speaking = this.relativesOf(target).filter((relative) => spoke(relative, 0, Number.MAX_SAFE_INTEGER));
    }
    return this.speaking.some((relative) => spoke(relative, from, to));
  }
}

function countByMoment(rows: readonly { target: number; at: number }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { target, at } of rows) {
    const key = `${String(target)} ${String(at)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Rows come ordered by state within a moment: the last one is what holds. */
function worstOfEachMoment<M extends { target: number; at: number }>(rows: readonly M[]): M[] {
  return rows.filter((row, i) => {
    const after = rows[i + 1];
    return after?.target !== row.target || after.at !== row.at;
  });
}
