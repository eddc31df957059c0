/** The event feed: what changed the present or history, in receipt order. */
import type Database from 'better-sqlite3';
import { CAUSES, ELEMENT_STATES, TECHNOLOGIES } from '../contract/terms.ts';
import type { ElementState } from '../contract/terms.ts';
import type { FeedEvent } from '../contract/wire.ts';
import type { Connection } from './database.ts';
import type { EventQuery, JournalRow, TargetKey } from './store.ts';

/** An event told no later than this after it happened is found by its receipt; the index journalDelayed holds the others. */
const DELAYED_MS = 60 * 60_000;
/** Events reach a few minutes ahead of our clock, and that clock is set now and then. */
const CLOCK_SLACK_MS = 60 * 60_000;

interface EventRow {
  id: number;
  at: number;
  fromState: number;
  toState: number;
  lasted: number;
  late: number;
  receivedAt: number;
  cause: number;
  text: string | null;
  before: number | null;
  kind: TargetKey['kind'];
  code: string;
  technology: string;
  /** Of a cell: its station, null when the cell is not in the inventory any more. */
  station: string | null;
}

const EVENT = `
  SELECT journal.id, at, fromState, toState, lasted, late, receivedAt, cause, text, before, kind, target.code, target.technology,
         (SELECT station FROM cell WHERE cell.code = target.code AND target.kind = 'cell' AND validTo IS NULL) AS station
  FROM journal JOIN target ON target.id = journal.target`;

export class Journal {
  private readonly db: Database.Database;
  /** Target → id of its newest row. Kept in memory and saved now and then: to save it with each slice would cost a tenth of the speed. */
  private heads = new Map<number, number>();

  private readonly insert;
  private readonly byId;
  private readonly newest;
  private readonly window;
  private readonly receivedAtOrAfter;
  private readonly targetsOfStation;
  private readonly targetOf;

