import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { Accounts } from '../../../server/accounts/accounts.ts';
import { CLI } from '../../../server/accounts/audit.ts';
import { openEntrance } from '../../../server/accounts/open.ts';
import { Passwords } from '../../../server/accounts/secrets.ts';
import { SignIn } from '../../../server/accounts/sign-in.ts';
import { WHOLE } from '../../../server/contract/scope.ts';
import { AppError } from '../../../server/errors.ts';
import { StorageError, type Store } from '../../../server/store/store.ts';
import { restartableStore } from '../../support/data-folder.ts';
import { gateOver } from '../../support/gate.ts';
import { TODAY } from '../../support/store-rows.ts';

const OFFICE = '10.9.9.9';
const HOME = '10.0.0.7';
const MINUTE = 60_000;
/** Compares as the real ones, in no time; counts how often. */
class QuickPasswords extends Passwords {
  compared = 0;
  override hash(password: string): Promise<string> {
    return Promise.resolve(`=${password}`);
  }
  override async isRight(stored: string | null, password: string): Promise<boolean> {
    this.compared += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return stored === `=${password}`;
  }
}

/** The door, with the accounts `an` and `binh`, at a clock that is moved by hand; nobody waits. */
async function door() {
  const clock = { now: TODAY };
  const { store, file, restart } = restartableStore();
  const first = doorOver(store, clock);
  const made = (name: string) => first.accounts.create({ name, fullName: name, role: 'viewer', scope: WHOLE }, CLI);
  const [an, binh] = [await made('an'), await made('binh')];
  return { clock, ...{ store, file, an, binh }, ...first, restart: () => doorOver(restart(), clock) };
}

function doorOver(store: Store, clock: { now: number }) {
  const now = () => clock.now;
  const { audit } = openEntrance(store, now, () => null);
  const passwords = new QuickPasswords();
  const accounts = new Accounts({ store, audit, passwords, clock: now });
  const parts = { store: store.accounts, accounts, audit, passwords, clock: now };
  const signIn = new SignIn({ ...parts, wait: () => Promise.resolve() });
  /** @returns the code of the refusal; null: let in */
  const attempt = async (name: string, password: string, address: string) =>
    signIn.attempt(name, password, address).then(
      () => null,
      (error: unknown) => (error instanceof AppError ? error.code : error),
    );
  const attempts = async (times: number, name: string, password: string, address: string) => {
    const codes: unknown[] = [];
    for (let n = 0; n < times; n++) codes.push(await attempt(name, password, address));
    return codes;
  };
  /** Thirty wrong ones, of names that nobody has. */
  const lockAddress = async (address: string) => {
    for (let n = 0; n < 30; n++) await attempt(`ten-${String(n)}`, 'sai', address);
  };
  const refusals = () =>
    audit.list({ limit: 1_000, action: 'session.refused' }).map(({ actor, target, address, after }) => ({
      actor,
      target,
      address,
      after: JSON.parse(after ?? '') as unknown,
    }));
  const guessed = () => store.accounts.guesses();
  return { accounts, signIn, passwords, attempt, attempts, lockAddress, refusals, guessed };
}

it('a try from a locked address counts against no account', async () => {
  const { an, attempts, lockAddress, attempt } = await door();
  await lockAddress(OFFICE);
  expect(new Set(await attempts(13, 'an', an.password, OFFICE))).toEqual(new Set(['too_many_sign_ins']));
  expect(new Set(await attempts(13, 'an', 'sai', OFFICE))).toEqual(new Set(['too_many_sign_ins']));
  expect(await attempt('an', an.password, HOME)).toBeNull();
});

it('a try of a locked account counts against no address', async () => {
  const { an, binh, attempts, attempt } = await door();
  expect(await attempts(10, 'an', 'sai', OFFICE)).toEqual(Array(10).fill('wrong_sign_in'));
  expect(new Set(await attempts(100, 'an', an.password, OFFICE))).toEqual(new Set(['too_many_sign_ins']));
  expect(await attempt('binh', binh.password, OFFICE)).toBeNull();
  // Twenty are left to the address.
  for (let n = 0; n < 20; n++) expect(await attempt(`ten-${String(n)}`, 'sai', OFFICE)).toBe('wrong_sign_in');
  expect(await attempt('binh', binh.password, OFFICE)).toBe('too_many_sign_ins');
});

