// @vitest-environment jsdom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { renderHook } from '@testing-library/react';
import {
  fetchOwn,
  ownPath,
  refreshSession,
  signInPath,
  signOut,
  turnedAway,
  useMay,
  useSession,
  watchSession,
} from '../../../client/model/session.ts';
import { hasEnded, keepEnded } from '../../../client/model/session-ended.ts';
import type { SessionBody } from '../../../server/contract/accounts.ts';
import { WHOLE } from '../../../server/contract/scope.ts';

const STRANGER: SessionBody = { account: null, scope: WHOLE, permissions: [] };
const PUBLIC: SessionBody = { account: null, scope: WHOLE, permissions: ['see', 'export'] };
const account = { name: 'a', fullName: 'A', role: 'viewer', mustChangePassword: false } as const;
const VIEWER: SessionBody = { account, scope: WHOLE, permissions: ['see'] };
const NEW: SessionBody = { account: { ...account, mustChangePassword: true }, scope: WHOLE, permissions: [] };

let session: SessionBody | null;
let left: string[];
let asked: string[];
let status: number;

beforeEach(() => {
  session = VIEWER;
  left = [];
  asked = [];
  status = 200;
  useSession.setState({ session: null, leave: (path) => left.push(path) });
  window.history.replaceState(null, '', '/vung-phu?cn=3G');
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    asked.push(`${init.method ?? 'GET'} ${url}`);
    if (session === null) return Promise.reject(new TypeError('no line'));
    return Promise.resolve(
      url.endsWith('/session') && init.method === undefined ? Response.json(session) : new Response(null, { status }),
    );
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('where one goes on after signing in', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/./%2e//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'ban-do',
    '',
    '/',
    '/dang-nhap?tiep=/dang-nhap',
  ])('is the map instead of %j', (text) => {
    expect(ownPath(text)).toBe('/ban-do');
  });

  it.each(['/vung-phu', '/ban-do?tram=HYN-AT-001-MBF&cn=3G', '/cai-dat/nhat-ky?viec=session.opened#x'])(
    'is %s',
    (text) => {
      expect(ownPath(text)).toBe(text);
    },
  );

  test('never leaves this site', () => {
    const bits = fc.array(
      fc.constantFrom('/', '\\', '.', '%2e', '%2f', '\t', '\n', ':', '@', 'https:', 'evil.example', '?', '#', 'a', ' '),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(bits, (parts) => {
        const { origin, pathname } = new URL(ownPath(parts.join('')), window.location.origin);
        expect(origin).toBe(window.location.origin);
        expect(pathname.startsWith('//')).toBe(false);
      }),
    );
  });

  it('stands in the address of the sign-in page', () => {
    expect(signInPath('/ban-do')).toBe('/dang-nhap');
    expect(signInPath('/vung-phu?cn=3G')).toBe('/dang-nhap?tiep=%2Fvung-phu%3Fcn%3D3G');
  });
});

describe('turned away', () => {
  const BACK = '/dang-nhap?tiep=%2Fvung-phu%3Fcn%3D3G';
  it.each([
    ['a stranger where nothing is public', STRANGER, 401, [BACK]],
    ['one who hears no more', STRANGER, undefined, [BACK]],
    ['one whose session has ended, from what is not public', PUBLIC, 401, [BACK]],
    ['one with a password to change', NEW, 403, [BACK]],
    ['one who may not do this one thing', VIEWER, 403, []],
    ['the public, by a line that broke', PUBLIC, undefined, []],
  ] as const)('%s', async (_, who, code, expected) => {
    session = { ...who, permissions: [...who.permissions] };
    await turnedAway(code);
    expect(left).toEqual(expected);
  });

  it('nobody is, while the server is silent', async () => {
    session = null;
    await turnedAway();
    expect(left).toEqual([]);
  });

  it('not from the sign-in page itself', async () => {
    window.history.replaceState(null, '', '/dang-nhap');
    session = STRANGER;
    await turnedAway(401);
    expect(left).toEqual([]);
  });

  it('is seen by the status of whatever was asked for', async () => {
    session = STRANGER;
    status = 401;
    await fetchOwn('/api/v1/stations');
    await vi.waitFor(() => expect(left).toHaveLength(1));
    status = 404;
    await fetchOwn('/api/v1/stations');
    expect(asked.filter((one) => one === 'GET /api/v1/session')).toHaveLength(1);
  });
});

