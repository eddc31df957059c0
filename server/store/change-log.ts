/**
 * Everything ever accepted, in one table a month of `at` (UTC), clustered by target and time: `change_202611`. A target's history is
 * contiguous in each month, retention drops whole months, and a month's table is made when its first report comes.
 */
import type Database from 'better-sqlite3';
import type { Connection } from './database.ts';
import type { EventLog, Heard, LineLog, ReportRow, ToldRow } from './store.ts';

type Row = [
  target: number,
  at: number,
  state: number,
  receivedAt: number,
  cause: number,
  text: string | null,
  senderId: string | null,
  measurements: string | null,
  key: number,
  line: number | null,
];

/** One month's table. */
export interface MonthName {
  readonly table: string;
  /** Epoch ms, inclusive. */
  readonly start: number;
  /** Epoch ms, exclusive. */
  readonly end: number;
}

/** One month's table with its statements. */
export interface Month extends MonthName {
  readonly insert: Database.Statement<Row>;
  readonly has: Database.Statement<[target: number, at: number, state: number], 1>;
  readonly worstAt: Database.Statement<[target: number, at: number], Heard>;
  readonly previous: Database.Statement<[target: number, at: number], Heard>;
  readonly next: Database.Statement<[target: number, at: number], Heard>;
  /** From (target, at) on, in order. */
  readonly walk: Database.Statement<
    [target: number, at: number, limit: number],
    { target: number; at: number; state: number }
  >;
  readonly spoke: Database.Statement<[target: number, from: number, to: number], 1>;
  readonly remove: Database.Statement<[target: number, at: number]>;
  readonly toldAt: Database.Statement<[target: number, at: number], ToldRow>;
  readonly nextLine: Database.Statement<[target: number, after: number], number>;
  readonly received: Database.Statement<[{ since: number }], { at: number; count: number }>;
  readonly setLine: Database.Statement<[line: number | null, target: number, at: number, state: number]>;
}

export class ChangeLog implements EventLog, LineLog {
  private readonly db: Database.Database;
  /** Oldest first. */
  private months: Month[] = [];
  /** The month last written to; nearly every report belongs to it. */
  private recent: Month | null = null;
  private monthMadeInTransaction = false;

  constructor(connection: Connection) {
    this.db = connection.db;
    this.load();
    connection.onRollback(() => {
      if (this.monthMadeInTransaction) this.load();
    });
  }

  add(row: ReportRow): void {
    const month = this.monthOf(row.at) ?? this.makeMonth(row.at);
    this.recent = month;
    month.insert.run(
      row.target,
      row.at,
      row.state,
      row.receivedAt,
      row.cause,
      row.text,
      row.senderId,
      row.measurements,
      row.key,
      row.line,
    );
  }

  /** Every word told of a target for one moment. */
  toldAt(target: number, at: number): ToldRow[] {
    return this.monthOf(at)?.toldAt.all(target, at) ?? [];
  }

  nextLine(target: number, after: number): number | null {
    for (const month of this.months) {
      const at = month.end <= after ? undefined : month.nextLine.get(target, after);
      if (at !== undefined) return at;
    }
    return null;
  }

  setLine(target: number, at: number, state: number, line: number | null): void {
    this.monthOf(at)?.setLine.run(line, target, at, state);
  }

  has(target: number, at: number, state: number): boolean {
    return this.monthOf(at)?.has.get(target, at, state) !== undefined;
  }

  at(target: number, at: number): Heard | null {
    return this.monthOf(at)?.worstAt.get(target, at) ?? null;
  }

  previous(target: number, at: number): Heard | null {
    for (let i = this.months.length - 1; i >= 0; i--) {
      const month = this.months[i];
      if (month === undefined || month.start >= at) continue;
      const heard = month.previous.get(target, at);
      if (heard !== undefined) return heard;
    }
    return null;
  }

  next(target: number, at: number): Heard | null {
    for (const month of this.months) {
      if (month.end <= at) continue;
      const heard = month.next.get(target, at);
      if (heard !== undefined) return heard;
    }
    return null;
  }

  /** Months that hold any time from `from` on, oldest first. */
  since(from: number): Month[] {
    return this.months.filter((month) => month.end > from);
  }

  /** Of targets that spoke since then only: there is no index by receipt. */
  receivedSince(since: number): { at: number; count: number }[] {
    const counts = new Map<number, number>();
    for (const month of this.months) {
      for (const { at, count } of month.received.iterate({ since })) counts.set(at, (counts.get(at) ?? 0) + count);
    }
    return [...counts].map(([at, count]) => ({ at, count })).sort((a, b) => a.at - b.at);
  }

  /** Everything told is forgotten, in the open transaction. */
  forget(): void {
    for (const { table } of this.months) this.db.exec(`DROP TABLE ${table}`);
    this.monthMadeInTransaction = true;
    this.months = [];
    this.recent = null;
  }