it('right ones do not use up the tries of their address, be they a hundred at a time', async () => {
  const { an, binh, attempt, attempts } = await door();
  await attempts(9, 'an', 'sai', HOME);
  const all = Array.from({ length: 100 }, (_, n) =>
    n % 2 === 0 ? attempt('an', an.password, OFFICE) : attempt('binh', binh.password, OFFICE),
  );
  expect(new Set(await Promise.all(all))).toEqual(new Set([null]));
  // A right one forgives its account what was wrong before.
  expect(await attempts(10, 'an', 'sai', HOME)).toEqual(Array(10).fill('wrong_sign_in'));
});

it('a thousand at a time are ten of an account, thirty of an address', async () => {
  const { passwords, attempt } = await door();
  const ofOne = Array.from({ length: 1_000 }, (_, n) => attempt('an', 'sai', `10.1.${String(n % 250)}.1`));
  expect((await Promise.all(ofOne)).filter((code) => code === 'wrong_sign_in')).toHaveLength(10);
  expect(passwords.compared).toBe(10);
  const ofMany = Array.from({ length: 1_000 }, (_, n) => attempt(`ten-${String(n)}`, 'sai', OFFICE));
  expect((await Promise.all(ofMany)).filter((code) => code === 'wrong_sign_in')).toHaveLength(30);
  expect(passwords.compared).toBe(40);
});

it('what nobody compared is neither wrong nor right', async () => {
  const { an, attempt, attempts, passwords } = await door();
  await attempts(9, 'an', 'sai', HOME);
  const compare = passwords.isRight.bind(passwords);
  passwords.isRight = () => Promise.reject(new AppError('too_many_requests'));
  expect(await attempts(20, 'an', an.password, HOME)).toEqual(Array(20).fill('too_many_requests'));
  passwords.isRight = compare;
  expect(await attempt('an', 'sai', HOME)).toBe('wrong_sign_in');
  expect(await attempt('an', an.password, HOME)).toBe('too_many_sign_ins');
});

it('the right password of a disabled account is no wrong one, and fills no disk', async () => {
  const { accounts, an, binh, attempt, attempts, refusals } = await door();
  accounts.change(an.row.id, { disabled: true }, CLI);
  expect(new Set(await attempts(50, 'an', an.password, OFFICE))).toEqual(new Set(['account_disabled']));
  expect(await attempt('binh', binh.password, OFFICE)).toBeNull();
  expect(refusals()).toHaveLength(30);
});

it('a lock lasts a quarter of an hour from the wrong password that was one too many', async () => {
  const { clock, signIn, an, attempt, attempts } = await door();
  await attempts(9, 'an', 'sai', HOME);
  clock.now += 9 * MINUTE;
  await attempt('an', 'sai', HOME);
  expect(await signIn.attempt('an', an.password, HOME).catch((error: unknown) => error)).toMatchObject({
    details: { retryAfterS: 900 },
  });
  clock.now += 15 * MINUTE - 1;
  signIn.tellRefused();
  expect(await attempt('an', an.password, HOME)).toBe('too_many_sign_ins');
  clock.now += 1;
  expect(await attempts(9, 'an', 'sai', HOME)).toEqual(Array(9).fill('wrong_sign_in'));
  expect(await attempt('an', an.password, HOME)).toBeNull();
});

it('wrong ones of more than a quarter of an hour ago do not count', async () => {
  const { clock, signIn, an, attempt } = await door();
  for (let n = 0; n < 30; n++) {
    expect(await attempt('an', 'sai', HOME)).toBe('wrong_sign_in');
    clock.now += 2 * MINUTE;
    signIn.tellRefused();
  }
  expect(await attempt('an', an.password, HOME)).toBeNull();
});

