/** Who may see and do what, tried on the built product from outside: nothing is public, and nobody is let off. */
import Database from 'better-sqlite3';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Socket } from 'socket.io-client';
import { z } from 'zod';
import { actorOf, callerOf } from '../../server/cli/caller.ts';
import {
  accountWithPasswordSchema,
  auditSchema,
  keySchema,
  keyWithSecretSchema,
} from '../../server/contract/accounts.ts';
import { page } from '../../server/contract/rest.ts';
import { ROLES, type Role } from '../../server/contract/roles.ts';
import { BrowserVisitor, closedAfter } from '../support/browser-visitor.ts';
import { createKey, send, startProduct, type Product } from '../support/product.ts';
import { expectDocumented } from '../support/documented.ts';

const OWN = { PUBLIC_READ: 'false', SIMULATE: 'off' };
const SEES = { viewer: true, staff: true, engineer: true, admin: true, nobody: false } as const;
const EXPORTS = { viewer: false, staff: true, engineer: false, admin: true, nobody: false } as const;
const OPERATES = { viewer: false, staff: false, engineer: true, admin: true, nobody: false } as const;
const ADMINISTERS = { viewer: false, staff: false, engineer: false, admin: true, nobody: false } as const;

/** Each route with who may come through; 401/403 for everybody else, before anything is read of what they sent. */
const ROUTES = [
  ['GET', '/summary', SEES],
  ['GET', '/snapshot', SEES],
  ['GET', '/snapshot?at=2026-01-01T00:00:00Z', SEES],
  ['GET', '/stations', SEES],
  ['GET', '/stations/none', SEES],
  ['GET', '/nodes', SEES],
  ['GET', '/nodes/none', SEES],
  ['GET', '/links', SEES],
  ['GET', '/links/none', SEES],
  ['GET', '/communes', SEES],
  ['GET', '/communes.geojson', SEES],
  ['GET', '/communes/none', SEES],
  ['GET', '/events', SEES],
  ['GET', '/coverage', SEES],
  ['GET', '/availability', SEES],
  ['GET', '/outages', SEES],
  ['GET', '/words', SEES],
  ['GET', '/resilience', SEES],
  ['GET', '/resilience/communes', SEES],
  ['GET', '/gaps/none', SEES],
  ['GET', '/replay', SEES],
  ['GET', '/replay/activity', SEES],
  ['GET', '/reports', EXPORTS],
  ['POST', '/reports', EXPORTS],
  ['GET', '/reports/settings', EXPORTS],
  ['GET', '/reports/coverage.csv', EXPORTS],
  ['GET', '/reports/none', EXPORTS],
  ['GET', '/reports/none/file', EXPORTS],
  ['GET', '/reports/none/model', EXPORTS],
  ['POST', '/reports/none/mail', EXPORTS],
  ['DELETE', '/reports/none', EXPORTS],
  ['GET', '/schedules', EXPORTS],
  ['POST', '/schedules', EXPORTS],
  ['GET', '/schedules/none', EXPORTS],
  ['PATCH', '/schedules/none', EXPORTS],
  ['DELETE', '/schedules/none', EXPORTS],
  ['POST', '/schedules/none/run', EXPORTS],
  ['POST', '/states', OPERATES],
  ['GET', '/maintenance', SEES],
  ['POST', '/maintenance', OPERATES],
  ['PATCH', '/maintenance/999', OPERATES],
  ['POST', '/maintenance/999/end', OPERATES],
  ['GET', '/users', ADMINISTERS],
  ['POST', '/users', ADMINISTERS],
  ['PATCH', '/users/999', ADMINISTERS],
  ['POST', '/users/999/reset', ADMINISTERS],
  ['GET', '/keys', ADMINISTERS],
  ['POST', '/keys', ADMINISTERS],
  ['POST', '/keys/999/rotate', ADMINISTERS],
  ['DELETE', '/keys/999', ADMINISTERS],
  ['GET', '/audit', ADMINISTERS],
  ['GET', '/audit.csv', ADMINISTERS],
  ['GET', '/system', ADMINISTERS],
  ['POST', '/system/backup', ADMINISTERS],
] as const;

const shownSchema = z.object({ state: z.string(), cause: z.string().nullable() });

let product: Product;
let admin: BrowserVisitor;
const people = new Map<Role, { visitor: BrowserVisitor; name: string; password: string; id: number }>();

