import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { Audit, CLI } from '../../../server/accounts/audit.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { StorageError } from '../../../server/store/store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { TODAY } from '../../support/store-rows.ts';

const LINES = 2_500;

/** A folder with an audit of LINES lines, by two people. */
async function written(): Promise<string> {
  const folder = dataFolder();
  const store = openStore(join(folder, 'phu-song.db'));
  let now = TODAY;
  const audit = new Audit(store.accounts, () => now);
  store.transaction(() => {
    for (let n = 1; n <= LINES; n++) {
      now += 1_000;
      const actor = n % 2 === 0 ? CLI : { name: 'an', address: '10.0.0.7' };
      audit.add(actor, { action: 'key.created', target: `khoá ${String(n)}`, after: { n } });
    }
  });
  expect(await audit.verify()).toMatchObject({ lines: LINES, brokenAt: null });
  store.close();
  return folder;
}

async function verdictOn(folder: string) {
  const store = openStore(join(folder, 'phu-song.db'));
  try {
    return await new Audit(store.accounts, () => TODAY).verify();
  } finally {
    store.close();
  }
}

describe('the audit', () => {
  it('owes the line of what was done while the disk refused, once, in its order', () => {
    const store = openStore(join(dataFolder(), 'phu-song.db'));
    let refuses = true;
    const accounts = new Proxy(store.accounts, {
      get(target, name) {
        if (name === 'addAudit' && refuses) throw new StorageError('full', { trouble: 'full' });
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const audit = new Audit(accounts, () => TODAY);
    audit.owe(CLI, { action: 'backup.made', target: 'a.db' });
    audit.owe(CLI, { action: 'backup.made', target: 'b.db' });
    expect(() => {
      audit.payOwed();
    }).toThrow(StorageError);
    refuses = false;
    audit.payOwed();
    audit.payOwed();
    const lines = audit.list({ limit: 10 }).map(({ target, after }) => [target, after]);
    const owed = JSON.stringify({ at: new Date(TODAY).toISOString() });
    expect(lines).toEqual([
      ['b.db', owed],
      ['a.db', owed],
    ]);
    store.close();
  });

  it('is only ever added to, even by who has the file open', async () => {
    const db = new Database(join(await written(), 'phu-song.db'));
    expect(() => db.exec('DELETE FROM audit WHERE id = 7')).toThrow('only ever added to');
    expect(() => db.exec("UPDATE audit SET actor = 'x' WHERE id = 7")).toThrow('only ever added to');
    db.close();
  });

  it.each([
    ['changed', "UPDATE audit SET actor = 'binh' WHERE id = 1700", 1_700],
    ['taken out', 'DELETE FROM audit WHERE id = 3', 3],
    ['put last', 'UPDATE audit SET id = 9999 WHERE id = 5', 5],
    ['cut off at the end', `DELETE FROM audit WHERE id > ${String(LINES - 2)}`, LINES - 1],
    ['all taken out', 'DELETE FROM audit', 1],
    ['told another time', 'UPDATE audit SET at = at + 1 WHERE id = 2500', 2_500],
    [
      'put before the first',
      'INSERT INTO audit SELECT 0, at, actor, action, target, address, before, after, hash FROM audit WHERE id = 1',
      1,
    ],
    ['made nobody’s', 'UPDATE audit SET address = NULL WHERE id = 1', 1],
  ])('a line that was %s is found', async (_what, sql, brokenAt) => {
    const folder = await written();
    const db = new Database(join(folder, 'phu-song.db'));
    db.exec('DROP TRIGGER auditStays; DROP TRIGGER auditHolds');
    db.exec(sql);
    db.close();
    expect((await verdictOn(folder)).brokenAt).toBe(brokenAt);
  });

  it('is read newest first, by person, deed and time, a page at a time', async () => {
    const store = openStore(join(await written(), 'phu-song.db'));
    const audit = new Audit(store.accounts, () => TODAY);
    const ids = (query: Parameters<Audit['list']>[0]) => audit.list(query).map(({ id }) => id);
    expect(ids({ limit: 3 })).toEqual([2500, 2499, 2498]);
    expect(ids({ limit: 2, before: 2499, actor: 'an' })).toEqual([2497, 2495]);
    expect(ids({ limit: 9, from: TODAY + 5_000, to: TODAY + 7_000 })).toEqual([6, 5]);
    expect(ids({ limit: 9, action: 'key.revoked' })).toEqual([]);
    store.close();
  });

  it('finds whoever it was on the command line, or one of them', async () => {
    const store = openStore(join(dataFolder(), 'phu-song.db'));
    const audit = new Audit(store.accounts, () => TODAY);
    const names = ['cli', 'cli:hoa', 'cli:hoa:x', 'cli.hoa', 'clip', 'CLI:hoa', 'cli:hoan', 'cli:*', 'public', 'an'];
    for (const name of names) audit.add({ name, address: null }, { action: 'key.created', target: name });
    const by = (actor: string) => audit.list({ actor, limit: 99 }).map((line) => line.actor);
    expect(by('cli')).toEqual(['cli:*', 'cli:hoan', 'cli:hoa:x', 'cli:hoa', 'cli']);
    for (const name of ['cli:hoa', 'cli:*', 'cli.hoa', 'an', 'public']) expect(by(name)).toEqual([name]);
    expect([by('cli:'), by('*'), by('an:')]).toEqual([[], [], []]);
    expect(audit.list({ actor: 'cli', before: 4, limit: 2 }).map(({ id }) => id)).toEqual([3, 2]);
    expect(await audit.verify()).toMatchObject({ lines: names.length, brokenAt: null });
    store.close();
  });

  it('whose end was cut off with all that remembers it is told by a line kept elsewhere', async () => {
    const folder = await written();
    const before = await verdictOn(folder);
    const kept = { id: before.lines, hash: before.hash };
    const db = new Database(join(folder, 'phu-song.db'));
    const triggers = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    db.exec('DELETE FROM audit WHERE id > 2000');
    db.exec('UPDATE auditHead SET (id, hash) = (SELECT id, hash FROM audit WHERE id = 2000)');
    db.close();
    const verdict = (since?: typeof kept) => {
      const store = openStore(join(folder, 'phu-song.db'));
      return new Audit(store.accounts, () => TODAY).verify(since).finally(() => {
        store.close();
      });
    };
    expect(await verdict()).toMatchObject({ lines: 2_000, brokenAt: null });
    expect(await verdict(kept)).toMatchObject({ brokenAt: LINES });
    expect(await verdict({ id: 7, hash: '0'.repeat(64) })).toMatchObject({ brokenAt: 7 });
  });

  it('is checked from the last line that was found whole on, a portion a turn', async () => {
    const store = openStore(join(await written(), 'phu-song.db'));
    const audit = new Audit(store.accounts, () => TODAY);
    const reads = vi.spyOn(store.accounts, 'auditFrom');
    const [first, second] = await Promise.all([audit.check(), audit.check()]);
    expect([first, second]).toEqual(Array(2).fill({ lines: LINES, brokenAt: null, hash: first.hash }));
    expect(reads.mock.calls.map(([from]) => from)).toEqual([Number.MIN_SAFE_INTEGER, 1_001, 2_001]);
    reads.mockClear();
    audit.add(CLI, { action: 'key.created', target: 'một khoá nữa' });
    expect(await audit.check()).toMatchObject({ lines: LINES + 1, brokenAt: null });
    expect(reads.mock.calls).toEqual([[LINES + 1, 1_000]]);
    expect(await audit.verify()).toMatchObject({ lines: LINES + 1, brokenAt: null });
    expect(reads.mock.calls.length).toBe(4);
    store.close();
  });

  it('stays broken once it was found so', async () => {
    const folder = await written();
    const store = openStore(join(folder, 'phu-song.db'));
    const audit = new Audit(store.accounts, () => TODAY);
    const db = new Database(join(folder, 'phu-song.db'));
    db.exec('DROP TRIGGER auditStays; DROP TRIGGER auditHolds; UPDATE audit SET at = 0 WHERE id = 1200');
    db.close();
    expect(await audit.check()).toMatchObject({ lines: 1_199, brokenAt: 1_200 });
    audit.add(CLI, { action: 'key.created', target: 'một khoá nữa' });
    expect(await audit.check()).toMatchObject({ lines: 1_199, brokenAt: 1_200 });
    store.close();
  });

  it('is not written when what it tells of did not happen', async () => {
    const folder = await written();
    const store = openStore(join(folder, 'phu-song.db'));
    const audit = new Audit(store.accounts, () => TODAY);
    expect(() =>
      store.transaction(() => {
        audit.add(CLI, { action: 'key.created', target: 'không thành' });
        throw new Error('the key was not made');
      }),
    ).toThrow();
    expect(audit.list({ limit: 1 })[0]?.id).toBe(LINES);
    store.close();
  });
});
