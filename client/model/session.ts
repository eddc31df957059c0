/**
 * Who I am and what I may do, as GET /session says it. Whenever the server turns us away it is asked again, and who may no longer
 * see what is shown is brought to the sign-in page and, after it, back.
 */
import { create } from 'zustand';
import type { SessionBody } from '../../server/contract/accounts.ts';
import type { Permission } from '../../server/contract/roles.ts';
import { isWhole, scopeKey } from '../../server/contract/scope.ts';
import { OPERATORS, type OperatorCode } from '../../server/contract/terms.ts';
import { usualTheme } from './preferences.ts';
import { keepEnded } from './session-ended.ts';
import { hearTabs, tellTabs } from './session-tabs.ts';

export const SIGN_IN_PATH = '/dang-nhap';
export const SETTINGS_PATH = '/cai-dat';
const HOME = '/ban-do';

interface SessionState {
  /** null: not known yet. */
  session: SessionBody | null;
  /** Leaves this page and everything it holds: another account sees another network. */
  leave: (path: string) => void;
}

export const useSession = create<SessionState>()(() => ({
  session: null,
  leave: (path) => {
    window.location.assign(path);
  },
}));

/** Offered until it is known that they may not; what is refused to most waits until it is known that they may. */
const LIKELY: readonly Permission[] = ['see', 'export'];

/** Whether that may be done here. */
export function useMay(permission: Permission): boolean {
  return useSession(({ session }) => session?.permissions.includes(permission) ?? LIKELY.includes(permission));
}

/** Operators that are seen here, in their usual order. */
export function useOperators(): readonly OperatorCode[] {
  return useSession(({ session }) => session?.scope.operators ?? OPERATORS);
}

/** Every operator is seen here: what is said of all of them together can be told. */
export function useSeesEveryOperator(): boolean {
  return useOperators().length === OPERATORS.length;
}

/** The whole network is seen here: what is not seen is not there. */
export function useSeesAll(): boolean {
  return useSession(({ session }) => session === null || isWhole(session.scope));
}

/** Some communes only are seen here: what is added up is not the province. */
export function useSeesPart(): boolean {
  return useSession(({ session }) => (session?.scope.communes ?? null) !== null);
}

let asking: Promise<SessionBody | null> | null = null;
/** The page is on its way to the sign-in page. */
let isSigningOut = false;

/** Asks the server who I am, once for all who want to know. @returns what is known; null: nothing, the server is silent */
export function refreshSession(): Promise<SessionBody | null> {
  asking ??= fetchSession().then((session) => {
    asking = null;
    const before = useSession.getState().session;
    if (session === null) return before;
    useSession.setState({ session });
    usualTheme(session.account?.role ?? null);
    noteEnd(before, session);
    if (before !== null && seesAnother(before, session)) forget(session);
    return session;
  });
  return asking;
}

/** Somebody else signed in beside this page, or other limits hold: what the page shows may not be theirs to see. */
function seesAnother(before: SessionBody, now: SessionBody): boolean {
  return before.account?.name !== now.account?.name || scopeKey(before.scope) !== scopeKey(now.scope);
}

/** Somebody who did not sign out here is nobody now. */
function noteEnd(before: SessionBody | null, now: SessionBody): void {
  if (now.account !== null) keepEnded(false);
  else if (before !== null && before.account !== null && !isSigningOut) keepEnded(true);
}

/** The page begins anew where it is; who may see nothing any more is led away by `turnedAway`. */
function forget({ permissions }: SessionBody): void {
  const { pathname, search } = window.location;
  if (isSigningOut || pathname === SIGN_IN_PATH || !permissions.includes('see')) return;
  useSession.getState().leave(pathname + search);
}

async function fetchSession(): Promise<SessionBody | null> {
  try {
    const response = await fetch('/api/v1/session', { cache: 'no-store' });
    return response.ok ? ((await response.json()) as SessionBody) : null;
  } catch {
    return null;
  }
}

/** The server turned us away, or hung up: if that is because of who I am, it is the sign-in page's turn. */
export async function turnedAway(status?: number): Promise<void> {
  const session = await refreshSession();
  const { pathname, search } = window.location;
  if (session === null || pathname === SIGN_IN_PATH) return;
  const stranger = status === 401 && session.account === null;
  if (stranger || !session.permissions.includes('see')) useSession.getState().leave(signInPath(pathname + search));
}

/**
 * Another page of this browser may sign in or out: they tell each other, and who comes back to a page has it asked.
 * @returns ends it
 */
export function watchSession(): () => void {
  const ask = (): void => void turnedAway();
  const onFront = (): void => {
    if (document.visibilityState === 'visible') ask();
  };
  const ends = [
    hearTabs(ask),
    useSession.subscribe(({ session }, { session: before }) => {
      if (session !== null && before !== null && seesAnother(before, session)) tellTabs();
    }),
  ];
  document.addEventListener('visibilitychange', onFront);
  for (const event of ['focus', 'pageshow']) window.addEventListener(event, onFront);
  return () => {
    for (const end of ends) end();
    document.removeEventListener('visibilitychange', onFront);
    for (const event of ['focus', 'pageshow']) window.removeEventListener(event, onFront);
  };
}

/** `fetch` of something of ours that only some may have. */
export async function fetchOwn(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.status === 401 || response.status === 403) void turnedAway(response.status);
  return response;
}

/** The sign-in page that leads back to where one was. */
export function signInPath(from: string): string {
  const back = ownPath(from);
  return back === HOME ? SIGN_IN_PATH : `${SIGN_IN_PATH}?tiep=${encodeURIComponent(back)}`;
}

/** Where to go on after signing in: a path of this very site, whatever the link said; the map when it is none. */
export function ownPath(text: string | null): string {
  // Browsers read `\` as `/` and skip tabs and line ends: `/\evil.example` and `/⇥/evil.example` would leave this site.
  if (text === null || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) return HOME;
  const { origin, pathname } = new URL(text, window.location.origin);
  const leads = origin === window.location.origin && pathname !== '/' && pathname !== SIGN_IN_PATH;
  // `/./%2e//evil.example` becomes `//evil.example` on the way.
  return leads && !pathname.startsWith('//') ? text : HOME;
}

/** Ends the session here; the page that is left forgets what it held. @returns false: the server could not be told */
export async function signOut(): Promise<boolean> {
  isSigningOut = true;
  const response = await fetch('/api/v1/session', { method: 'DELETE' }).catch(() => null);
  // 401: it had ended already.
  const done = response !== null && (response.ok || response.status === 401);
  isSigningOut = done;
  if (done) {
    tellTabs();
    useSession.getState().leave(SIGN_IN_PATH);
  }
  return done;
}