beforeAll(async () => {
  product = await startProduct({ env: OWN });
  const given = await firstPassword(product);
  admin = new BrowserVisitor(product);
  const password = await admin.arrive('admin', given);
  people.set('admin', { visitor: admin, name: 'admin', password, id: 1 });
  for (const role of ROLES) if (role !== 'admin') people.set(role, await newcomer(role, `${role}.1`));
});

afterAll(async () => {
  await product.stop();
});

async function newcomer(role: Role, name: string) {
  const made = await admin.ask('POST', '/users', { name, fullName: `Người ${role}`, role });
  expect(made.status).toBe(201);
  const { account, password: given } = accountWithPasswordSchema.parse(made.body);
  const visitor = new BrowserVisitor(product);
  return { visitor, name, password: await visitor.arrive(name, given), id: account.id };
}

function person(role: Role) {
  const known = people.get(role);
  if (known === undefined) throw new Error(`nobody is ${role}`);
  return known;
}

async function firstPassword(started: Product): Promise<string> {
  return vi.waitUntil(() => /First account: admin, password (\S{20}) /.exec(started.output())?.[1], 5_000);
}

async function auditOf(query = '') {
  const { body } = await admin.ask('GET', `/audit${query}`);
  return page(auditSchema).parse(body).items;
}

describe('what another site wants', () => {
  it('has its line in the audit, of writes and of sockets', async () => {
    const { name, visitor } = person('staff');
    await visitor.ask('POST', '/reports', {}, { origin: 'https://evil.example' });
    // No browser hides both where it comes from and from what kind of page.
    const headers = { cookie: visitor.cookie ?? '', referer: 'https://evil.example/page' };
    const blind = await fetch(`${product.url}/api/v1/states`, { method: 'POST', headers });
    expect(blind.status).toBe(403);
    expect(await visitor.watch({ origin: 'https://evil.example' })).toBeNull();
    expect(await new BrowserVisitor(product).watch()).toBeNull();
    await vi.waitFor(async () => {
      const refused = await auditOf('?action=request.refused&limit=20');
      const told = refused.map(({ actor, target, after }) => ({ actor, target, after }));
      const foreign = { code: 'foreign_origin' };
      expect(told).toContainEqual({ actor: name, target: 'POST /api/v1/reports', after: foreign });
      expect(told).toContainEqual({ actor: name, target: 'POST /api/v1/states', after: foreign });
      expect(told).toContainEqual({ actor: name, target: 'socket', after: foreign });
      expect(told).toContainEqual({ actor: 'public', target: 'socket', after: { code: 'sign_in_needed' } });
    });
  });
});

describe('every route', () => {
  it.each(ROUTES)('%s %s is for whom it is meant', async (method, path, may) => {
    const visitors = [
      ...ROLES.map((role) => [role, person(role).visitor] as const),
      ['nobody', new BrowserVisitor(product)] as const,
    ];
    for (const [who, visitor] of visitors) {
      const { status, code } = await visitor.ask(
        method,
        path,
        method === 'GET' || method === 'DELETE' ? undefined : {},
      );
      expectDocumented(method, path, status);
      if (may[who]) expect([401, 403], `${who}: ${String(code)}`).not.toContain(status);
      else
        expect({ who, status, code }).toEqual(
          who === 'nobody' ? { who, status: 401, code: 'sign_in_needed' } : { who, status: 403, code: 'forbidden' },
        );
    }
  });

  it('but health, the description of the interface and who I am is closed to strangers', async () => {
    const stranger = new BrowserVisitor(product);
    expect((await stranger.ask('GET', '/health')).status).toBe(200);
    expect((await stranger.ask('GET', '/openapi.json')).status).toBe(200);
    expect(await stranger.ask('GET', '/session')).toMatchObject({
      status: 200,
      body: { account: null, permissions: [] },
    });
    const described = z
      .object({ paths: z.record(z.string(), z.unknown()) })
      .parse((await stranger.ask('GET', '/openapi.json')).body);
    const tried = new Set(ROUTES.map(([, path]) => path.split('?')[0]?.split('/')[1]));
    const open = ['health', 'events', 'openapi.json', 'session', 'sessions'];
    const forgotten = Object.keys(described.paths).map((path) => path.replace('/api/v1', '').split('/')[1] ?? '');
    expect(forgotten.filter((first) => !tried.has(first) && !open.includes(first))).toEqual([]);
  });
});

