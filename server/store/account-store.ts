/** What is kept of people: accounts, their sessions, who guessed at passwords, and the audit of what was done. Only hashes of secrets are here. */
import type { AuditAction, Role } from '../contract/roles.ts';
import type { Scope } from '../contract/scope.ts';

export interface AccountRow {
  id: number;
  /** As it is typed to sign in. */
  name: string;
  fullName: string;
  role: Role;
  /** What the role is limited to. */
  scope: Scope;
  /** Argon2id in PHC form. */
  passwordHash: string;
  mustChangePassword: boolean;
  createdAt: number;
  disabledAt: number | null;
  lastSignInAt: number | null;
}

export interface SessionRow {
  id: number;
  account: number;
  /** SHA-256 of the token, hex. */
  tokenHash: string;
  createdAt: number;
  lastSeenAt: number;
  /** However busy it is, it ends then. */
  expiresAt: number;
  address: string;
  agent: string;
}

/** Wrong passwords of late, of one account or from one address. */
export interface GuessRow {
  kind: 'account' | 'address';
  /** The name that was tried, be it anybody's; the address that tried. */
  who: string;
  /** When, oldest first. */
  wrong: readonly number[];
  /** null: it may be tried. */
  lockedUntil: number | null;
}

/** One line of the audit without its place in the chain. */
export interface AuditLine {
  at: number;
  /** An account's name, `public`, `server`, `cli` or `cli:` and a person. */
  actor: string;
  action: AuditAction;
  target: string;
  address: string | null;
  /** JSON; null where there was nothing. */
  before: string | null;
  after: string | null;
}

export interface AuditRow extends AuditLine {
  id: number;
  /** Of this line and the one before (accounts/audit.ts). */
  hash: string;
}

export interface AuditQuery {
  /** `cli`: whoever it was on the command line. */
  actor?: string | undefined;
  action?: AuditAction | undefined;
  from?: number | undefined;
  to?: number | undefined;
  /** Lines before this id; newest first. */
  before?: number | undefined;
  limit: number;
}

export interface AccountStore {
  all(): AccountRow[];
  /** @returns with its id; null: the name is taken */
  add(row: Omit<AccountRow, 'id'>): AccountRow | null;
  save(row: AccountRow): void;

  sessions(): SessionRow[];
  addSession(row: Omit<SessionRow, 'id'>): SessionRow;
  touchSession(id: number, lastSeenAt: number): void;
  endSession(id: number): void;

  guesses(): GuessRow[];
  /**
   * A row that says nothing is dropped.
   * @returns false where the disk refused, and all is as it was: whoever signs in is not to be held up by it
   */
  keepGuesses(rows: readonly GuessRow[]): boolean;

  /** The newest line's id and hash as they were written; null: nothing was ever written. */
  auditHead(): { id: number; hash: string } | null;
  addAudit(row: AuditRow): void;
  /** Newest first. */
  audit(query: AuditQuery): AuditRow[];
  /** Oldest first, from this id on. */
  auditFrom(id: number, limit: number): AuditRow[];
}
