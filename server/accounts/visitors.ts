/** Whose request it is: read once from the cookie, and what that person may do. */
import type { IncomingHttpHeaders } from 'node:http';
import { NOBODY, isPermitted, type Permission, type Role } from '../contract/roles.ts';
import { WHOLE, type Scope } from '../contract/scope.ts';
import { AppError } from '../errors.ts';
import type { AccountRow } from '../store/account-store.ts';
import type { Actor } from './audit.ts';
import type { Sessions, SignedIn } from './sessions.ts';

export const COOKIE = 'phu-song';
/** base64url of 32 bytes; whatever else is there is no token of ours. */
const TOKEN = new RegExp(`(?:^|;)\\s*${COOKIE}=([\\w-]{43})\\s*(?:;|$)`);

export class Visitors {
  private readonly sessions: Pick<Sessions, 'find'>;
  /** The role of those who have not signed in; null: they may do nothing. */
  private readonly publicRole: () => Role | null;

  constructor(sessions: Pick<Sessions, 'find'>, publicRole: () => Role | null) {
    this.sessions = sessions;
    this.publicRole = publicRole;
  }

  /** Who has signed in with this request's cookie; null: nobody. */
  signedIn(headers: IncomingHttpHeaders): SignedIn | null {
    const token = tokenOf(headers);
    return token === null ? null : this.sessions.find(token);
  }

  /** @throws AppError sign_in_needed, password_change_needed, forbidden */
  require(headers: IncomingHttpHeaders, permission: Permission): SignedIn | null {
    const visitor = this.signedIn(headers);
    if (visitor?.account.mustChangePassword === true) throw new AppError('password_change_needed');
    if (this.may(visitor?.account ?? null, permission)) return visitor;
    throw new AppError(visitor === null ? 'sign_in_needed' : 'forbidden');
  }

  may(account: Pick<AccountRow, 'role'> | null, permission: Permission): boolean {
    return isPermitted(account === null ? this.publicRole() : account.role, permission);
  }

  /** What this request sees of the network. */
  scope(headers: IncomingHttpHeaders): Scope {
    return this.signedIn(headers)?.account.scope ?? WHOLE;
  }
}

/** The session's token as the browser brings it. */
export function tokenOf({ cookie }: IncomingHttpHeaders): string | null {
  return TOKEN.exec(cookie ?? '')?.[1] ?? null;
}

export function actorOf(visitor: SignedIn | null, address: string): Actor {
  return { name: visitor?.account.name ?? NOBODY, address };
}
