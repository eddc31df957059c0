/** REST of signing in and out, and of one's own account. */
import express, { type CookieOptions, type Request, type Response, type Router } from 'express';
import type { Accounts } from '../accounts/accounts.ts';
import { LONGEST_MS, type Sessions } from '../accounts/sessions.ts';
import type { SignIn } from '../accounts/sign-in.ts';
import { COOKIE, type Visitors } from '../accounts/visitors.ts';
import { passwordChangeSchema, signInSchema, type OpenSession, type SessionBody } from '../contract/accounts.ts';
import { PERMISSIONS } from '../contract/roles.ts';
import { WHOLE } from '../contract/scope.ts';
import type { SessionRow } from '../store/account-store.ts';
import { addressOf, type Access } from './access.ts';
import { parseBody } from './list.ts';
import { time } from './shapes.ts';

/** What the routes need of accounts/. */
export interface SessionParts {
  access: Access;
  accounts: Accounts;
  sessions: Sessions;
  signIn: SignIn;
  visitors: Visitors;
}

const MAX_BYTES = 16 * 1024;

export function addSessionRoutes(router: Router, parts: SessionParts): void {
  const { access, accounts, sessions, signIn, visitors } = parts;
  const json = express.json({ limit: MAX_BYTES });

  router.get('/session', (request, response) => {
    sendSession(response, sessionBody(visitors, request));
  });

  router.post('/session', json, async (request, response) => {
    const { name, password } = parseBody(signInSchema, request.body);
    const account = await signIn.attempt(name, password, addressOf(request));
    // What the browser brought is never taken over: a token is only ever made here.
    const before = visitors.signedIn(request.headers);
    if (before !== null) sessions.end(before.account, before.session.id, addressOf(request));
    const token = sessions.begin(account, { address: addressOf(request), agent: request.get('user-agent') ?? '' });
    response.cookie(COOKIE, token, { ...cookieOptions(request), maxAge: LONGEST_MS });
    sendSession(response, bodyOf(visitors, accounts.byId(account.id)));
  });

  router.delete('/session', (request, response) => {
    const { account, session } = access.signedIn(request);
    sessions.end(account, session.id, addressOf(request));
    response.clearCookie(COOKIE, cookieOptions(request)).status(204).end();
  });

  router.post('/session/password', json, async (request, response) => {
    const { current, next } = parseBody(passwordChangeSchema, request.body);
    const { account, session } = access.signedIn(request);
    await signIn.recheck(account.name, addressOf(request), () =>
      accounts.changePassword(account.id, current, next, access.actor(request)),
    );
    sessions.endOthers(account, session.id);
    sendSession(response, bodyOf(visitors, accounts.byId(account.id)));
  });

  router.get('/sessions', (request, response) => {
    const { account, session } = access.signedIn(request);
    const items = sessions.of(account.id).map((row) => openSession(row, session.id));
    response.set('Cache-Control', 'no-store').json({ items, nextCursor: null });
  });

  router.delete('/sessions/:id', (request, response) => {
    const { account } = access.signedIn(request);
    sessions.end(account, Number(request.params.id), addressOf(request));
    response.status(204).end();
  });
}

function sendSession(response: Response, body: SessionBody): void {
  response.set('Cache-Control', 'no-store').json(body);
}

function sessionBody(visitors: Visitors, request: Request): SessionBody {
  return bodyOf(visitors, visitors.signedIn(request.headers)?.account ?? null);
}

function bodyOf(visitors: Visitors, account: ReturnType<Accounts['byId']>): SessionBody {
  return {
    account: account && {
      name: account.name,
      fullName: account.fullName,
      role: account.role,
      mustChangePassword: account.mustChangePassword,
    },
    scope: account?.scope ?? WHOLE,
    permissions: account?.mustChangePassword === true ? [] : PERMISSIONS.filter((one) => visitors.may(account, one)),
  };
}

function openSession(row: SessionRow, current: number): OpenSession {
  const { id, address, agent } = row;
  return {
    ...{ id, address, agent },
    current: id === current,
    createdAt: time(row.createdAt),
    lastSeenAt: time(row.lastSeenAt),
    expiresAt: time(row.expiresAt),
  };
}

/** Out of reach of scripts and of other sites' pages; over TLS only where there is TLS. */
function cookieOptions(request: Request): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure: request.secure, path: '/' };
}
