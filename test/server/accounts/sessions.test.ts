import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CLI } from '../../../server/accounts/audit.ts';
import { openEntrance } from '../../../server/accounts/open.ts';
import { IDLE_MS, LONGEST_MS } from '../../../server/accounts/sessions.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { dataFolder, restartableStore } from '../../support/data-folder.ts';
import { TODAY } from '../../support/store-rows.ts';
import { WHOLE } from '../../../server/contract/scope.ts';

const HOUR = 3_600_000;
const FROM = { address: '10.0.0.7', agent: 'Firefox' };

/** An entrance with one viewer, at a clock that is moved by hand; it can be opened again as after a restart. */
async function entrance() {
  const folder = dataFolder();
  const clock = { now: TODAY };
  const open = () => {
    const store = openStore(join(folder, 'phu-song.db'));
    onTestFinished(() => {
      store.close();
    });
    return openEntrance(
      store,
      () => clock.now,
      () => null,
    );
  };
  const first = open();
  const { row: account, password } = await first.accounts.create(
    { name: 'an', fullName: 'Nguyễn Văn An', role: 'viewer', scope: WHOLE },
    CLI,
  );
  return { ...first, account, password, clock, open };
}

describe('a session', () => {
  it('ends after eight idle hours, and is kept alive by being used', async () => {
    const { sessions, account, clock } = await entrance();
    const token = sessions.begin(account, FROM);
    for (let n = 0; n < 5; n++) {
      clock.now += IDLE_MS - 1;
      expect(sessions.find(token)?.account.name).toBe('an');
    }
    clock.now += IDLE_MS;
    expect(sessions.find(token)).toBeNull();
    expect(sessions.of(account.id)).toEqual([]);
  });

  it('ends after seven days, however busy it is, and says so within a sweep', async () => {
    const { sessions, account, clock } = await entrance();
    const ended: number[] = [];
    sessions.onChanged((id) => ended.push(id));
    const token = sessions.begin(account, FROM);
    for (; clock.now < TODAY + LONGEST_MS - HOUR; clock.now += HOUR) sessions.find(token);
    sessions.sweep();
    expect(ended).toEqual([]);
    expect(sessions.find(token)).not.toBeNull();
    clock.now = TODAY + LONGEST_MS;
    expect(sessions.find(token)).toBeNull();
    sessions.sweep();
    expect(ended).toHaveLength(1);
  });

  it('goes on after a restart, with when it was last seen', async () => {
    const { sessions, account, clock, open } = await entrance();
    const token = sessions.begin(account, FROM);
    clock.now += IDLE_MS - HOUR;
    sessions.find(token);
    sessions.keepSeen();
    clock.now += IDLE_MS - HOUR;
    const later = open();
    expect(later.sessions.find(token)?.session).toMatchObject({ ...FROM, createdAt: TODAY });
  });

  it('of a token that was never given is nobody’s', async () => {
    const { sessions, account } = await entrance();
    const token = sessions.begin(account, FROM);
    expect(sessions.find(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBeNull();
    expect(sessions.find('')).toBeNull();
  });

  it('keeps no more of what a browser calls itself than fits a line', async () => {
    const { sessions, account } = await entrance();
    sessions.begin(account, { address: '::1', agent: 'x'.repeat(5_000) });
    expect(sessions.of(account.id)[0]?.agent).toHaveLength(200);
  });
});

describe('an account', () => {
  it('signs in whatever the capitals, and with ế typed on any keyboard', async () => {
    const { accounts, signIn, account, password } = await entrance();
    await accounts.changePassword(account.id, password, 'Một mật khẩu tiếng Việt'.normalize('NFD'), CLI);
    expect(await signIn.attempt(' AN ', 'Một mật khẩu tiếng Việt'.normalize('NFC'), '10.0.0.7')).toMatchObject({
      name: 'an',
      mustChangePassword: false,
    });
  });

  it('that is disabled says so only to who knows its password', async () => {
    const { accounts, signIn, account, password } = await entrance();
    accounts.change(account.id, { disabled: true }, CLI);
    const refusal = (given: string) => signIn.attempt('an', given, '10.0.0.7').catch((error: unknown) => error);
    expect(await refusal('sai')).toMatchObject({ code: 'wrong_sign_in' });
    expect(await refusal(password)).toMatchObject({ code: 'account_disabled' });
    expect(await signIn.attempt('khong-co', 'sai', '10.0.0.7').catch((error: unknown) => error)).toMatchObject({
      code: 'wrong_sign_in',
    });
  });

  it('is not named as the audit names who has no account', async () => {
    const { accounts } = await entrance();
    for (const name of ['cli', 'public', 'server']) {
      const made = accounts.create({ name, fullName: 'x', role: 'viewer', scope: WHOLE }, CLI);
      await expect(made).rejects.toMatchObject({ code: 'account_name_taken' });
    }
    expect(accounts.list()).toHaveLength(1);
  });

  it('is made first, once, and not before it is asked for', async () => {
    const { accounts, open } = await entrance();
    expect((await accounts.prepareAdmin(null))()).toBeNull();
    expect(accounts.list()).toHaveLength(1);
    const empty = openEntrance(restartableStore().store, Date.now, () => null);
    const make = await empty.accounts.prepareAdmin(null);
    expect(empty.accounts.list()).toEqual([]);
    expect(make()).toMatch(/^\w{20}$/);
    expect(empty.accounts.byName('admin')).toMatchObject({ role: 'admin', mustChangePassword: true });
    expect(empty.audit.list({ limit: 9 })).toMatchObject([{ actor: 'server', address: null, target: 'admin' }]);
    expect(open().accounts.list()).toHaveLength(1);
  });
});
