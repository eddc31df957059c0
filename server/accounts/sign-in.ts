/**
 * A name and a password become a session. Guessing is made slow and then stopped, by the account that is tried and by the address
 * that tries: whoever tries many names from one place is stopped as well as whoever tries one name from many. Only a wrong password
 * that was compared counts: what a lock refuses locks nothing else.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { NOBODY } from '../contract/roles.ts';
import { AppError, type ErrorCode } from '../errors.ts';
import type { AccountRow, AccountStore, GuessRow } from '../store/account-store.ts';
import type { Accounts } from './accounts.ts';
import type { Actor, Audit } from './audit.ts';
import { Guesses, type Outcome } from './guesses.ts';
import { placeOf } from './place.ts';
import { RefusedTries, type Locked } from './refused-tries.ts';
import type { Passwords } from './secrets.ts';

/** Wrong passwords within a quarter of an hour, after which nobody is let in for as long. */
const MOST_BY_ACCOUNT = 10;
const MOST_BY_ADDRESS = 30;
/** From the fourth wrong password on an answer takes its time: a quarter of a second, then twice as long each time. */
const QUICK = 3;
const SLOW_MS = 250;
const SLOWEST_MS = 4_000;
/** Tries that may wait for those before them: each of these wakes them all. */
const MAY_WAIT = 2_000;
/** Right passwords of disabled accounts that are written down in a minute, of one address: they lock nothing. */
const DISABLED_A_MINUTE = 30;

const WRONG: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['wrong_sign_in', 'wrong_password']);

/** Whose password is tried, and who does it from where. */
interface Try {
  key: string;
  /** As guesses are counted. */
  place: string;
  actor: Actor;
}

export interface SignInParts {
  store: Pick<AccountStore, 'guesses' | 'keepGuesses'>;
  accounts: Accounts;
  audit: Audit;
  passwords: Passwords;
  clock: () => number;
  wait: (ms: number) => Promise<void>;
}

export class SignIn {
  private readonly parts: SignInParts;
  private readonly byAccount: Guesses;
  private readonly byAddress: Guesses;
  private readonly tries: RefusedTries;
  private readonly disabled = new RateLimiterMemory({ points: DISABLED_A_MINUTE, duration: 60 });
  private waiting = 0;

  constructor(parts: SignInParts) {
    this.parts = parts;
    this.byAccount = new Guesses('account', MOST_BY_ACCOUNT, parts.clock);
    this.byAddress = new Guesses('address', MOST_BY_ADDRESS, parts.clock);
    for (const row of parts.store.guesses()) this.guessesOf(row.kind).restore(row);
    this.tries = new RefusedTries(parts.audit);
    // The account's only: an address that guessed may go on with any other name.
    parts.accounts.onReset((name) => {
      this.byAccount.forgive(name);
      this.keep();
    });
  }

  /** @throws AppError wrong_sign_in, too_many_sign_ins, account_disabled, too_many_requests */
  attempt(name: string, password: string, address: string): Promise<AccountRow> {
    const key = name.trim().toLowerCase();
    return this.guarded({ key, place: placeOf(address), actor: { name: NOBODY, address } }, async () => {
      const account = this.parts.accounts.byName(key);
      const isRight = await this.parts.passwords.isRight(account?.passwordHash ?? null, password);
      if (account === null || !isRight) throw new AppError('wrong_sign_in');
      if (account.disabledAt !== null) throw new AppError('account_disabled');
      return account;
    });
  }

  /**
   * A password asked for again, of somebody who is in: guessing it is no easier here. `work` failing after it was found right, as
   * of a new one that will not do, is no wrong password.
   * @throws AppError too_many_sign_ins; what `work` throws
   */
  recheck<T>(name: string, address: string, work: () => Promise<T>): Promise<T> {
    return this.guarded({ key: name, place: placeOf(address), actor: { name, address } }, work);
  }

