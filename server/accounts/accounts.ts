/** People who may sign in: made, changed, disabled; a password that was given is changed at the first sign-in. */
import { easeOf, type Ease } from '../contract/easy-passwords.ts';
import { MAX_PASSWORD, MIN_PASSWORD, NO_ACCOUNTS, type Role } from '../contract/roles.ts';
import { WHOLE, isWhole, scopeKey } from '../contract/scope.ts';
import type { AccountPatch, AccountWish } from '../contract/accounts.ts';
import { AppError } from '../errors.ts';
import type { AccountRow } from '../store/account-store.ts';
import type { Store } from '../store/store.ts';
import { BY_ITSELF, type Actor, type Audit } from './audit.ts';
import { randomPassword, type Passwords } from './secrets.ts';

const FIRST_NAME = 'admin';
/** In the audit they are nobody's account. */
const TAKEN: readonly string[] = NO_ACCOUNTS;

export interface AccountsParts {
  store: Pick<Store, 'transaction' | 'accounts'>;
  audit: Audit;
  passwords: Passwords;
  clock: () => number;
}

export class Accounts {
  private readonly parts: AccountsParts;
  /** By id; the table as it is on the disk. */
  private readonly rows: Map<number, AccountRow>;
  private readonly listeners: ((account: number) => void)[] = [];
  private readonly resetListeners: ((name: string) => void)[] = [];

  constructor(parts: AccountsParts) {
    this.parts = parts;
    this.rows = new Map(parts.store.accounts.all().map((row) => [row.id, row]));
  }

  /** Called when an account may no longer do what it could, or proves itself anew: whatever it has open is to be looked at again. */
  onChanged(listener: (account: number) => void): void {
    this.listeners.push(listener);
  }

  /** Called when an account was given a new password: what was guessed before is no guess at this one. */
  onReset(listener: (name: string) => void): void {
    this.resetListeners.push(listener);
  }

  list(): AccountRow[] {
    return [...this.rows.values()];
  }

  byId(id: number): AccountRow | null {
    return this.rows.get(id) ?? null;
  }

  byName(name: string): AccountRow | null {
    const wanted = name.trim().toLowerCase();
    return this.list().find((row) => row.name === wanted) ?? null;
  }

  /**
   * An admin, when nobody is there. The hash takes its time: it is made here, so that the account can be made in one turn with what
   * lets people in.
   * @param given ADMIN_PASSWORD; null: a random one
   * @returns makes the account; gives the password that was made, null when there is somebody, or it was given
   * @throws AppError first_password_unfit
   */
  async prepareAdmin(given: string | null): Promise<() => string | null> {
    if (this.rows.size > 0) return () => null;
    const why = given === null ? null : easeOf(given);
    if (why !== null) throw new AppError('first_password_unfit', { why });
    const password = given ?? randomPassword();
    const passwordHash = await this.parts.passwords.hash(password);
    return () => {
      this.add({ name: FIRST_NAME, fullName: 'Quản trị viên', role: 'admin', scope: WHOLE }, passwordHash, BY_ITSELF);
      return given === null ? password : null;
    };
  }

  /** @throws AppError account_name_taken, admin_limited */
  async create(wish: AccountWish, actor: Actor): Promise<{ row: AccountRow; password: string }> {
    refuseLimitedAdmin(wish);
    if (TAKEN.includes(wish.name)) throw new AppError('account_name_taken', { name: wish.name });
    const password = randomPassword();
    return { row: this.add(wish, await this.parts.passwords.hash(password), actor), password };
  }

  /** @throws AppError account_not_found, last_admin, admin_limited */
  change(id: number, patch: AccountPatch, actor: Actor): AccountRow {
    const row = this.need(id);
    const { disabled = row.disabledAt !== null, fullName = row.fullName, role = row.role, scope = row.scope } = patch;
    const disabledAt = disabled ? (row.disabledAt ?? this.parts.clock()) : null;
    const next = { ...row, fullName, role, scope, disabledAt };
    refuseLimitedAdmin(next);
    if (isActiveAdmin(row) && !isActiveAdmin(next)) this.refuseWithoutAdmin(row);
    this.save(next, () => {
      this.parts.audit.add(actor, {
        action: 'account.changed',
        target: row.name,
        before: toldOf(row),
        after: toldOf(next),
      });
    });
    const isOther = next.role !== row.role || scopeKey(scope) !== scopeKey(row.scope);
    if (isOther || next.disabledAt !== row.disabledAt) this.tell(id);
    return next;
  }

