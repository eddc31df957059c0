import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CLI } from '../../../server/accounts/audit.ts';
import { openEntrance } from '../../../server/accounts/open.ts';
import { IDLE_MS, LONGEST_MS } from '../../../server/accounts/sessions.ts';
import { Passwords } from '../../../server/accounts/secrets.ts';
import { SignIn } from '../../../server/accounts/sign-in.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { dataFolder, restartableStore } from '../../support/data-folder.ts';
import { gateOver } from '../../support/gate.ts';
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

  it('is not locked by new passwords that will not do: only by a wrong one of now', async () => {
    const { accounts, audit, account, password } = await entrance();
    const signIn = new SignIn({ accounts, audit, passwords: new Passwords(), wait: () => Promise.resolve() });
    const change = (current: string, next: string) =>
      signIn
        .recheck('an', '10.0.0.7', () => accounts.changePassword(account.id, current, next, CLI))
        .catch((error: unknown) => error);
    for (let n = 0; n < 35; n++) expect(await change(password, password)).toMatchObject({ code: 'password_unfit' });
    expect(await signIn.attempt('an', password, '10.0.0.7')).toMatchObject({ name: 'an' });
    for (let n = 0; n < 10; n++)
      expect(await change('sai', 'một mật khẩu dài')).toMatchObject({ code: 'wrong_password' });
    expect(await change(password, 'một mật khẩu dài')).toMatchObject({ code: 'too_many_sign_ins' });
  }, 60_000);

  it('guessed by the way of many names from one address is stopped as well, and others are not', async () => {
    const { signIn, password } = await entrance();
    const codes: unknown[] = [];
    for (let n = 0; n < 33; n++) {
      codes.push(await signIn.attempt(`ten-${String(n)}`, 'sai', '10.9.9.9').catch((error: unknown) => error));
    }
    expect(codes.slice(0, 30)).toEqual(Array(30).fill(expect.objectContaining({ code: 'wrong_sign_in' })));
    expect(codes.slice(30)).toEqual(Array(3).fill(expect.objectContaining({ code: 'too_many_sign_ins', status: 429 })));
    expect(await signIn.attempt('an', password, '10.0.0.7')).toMatchObject({ name: 'an' });
  }, 120_000);

  it('guessed a thousand times leaves few lines, which tell how often', async () => {
    const { accounts, audit, account } = await entrance();
    const signIn = new SignIn({ accounts, audit, passwords: new Passwords(), wait: () => Promise.resolve() });
    const refusals = () =>
      audit
        .list({ limit: 1_000, action: 'session.refused' })
        .map(({ target, address, after }) => ({ target, address, ...(JSON.parse(after ?? '{}') as object) }));
    const tryTimes = (times: number, address: string) =>
      Promise.all(Array.from({ length: times }, () => signIn.attempt(account.name, 'sai', address).catch(() => null)));
    await tryTimes(1_000, '10.9.9.9');
    const locked = { target: 'an', address: '10.9.9.9', code: 'too_many_sign_ins' };
    expect(refusals().filter((line) => 'code' in line && line.code === 'too_many_sign_ins')).toEqual([locked, locked]);
    signIn.tellRefused();
    const told = refusals();
    expect(told).toHaveLength(10 + 2 + 2);
    // 19 until the address was locked as well, then the rest.
    expect(told.slice(0, 2).map((line) => 'tries' in line && line.tries)).toEqual([969, 19]);
    // Nobody tried: nothing is told.
    signIn.tellRefused();
    expect(refusals()).toHaveLength(14);
    await tryTimes(5, '10.9.9.9');
    await tryTimes(3, '10.9.9.8');
    signIn.tellRefused();
    const names = ['an'];
    expect(refusals().slice(0, 2)).toEqual([
      { ...locked, address: '10.9.9.8', locked: 'account', names, tries: 3 },
      { ...locked, target: '10.9.9.9', locked: 'address', names, tries: 5 },
    ]);
    // Many names from a locked address: the line is the address's, not that of a name which may have been tried once.
    for (let n = 0; n < 40; n++) await signIn.attempt(`ten-${String(n)}`, 'sai', '10.9.9.9').catch(() => null);
    signIn.tellRefused();
    expect(refusals()[0]).toEqual({
      ...{ ...locked, target: '10.9.9.9', locked: 'address', tries: 40 },
      names: Array.from({ length: 10 }, (_, n) => `ten-${String(n)}`),
    });
  }, 60_000);

  it('refused while it is locked is told when the server stops, at the latest', async () => {
    const { store } = restartableStore();
    const gate = gateOver(store, () => TODAY);
    const running = gate.start(() => undefined);
    const { signIn } = gate.routes.session;
    const tries = Array.from({ length: 14 }, () => signIn.attempt('ai-do', 'sai', '10.9.9.9').catch(() => null));
    await Promise.all(tries);
    running.stop();
    expect(store.accounts.audit({ limit: 1 })).toMatchObject([
      { action: 'session.refused', after: expect.stringContaining('"tries":3') as string },
    ]);
  }, 60_000);

  it('is not named as the audit names who has no account', async () => {
    const { accounts } = await entrance();
    for (const name of ['cli', 'public']) {
      const made = accounts.create({ name, fullName: 'x', role: 'viewer', scope: WHOLE }, CLI);
      await expect(made).rejects.toMatchObject({ code: 'account_name_taken' });
    }
    expect(accounts.list()).toHaveLength(1);
  });

  it('is made first, once, and not before it is asked for', async () => {
    const { accounts, open } = await entrance();
    expect((await accounts.prepareAdmin(null, CLI))()).toBeNull();
    expect(accounts.list()).toHaveLength(1);
    const empty = openEntrance(restartableStore().store, Date.now, () => null);
    const make = await empty.accounts.prepareAdmin(null, CLI);
    expect(empty.accounts.list()).toEqual([]);
    expect(make()).toMatch(/^\w{20}$/);
    expect(empty.accounts.byName('admin')).toMatchObject({ role: 'admin', mustChangePassword: true });
    expect(open().accounts.list()).toHaveLength(1);
  });
});