  constructor(connection: Connection) {
    this.db = connection.db;
    this.insert = this.db.prepare<
      [number, number, number, number, number, number, number, number, string | null, number | null]
    >(
      `INSERT INTO journal (target, at, fromState, toState, lasted, late, receivedAt, cause, text, before)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.byId = this.db.prepare<[id: number], EventRow>(`${EVENT} WHERE journal.id = ?`);
    this.newest = this.db.prepare<[before: number, limit: number], EventRow>(
      `${EVENT} WHERE journal.id < ? ORDER BY journal.id DESC LIMIT ?`,
    );
    this.window = this.db.prepare<
      [{ before: number; limit: number; from: number; to: number; low: number; high: number }],
      EventRow
    >(
      `${EVENT} WHERE journal.id IN (
         SELECT * FROM (SELECT id FROM journal
           WHERE id >= $low AND id < min($high, $before) AND at >= $from AND at < $to ORDER BY id DESC LIMIT $limit)
         UNION
         SELECT * FROM (SELECT id FROM journal INDEXED BY journalDelayed
           WHERE receivedAt - at > ${String(DELAYED_MS)} AND at >= $from AND at < $to AND id < $before ORDER BY id DESC LIMIT $limit)
       ) ORDER BY journal.id DESC LIMIT $limit`,
    );
    this.receivedAtOrAfter = this.db.prepare<[id: number], { id: number; receivedAt: number }>(
      'SELECT id, receivedAt FROM journal WHERE id >= ? ORDER BY id LIMIT 1',
    );
    this.targetsOfStation = this.db
      .prepare<{ station: string }, number>(
        `SELECT id FROM target WHERE kind IN ('station', 'technology') AND code = $station
         UNION SELECT target.id FROM cell JOIN target ON target.kind = 'cell' AND target.code = cell.code WHERE cell.station = $station`,
      )
      .pluck();
    this.targetOf = this.db
      .prepare<[kind: string, code: string], number>('SELECT id FROM target WHERE kind = ? AND code = ?')
      .pluck();
    this.loadHeads();
    connection.onRollback(() => {
      this.loadHeads();
    });
  }

  add(row: JournalRow): number {
    const { lastInsertRowid } = this.insert.run(
      row.target,
      row.at,
      row.from,
      row.to,
      row.lasted,
      row.late ? 1 : 0,
      row.receivedAt,
      row.cause,
      row.text,
      this.heads.get(row.target) ?? null,
    );
    const id = Number(lastInsertRowid);
    this.heads.set(row.target, id);
    return id;
  }

  /** Newest first by id. */
  events(query: EventQuery): FeedEvent[] {
    const targets = this.targetsAsked(query);
    const rows = targets === null ? this.ofEverybody(query) : this.alongChains(targets, query);
    return rows.map(feedEvent);
  }

  /** Writes the ends of the chains, in the open transaction, so that a start need not read far back. */
  saveHeads(): void {
    const saved = this.headsUpTo();
    const upsert = this.db.prepare(
      'INSERT INTO journalHead VALUES (?, ?) ON CONFLICT (target) DO UPDATE SET id = excluded.id',
    );
    let upTo = saved;
    for (const [target, id] of this.heads) {
      if (id <= saved) continue;
      upsert.run(target, id);
      upTo = Math.max(upTo, id);
    }
    if (upTo > saved) this.db.prepare(`INSERT OR REPLACE INTO meta VALUES ('headsUpTo', ?)`).run(upTo);
  }

  private loadHeads(): void {
    const rows = this.db
      .prepare<[number], { target: number; id: number }>(
        'SELECT target, id FROM journalHead UNION ALL SELECT target, max(id) FROM journal WHERE id > ? GROUP BY target',
      )
      .all(this.headsUpTo());
    this.heads = new Map(rows.map(({ target, id }) => [target, id]));
  }

  private headsUpTo(): number {
    return this.db.prepare<[], number>(`SELECT value FROM meta WHERE name = 'headsUpTo'`).pluck().get() ?? 0;
  }

  /** null: of everybody. Several filters together mean all of them: what no element can satisfy finds nothing. */
  private targetsAsked({ station, link, node }: EventQuery): number[] | null {
    const asked: number[][] = [];
    if (station !== undefined) asked.push(this.targetsOfStation.all({ station }));
    if (link !== undefined) asked.push(this.targetOf.all('link', link));
    if (node !== undefined) asked.push(this.targetOf.all('node', node));
    const [first, ...others] = asked;
    return first?.filter((target) => others.every((targets) => targets.includes(target))) ?? null;
  }

  private ofEverybody({ before = Number.MAX_SAFE_INTEGER, limit, from, to }: EventQuery): EventRow[] {
    if (from === undefined && to === undefined) return this.newest.all(before, limit);
    const window = { from: from ?? Number.MIN_SAFE_INTEGER, to: to ?? Number.MAX_SAFE_INTEGER };
    const low = from === undefined ? 0 : this.firstReceivedSince(from - CLOCK_SLACK_MS);
    const high = to === undefined ? Number.MAX_SAFE_INTEGER : this.firstReceivedSince(to + DELAYED_MS + CLOCK_SLACK_MS);
    return this.window.all({ before, limit, ...window, low, high });
  }

  /** Bisects the ids, which rise with the receipt: the first id received at `time` or later. */
  private firstReceivedSince(time: number): number {
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

  /** Merges the targets' chains, each newest first. */
  private alongChains(
    targets: readonly number[],
    { before = Number.MAX_SAFE_INTEGER, limit, from, to }: EventQuery,
  ): EventRow[] {
    const found: EventRow[] = [];
    const heads = targets.flatMap((target) => this.heads.get(target) ?? []);
    while (found.length < limit && heads.length > 0) {
      const newest = Math.max(...heads);
      const row = this.byId.get(newest);
      const place = heads.indexOf(newest);
      if (row === undefined || row.before === null || (from !== undefined && row.receivedAt < from - CLOCK_SLACK_MS)) {
        heads.splice(place, 1);
      } else {
        heads[place] = row.before;
      }
      const asked =
        row !== undefined &&
        row.id < before &&
        (from === undefined || row.at >= from) &&
        (to === undefined || row.at < to);
      if (asked) found.push(row);
    }
    return found;
  }
}

function feedEvent(row: EventRow): FeedEvent {
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
    ...(row.late === 1 && { late: true as const }),
  };
}

function stateOf(index: number): ElementState {
  const state = ELEMENT_STATES[index];
  if (state === undefined) throw new RangeError(`There is no state ${String(index)}`);
  return state;
}