  /** @returns the new password, to be changed at the next sign-in. @throws AppError account_not_found */
  async reset(id: number, actor: Actor): Promise<{ row: AccountRow; password: string }> {
    this.need(id);
    const password = randomPassword();
    const passwordHash = await this.parts.passwords.hash(password);
    const next = { ...this.need(id), passwordHash, mustChangePassword: true };
    this.save(next, () => {
      this.parts.audit.add(actor, { action: 'account.reset', target: next.name });
    });
    this.tell(id);
    for (const listener of this.resetListeners) listener(next.name);
    return { row: next, password };
  }

  /**
   * One's own password.
   * @throws AppError wrong_password, password_unfit
   */
  async changePassword(id: number, current: string, wanted: string, actor: Actor): Promise<AccountRow> {
    const row = this.need(id);
    if (!(await this.parts.passwords.isRight(row.passwordHash, current))) throw new AppError('wrong_password');
    refuseUnfit(wanted, current, row.name);
    const passwordHash = await this.parts.passwords.hash(wanted);
    const next = { ...this.need(id), passwordHash, mustChangePassword: false };
    this.save(next, () => {
      this.parts.audit.add(actor, { action: 'password.changed', target: row.name });
    });
    return next;
  }

  /** Call inside the transaction of the sign-in. */
  signedIn(id: number): void {
    const next = { ...this.need(id), lastSignInAt: this.parts.clock() };
    this.parts.store.accounts.save(next);
    this.rows.set(id, next);
  }

  private add(wish: AccountWish, passwordHash: string, actor: Actor): AccountRow {
    const { store, audit, clock } = this.parts;
    const row = {
      ...wish,
      passwordHash,
      mustChangePassword: true,
      createdAt: clock(),
      disabledAt: null,
      lastSignInAt: null,
    };
    const added = store.transaction(() => {
      const stored = store.accounts.add(row);
      if (stored === null) throw new AppError('account_name_taken', { name: wish.name });
      audit.add(actor, { action: 'account.created', target: stored.name, after: toldOf(stored) });
      return stored;
    });
    this.rows.set(added.id, added);
    return added;
  }

  private save(row: AccountRow, write: () => void): void {
    const { store } = this.parts;
    store.transaction(() => {
      store.accounts.save(row);
      write();
    });
    this.rows.set(row.id, row);
  }

  private need(id: number): AccountRow {
    const row = this.rows.get(id);
    if (row === undefined) throw new AppError('account_not_found', { name: String(id) });
    return row;
  }

  private refuseWithoutAdmin(leaving: AccountRow): void {
    const stays = this.list().some((row) => row.id !== leaving.id && isActiveAdmin(row));
    if (!stays) throw new AppError('last_admin');
  }

  private tell(id: number): void {
    for (const listener of this.listeners) listener(id);
  }
}

function isActiveAdmin({ role, disabledAt }: { role: Role; disabledAt: number | null }): boolean {
  return role === 'admin' && disabledAt === null;
}

/** What the audit says of an account. */
function toldOf({ name, fullName, role, scope, disabledAt }: AccountRow) {
  return { name, fullName, role, scope, disabled: disabledAt !== null };
}

/** Who gives out accounts and keys would only be limited in name. @throws AppError admin_limited */
function refuseLimitedAdmin({ role, scope }: Pick<AccountRow, 'role' | 'scope'>): void {
  if (role === 'admin' && !isWhole(scope)) throw new AppError('admin_limited');
}

/** @throws AppError password_unfit */
function refuseUnfit(wanted: string, current: string, name: string): void {
  const why = unfitness(wanted, current, name);
  if (why !== null) throw new AppError('password_unfit', { why, least: MIN_PASSWORD, most: MAX_PASSWORD });
}

function unfitness(wanted: string, current: string, name: string): 'length' | 'old' | 'name' | Ease | null {
  if (wanted.length < MIN_PASSWORD || wanted.length > MAX_PASSWORD) return 'length';
  if (wanted === current) return 'old';
  if (wanted.toLowerCase().includes(name)) return 'name';
  return easeOf(wanted);
}
