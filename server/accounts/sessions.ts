/** Who has signed in: an opaque token in the browser's cookie, of which only the hash is kept. */
import { AppError } from '../errors.ts';
import type { AccountRow, SessionRow } from '../store/account-store.ts';
import type { Store } from '../store/store.ts';
import type { Accounts } from './accounts.ts';
import type { Audit } from './audit.ts';
import { randomToken, tokenHash } from './secrets.ts';

const HOUR_MS = 3_600_000;
export const IDLE_MS = 8 * HOUR_MS;
export const LONGEST_MS = 7 * 24 * HOUR_MS;
const MAX_AGENT = 200;

export interface SignedIn {
  session: SessionRow;
  account: AccountRow;
}

export interface SessionsParts {
  store: Pick<Store, 'transaction' | 'accounts'>;
  accounts: Accounts;
  audit: Audit;
  clock: () => number;
}

export class Sessions {
  private readonly parts: SessionsParts;
  /** By the hash of their token. */
  private readonly open = new Map<string, SessionRow>();
  /** When each was last seen, as it stands on the disk; by the session's id. */
  private readonly keptSeen = new Map<number, number>();
  private readonly listeners: ((session: number) => void)[] = [];

  constructor(parts: SessionsParts) {
    this.parts = parts;
    for (const row of parts.store.accounts.sessions()) this.open.set(row.tokenHash, row);
    parts.accounts.onChanged((account) => {
      this.lookAgain(account);
    });
  }

  /** Called when a session has ended or may do other things than before: its sockets are to be closed. */
  onChanged(listener: (session: number) => void): void {
    this.listeners.push(listener);
  }

  /** @returns the token, told once */
  begin(account: AccountRow, from: { address: string; agent: string }): string {
    const { store, accounts, audit, clock } = this.parts;
    const token = randomToken();
    const now = clock();
    const row = store.transaction(() => {
      accounts.signedIn(account.id);
      audit.add(
        { name: account.name, address: from.address },
        { action: 'session.opened', target: account.name, after: { agent: from.agent.slice(0, MAX_AGENT) } },
      );
      return store.accounts.addSession({
        account: account.id,
        tokenHash: tokenHash(token),
        createdAt: now,
        lastSeenAt: now,
        expiresAt: now + LONGEST_MS,
        address: from.address,
        agent: from.agent.slice(0, MAX_AGENT),
      });
    });
    this.open.set(row.tokenHash, row);
    return token;
  }

  /** Whose token this is, seen now; null when it is nobody's, or its time is over. */
  find(token: string): SignedIn | null {
    const session = this.open.get(tokenHash(token));
    if (session === undefined || this.isOver(session)) return null;
    const account = this.parts.accounts.byId(session.account);
    if (account === null || account.disabledAt !== null) return null;
    session.lastSeenAt = this.parts.clock();
    return { session, account };
  }

  /** The account's open ones, newest first. */
  of(account: number): SessionRow[] {
    return [...this.open.values()].filter((row) => row.account === account && !this.isOver(row)).reverse();
  }

  /** @throws AppError not_found when the account has no such session */
  end(account: AccountRow, id: number, address: string): void {
    const row = this.of(account.id).find((one) => one.id === id);
    if (row === undefined) throw new AppError('not_found');
    const { store, audit } = this.parts;
    store.transaction(() => {
      store.accounts.endSession(id);
      audit.add(
        { name: account.name, address },
        { action: 'session.ended', target: account.name, before: { address: row.address, agent: row.agent } },
      );
    });
    this.forget(row);
  }

  /** All but one: whoever else is in with the old password is out. */
  endOthers(account: AccountRow, kept: number): void {
    for (const row of this.of(account.id)) if (row.id !== kept) this.drop(row);
  }

  /** Ends those whose time is over. Runs every second. */
  sweep(): void {
    for (const row of this.open.values()) if (this.isOver(row)) this.drop(row);
  }

  /** Keeps when each was last seen; not every request is worth a write. */
  keepSeen(): void {
    for (const row of this.open.values()) {
      if (this.keptSeen.get(row.id) === row.lastSeenAt) continue;
      this.parts.store.accounts.touchSession(row.id, row.lastSeenAt);
      this.keptSeen.set(row.id, row.lastSeenAt);
    }
  }

  private lookAgain(account: number): void {
    const row = this.parts.accounts.byId(account);
    for (const session of this.of(account)) {
      if (row === null || row.disabledAt !== null || row.mustChangePassword) this.drop(session);
      else this.tell(session.id);
    }
  }

  private isOver({ lastSeenAt, expiresAt }: SessionRow): boolean {
    const now = this.parts.clock();
    return now >= expiresAt || now - lastSeenAt >= IDLE_MS;
  }

  private drop(row: SessionRow): void {
    this.forget(row);
    this.parts.store.accounts.endSession(row.id);
  }

  private forget(row: SessionRow): void {
    this.open.delete(row.tokenHash);
    this.keptSeen.delete(row.id);
    this.tell(row.id);
  }

  private tell(session: number): void {
    for (const listener of this.listeners) listener(session);
  }
}
