/** What the disk and better-sqlite3 can do at best with the rows of our events: prepared statements and nothing around them. */
import Database from 'better-sqlite3';
import { ELEMENT_STATES } from '../../server/contract/terms.ts';
import { openStore } from '../../server/store/sqlite-store.ts';

const SLICE = 500;
const UP = ELEMENT_STATES.indexOf('up');
const DEGRADED = ELEMENT_STATES.indexOf('degraded');

interface RawInserts {
  /** For each event a change, a line of the journal and the present. @returns events a second */
  insert(events: number): number;
  close(): void;
}

/** A database with the product's own tables and pragmas, its statements run by hand in transactions of 500. */
export function openRaw(file: string, stations: readonly string[]): RawInserts {
  const at = Date.now();
  const store = openStore(file);
  const ids = store.targetIds(stations.map((code) => ({ kind: 'station', code, technology: '' })));
  // The first report makes the table of its month.
  const first = { target: ids[0] ?? 0, at, state: UP, receivedAt: at, cause: -1, text: null, senderId: null };
  store.addReport({ ...first, measurements: null, key: 1, line: null });
  store.close();

  const db = new Database(file);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'cache_size = -65536']) {
    db.pragma(pragma);
  }
  db.pragma('wal_autocheckpoint = 8000');
  const month = db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'change_[0-9]*'`)
    .pluck()
    .get();
  const change = db.prepare(`INSERT INTO ${month ?? ''} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const journal = db.prepare(
    `INSERT INTO journal (target, at, fromState, toState, lasted, late, receivedAt, cause, text, before)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const current = db.prepare(
    `INSERT INTO current (target, state, since, confirmedAt, receivedAt, cause, text, measurements)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (target) DO UPDATE SET state = excluded.state, since = excluded.since, confirmedAt = excluded.confirmedAt,
       receivedAt = excluded.receivedAt, cause = excluded.cause, text = excluded.text, measurements = excluded.measurements`,
  );
  let told = 0;
  const slice = db.transaction((events: number) => {
    for (let i = 0; i < events; i++) {
      told += 1;
      const target = ids[told % ids.length] ?? 0;
      const state = Math.floor(told / ids.length) % 2 === 0 ? DEGRADED : UP;
      const from = UP + DEGRADED - state;
      change.run(target, at + told, state, at, -1, null, null, null, 1, told);
      journal.run(target, at + told, from, state, ids.length, 0, at, -1, null, null);
      current.run(target, state, at + told, at + told, at, -1, null, null);
    }
  });
  return {
    insert(events) {
      const begin = performance.now();
      for (let done = 0; done < events; done += SLICE) slice(Math.min(SLICE, events - done));
      return (events * 1_000) / (performance.now() - begin);
    },
    close() {
      db.close();
    },
  };
}