it('an account that is given a new password can be tried again, from where nobody guessed too often', async () => {
  const { accounts, an, binh, attempt, attempts, lockAddress } = await door();
  await attempts(10, 'an', 'sai', HOME);
  await attempts(10, 'binh', 'sai', HOME);
  await lockAddress(OFFICE);
  const { password } = await accounts.reset(an.row.id, CLI);
  expect(await attempt('an', password, HOME)).toBeNull();
  expect(await attempt('an', password, OFFICE)).toBe('too_many_sign_ins');
  expect(await attempt('binh', binh.password, HOME)).toBe('too_many_sign_ins');
});

it('a restart forgets no wrong password and no lock, and what has passed is dropped', async () => {
  const { clock, an, binh, attempts, lockAddress, restart } = await door();
  await attempts(9, 'an', 'sai', HOME);
  await attempts(10, 'binh', 'sai', HOME);
  await lockAddress(OFFICE);
  clock.now += 5 * MINUTE;
  const { attempt, signIn, guessed } = restart();
  expect(await attempt('an', an.password, OFFICE)).toBe('too_many_sign_ins');
  expect(await signIn.attempt('binh', binh.password, HOME).catch((error: unknown) => error)).toMatchObject({
    ...{ code: 'too_many_sign_ins', details: { retryAfterS: 600 } },
  });
  expect(await attempt('an', 'sai', HOME)).toBe('wrong_sign_in');
  expect(await attempt('an', an.password, HOME)).toBe('too_many_sign_ins');
  clock.now += 10 * MINUTE;
  signIn.tellRefused();
  expect(guessed().map(({ kind, who }) => [kind, who])).toEqual([
    ['account', 'an'],
    ['address', HOME],
  ]);
  expect(await attempt('binh', binh.password, OFFICE)).toBeNull();
  clock.now += 5 * MINUTE;
  const last = restart();
  last.signIn.tellRefused();
  expect(last.guessed()).toEqual([]);
});

it('what was forgiven before a restart stays so; a clock that was ahead locks nobody for longer', async () => {
  const { clock, an, accounts, attempt, attempts, guessed, restart } = await door();
  await attempts(9, 'an', 'sai', HOME);
  await attempt('an', an.password, HOME);
  expect(guessed().map(({ kind, who }) => [kind, who])).toEqual([['address', HOME]]);
  await attempts(10, 'an', 'sai', OFFICE);
  const { password } = await accounts.reset(an.row.id, CLI);
  expect(await restart().attempt('an', password, HOME)).toBeNull();
  const later = restart();
  await later.attempts(10, 'an', 'sai', OFFICE);
  clock.now -= 300 * 24 * 60 * MINUTE;
  const set = restart();
  expect(await set.attempt('an', password, HOME)).toBe('too_many_sign_ins');
  clock.now += 15 * MINUTE;
  expect(await set.attempt('an', password, HOME)).toBeNull();
});

it('memory alone counts while the disk refuses, which is told of it afterwards', async () => {
  const { store, file, an, binh, attempt, attempts, signIn, guessed, restart } = await door();
  await attempt('binh', 'sai', OFFICE);
  store.waitBriefly();
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  for (const refusal of await attempts(10, 'an', 'sai', HOME)) expect(refusal).toBeInstanceOf(StorageError);
  // That it forgives what was wrong before cannot be kept either, and is no reason to refuse it.
  expect(await attempt('binh', binh.password, OFFICE)).toBeNull();
  other.close();
  expect(guessed().map(({ who }) => who)).toEqual(['binh', OFFICE]);
  expect(await attempt('an', an.password, HOME)).toBe('too_many_sign_ins');
  signIn.tellRefused();
  const again = restart();
  expect(again.guessed().map(({ who }) => who)).toEqual(['an', HOME, OFFICE]);
  expect(await again.attempt('an', an.password, HOME)).toBe('too_many_sign_ins');
});

