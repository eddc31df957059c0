/** Accounts that see a part of the province, made and changed on the command line. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../../server/cli/cli.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { smallWorld } from '../../support/import-world.ts';
import { TODAY } from '../../support/store-rows.ts';

/** Beside a folder with communes 1 and 2, where no server runs. */
function commandLine() {
  const dir = dataFolder();
  const file = join(dir, 'phu-song.db');
  const first = openStore(file);
  first.saveInventory(smallWorld(), TODAY);
  first.close();
  return {
    cli: async (...words: string[]) => {
      let told = '';
      const say = (text: string) => (told += text);
      return { exitCode: await runCli(words, { DATA_DIR: dir }, { out: say, err: say }), told };
    },
    scopeOf: (name: string) => {
      const store = openStore(file);
      const scope = store.accounts.all().find((row) => row.name === name)?.scope;
      store.close();
      return scope;
    },
  };
}

const BINH = ['user', 'create', '--name', 'binh', '--role', 'engineer'];

it('an account is made with a limit, listed with it, given another and let off', async () => {
  const { cli, scopeOf } = commandLine();
  expect((await cli(...BINH, '--operator', 'VTL, VNP', '--commune', '1,2')).exitCode).toBe(0);
  expect(scopeOf('binh')).toEqual({ operators: ['VTL', 'VNP'], communes: ['1', '2'] });
  expect((await cli('user', 'list')).told).toMatch(/binh .*engineer +VTL,VNP; 1,2 +active/);
  expect((await cli('user', 'limit', 'binh', '--commune', '2')).told).toBe('Account "binh" is limited to 2.\n');
  expect(scopeOf('binh')).toEqual({ operators: null, communes: ['2'] });
  expect((await cli('user', 'limit', 'binh', '--none')).told).toBe('Account "binh" is not limited.\n');
  expect(scopeOf('binh')).toEqual({ operators: null, communes: null });
});

it('without a limit an account sees all', async () => {
  const { cli, scopeOf } = commandLine();
  await cli(...BINH);
  expect(scopeOf('binh')).toEqual({ operators: null, communes: null });
});

it.each([
  [['user', 'limit'], 2, /Which account/],
  [['user', 'limit', 'binh'], 2, /--operator, --commune or both; or --none/],
  [['user', 'limit', 'binh', '--none', '--operator', 'VTL'], 2, /or --none/],
  [['user', 'limit', 'binh', '--operator', 'VTL,ABC'], 2, /--operator ABC: it can be VTL/],
  [['user', 'limit', 'binh', '--commune', '1,'], 2, /codes with commas/],
  [['user', 'limit', 'binh', '--commune', '1,99'], 1, /no commune with the code "99"/],
  [['user', 'limit', 'nobody', '--none'], 1, /no account "nobody"/],
  [['user', 'create', '--name', 'x', '--role', 'viewer', '--commune', '99'], 1, /no commune with the code "99"/],
  [['user', 'create', '--name', 'x', '--role', 'admin', '--operator', 'VTL'], 1, /administrator cannot be limited/],
])('%j is refused and changes nothing', async (words, exitCode, reason) => {
  const { cli, scopeOf } = commandLine();
  await cli(...BINH, '--operator', 'MBF');
  expect(await cli(...words)).toEqual({ exitCode, told: expect.stringMatching(reason) as string });
  expect(scopeOf('binh')).toEqual({ operators: ['MBF'], communes: null });
  expect(scopeOf('x')).toBeUndefined();
});
