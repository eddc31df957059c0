/** Every command that changes something is written down as the deed of who called it, beside a running server and without one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Keys } from '../../../server/accounts/keys.ts';
import { openEntrance } from '../../../server/accounts/open.ts';
import { actorOf, callerOf } from '../../../server/cli/caller.ts';
import { runCli } from '../../../server/cli/cli.ts';
import { createCommands } from '../../../server/cli/commands.ts';
import { callControl, startControl } from '../../../server/cli/control.ts';
import { importFile } from '../../../server/inventory/import.ts';
import { lockDataDir } from '../../../server/store/lock.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { StorageError } from '../../../server/store/store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { OWN, smallWorld } from '../../support/import-world.ts';
import { TODAY } from '../../support/store-rows.ts';

const SHELL = { SUDO_USER: 'hoa', SSH_CONNECTION: '203.0.113.9 50022 10.0.0.5 22' };
const OWN_NAME = actorOf(callerOf({})).name;
const BY_HOA = { actor: 'cli:hoa', address: '203.0.113.9' };

function folder() {
  const dir = dataFolder();
  const file = join(dir, 'phu-song.db');
  const store = openStore(file);
  store.saveInventory(smallWorld(), TODAY);
  store.close();
  return { dir, file };
}

async function told(dir: string, shell: Record<string, string>, ...words: string[]) {
  let text = '';
  const say = (more: string) => (text += more);
  const exitCode = await runCli(words, { DATA_DIR: dir, ...shell }, { out: say, err: say });
  expect(exitCode, text).toBe(0);
  return text;
}

/** Each deed there is on the command line. */
async function doAll(dir: string): Promise<void> {
  const nodes = join(dir, 'nodes.csv');
  writeFileSync(nodes, 'code,name\nLOI,Lõi chính\n');
  for (const line of [
    'key create --name VTL',
    'key rotate VTL',
    'key revoke 1',
    'user create --name an --role viewer',
    'user limit an --operator VTL',
    'user reset an',
    'user disable an',
    `import nodes ${nodes}`,
    `backup ${join(dir, 'copy.db')}`,
  ])
    await told(dir, SHELL, ...line.split(' '));
}

const DEEDS = [
  ...['key.created', 'key.rotated', 'key.revoked', 'account.created', 'account.changed', 'account.reset'],
  ...['account.changed', 'inventory.imported', 'backup.made'],
];

it('without a server', async () => {
  const { dir, file } = folder();
  await doAll(dir);
  const store = openStore(file);
  const lines = store.accounts.auditFrom(1, 100);
  store.close();
  const copy = openStore(join(dir, 'copy.db'));
  const [account] = copy.accounts.all();
  copy.accounts.addSession({
    ...{ account: account?.id ?? 0, tokenHash: 'x', createdAt: TODAY, lastSeenAt: TODAY, expiresAt: TODAY + 1 },
    ...{ address: '127.0.0.1', agent: '' },
  });
  copy.close();
  expect(lines).toMatchObject(DEEDS.map((action) => ({ action, ...BY_HOA })));
  await told(dir, SHELL, 'restore', join(dir, 'copy.db'));
  const again = openStore(file);
  const [last] = again.accounts.audit({ limit: 1 });
  expect(last).toMatchObject({ action: 'backup.restored', after: '{"endedSessions":1}', ...BY_HOA });
  // Who was in when the copy was made has to sign in again.
  expect(again.accounts.sessions()).toEqual([]);
  again.close();
  expect(await told(dir, {}, 'audit', 'verify')).toContain('The audit is whole');
});

/** What a server does for the command line. */
async function server(isDiskFull = () => false) {
  const { dir, file } = folder();
  const lock = lockDataDir(dir);
  const store = openStore(file);
  const entrance = openEntrance(
    store,
    () => TODAY,
    () => null,
  );
  const { audit } = entrance;
  const add = audit.add.bind(audit);
  audit.add = (actor, deed) => {
    if (isDiskFull()) throw new StorageError('full');
    add(actor, deed);
  };
  const control = await startControl(
    join(dir, 'control.sock'),
    createCommands({
      keys: new Keys(store, () => TODAY),
      ...entrance,
      isCommune: () => true,
      backUp: (copy) => store.backUp(copy),
      applyImport: ({ kind, bytes }, witness) => {
        const { next, summary } = importFile(kind === 'events' ? 'nodes' : kind, bytes, smallWorld(), OWN);
        witness(summary, { before: smallWorld(), after: next });
        return Promise.resolve(summary);
      },
      simulate: { storm: () => undefined, status: () => null },
    }),
  );
  onTestFinished(async () => {
    await control.stop();
    store.close();
    lock.release();
  });
  return { dir, audit, lines: () => store.accounts.auditFrom(1, 100) };
}

it('beside a running server', async () => {
  const { dir, lines } = await server();
  await doAll(dir);
  await told(dir, SHELL, 'simulate', '--storm');
  expect(lines()).toMatchObject([...DEEDS, 'simulation.storm'].map((action) => ({ action, ...BY_HOA })));
});

it('also where the line has to wait for the disk', async () => {
  let isFull = true;
  const { dir, audit, lines } = await server(() => isFull);
  await told(dir, SHELL, 'backup', join(dir, 'copy.db'));
  expect(lines()).toEqual([]);
  isFull = false;
  audit.payOwed();
  expect(lines()).toMatchObject([{ action: 'backup.made', ...BY_HOA }]);
});

it('as before where nobody says who calls, and in one chain with those', async () => {
  const { dir, audit, lines } = await server();
  await callControl(join(dir, 'control.sock'), 'key.create', { name: 'cũ' });
  await told(dir, SHELL, 'key', 'create', '--name', 'mới');
  await told(dir, { SUDO_USER: '\u202E\n', SSH_CONNECTION: 'nowhere' }, 'key', 'create', '--name', 'lạ');
  expect(lines()).toMatchObject([
    { target: 'cũ', actor: 'cli', address: null },
    { target: 'mới', ...BY_HOA },
    { target: 'lạ', actor: OWN_NAME, address: null },
  ]);
  expect(await audit.verify()).toMatchObject({ lines: 3, brokenAt: null });
  const keys = (actor: string) => audit.list({ actor, limit: 9 }).map(({ target }) => target);
  expect([keys('cli'), keys('cli:hoa')]).toEqual([['lạ', 'mới', 'cũ'], ['mới']]);
});
