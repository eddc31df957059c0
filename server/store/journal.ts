/** The event feed: what changed the present or history, in receipt order. */
import type Database from 'better-sqlite3';
import type { FeedEvent } from '../contract/wire.ts';
import type { Connection } from './database.ts';
import { CLOCK_SLACK_MS, EVENT, JournalReader, feedEvent, type EventRow } from './journal-reader.ts';
import type { EventQuery, JournalRow } from './store.ts';

/** Ids of the event feed below this are the sample's past: what is told live comes after it. */
const FIRST_LIVE_ID = 1_000_000;

export class Journal {
  private readonly db: Database.Database;
  /** Target → id of its newest row. Kept in memory and saved now and then: to save it with each slice would cost a tenth of the speed. */
  private heads = new Map<number, number>();

  private readonly insert;
  private readonly markGone;
  private readonly setBefore;
  private readonly byId;
  private readonly reader: JournalReader;
  /** Ids rise with the receipt; those below FIRST_LIVE_ID are left to the sample's past. */
  private nextId = 1;
  private readonly targetsOfStation;
  private readonly targetOf;

  constructor(connection: Connection) {
    this.db = connection.db;
    this.reader = new JournalReader(connection.db);
    this.insert = this.db.prepare<
      [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        string | null,
        number | null,
        string | null,
        number,
      ]
    >(
      `INSERT INTO journal (id, target, at, fromState, toState, lasted, late, receivedAt, cause, text, before, senderId, apiKey)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.markGone = this.db.prepare<[gone: number, id: number]>('UPDATE journal SET gone = ? WHERE id = ?');
    this.setBefore = this.db.prepare<[from: number, lasted: number, id: number]>(
      'UPDATE journal SET fromState = ?, lasted = ? WHERE id = ?',
    );
    this.byId = this.db.prepare<[id: number], EventRow>(`${EVENT} WHERE journal.id = ?`);
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
    const id = this.nextId;
    this.insert.run(
      id,
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
      row.senderId,
      row.key,
    );
    this.nextId += 1;
    this.heads.set(row.target, id);
    return id;
  }

  /** It is kept for who asks what was known before. */
  drop(id: number): void {
    this.markGone.run(this.nextId, id);
  }

  amend(id: number, { from, lasted }: Pick<JournalRow, 'from' | 'lasted'>): void {
    this.setBefore.run(from, lasted, id);
  }

  /** Newest first by id. */
  events(query: EventQuery): FeedEvent[] {
    const targets = this.targetsAsked(query);
    const rows = targets === null ? this.reader.rows(query) : this.alongChains(targets, query);
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
    const newest = this.db.prepare<[], number | null>('SELECT max(id) FROM journal').pluck().get() ?? 0;
    this.nextId = Math.max(newest + 1, FIRST_LIVE_ID);
  }

  /**
   * Hangs the chains of what was told live on those of the sample's past, in the open transaction.
   * @param past target → id of its newest row there
   */
  joinPast(past: ReadonlyMap<number, number>): void {
    const firstLive = this.db
      .prepare<[number], { target: number; id: number }>(
        'SELECT target, min(id) AS id FROM journal WHERE id >= ? GROUP BY target',
      )
      .all(FIRST_LIVE_ID);
    const hang = this.db.prepare<[number, number]>('UPDATE journal SET before = ? WHERE id = ?');
    const isLive = new Set(firstLive.map(({ target }) => target));
    for (const { target, id } of firstLive) {
      const before = past.get(target);
      if (before !== undefined) hang.run(before, id);
    }
    const keep = this.db.prepare<[number, number]>('INSERT OR REPLACE INTO journalHead VALUES (?, ?)');
    for (const [target, id] of past) {
      if (isLive.has(target)) continue;
      keep.run(target, id);
      this.heads.set(target, id);
    }
  }

  /** Everything told is forgotten, in the open transaction. */
  forget(): void {
    this.db.exec(`DELETE FROM journal; DELETE FROM journalHead; DELETE FROM meta WHERE name = 'headsUpTo'`);
    this.loadHeads();
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
        row.gone === null &&
        row.id < before &&
        (from === undefined || row.at >= from) &&
        (to === undefined || row.at < to);
      if (asked) found.push(row);
    }
    return found;
  }
}
