import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { examine } from '../../../server/cli/doctor.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { dataFolder } from '../../support/data-folder.ts';

const NOW = Date.UTC(2026, 10, 22);

function folder(lastRanAt = NOW): string {
  const dir = dataFolder();
  const store = openStore(join(dir, 'phu-song.db'));
  store.beginUptime(lastRanAt - 1_000);
  store.keepUptime(lastRanAt);
  store.close();
  return dir;
}

async function seen(env: Record<string, string>, now = NOW) {
  const findings = await examine({ DATA_DIR: folder(), ...env }, now);
  return Object.fromEntries(findings.map(({ what, is, text }) => [what, `${is}: ${text}`]));
}

it('finds nothing wrong where nothing is', async () => {
  const { configuration, folder: dir, disk, database, audit, clock } = await seen({});
  expect([configuration, dir, database, audit, clock].every((verdict) => verdict?.startsWith('ok: '))).toBe(true);
  expect(disk).toMatch(/^(ok|warn): \d+ MB free, a write is kept after [\d.]+ ms/);
});

it('names what is wrong', async () => {
  expect(await seen({ PORT: 'x' })).toEqual({ configuration: expect.stringMatching(/^fail: .*PORT=x/s) as unknown });
  expect((await seen({ HOST: '0.0.0.0' }))['configuration']).toMatch(/^warn: .*no server runs: .*TLS/);
  expect((await seen({}, Date.UTC(1970, 0, 2)))['clock']).toMatch(/^fail: 1970.*NTP/);
  expect((await seen({ DATA_DIR: folder(NOW + 3_600_000) }))['clock']).toMatch(/^fail: .*set back/);
  const open = folder();
  chmodSync(open, 0o777);
  expect((await seen({ DATA_DIR: open }))['folder']).toMatch(/^fail: .*chmod o-w/);
  const changed = folder();
  const db = new Database(join(changed, 'phu-song.db'));
  db.exec("INSERT INTO audit (id, at, actor, action, target, hash) VALUES (1, 1, 'an', 'key.created', 'x', 'y')");
  db.close();
  expect((await seen({ DATA_DIR: changed }))['audit']).toMatch(/^fail: line 1 is not what was written.*backup/);
  const damaged = folder();
  writeFileSync(join(damaged, 'phu-song.db'), 'words'.repeat(2_000));
  expect((await seen({ DATA_DIR: damaged }))['audit']).toMatch(/^warn: not read/);
  expect((await seen({ DATA_DIR: damaged }))['database']).toMatch(/^fail: .*damaged.*restore <file>/);
});

it('of a folder that is missing says what it did, and what the first start does', async () => {
  const dir = join(dataFolder(), 'new');
  const { folder: made, disk, database } = await seen({ DATA_DIR: dir });
  expect(made).toMatch(/^warn: \S+new was not there and is made/);
  expect(existsSync(dir)).toBe(true);
  expect(disk).toMatch(/^(ok|warn): \d+ MB free/);
  expect(database).toMatch(/^warn: \S+phu-song\.db is not there yet: the first start makes it$/);
});

it.each(['/proc/nope', join(import.meta.filename, 'below'), import.meta.filename])(
  'of a folder that cannot be made promises nothing: %s',
  async (dir) => {
    const told = await seen({ DATA_DIR: dir });
    expect(told['folder']).toMatch(/^fail: The data folder \S+ cannot be used \(E\w+/);
    expect(told['database']).toMatch(/^fail: \S+phu-song\.db is not there and cannot be made: see folder$/);
    expect(told['audit']).toBe('warn: not read: see folder');
    expect(JSON.stringify(told)).not.toMatch(/first start|makes it/);
  },
);
