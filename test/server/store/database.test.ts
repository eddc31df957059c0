import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { errorBody } from '../../../server/errors.ts';
import { ChangeLog } from '../../../server/store/change-log.ts';
import { Connection, explained, translated } from '../../../server/store/database.ts';
import { Journal } from '../../../server/store/journal.ts';
import { migrate } from '../../../server/store/migrate.ts';
import { StorageError } from '../../../server/store/store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { DAY, TODAY, entry, report } from '../../support/store-rows.ts';

function connect(): Connection {
  const connection = new Connection(join(dataFolder(), 'phu-song.db'));
  onTestFinished(() => {
    connection.close();
  });
  migrate(connection.db);
  return connection;
}

it('waits for the disk at every commit', () => {
  const { db } = connect();
  const FULL = 2;
  expect(db.pragma('synchronous', { simple: true })).toBe(FULL);
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
});

it.each([
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY_DIRECTORY', 'read-only'],
  ['SQLITE_BUSY_SNAPSHOT', 'locked'],
  ['SQLITE_CORRUPT_INDEX', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_IOERR_FSYNC', 'io'],
])('knows by %s that the trouble is: %s', (code, trouble) => {
  const told = translated(new Database.SqliteError('near "secret": disk I/O error', code));
  expect(told).toBeInstanceOf(StorageError);
  expect(told).toMatchObject({ trouble });
  const { error } = errorBody((told as StorageError).told(), 'en');
  expect(error).toMatchObject({ code: 'not_saved', details: { reason: trouble } });
  expect(JSON.stringify(error)).not.toMatch(/SQL|secret/);
});

it("knows the system's own refusals, and leaves mistakes what they are", () => {
  const failed = (code: string) => Object.assign(new Error(`${code}: no`), { code });
  expect(translated(failed('ENOSPC'))).toMatchObject({ name: 'StorageError', trouble: 'full' });
  expect(translated(failed('EROFS'))).toMatchObject({ name: 'StorageError', trouble: 'read-only' });
  for (const other of [
    failed('ENOENT'),
    new Database.SqliteError('UNIQUE', 'SQLITE_CONSTRAINT_UNIQUE'),
    new Error('x'),
  ]) {
    expect(translated(other)).toBe(other);
  }
});

it('asks the file system why, where an open file only fails', () => {
  const failed = translated(new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE'));
  const refuse = (code: string) => () => {
    throw Object.assign(new Error(`${code}: no`), { code });
  };
  expect(explained(failed, refuse('EROFS'))).toMatchObject({ trouble: 'read-only', cause: failed });
  expect(explained(failed, refuse('ENOENT'))).toBe(failed);
  expect(explained(failed, () => undefined)).toBe(failed);
  const full = translated(new Database.SqliteError('full', 'SQLITE_FULL'));
  expect(explained(full, refuse('EROFS'))).toBe(full);
});

it('refuses on a full disk, leaves nothing of it, and goes on when there is room again', () => {
  const connection = connect();
  const { db } = connection;
  const log = new ChangeLog(connection);
  const journal = new Journal(connection);
  db.exec(`INSERT INTO target VALUES (1, 'station', 'A', '')`);
  const kept = connection.transaction(() => journal.add(entry({ target: 1 })));
  const fill = () =>
    connection.transaction(() => {
      for (let i = 0; i < 1000; i++) {
        log.add(report({ at: TODAY - i * DAY, text: 'x'.repeat(500) }));
        journal.add(entry({ target: 1 }));
      }
    });

  db.pragma(`max_page_count = ${String(Number(db.pragma('page_count', { simple: true })) + 8)}`);
  expect(fill).toThrow(StorageError);
  expect(db.inTransaction).toBe(false);
  expect(log.previous(1, TODAY + 1)).toBeNull();
  expect(journal.events({ limit: 10 }).map(({ id }) => id)).toEqual([kept]);

  db.pragma('max_page_count = 1000000');
  fill();
  expect(log.has(1, TODAY, 0)).toBe(true);
  expect(log.has(1, TODAY - 999 * DAY, 0)).toBe(true);
  expect(journal.events({ limit: 2000 })).toHaveLength(1001);
});

it('waits briefly for who holds the file, not again while he holds it, and goes on as soon as he lets go', () => {
  const connection = connect();
  const write = () => {
    connection.transaction(() =>
      connection.db.exec(`INSERT INTO target (kind, code, technology) VALUES ('link', 'A', '')`),
    );
  };
  connection.waitBriefly();
  const other = new Database(connection.db.name);
  onTestFinished(() => {
    other.close();
  });
  const timeout = () => Number(connection.db.pragma('busy_timeout', { simple: true }));
  const waits = timeout();
  expect(waits).toBeGreaterThan(0);
  expect(waits).toBeLessThanOrEqual(50);
  other.exec('BEGIN IMMEDIATE');
  const begun = performance.now();
  // With the second of the start each, twenty would take twenty seconds.
  for (let n = 0; n < 20; n++) expect(write).toThrow(expect.objectContaining({ trouble: 'locked' }));
  expect(performance.now() - begun).toBeLessThan(700);
  expect(timeout()).toBe(0);
  other.exec('ROLLBACK');
  write();
  expect(timeout()).toBe(waits);
});

it('has patience while nobody waits for it', async () => {
  const connection = connect();
  const holder = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
    const Database = require('better-sqlite3');
    const db = new Database(workerData);
    db.exec('BEGIN IMMEDIATE');
    parentPort.postMessage('held');
    setTimeout(() => db.close(), 300);`,
    { eval: true, workerData: connection.db.name },
  );
  await once(holder, 'message');
  connection.transaction(() => connection.db.exec(`INSERT INTO target VALUES (1, 'station', 'A', '')`));
  await holder.terminate();
});

it('passes on what is not the disk’s fault', () => {
  const connection = connect();
  const twice = () =>
    connection.transaction(() => {
      connection.db.exec(`INSERT INTO target VALUES (1, 'station', 'A', '')`);
      connection.db.exec(`INSERT INTO target VALUES (1, 'station', 'A', '')`);
    });
  expect(twice).toThrow(Database.SqliteError);
  expect(() => connection.transaction(() => connection.transaction(() => 1))).toThrow(/open already/);
  expect(connection.db.inTransaction).toBe(false);
});

it('says that a file cannot be opened', () => {
  expect(() => new Connection(join(dataFolder(), 'no', 'such.db'))).toThrow();
  expect(() => new Connection(dataFolder())).toThrow(StorageError);
});