describe('a session', () => {
  it('is a cookie out of reach of scripts, over TLS where there is TLS, and never one that was brought', async () => {
    const visitor = new BrowserVisitor(product);
    const planted = `phu-song=${'A'.repeat(43)}`;
    visitor.cookie = planted;
    const { name, password } = person('viewer');
    await visitor.signIn(name, password);
    expect(visitor.cookie).toMatch(/^phu-song=[\w-]{43}$/);
    expect(visitor.cookie).not.toBe(planted);
    expect(visitor.setCookie).toMatch(/; Path=\/; .*HttpOnly; SameSite=Lax$/);
    expect(visitor.setCookie).not.toContain('Secure');
    const again = visitor.cookie;
    await visitor.signIn(name, password);
    expect(visitor.cookie).not.toBe(again);
    const old = new BrowserVisitor(product);
    old.cookie = again;
    expect(await old.ask('GET', '/stations')).toMatchObject({ status: 401 });
  });

  it('is listed, ended from elsewhere, and kept only as a hash', async () => {
    const { name, password, visitor } = person('viewer');
    const phone = new BrowserVisitor(product);
    await phone.signIn(name, password);
    const { body } = await visitor.ask('GET', '/sessions');
    const { items } = z.object({ items: z.array(z.object({ id: z.number(), current: z.boolean() })) }).parse(body);
    const here = items.filter(({ current }) => current);
    expect(here).toHaveLength(1);
    for (const { id, current } of items) if (!current) await visitor.ask('DELETE', `/sessions/${String(id)}`);
    expect((await phone.ask('GET', '/stations')).status).toBe(401);
    expect((await visitor.ask('GET', '/stations')).status).toBe(200);
    // Somebody else's is not there.
    expect((await admin.ask('DELETE', `/sessions/${String(here[0]?.id)}`)).status).toBe(404);
    const db = new Database(join(product.dataDir, 'phu-song.db'), { readonly: true });
    const told = JSON.stringify(db.prepare('SELECT * FROM session').all());
    db.close();
    expect(told).not.toContain(visitor.cookie?.split('=')[1]);
  });

  it('of a number in the path that is none it is said which', async () => {
    for (const [method, path] of [
      ['DELETE', '/keys/abc'],
      ['POST', '/keys/0/rotate'],
      ['POST', '/users/abc/reset'],
      ['POST', '/maintenance/1.5/end'],
    ] as const) {
      expect(await admin.ask(method, path), path).toMatchObject({
        ...{ status: 400, code: 'bad_query' },
        body: { error: { details: { parameter: 'id' } } },
      });
    }
  });

  it('needs the given password to be changed before anything else', async () => {
    const made = await admin.ask('POST', '/users', { name: 'moi', fullName: 'Người mới', role: 'staff' });
    const { password } = accountWithPasswordSchema.parse(made.body);
    const visitor = new BrowserVisitor(product);
    await visitor.signIn('moi', password);
    expect(await visitor.ask('GET', '/stations')).toMatchObject({ status: 403, code: 'password_change_needed' });
    expect(await visitor.watch()).toBeNull();
    const bad = (next: string) => visitor.ask('POST', '/session/password', { current: password, next });
    expect(await bad('ngắn quá')).toMatchObject({ status: 400, code: 'password_unfit' });
    expect(await bad(password)).toMatchObject({ code: 'password_unfit' });
    expect(await bad('moi-và-thêm-chữ')).toMatchObject({ code: 'password_unfit' });
    expect(
      await visitor.ask('POST', '/session/password', { current: 'sai rồi', next: 'một mật khẩu dài' }),
    ).toMatchObject({
      code: 'wrong_password',
    });
    expect(await bad('một mật khẩu dài')).toMatchObject({ status: 200 });
    expect(await visitor.ask('GET', '/stations')).toMatchObject({ status: 200 });
  });

  it('is not opened or used by the page of another site', async () => {
    const { name, password, visitor } = person('staff');
    const foreign = { origin: 'https://evil.example' };
    expect(await visitor.ask('POST', '/session', { name, password }, foreign)).toMatchObject({
      code: 'foreign_origin',
    });
    expect(await visitor.ask('POST', '/reports', {}, foreign)).toMatchObject({ code: 'foreign_origin' });
    expect(await visitor.ask('DELETE', '/session', undefined, { 'sec-fetch-site': 'cross-site' })).toMatchObject({
      code: 'foreign_origin',
    });
  });
});

