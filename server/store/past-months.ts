/** The change log read as history: what held at a moment, and what was told within a stretch of time. */
import type Database from 'better-sqlite3';
import { monthTables, type MonthName } from './change-log.ts';
import { DELAYED_MS } from './journal-reader.ts';
import type { Bounds, HeardWord, PastWord } from './past.ts';
import type { CurrentRow } from './store.ts';

const DAY_MS = 86_400_000;
/** Index in ELEMENT_STATES. */
const UP = 0;

interface Told {
  at: number;
  state: number;
  receivedAt: number;
  cause: number;
  text: string | null;
  measurements: string | null;
}

interface Statements extends MonthName {
  /** Backwards from a moment, the worst word of each moment first. */
  back: Database.Statement<[target: number, at: number, known: number], Told>;
  /** The first word after a moment, the worst of its moment. */
  next: Database.Statement<[target: number, after: number, at: number, known: number], Moment>;
  within: Database.Statement<[from: number, to: number, known: number], PastWord>;
  ofTarget: Database.Statement<[target: number, from: number, to: number, known: number], PastWord>;
  heard: Database.Statement<[{ from: number; to: number }], HeardWord>;
}

type Moment = Pick<Told, 'at' | 'state'>;

/** A month is in the order of its targets, then of time: a stretch of time is looked up target by target. */
const SPOKEN = '(SELECT target FROM current)';

/** The keys of the simulation are made anew at each start, and the sample's past was told with none: what is no sender's own is its. */
const SIMULATED = 'apiKey NOT IN (SELECT id FROM apiKey WHERE simulated = 0)';

/** What a run of equal words says of the present (see state/element-states.ts). */
interface Run {
  since: number;
  cause: number;
  text: string | null;
}

export class PastMonths {
  private readonly db: Database.Database;
  private readonly statements = new Map<string, Statements>();
  /** As they were when history was last asked: the log is looked up in them a thousand times over. */
  private known: Statements[] | null = null;

  constructor(db: Database.Database) {
    this.db = db;
  }

  /** @param spoken the present of every target that ever spoke */
  presentAt(spoken: readonly CurrentRow[], at: number, known: number): CurrentRow[] {
    const limit = Math.min(known, Number.MAX_SAFE_INTEGER);
    const months = this.monthsBack(at);
    return spoken.flatMap((current) => {
      const isPresentRun = known === Infinity && current.since <= at;
      if (isPresentRun && current.confirmedAt <= at) return [current];
      return this.lastOf(current.target, months, at, limit, isPresentRun ? current.since : null) ?? [];
    });
  }

  words(from: number, to: number, known: number): PastWord[] {
    const limit = Math.min(known, Number.MAX_SAFE_INTEGER);
    const told: PastWord[] = [];
    for (const { within } of this.touching(from, to)) told.push(...within.iterate(from, to, limit));
    return worstOfEachMoment(told);
  }

  wordsOf(targets: readonly number[], from: number, to: number, known: number): PastWord[] {
    const limit = Math.min(known, Number.MAX_SAFE_INTEGER);
    return worstOfEachMoment(
      this.touching(from, to).flatMap(({ ofTarget }) =>
        targets.flatMap((target) => ofTarget.all(target, from, to, limit)),
      ),
    );
  }

  /** All but those that were longer than DELAYED_MS on their way: the journal has them. */
  heard(from: number, to: number): HeardWord[] {
    return this.months()
      .filter(({ start, end }) => end > from - DELAYED_MS && start <= to)
      .flatMap(({ heard }) => heard.all({ from, to }));
  }

  toldDays(from: number, to: number, known: number): { target: number; day: number; simulated: boolean }[] {
    return this.touching(from, to)
      .flatMap(({ table }) =>
        this.db
          .prepare<[{ from: number; to: number; known: number }], { target: number; day: number; simulated: number }>(
            `SELECT DISTINCT target, CAST((at - $from) / ${String(DAY_MS)} AS INTEGER) AS day, ${SIMULATED} AS simulated
             FROM ${table} WHERE at >= $from AND at < $to AND receivedAt <= $known`,
          )
          .all({ from, to, known: Math.min(known, Number.MAX_SAFE_INTEGER) }),
      )
      .map(({ simulated, ...told }) => ({ ...told, simulated: simulated === 1 }));
  }

  firstToldAfter(at: number): number | null {
    const firsts = this.touching(-Infinity, at).flatMap(({ table }) => {
      // + at: looked through as it lies, not in the order of an index.
      const query = `SELECT MIN(+at) AS first FROM ${table} WHERE receivedAt > ? AND at <= ?`;
      return this.db.prepare<[number, number], { first: number | null }>(query).get(at, at)?.first ?? [];
    });
    return firsts.length === 0 ? null : Math.min(...firsts);
  }

