/** The event feed read: by receipt, or by a window of time. */
import type Database from 'better-sqlite3';
import { CAUSES, ELEMENT_STATES, TECHNOLOGIES } from '../contract/terms.ts';
import type { ElementState, Source } from '../contract/terms.ts';
import type { FeedEvent } from '../contract/wire.ts';
import { SOURCE_OF_KEY } from './key-table.ts';
import type { HeardWord } from './past.ts';
import type { EventQuery, TargetKey } from './store.ts';

/** An event told no later than this after it happened is found by its receipt; the index journalDelayed holds the others. */
export const DELAYED_MS = 60 * 60_000;
/** Events reach a few minutes ahead of our clock, and that clock is set now and then. */
export const CLOCK_SLACK_MS = 60 * 60_000;

export interface EventRow {
  id: number;
  at: number;
  fromState: number;
  toState: number;
  lasted: number;
  late: number;
  receivedAt: number;
  cause: number;
  text: string | null;
  senderId: string | null;
  before: number | null;
  gone: number | null;
  kind: TargetKey['kind'];
  code: string;
  technology: string;
  /** Of a cell: its station, null when the cell is not in the inventory any more. */
  station: string | null;
  source: Source | null;
}

export const EVENT = `
  SELECT journal.id, at, fromState, toState, lasted, late, receivedAt, cause, text, senderId, before, gone, kind, target.code, target.technology,
         (SELECT station FROM cell WHERE cell.code = target.code AND target.kind = 'cell' AND validTo IS NULL) AS station,
         (SELECT ${SOURCE_OF_KEY} FROM apiKey WHERE apiKey.id = journal.apiKey) AS source
  FROM journal JOIN target ON target.id = journal.target`;

type Window = Pick<EventQuery, 'before' | 'limit' | 'from' | 'to'>;

/** Lines that are, or that were when the next one was to have the id $asOf. */
const STANDS = '(gone IS NULL OR gone >= $asOf)';

export class JournalReader {
  private readonly db: Database.Database;
  private readonly newest;
  private readonly window;
  private readonly receivedAtOrAfter;

  constructor(db: Database.Database) {
    this.db = db;
    this.newest = this.db.prepare<[{ before: number; limit: number; asOf: number }], EventRow>(
      `${EVENT} WHERE journal.id < $before AND ${STANDS} ORDER BY journal.id DESC LIMIT $limit`,
    );
    this.window = this.db.prepare<
      [{ before: number; limit: number; from: number; to: number; low: number; high: number; asOf: number }],
      EventRow
    >(
      `${EVENT} WHERE journal.id IN (
         SELECT * FROM (SELECT id FROM journal
           WHERE id >= $low AND id < min($high, $before) AND at >= $from AND at < $to AND ${STANDS}
           ORDER BY id DESC LIMIT $limit)
         UNION
         SELECT * FROM (SELECT id FROM journal INDEXED BY journalDelayed
           WHERE receivedAt - at > ${String(DELAYED_MS)} AND at >= $from AND at < $to AND id < $before AND ${STANDS}
           ORDER BY id DESC LIMIT $limit)
       ) ORDER BY journal.id DESC LIMIT $limit`,
    );
    this.receivedAtOrAfter = this.db.prepare<[id: number], { id: number; receivedAt: number }>(
      'SELECT id, receivedAt FROM journal WHERE id >= ? ORDER BY id LIMIT 1',
    );
  }

  /** Newest first by id. @param asOf the lines as they were before this one */
  events(query: Window, asOf: number): FeedEvent[] {
    return this.rows({ ...query, before: asOf }, asOf).map(feedEvent);
  }

  rows(
    { before = Number.MAX_SAFE_INTEGER, limit, from, to }: Window,
    asOf: number = Number.MAX_SAFE_INTEGER,
  ): EventRow[] {
    if (from === undefined && to === undefined) return this.newest.all({ before, limit, asOf });
    const window = { from: from ?? Number.MIN_SAFE_INTEGER, to: to ?? Number.MAX_SAFE_INTEGER };
    const low = from === undefined ? 0 : this.firstReceivedSince(from - CLOCK_SLACK_MS);
    const high = to === undefined ? Number.MAX_SAFE_INTEGER : this.firstReceivedSince(to + DELAYED_MS + CLOCK_SLACK_MS);
    return this.window.all({ before, limit, ...window, low, high, asOf });
  }

  /** Changes received with from < receivedAt ≤ to that were longer on their way than words usually are. */
  delayed(from: number, to: number): HeardWord[] {
    return this.db
      .prepare<[low: number, high: number, from: number, to: number], HeardWord>(
        `SELECT target, at, toState AS state, cause, text, receivedAt AS heardAt FROM journal
         WHERE id >= ? AND id < ? AND receivedAt > ? AND receivedAt <= ? AND receivedAt - at > ${String(DELAYED_MS)}`,
      )
      .all(this.firstReceivedSince(from), this.firstReceivedSince(to + 1), from, to);
  }

  /** Bisects the ids, which rise with the receipt: the first id received at `time` or later. */
  firstReceivedSince(time: number): number {
    let low = 0;
    let high = (this.db.prepare<[], number | null>('SELECT max(id) FROM journal').pluck().get() ?? 0) + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = this.receivedAtOrAfter.get(middle);
      if (row === undefined || row.receivedAt >= time) high = middle;
      else low = row.id + 1;
    }
    return low;
  }
}

export function feedEvent(row: EventRow): FeedEvent {
  const technology = TECHNOLOGIES.find((name) => name === row.technology);
  const cause = CAUSES[row.cause];
  return {
    id: row.id,
    at: new Date(row.at).toISOString(),
    receivedAt: new Date(row.receivedAt).toISOString(),
    kind: row.kind,
    code: row.code,
    ...(row.kind === 'technology' && { station: row.code }),
    ...(row.station !== null && { station: row.station }),
    ...(technology !== undefined && { technology }),
    from: stateOf(row.fromState),
    to: stateOf(row.toState),
    lasted: row.lasted < 0 ? null : row.lasted,
    ...(cause !== undefined && { cause }),
    ...(row.text !== null && { text: row.text }),
    ...(row.senderId !== null && { senderId: row.senderId }),
    ...(row.source !== null && { source: row.source }),
    ...(row.late === 1 && { late: true as const }),
  };
}

function stateOf(index: number): ElementState {
  const state = ELEMENT_STATES[index];
  if (state === undefined) throw new RangeError(`There is no state ${String(index)}`);
  return state;
}