describe('a socket', () => {
  it('is opened by who may see, from our own page only', async () => {
    const { visitor } = person('viewer');
    expect(await new BrowserVisitor(product).watch()).toBeNull();
    expect(await visitor.watch({ origin: 'https://evil.example' })).toBeNull();
    expect(await visitor.watch({})).toBeNull();
    const socket = await visitor.watch();
    expect(socket?.connected).toBe(true);
    socket?.close();
  });

  it('that polls is asked at each of its requests whose it is', async () => {
    const { visitor } = person('staff');
    const other = person('viewer').visitor;
    const own = { cookie: visitor.cookie ?? '', origin: product.url };
    const ask = (query: string, headers: Record<string, string>, body?: string) =>
      fetch(`${product.url}/socket.io/?EIO=4&transport=polling${query}`, {
        ...(body === undefined ? {} : { method: 'POST', body }),
        headers,
      });
    const opening = await (await ask('', own)).text();
    const { sid } = z.object({ sid: z.string() }).parse(JSON.parse(opening.slice(1)));
    const strangers: Record<string, string>[] = [
      {},
      { origin: product.url },
      { ...own, origin: 'https://evil.example' },
      { cookie: own.cookie },
      { ...own, cookie: other.cookie ?? '' },
    ];
    for (const headers of strangers) {
      expect((await ask(`&sid=${sid}`, headers, '40')).status).toBe(400);
      expect((await ask(`&sid=none&sid=${sid}`, headers)).status).toBe(400);
      expect(await upgradeStatus(`/socket.io/?EIO=4&transport=websocket&sid=${sid}`, headers)).toBe(400);
    }
    // To whom it belongs it goes on.
    expect((await ask(`&sid=${sid}`, own, '40')).status).toBe(200);
    expect(await (await ask(`&sid=${sid}`, own)).text()).toContain('"sid"');
  });

  it('opened before its owner signed out, or was disabled, gets nothing when it asks afterwards', async () => {
    const someone = await newcomer('viewer', 'go-cua');
    const [asksInTime, asksLate, asksLast] = [
      await someone.visitor.knock(),
      await someone.visitor.knock(),
      await someone.visitor.knock(),
    ];
    const watching = await asksInTime();
    expect(watching?.connected).toBe(true);
    await someone.visitor.ask('DELETE', '/session');
    await expectClosed(asksLate);
    await admin.ask('PATCH', `/users/${String(someone.id)}`, { disabled: true });
    await expectClosed(asksLast);
  });

  it.each([
    [
      'signs out',
      async ({ visitor }: Someone) => {
        await visitor.ask('DELETE', '/session');
      },
    ],
    [
      'is disabled',
      async ({ id }: Someone) => {
        await admin.ask('PATCH', `/users/${String(id)}`, { disabled: true });
      },
    ],
    [
      'gets another role',
      async ({ id }: Someone) => {
        await admin.ask('PATCH', `/users/${String(id)}`, { role: 'viewer' });
      },
    ],
    [
      'gets another password',
      async ({ id }: Someone) => {
        await admin.ask('POST', `/users/${String(id)}/reset`);
      },
    ],
    [
      'is disabled on the command line',
      async ({ name }: Someone) => {
        await product.cli('user', 'disable', name);
      },
    ],
  ] as const)('is closed within a second when its owner %s', async (what, does) => {
    const someone = await newcomer('staff', `dong-${String(what.length)}`);
    const stays = await person('viewer').visitor.watch();
    const socket = await someone.visitor.watch();
    if (socket === null || stays === null) throw new Error('refused');
    let begun = performance.now();
    const closed = closedAfter(socket, begun);
    await does(someone);
    begun = performance.now();
    expect(await Promise.race([closed.then(() => performance.now() - begun), late()])).toBeLessThan(1_000);
    expect(stays.connected).toBe(true);
    stays.close();
    if (what === 'gets another role')
      expect(await someone.visitor.ask('GET', '/reports')).toMatchObject({ status: 403 });
    else expect(await someone.visitor.ask('GET', '/stations')).toMatchObject({ status: 401 });
  });
});

/** The namespace may be told before the connection is closed: nothing comes over it. */
async function expectClosed(asks: () => Promise<Socket | null>): Promise<void> {
  const socket = await asks();
  if (socket === null) return;
  const heard: unknown[] = [];
  socket.onAny((...words: unknown[]) => heard.push(words));
  expect(await Promise.race([closedAfter(socket, performance.now()), late()])).toBeLessThan(1_000);
  expect(heard).toEqual([]);
}

type Someone = Awaited<ReturnType<typeof newcomer>>;

function late(): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(Infinity);
    }, 5_000);
  });
}

