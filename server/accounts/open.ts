/** People of this server, put together: who there is, who is in, who may do what, and what is written down of it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Role } from '../contract/roles.ts';
import type { Store } from '../store/store.ts';
import { Accounts } from './accounts.ts';
import { Audit } from './audit.ts';
import { Passwords } from './secrets.ts';
import { Sessions } from './sessions.ts';
import { SignIn } from './sign-in.ts';
import { Visitors } from './visitors.ts';

export interface Entrance {
  audit: Audit;
  accounts: Accounts;
  sessions: Sessions;
  signIn: SignIn;
  visitors: Visitors;
}

/** @param publicRole of those who have not signed in; null: they may do nothing */
export function openEntrance(
  store: Pick<Store, 'transaction' | 'accounts'>,
  clock: () => number,
  publicRole: () => Role | null,
): Entrance {
  const audit = new Audit(store.accounts, clock);
  const passwords = new Passwords();
  const accounts = new Accounts({ store, audit, passwords, clock });
  const sessions = new Sessions({ store, accounts, audit, clock });
  const signIn = new SignIn({
    ...{ store: store.accounts, accounts, audit, passwords, clock },
    wait: (ms) => wait(ms, undefined, { ref: false }),
  });
  return { audit, accounts, sessions, signIn, visitors: new Visitors(sessions, publicRole) };
}