it('a wrong present password is written down and counts; a new one that will not do does not', async () => {
  const { accounts, signIn, an, attempt, refusals } = await door();
  const change = (current: string, next: string) =>
    signIn
      .recheck('an', HOME, () => accounts.changePassword(an.row.id, current, next, { name: 'an', address: HOME }))
      .catch((error: unknown) => (error instanceof AppError ? error.code : error));
  for (let n = 0; n < 35; n++) expect(await change(an.password, 'password1234')).toBe('password_unfit');
  expect(refusals()).toEqual([]);
  expect(await attempt('an', an.password, HOME)).toBeNull();
  const line = { actor: 'an', target: 'an', address: HOME };
  for (let n = 0; n < 10; n++) expect(await change('sai', 'một mật khẩu dài')).toBe('wrong_password');
  expect(refusals()).toEqual(Array(10).fill({ ...line, after: { code: 'wrong_password' } }));
  for (let n = 0; n < 5; n++) expect(await change(an.password, 'một mật khẩu dài')).toBe('too_many_sign_ins');
  signIn.tellRefused();
  const locked = { code: 'too_many_sign_ins', locked: 'account', addresses: [HOME], addressCount: 1, tries: 4 };
  expect(refusals().slice(0, 2)).toEqual([
    { ...line, after: locked },
    { ...line, after: { code: 'too_many_sign_ins' } },
  ]);
});

it('a thousand guesses leave few lines, which tell how often, from where and by which names', async () => {
  const { signIn, attempt, attempts, refusals } = await door();
  await Promise.all(Array.from({ length: 1_000 }, () => attempt('an', 'sai', OFFICE)));
  const line = { actor: 'public', target: 'an', address: OFFICE };
  expect(refusals()[0]).toEqual({ ...line, after: { code: 'too_many_sign_ins' } });
  expect(refusals()).toHaveLength(11);
  signIn.tellRefused();
  const locked = { code: 'too_many_sign_ins', locked: 'account' };
  expect(refusals()[0]).toEqual({
    ...line,
    after: { ...locked, addresses: [OFFICE], addressCount: 1, tries: 989 },
  });
  // Nobody tried: nothing is told.
  signIn.tellRefused();
  expect(refusals()).toHaveLength(12);
  const places = Array.from({ length: 7 }, (_, n) => `10.1.1.${String(n)}`);
  for (const place of places) await attempts(2, 'an', 'sai', place);
  signIn.tellRefused();
  expect(refusals()[0]).toEqual({
    ...{ ...line, address: places[0] },
    after: { ...locked, addresses: places.slice(0, 5), addressCount: 7, tries: 14 },
  });
  // Many names from a locked address: the line is the address's, not that of a name which may have been tried once.
  for (let n = 0; n < 61; n++) await attempt(`ten-${String(n)}`, 'sai', OFFICE);
  signIn.tellRefused();
  const names = Array.from({ length: 10 }, (_, n) => `ten-${String(n + 21)}`);
  expect(refusals()[0]).toEqual({
    ...{ ...line, target: OFFICE },
    after: { ...locked, locked: 'address', names, tries: 40 },
  });
});

it('what was refused by a lock is told when the server stops, at the latest', async () => {
  const { store } = restartableStore();
  const gate = gateOver(store, () => TODAY);
  const running = gate.start(() => undefined);
  const { signIn } = gate.routes.session;
  const tries = Array.from({ length: 14 }, () => signIn.attempt('ai-do', 'sai', OFFICE).catch(() => null));
  await Promise.all(tries);
  running.stop();
  expect(store.accounts.audit({ limit: 1 })).toMatchObject([
    { action: 'session.refused', after: expect.stringContaining('"tries":3') as string },
  ]);
}, 60_000);

it('a machine that has a whole IPv6 network is one address', async () => {
  const { attempt } = await door();
  const from = (network: number, host: number) => `2001:db8:1:${network.toString(16)}::${host.toString(16)}`;
  const codes: unknown[] = [];
  for (let host = 1; host <= 31; host++) codes.push(await attempt(`ten-${String(host)}`, 'sai', from(1, host)));
  expect(codes.indexOf('too_many_sign_ins')).toBe(30);
  expect(await attempt('an', 'sai', from(2, 1))).toBe('wrong_sign_in');
});