it('guessing a password stops after ten, whoever guesses, and the right one does not help then', async () => {
  const victim = await newcomer('viewer', 'victim');
  const tries = Array.from({ length: 1_000 }, (_, n) =>
    new BrowserVisitor(product).signIn('victim', `mật khẩu số ${String(n)}`),
  );
  const codes = (await Promise.all(tries)).map(({ code }) => code);
  expect(codes.filter((code) => code === 'wrong_sign_in').length).toBeLessThanOrEqual(10);
  expect(new Set(codes)).toEqual(new Set(['wrong_sign_in', 'too_many_sign_ins']));
  expect(await new BrowserVisitor(product).signIn('victim', victim.password)).toMatchObject({ status: 429 });
  // Who was in stays in; an administrator lets the account be tried again.
  expect((await victim.visitor.ask('GET', '/stations')).status).toBe(200);
  const refusals = (await auditOf('?action=session.refused')).filter(({ target }) => target === 'victim');
  expect(refusals.length).toBeGreaterThan(0);
  // Ten wrong ones, the account locked; how many more there were is told once a minute.
  expect(refusals.length).toBeLessThanOrEqual(12);
  // A colleague behind the same address gets in.
  const { name, password } = person('viewer');
  expect(await new BrowserVisitor(product).signIn(name, password)).toMatchObject({ status: 200 });
});

it('the last administrator stays', async () => {
  expect(await admin.ask('PATCH', '/users/1', { disabled: true })).toMatchObject({ status: 409, code: 'last_admin' });
  expect(await admin.ask('PATCH', '/users/1', { role: 'viewer' })).toMatchObject({ status: 409, code: 'last_admin' });
  expect(await admin.ask('POST', '/users', { name: 'Victim ', fullName: 'x', role: 'viewer' })).toMatchObject({
    code: 'account_name_taken',
  });
});

it('a key is made, replaced without a gap, and revoked; it never opens a page', async () => {
  const made = await admin.ask('POST', '/keys', { name: 'Viettel', operator: 'VTL' });
  const { key, secret } = keyWithSecretSchema.parse(made.body);
  const told = [{ at: new Date().toISOString(), station: await anyStation('VTL'), state: 'down' as const }];
  expect(await send(product, secret, told)).toMatchObject({ applied: 1 });
  const { key: next, secret: nextSecret } = keyWithSecretSchema.parse(
    (await admin.ask('POST', `/keys/${String(key.id)}/rotate`)).body,
  );
  expect(await send(product, secret, told)).toMatchObject({ duplicate: 1 });
  expect(await send(product, nextSecret, told)).toMatchObject({ duplicate: 1 });
  expect(await admin.ask('DELETE', `/keys/${String(key.id)}`)).toMatchObject({ status: 200 });
  await expect(send(product, secret, told)).rejects.toThrow('401');
  expect(await send(product, nextSecret, told)).toMatchObject({ duplicate: 1 });
  const lines = (await auditOf()).filter(({ target }) => target === 'Viettel');
  expect(lines.map(({ action, actor }) => [actor, action])).toEqual([
    ['admin', 'key.revoked'],
    ['admin', 'key.rotated'],
    ['admin', 'key.created'],
  ]);
  expect(JSON.stringify(lines)).not.toContain(secret);
  expect(lines[0]?.after).toBeNull();
  expect(next.prefix).toBe(nextSecret.slice(0, 9));
  const robot = new BrowserVisitor(product);
  expect(await robot.ask('GET', '/stations', undefined, { authorization: `Bearer ${nextSecret}` })).toMatchObject({
    status: 401,
  });
});

it('a key whose replacement is revoked can be replaced again, and the list says so', async () => {
  const { key } = keyWithSecretSchema.parse((await admin.ask('POST', '/keys', { name: 'rot', operator: 'VTL' })).body);
  const rotate = () => admin.ask('POST', `/keys/${String(key.id)}/rotate`);
  const replacedBy = async () => {
    const { items } = page(keySchema).parse((await admin.ask('GET', '/keys')).body);
    return items.find(({ id }) => id === key.id)?.replacedBy;
  };
  const { key: next } = keyWithSecretSchema.parse((await rotate()).body);
  expect(await replacedBy()).toBe(next.id);
  expect(await rotate()).toMatchObject({ status: 409, code: 'key_replaced' });
  expect(await admin.ask('POST', `/keys/${String(next.id)}/rotate`)).toMatchObject({
    ...{ status: 409, code: 'key_old_valid' },
    body: { error: { details: { prefixes: key.prefix } } },
  });
  await admin.ask('DELETE', `/keys/${String(next.id)}`);
  expect(await replacedBy()).toBeNull();
  expect(await rotate()).toMatchObject({ status: 201 });
});

