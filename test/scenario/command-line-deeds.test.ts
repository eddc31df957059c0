/** What is done from the command line is in the audit, beside a running server and without one. */
import Database from 'better-sqlite3';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actorOf, callerOf } from '../../server/cli/caller.ts';
import { callControl } from '../../server/cli/control.ts';
import type { AuditRow } from '../../server/store/account-store.ts';
import { startProduct, type Product } from '../support/product.ts';
import { OWN_STATIONS, importSmallNetwork } from '../support/own-network.ts';

const SSH_CONNECTION = '203.0.113.9 50022 10.0.0.5 22';
const ENV = {
  ...{ SIMULATE: 'off', SAMPLE: 'off', LOG_LEVEL: 'error', ADMIN_PASSWORD: 'mật khẩu đầu tiên' },
  ...{ SUDO_USER: 'hoa', SSH_CONNECTION },
};
const STATIONS = 'code,name,operator,lat,lon,mast_height_m,address,uplink_node,status,mast_owner\n';

let dataDir: string;
let product: Product;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'phu-song-'));
  product = await startProduct({ env: ENV, dataDir });
});

afterAll(async () => {
  await product.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Lines after the one with this id, oldest first. */
function linesAfter(id: number) {
  const db = new Database(join(dataDir, 'phu-song.db'), { readonly: true });
  try {
    const rows = db.prepare<[number], AuditRow>('SELECT * FROM audit WHERE id > ? ORDER BY id');
    return rows
      .all(id)
      .map((row) => ({ ...row, after: row.after === null ? null : (JSON.parse(row.after) as unknown) }));
  } finally {
    db.close();
  }
}

const lastId = () => linesAfter(0).at(-1)?.id ?? 0;
/** The account that runs the tests. */
const OWN = actorOf(callerOf({})).name;
const byCli = { actor: 'cli:hoa', address: '203.0.113.9', before: null };

async function file(name: string, text: string): Promise<string> {
  const path = join(dataDir, name);
  await writeFile(path, text);
  return path;
}

it('each import, copy and copy put back has one line', { timeout: 120_000 }, async () => {
  let seen = lastId();
  const news = () => {
    const lines = linesAfter(seen);
    seen = lastId();
    return lines;
  };
  await importSmallNetwork(product);
  expect(news()).toMatchObject([
    {
      ...byCli,
      action: 'inventory.imported',
      target: 'communes',
      after: { file: 'c.geojson', added: { communes: 1 } },
    },
    {
      ...{ ...byCli, action: 'inventory.imported', target: 'stations' },
      after: { file: 's.csv', added: { stations: OWN_STATIONS + 1 } },
    },
  ]);

  const at = new Date(Date.now() - 60_000).toISOString();
  await product.cli('import', 'events', await file('events.csv', `at,station,state\n${at},V-1,down\n${at},V-2,up\n`));
  expect(news()).toMatchObject([
    { ...byCli, action: 'events.imported', target: 'events', after: { file: 'events.csv', received: 2, applied: 2 } },
  ]);

  const wrong = await file('wrong.csv', `${STATIONS}V-1,Trạm,ABC,20.65,106.05,30,,,in-service,\n`);
  await expect(product.cli('import', 'stations', wrong)).rejects.toThrow();
  expect(news()).toEqual([]);

  const copy = join(dataDir, 'copy.db');
  await product.cli('backup', copy);
  expect(news()).toMatchObject([{ ...byCli, action: 'backup.made', target: 'copy.db', after: null }]);
  await expect(product.cli('backup', copy)).rejects.toThrow();
  expect(news()).toEqual([]);

  await product.stop();
  const one = await file('one.csv', `${STATIONS}V-1,Trạm một,VTL,20.65,106.05,30,,,in-service,\n`);
  await product.cli('import', 'stations', one, '--replace');
  expect(news()).toMatchObject([
    {
      ...{ ...byCli, action: 'inventory.imported', target: 'stations' },
      before: expect.stringMatching(/"V-1":\{"name":"Trạm".*"V-11":\{.*"operator":"VTL"/) as string,
      after: { file: 'one.csv', replace: true, updated: { stations: 1 }, retired: { stations: OWN_STATIONS } },
    },
  ]);
  const renamed = await file('name.csv', 'code,name\nV-1,Trạm Một\n');
  await product.cli('import', 'stations', renamed);
  expect(news()).toMatchObject([
    {
      before: JSON.stringify({ rows: { 'V-1': { name: 'Trạm một' } } }),
      after: { file: 'name.csv', updated: { stations: 1 }, rows: { 'V-1': { name: 'Trạm Một' } } },
    },
  ]);
  await product.cli('backup', join(dataDir, 'second.db'));
  expect(news()).toMatchObject([{ ...byCli, action: 'backup.made', target: 'second.db' }]);

  // What the copy held, and behind it that it was put back: nothing of what came after it was made.
  await product.cli('restore', copy);
  const actions = linesAfter(0).map(({ action, target }) => `${action} ${target}`);
  expect(actions.slice(-2)).toEqual(['events.imported events', 'backup.restored copy.db']);
  expect(linesAfter(0).at(-1)).toMatchObject(byCli);
  expect(await product.cli('audit', 'verify')).toContain('The audit is whole');
  product = await startProduct({ env: ENV, dataDir });
});

it('a hostile shell deceives nobody, an old command line is as before, and the chain holds over all of them', async () => {
  const seen = lastId();
  const bidi = { SUDO_USER: `\u202Eh\no\u200Ba${'!'.repeat(1_000)}`, SSH_CONNECTION: 'evil\n10.0.0.7 1 2 3' };
  await product.cliFrom(bidi, 'key', 'create', '--name', 'giả');
  const old = await callControl(join(dataDir, 'control.sock'), 'key.create', { name: 'cũ' });
  expect(old).not.toBeNull();
  await product.cliFrom({ SUDO_USER: '\u200B', SSH_CONNECTION: '::ffff:10.0.0.7 1 ::1 22' }, 'key', 'revoke', 'giả');
  await product.cliFrom({ SUDO_USER: '', SSH_CONNECTION: '' }, 'key', 'revoke', 'cũ');
  expect(linesAfter(seen).map(({ actor, address, target }) => [target, actor, address])).toEqual([
    ['giả', `cli:hoa${'!'.repeat(57)}`, null],
    ['cũ', 'cli', null],
    ['giả', OWN, '::ffff:10.0.0.7'],
    ['cũ', OWN, null],
  ]);
  // The first account, before anybody called.
  expect(linesAfter(0)[0]).toMatchObject({ actor: 'server', address: null, action: 'account.created' });
  expect(await product.cli('audit', 'verify')).toContain('The audit is whole');
});

it('opens what it keeps to nobody else', async () => {
  await product.cli('backup', join(dataDir, 'third.db'));
  const names = await readdir(dataDir);
  expect(names).toEqual(
    expect.arrayContaining(['phu-song.db', 'phu-song.db-wal', 'third.db', 'lock.db', 'control.sock']),
  );
  for (const name of names.filter((one) => /\.(db|sock)/.test(one))) {
    expect((await stat(join(dataDir, name))).mode & 0o077, name).toBe(0);
  }
});