  /**
   * Writes down how many were refused since the last time, of each account and address that is locked, and forgets what is over.
   * @throws StorageError
   */
  tellRefused(): void {
    this.byAccount.sweep();
    this.byAddress.sweep();
    this.keep();
    this.tries.tell();
  }

  private async guarded<T>(tried: Try, work: () => Promise<T>): Promise<T> {
    const failures = await this.begin(tried);
    let outcome: Outcome = 'unchecked';
    try {
      if (failures > QUICK) await this.parts.wait(Math.min(SLOWEST_MS, SLOW_MS * 2 ** (failures - QUICK - 1)));
      const done = await work();
      outcome = 'right';
      return done;
    } catch (error) {
      if (error instanceof AppError) {
        if (WRONG.has(error.code)) outcome = 'wrong';
        await this.writeDown(tried, error.code);
      }
      throw error;
    } finally {
      this.end(tried, outcome);
    }
  }

  /**
   * Waits while all the tries that are left are being looked at: they may be right.
   * @returns which attempt in a row this is for the account, or for the address by its own measure if that is more
   */
  private async begin(tried: Try): Promise<number> {
    const { key, place } = tried;
    for (;;) {
      this.refuseLocked(tried);
      if (!this.byAddress.hasRoom(place)) await this.inTime(this.byAddress.change(place));
      else if (!this.byAccount.hasRoom(key)) await this.inTime(this.byAccount.change(key));
      else break;
    }
    const count = this.byAddress.begin(place);
    return Math.max(this.byAccount.begin(key), Math.floor((count * MOST_BY_ACCOUNT) / MOST_BY_ADDRESS));
  }

  private async inTime(change: Promise<void>): Promise<void> {
    if (this.waiting >= MAY_WAIT) throw new AppError('too_many_requests');
    this.waiting += 1;
    await change;
    this.waiting -= 1;
  }

  private end({ key, place }: Try, outcome: Outcome): void {
    this.byAccount.end(key, outcome);
    if (outcome === 'right') this.byAccount.forgive(key);
    this.byAddress.end(place, outcome);
    this.keep();
  }

  /** Before anybody is answered. What the disk refuses is brought to it again with the next, or within a minute. */
  private keep(): void {
    const both = [this.byAccount, this.byAddress];
    const rows = both.flatMap((guesses) => guesses.unkeptRows());
    if (rows.length === 0 || !this.parts.store.keepGuesses(rows)) return;
    for (const guesses of both) guesses.kept();
  }

  private guessesOf(kind: GuessRow['kind']): Guesses {
    return kind === 'account' ? this.byAccount : this.byAddress;
  }

  /** An address first: it may try any number of names. @throws AppError too_many_sign_ins */
  private refuseLocked(tried: Try): void {
    const { key, place, actor } = tried;
    const ofPlace = this.byAddress.lockOf(place);
    const lock = ofPlace ?? this.byAccount.lockOf(key);
    if (lock === null) return;
    const what: Locked = ofPlace === null ? { kind: 'account', who: told(key) } : { kind: 'address', who: place };
    // A line when it begins; a thousand more would only fill the disk: they are counted.
    if (lock.told) this.tries.count(what, actor, told(key));
    else this.refused(tried, 'too_many_sign_ins');
    lock.told = true;
    throw new AppError('too_many_sign_ins', { retryAfterS: Math.ceil((lock.until - this.parts.clock()) / 1_000) });
  }

  private async writeDown(tried: Try, code: ErrorCode): Promise<void> {
    if (WRONG.has(code)) this.refused(tried, code);
    if (code !== 'account_disabled') return;
    const isFew = await this.disabled.consume(tried.place).then(
      () => true,
      () => false,
    );
    if (isFew) this.refused(tried, code);
  }

  private refused({ key, actor }: Try, code: ErrorCode): void {
    this.parts.audit.add(actor, { action: 'session.refused', target: told(key), after: { code } });
  }
}

/** What was typed as a name may be anything. */
function told(name: string): string {
  return name.slice(0, 60);
}