it('an engineer sets a state by hand, with a reason, and it is an event like any other', async () => {
  const { visitor } = person('engineer');
  const station = await anyStation('MBF');
  const wish = { station, state: 'down', cause: 'power', reason: 'Trạm trưởng gọi: cháy máy nổ' };
  const asShown = async () => {
    const { state, cause } = shownSchema.parse((await visitor.ask('GET', `/stations/${station}`)).body);
    return { state, cause };
  };
  const before = await asShown();
  expect(await visitor.ask('POST', '/states', wish)).toMatchObject({ status: 200, body: { applied: 1 } });
  const { body } = await visitor.ask('GET', `/stations/${station}`);
  expect(body).toMatchObject({
    state: 'down',
    cause: 'power',
    events: [{ text: `${wish.reason} (Người engineer)`, source: 'manual' }],
  });
  expect(await visitor.ask('POST', '/states', { ...wish, station: 'KHONG-CO' })).toMatchObject({
    code: 'unknown_element',
  });
  expect(await visitor.ask('POST', '/states', { ...wish, reason: ' ' })).toMatchObject({ code: 'bad_query' });
  const line = { actor: 'engineer.1', target: station };
  expect((await auditOf('?action=state.set'))[0]).toMatchObject({ ...line, before, after: wish });
  const again = { station, state: 'up', reason: 'Trạm trưởng gọi: đã có điện' };
  expect(await visitor.ask('POST', '/states', again)).toMatchObject({ status: 200, body: { applied: 1 } });
  expect((await auditOf('?action=state.set'))[0]).toMatchObject({
    ...{ ...line, after: again },
    before: { state: 'down', cause: 'power' },
  });
  // The key that states by hand are told with is the server's own: nobody made it.
  expect((await auditOf()).filter(({ target }) => target === 'manual')).toEqual([]);
});

it('the audit is read, filtered and exported; a line that was changed or taken out is found', async () => {
  await createKey(product, 'từ dòng lệnh');
  const actor = actorOf(callerOf({})).name;
  const made = { actor, action: 'key.created', target: 'từ dòng lệnh', address: null };
  expect((await auditOf('?actor=cli'))[0]).toMatchObject(made);
  expect((await auditOf(`?actor=${encodeURIComponent(actor)}`))[0]).toMatchObject(made);
  expect(await auditOf(`?actor=cli:${'x'.repeat(60)}`)).toEqual([]);
  const csv = await admin.ask('GET', '/audit.csv?action=key.created');
  expect(String(csv.body)).toContain(`;${actor};key.created;từ dòng lệnh;`);
  const whole = await product.cli('audit', 'verify');
  const last = /^The audit is whole: \d+ lines\. The last is (\d+:[0-9a-f]{64})$/m.exec(whole)?.[1] ?? '';
  await createKey(product, 'sau đó');
  expect(await product.cli('audit', 'verify', '--since', last)).toContain('The audit is whole');
  const other = last.replace(/:.*/, `:${'0'.repeat(64)}`);
  await expect(product.cli('audit', 'verify', '--since', other)).rejects.toMatchObject({
    stdout: expect.stringContaining('The audit was changed') as unknown,
  });
  expect(await admin.ask('GET', '/system')).toMatchObject({ body: { audit: { intact: true } } });
  const refused = (await auditOf('?action=request.refused')).map(({ actor }) => actor);
  expect(refused).toContain('viewer.1');
});

/** What a request for a WebSocket is answered; 101: it is open. */
function upgradeStatus(path: string, headers: Record<string, string>): Promise<number | undefined> {
  const wish = {
    ...{ connection: 'Upgrade', upgrade: 'websocket' },
    ...{ 'sec-websocket-version': '13', 'sec-websocket-key': Buffer.alloc(16).toString('base64') },
  };
  return new Promise((resolve, reject) => {
    const asked = request(`${product.url}${path}`, { headers: { ...headers, ...wish } }, ({ statusCode }) => {
      resolve(statusCode);
    });
    asked.once('upgrade', ({ statusCode }, socket) => {
      socket.destroy();
      resolve(statusCode);
    });
    asked.once('error', reject).end();
  });
}

async function anyStation(operator: string): Promise<string> {
  const { body } = await admin.ask('GET', `/stations?operator=${operator}&state=up&limit=1`);
  return z.object({ items: z.array(z.object({ code: z.string() })) }).parse(body).items[0]?.code ?? '';
}