describe('begins anew where it is', () => {
  const other = { ...VIEWER, account: { ...account, name: 'b' } };
  const narrowed = { ...VIEWER, scope: { operators: null, communes: ['12001'] } };
  const reordered = { ...narrowed, scope: { operators: null, communes: ['2', '1'] } };

  it.each([
    ['somebody else signed in beside it', VIEWER, other],
    ['the account sees less', VIEWER, narrowed],
    ['the account sees more', narrowed, VIEWER],
    ['everybody may see, and nobody is signed in any more', VIEWER, PUBLIC],
    ['everybody may see, and somebody signed in beside it', PUBLIC, narrowed],
  ])('when %s', async (_, before, now) => {
    session = before;
    await refreshSession();
    expect(left).toEqual([]);
    session = now;
    await refreshSession();
    expect(left).toEqual(['/vung-phu?cn=3G']);
  });

  it.each([
    ['nothing changed', reordered, { ...reordered, scope: { operators: null, communes: ['1', '2'] } }],
    ['the role changed', VIEWER, { ...VIEWER, account: { ...account, role: 'staff' as const } }],
    ['who is shown the page may see nothing any more: they are led to sign in', VIEWER, STRANGER],
  ])('not when %s', async (_, before, now) => {
    session = before;
    await refreshSession();
    session = now;
    await refreshSession();
    expect(left).toEqual([]);
  });

  it('not from the sign-in page, nor on the way to it', async () => {
    await refreshSession();
    window.history.replaceState(null, '', '/dang-nhap');
    session = other;
    await refreshSession();
    expect(left).toEqual([]);
    window.history.replaceState(null, '', '/vung-phu');
    status = 204;
    session = PUBLIC;
    const [ended] = await Promise.all([signOut(), refreshSession()]);
    expect(ended).toBe(true);
    expect(left).toEqual(['/dang-nhap']);
  });
});

/** As a page that was just opened: none of the tests before it is signing out any more. */
async function begun(): Promise<void> {
  session = null;
  await signOut();
  session = VIEWER;
  left = [];
}

describe('one browser has one session', () => {
  const COME_BACK: readonly (() => void)[] = [
    () => window.dispatchEvent(new Event('focus')),
    () => window.dispatchEvent(new Event('pageshow')),
    () => document.dispatchEvent(new Event('visibilitychange')),
  ];
  let unwatch: () => void;
  /** Another page of this browser. */
  let beside: BroadcastChannel;
  let told: number;

  beforeEach(async () => {
    await begun();
    unwatch = watchSession();
    beside = new BroadcastChannel('phu-song.session');
    told = 0;
    beside.onmessage = () => (told += 1);
  });
  afterEach(() => {
    unwatch();
    beside.close();
  });

  it.each([
    ['somebody signs in', PUBLIC, VIEWER, ['/vung-phu?cn=3G']],
    ['they sign out where everybody may look', VIEWER, PUBLIC, ['/vung-phu?cn=3G']],
    ['they sign out where nobody may', VIEWER, STRANGER, ['/dang-nhap?tiep=%2Fvung-phu%3Fcn%3D3G']],
  ])('%s in another page: it begins anew at once', async (_, before, now, expected) => {
    session = before;
    await refreshSession();
    session = now;
    beside.postMessage(null);
    await vi.waitFor(() => expect(left).toEqual(expected));
  });

  it.each([0, 1, 2])('who comes back to a page has it asked (%i)', async (way) => {
    session = PUBLIC;
    await refreshSession();
    session = VIEWER;
    COME_BACK[way]?.();
    await vi.waitFor(() => expect(left).toEqual(['/vung-phu?cn=3G']));
  });

  it('tells the others of who signed in or out here, and of nothing else', async () => {
    useSession.setState({ session: PUBLIC });
    useSession.setState({ session: { ...PUBLIC } });
    useSession.setState({ session: VIEWER });
    await vi.waitFor(() => expect(told).toBe(1));
    status = 204;
    await signOut();
    await vi.waitFor(() => expect(told).toBe(2));
    expect(left).toEqual(['/dang-nhap']);
  });
});

describe('a session that ended', () => {
  beforeEach(async () => {
    await begun();
    keepEnded(false);
    await refreshSession();
  });

  it.each([STRANGER, PUBLIC])('by itself is remembered until somebody signs in', async (now) => {
    expect(hasEnded()).toBe(false);
    session = now;
    await turnedAway(401);
    await turnedAway(401);
    expect(hasEnded()).toBe(true);
    session = VIEWER;
    await refreshSession();
    expect(hasEnded()).toBe(false);
  });

  it('because one signed out here is not worth a word', async () => {
    status = 204;
    session = STRANGER;
    await Promise.all([signOut(), turnedAway()]);
    expect(hasEnded()).toBe(false);
  });
});

it('asks once for all who want to know, and keeps what it knew when nobody answers', async () => {
  await Promise.all([refreshSession(), refreshSession(), refreshSession()]);
  expect(asked).toHaveLength(1);
  session = null;
  expect(await refreshSession()).toEqual(VIEWER);
});

it('offers what most may until it is known that they may not', () => {
  const may = () =>
    (['see', 'export', 'operate', 'administer'] as const).filter((one) => renderHook(() => useMay(one)).result.current);
  expect(may()).toEqual(['see', 'export']);
  useSession.setState({ session: VIEWER });
  expect(may()).toEqual(['see']);
});

it('signs out and leaves; when the server cannot be told it stays', async () => {
  status = 204;
  expect(await signOut()).toBe(true);
  expect(left).toEqual(['/dang-nhap']);
  session = null;
  expect(await signOut()).toBe(false);
  expect(left).toHaveLength(1);
});