  simulationSpoke(from: number, to: number): boolean {
    return this.touching(from, to).some(
      ({ table }) =>
        this.db
          .prepare<[number, number]>(`SELECT 1 FROM ${table} WHERE at > ? AND at <= ? AND ${SIMULATED} LIMIT 1`)
          .get(from, to) !== undefined,
    );
  }

  private touching(from: number, to: number): Statements[] {
    return this.months().filter(({ start, end }) => end > from && start <= to);
  }

  standing(target: number, at: number): CurrentRow | null {
    return this.lastOf(target, this.monthsBack(at), at, at, null);
  }

  at(target: number, at: number, bounds: Bounds): Moment | null {
    const last = this.last(target, at, bounds);
    return last?.at === at ? last : null;
  }

  previous(target: number, at: number, bounds: Bounds): Moment | null {
    return this.last(target, at - 1, bounds);
  }

  next(target: number, after: number, { at, known }: Bounds): Moment | null {
    const limit = Math.min(known, Number.MAX_SAFE_INTEGER);
    for (const { next, end, start } of this.known ?? this.months()) {
      if (end <= after || start > at) continue;
      const heard = next.get(target, after, at, limit);
      if (heard !== undefined) return heard;
    }
    return null;
  }

  private last(target: number, until: number, { at, known }: Bounds): Moment | null {
    const limit = Math.min(known, Number.MAX_SAFE_INTEGER);
    const end = Math.min(until, at);
    for (const { back, start } of (this.known ?? this.months()).toReversed()) {
      if (start > end) continue;
      const heard = back.get(target, end, limit);
      if (heard !== undefined) return heard;
    }
    return null;
  }

  /** @param begunAt when the run that holds at that moment is known to have begun: an untroubled one need not be read through */
  private lastOf(
    target: number,
    months: readonly Statements[],
    at: number,
    known: number,
    begunAt: number | null,
  ): CurrentRow | null {
    let last: Told | null = null;
    let run: Run | null = null;
    let seenAt = Infinity;
    for (const { back } of months) {
      for (const told of back.iterate(target, at, known)) {
        if (told.at === seenAt) continue; // a milder word for the same moment
        seenAt = told.at;
        if (last === null || run === null) {
          last = told;
          run = { since: begunAt ?? told.at, cause: told.cause, text: told.text };
          if (begunAt !== null && told.state === UP) return rowOf(target, last, run);
          continue;
        }
        if (told.state !== last.state) return rowOf(target, last, run);
        run = {
          since: told.at,
          cause: run.cause === -1 ? told.cause : run.cause,
          text: run.text ?? told.text,
        };
      }
    }
    return last === null || run === null ? null : rowOf(target, last, run);
  }

  /** Those that hold something up to a moment, newest first. */
  private monthsBack(at: number): Statements[] {
    return this.months()
      .filter(({ start }) => start <= at)
      .reverse();
  }

  /** Oldest first. A month's table is made when its first report comes: asked for anew each time. */
  private months(): Statements[] {
    this.known = monthTables(this.db).map((month) => {
      const known = this.statements.get(month.table);
      if (known !== undefined) return known;
      const opened: Statements = {
        ...month,
        back: this.db.prepare(
          `SELECT at, state, receivedAt, cause, text, measurements FROM ${month.table}
           WHERE target = ? AND at <= ? AND receivedAt <= ? ORDER BY at DESC, state DESC`,
        ),
        next: this.db.prepare(
          `SELECT at, state FROM ${month.table}
           WHERE target = ? AND at > ? AND at <= ? AND receivedAt <= ? ORDER BY at, state DESC LIMIT 1`,
        ),
        within: this.db.prepare(
          `SELECT target, at, state, cause, text FROM ${month.table}
           WHERE target IN ${SPOKEN} AND at > ? AND at <= ? AND receivedAt <= ?`,
        ),
        ofTarget: this.db.prepare(
          `SELECT target, at, state, cause, text FROM ${month.table}
           WHERE target = ? AND at > ? AND at <= ? AND receivedAt <= ?`,
        ),
        heard: this.db.prepare(
          `SELECT target, at, state, cause, text, max(at, receivedAt) AS heardAt FROM ${month.table}
           WHERE target IN ${SPOKEN} AND at > $from - ${String(DELAYED_MS)} AND at <= $to AND receivedAt <= $to
           AND receivedAt - at <= ${String(DELAYED_MS)} AND max(at, receivedAt) > $from`,
        ),
      };
      this.statements.set(month.table, opened);
      return opened;
    });
    return this.known;
  }
}

/** In order of time; of one moment the worst word holds. */
function worstOfEachMoment(told: PastWord[]): PastWord[] {
  told.sort((a, b) => a.at - b.at || a.target - b.target || a.state - b.state);
  return told.filter(({ target, at }, i) => told[i + 1]?.target !== target || told[i + 1]?.at !== at);
}

function rowOf(target: number, last: Told, { since, cause, text }: Run): CurrentRow {
  const { at, state, receivedAt, measurements } = last;
  return { target, state, since, confirmedAt: at, receivedAt, cause, text, measurements };
}
