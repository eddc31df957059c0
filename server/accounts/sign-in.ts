/**
 * A name and a password become a session. Guessing is made slow and then stopped, by the account that is tried and by the address
 * that tries: whoever tries many names from one place is stopped as well as whoever tries one name from many.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { NOBODY } from '../contract/roles.ts';
import { AppError } from '../errors.ts';
import type { AccountRow } from '../store/account-store.ts';
import type { Accounts } from './accounts.ts';
import type { Actor, Audit } from './audit.ts';
import { RefusedTries, type Locked } from './refused-tries.ts';
import type { Passwords } from './secrets.ts';

/** Wrong passwords within a quarter of an hour, after which nobody is let in for as long. */
const WINDOW_S = 15 * 60;
const MOST_BY_ACCOUNT = 10;
const MOST_BY_ADDRESS = 30;
/** From the fourth wrong password on an answer takes its time: a quarter of a second, then twice as long each time. */
const QUICK = 3;
const SLOW_MS = 250;
const SLOWEST_MS = 4_000;

export interface SignInParts {
  accounts: Accounts;
  audit: Audit;
  passwords: Passwords;
  wait: (ms: number) => Promise<void>;
}

export class SignIn {
  private readonly parts: SignInParts;
  private readonly byAccount = new RateLimiterMemory({ points: MOST_BY_ACCOUNT, duration: WINDOW_S });
  private readonly byAddress = new RateLimiterMemory({ points: MOST_BY_ADDRESS, duration: WINDOW_S });
  private readonly tries: RefusedTries;

  constructor(parts: SignInParts) {
    this.parts = parts;
    this.tries = new RefusedTries(parts.audit);
  }

  /**
   * Every attempt counts before it is looked at, so that a hundred at a time are a hundred.
   * @throws AppError wrong_sign_in, too_many_sign_ins, account_disabled, too_many_requests
   */
  async attempt(name: string, password: string, address: string): Promise<AccountRow> {
    const key = name.trim().toLowerCase();
    const actor: Actor = { name: NOBODY, address };
    const failures = await this.count(key, address, actor);
    if (failures > QUICK) await this.parts.wait(Math.min(SLOWEST_MS, SLOW_MS * 2 ** (failures - QUICK - 1)));
    const account = this.parts.accounts.byName(key);
    const isRight = await this.parts.passwords.isRight(account?.passwordHash ?? null, password);
    if (account === null || !isRight) throw this.refused(actor, key, 'wrong_sign_in');
    if (account.disabledAt !== null) throw this.refused(actor, key, 'account_disabled');
    await this.wasRight(key, address);
    return account;
  }

  /**
   * A password asked for again, of somebody who is in: guessing it is no easier here. `work` failing after it was found right, as
   * of a new one that will not do, is no wrong password.
   * @throws AppError too_many_sign_ins; what `work` throws
   */
  async recheck<T>(name: string, address: string, work: () => Promise<T>): Promise<T> {
    await this.count(name, address, { name, address });
    let isWrong = false;
    try {
      return await work();
    } catch (error) {
      isWrong = error instanceof AppError && error.code === 'wrong_password';
      throw error;
    } finally {
      if (!isWrong) await this.wasRight(name, address);
    }
  }

  /** Lets an account be tried again: it has a new password. */
  async forgive(name: string): Promise<void> {
    await this.byAccount.delete(name);
  }

  /** Writes down how many were refused since the last time, of each account and address that is locked. @throws StorageError */
  tellRefused(): void {
    this.tries.tell();
  }

  private async wasRight(key: string, address: string): Promise<void> {
    await Promise.all([this.byAccount.delete(key), this.byAddress.reward(address)]);
  }

  /** @returns which attempt in a row this is for the account, or for the address by its own measure if that is more */
  private async count(key: string, address: string, actor: Actor): Promise<number> {
    const [place, account] = await Promise.all([consume(this.byAddress, address), consume(this.byAccount, key)]);
    // An address first: it may try any number of names.
    if (place.consumedPoints > MOST_BY_ADDRESS) {
      throw this.locked({ kind: 'address', who: address }, place, MOST_BY_ADDRESS, actor, key);
    }
    if (account.consumedPoints > MOST_BY_ACCOUNT) {
      throw this.locked({ kind: 'account', who: told(key) }, account, MOST_BY_ACCOUNT, actor, key);
    }
    return Math.max(account.consumedPoints, Math.floor((place.consumedPoints * MOST_BY_ACCOUNT) / MOST_BY_ADDRESS));
  }

  /** A line when it begins; a thousand more would only fill the disk: they are counted. */
  private locked(
    what: Locked,
    { consumedPoints, msBeforeNext }: RateLimiterRes,
    most: number,
    actor: Actor,
    key: string,
  ) {
    if (consumedPoints === most + 1) this.refused(actor, key, 'too_many_sign_ins');
    else this.tries.count(what, actor, told(key));
    return new AppError('too_many_sign_ins', { retryAfterS: Math.ceil(msBeforeNext / 1_000) });
  }

  private refused(actor: Actor, target: string, code: 'wrong_sign_in' | 'account_disabled' | 'too_many_sign_ins') {
    this.parts.audit.add(actor, { action: 'session.refused', target: told(target), after: { code } });
    return new AppError(code);
  }
}

/** What was typed as a name may be anything. */
function told(name: string): string {
  return name.slice(0, 60);
}

/** Counts one; there may be more than is allowed. */
async function consume(limiter: RateLimiterMemory, who: string): Promise<RateLimiterRes> {
  return limiter.consume(who).catch((stopped: unknown) => {
    if (stopped instanceof RateLimiterRes) return stopped;
    throw stopped;
  });
}