  private monthOf(at: number): Month | undefined {
    const recent = this.recent;
    if (recent !== null && at >= recent.start && at < recent.end) return recent;
    return this.months.find((month) => at >= month.start && at < month.end);
  }

  private makeMonth(at: number): Month {
    const name = tableName(at);
    this.db.exec(
      `CREATE TABLE ${name} (
         target INTEGER NOT NULL,
         at INTEGER NOT NULL,
         state INTEGER NOT NULL,
         receivedAt INTEGER NOT NULL,
         cause INTEGER NOT NULL,
         text TEXT,
         senderId TEXT,
         measurements TEXT,
         apiKey INTEGER NOT NULL,
         line INTEGER,
         PRIMARY KEY (target, at, state)
       ) STRICT, WITHOUT ROWID`,
    );
    const month = openMonth(this.db, monthOf(name));
    this.monthMadeInTransaction = true;
    this.months = [...this.months, month].sort((a, b) => a.start - b.start);
    return month;
  }

  private load(): void {
    const months = monthTables(this.db);
    for (const { table } of months) addLines(this.db, table);
    this.months = months.map((month) => openMonth(this.db, month));
    this.recent = null;
    this.monthMadeInTransaction = false;
  }
}

/** `change_YYYYMM` of a time. */
function tableName(at: number): string {
  const date = new Date(at);
  return `change_${String(date.getUTCFullYear()).padStart(4, '0')}${String(date.getUTCMonth() + 1).padStart(2, '0')}`;
}

/** The months there are, oldest first. */
export function monthTables(db: Database.Database): MonthName[] {
  return db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'change_[0-9]*' ORDER BY name`,
    )
    .pluck()
    .all()
    .map(monthOf);
}

function monthOf(table: string): MonthName {
  const year = Number(table.slice(7, 11));
  const month = Number(table.slice(11, 13)) - 1;
  return { table, start: Date.UTC(year, month), end: Date.UTC(year, month + 1) };
}

/** Months of before the lines stood beside their words: they are looked up in the event feed, once. */
function addLines(db: Database.Database, table: string): void {
  const hasLines = db.prepare<[string], 1>(`SELECT 1 FROM pragma_table_info(?) WHERE name = 'line'`).pluck();
  if (hasLines.get(table) !== undefined) return;
  const add = db.transaction(() => {
    db.exec(
      `ALTER TABLE ${table} ADD COLUMN line INTEGER;
       UPDATE ${table} SET line = told.id
       FROM (SELECT max(id) AS id, target, at, toState FROM journal GROUP BY target, at, toState) AS told
       WHERE told.target = ${table}.target AND told.at = ${table}.at AND told.toState = ${table}.state`,
    );
  });
  add();
}

function openMonth(db: Database.Database, name: MonthName): Month {
  const { table } = name;
  return {
    ...name,
    insert: db.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    has: db
      .prepare<[number, number, number], 1>(`SELECT 1 FROM ${table} WHERE target = ? AND at = ? AND state = ?`)
      .pluck(),
    worstAt: db.prepare(
      `SELECT at, state, cause, text, measurements FROM ${table} WHERE target = ? AND at = ? ORDER BY state DESC LIMIT 1`,
    ),
    previous: db.prepare(
      `SELECT at, state, cause, text, measurements FROM ${table} WHERE target = ? AND at < ? ORDER BY at DESC, state DESC LIMIT 1`,
    ),
    next: db.prepare(
      `SELECT at, state, cause, text, measurements FROM ${table} WHERE target = ? AND at > ? ORDER BY at, state DESC LIMIT 1`,
    ),
    walk: db.prepare(
      `SELECT target, at, state FROM ${table} WHERE (target, at) >= (?, ?) ORDER BY target, at, state LIMIT ?`,
    ),
    spoke: db
      .prepare<[number, number, number], 1>(`SELECT 1 FROM ${table} WHERE target = ? AND at BETWEEN ? AND ? LIMIT 1`)
      .pluck(),
    remove: db.prepare(`DELETE FROM ${table} WHERE target = ? AND at = ?`),
    toldAt: db.prepare(
      `SELECT state, cause, text, senderId, apiKey AS key, line FROM ${table} WHERE target = ? AND at = ?`,
    ),
    nextLine: db
      .prepare<[number, number], number>(
        `SELECT at FROM ${table} WHERE target = ? AND at > ? AND line IS NOT NULL ORDER BY at LIMIT 1`,
      )
      .pluck(),
    received: db.prepare(
      `SELECT receivedAt AS at, count(*) AS count FROM ${table}
       WHERE target IN (SELECT target FROM current WHERE receivedAt >= $since) AND receivedAt >= $since GROUP BY receivedAt`,
    ),
    setLine: db.prepare(`UPDATE ${table} SET line = ? WHERE target = ? AND at = ? AND state = ?`),
  };
}
