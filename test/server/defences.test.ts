/** What browsers are told they may do here, and whose page may write. */
import { IncomingMessage, createServer, request } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { isForeign, originOfTiles, ownOrigin } from '../../server/defences.ts';
import { OUTSIDE } from '../support/app-parts.ts';
import { restartableStore } from '../support/data-folder.ts';
import { gateOver } from '../support/gate.ts';

const api = express.Router();
api.post('/written', (_request, response) => {
  response.json({ written: true });
});
const tileUrl = 'https://{s}.tile.example/{z}/{x}/{y}.png';
const app = createApp({ ...OUTSIDE, tileUrl, api, ingest: express.Router(), onInternalError: () => undefined });
const server = createServer(app);
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const directives = (policy: string | null) =>
  new Map((policy ?? '').split(';').map((each) => [each.trim().split(' ')[0] ?? '', each.trim().split(' ').slice(1)]));

it.each(['/assets/..%2f..%2fpackage.json', '/assets/%ff.js', '/api/v1/stations/%ff'])(
  'there is nothing at %s',
  async (path) => {
    const answer = await fetch(url + path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 'not_found' } });
  },
);

describe('every answer', () => {
  it.each(['/api/v1/openapi.json', '/api/docs', '/', '/assets/none.js'])(
    'says what a page may do: %s',
    async (path) => {
      const { headers } = await fetch(url + path);
      const policy = directives(headers.get('content-security-policy'));
      expect(policy.get('default-src')).toEqual(["'none'"]);
      expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
      expect(policy.get('base-uri')).toEqual(["'none'"]);
      for (const name of ['script-src', 'style-src', 'object-src', 'connect-src']) {
        expect(policy.get(name)?.join(' ') ?? '').not.toMatch(/unsafe|\*|http:|data:/);
      }
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  it('lets pictures come from where the tiles are', async () => {
    const { headers } = await fetch(url);
    const pictures = directives(headers.get('content-security-policy')).get('img-src');
    expect(pictures).toEqual(["'self'", 'data:', 'blob:', 'https://*.tile.example']);
    expect(originOfTiles('http://tiles.local:8080/{z}/{x}/{y}.png?key=secret')).toBe('http://tiles.local:8080');
  });
});

it('what depends on who asks is kept by nobody between us, and by a browser only to ask again', async () => {
  const { headers } = await fetch(`${url}/api/v1/written`, { method: 'POST' });
  expect(headers.get('cache-control')).toBe('private, no-cache');
  expect(headers.get('vary')?.split(', ').sort()).toEqual(['Accept-Encoding', 'Cookie']);
  expect(headers.get('strict-transport-security')).toBeNull();
});

describe('a write', () => {
  const write = (headers: Record<string, string>) => fetch(`${url}/api/v1/written`, { method: 'POST', headers });

  it('comes from our own page, or from a program', async () => {
    for (const headers of [{}, { origin: url }, { origin: url, 'sec-fetch-site': 'same-origin' }]) {
      expect((await write(headers as Record<string, string>)).status).toBe(200);
    }
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { origin: 'null' }],
    ['no address at all', { origin: 'nonsense' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['a stranger that hides its origin', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused from %s', async (_, headers: Record<string, string>) => {
    const answer = await write(headers);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { code: 'foreign_origin' } });
  });

  it('with a session says from which page it comes', async () => {
    const cookie = `tiles=a; phu-song=${'s'.repeat(43)}`;
    for (const blind of [{}, { referer: 'https://evil.example/page' }, { referer: `${url}/` }]) {
      const answer = await write({ cookie, ...blind });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ error: { code: 'foreign_origin' } });
    }
    expect((await write({ cookie, origin: url })).status).toBe(200);
    expect((await write({ cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    // A program with a key, whose proxy gave it a cookie of its own.
    expect((await write({ cookie: 'balancer=2', authorization: 'Bearer key' })).status).toBe(200);
    expect((await fetch(`${url}/api/v1/openapi.json`, { headers: { cookie } })).status).not.toBe(403);
  });

  it('of the same host over another scheme is refused, whatever somebody says whom nobody trusts', async () => {
    const origin = url.replace('http:', 'https:');
    for (const said of [{}, { 'x-forwarded-proto': 'https' }, { 'sec-fetch-site': 'same-origin' }]) {
      const answer = await write({ origin, ...said });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ error: { code: 'foreign_origin', details: { expected: url } } });
    }
    expect((await write({ origin: url, 'x-forwarded-proto': 'https' })).status).toBe(200);
  });

  it('that nobody can place is foreign', () => {
    expect(isForeign({ origin: 'https://phu-song.example' }, null)).toBe(true);
    expect(isForeign({ origin: 'null' }, ownOrigin({ protocol: 'gopher', headers: { host: 'null' } }))).toBe(true);
    expect(isForeign({ origin: 'http://undefined' }, ownOrigin({ protocol: 'http', headers: {} }))).toBe(true);
  });
});

describe('behind a proxy that speaks TLS', () => {
  const host = 'phu-song.example';
  const https = `https://${host}`;
  /** As README has nginx and Caddy pass it on. */
  const PROXIES = [
    ['nginx', { host, 'x-forwarded-for': '10.0.0.7', 'x-forwarded-proto': 'https' }],
    ['Caddy', { host, 'x-forwarded-for': '10.0.0.7', 'x-forwarded-proto': 'https', 'x-forwarded-host': host }],
    ['one that names its port', { host: `${host}:443`, 'x-forwarded-proto': 'https' }],
  ] as const;
  const behind = createServer(
    createApp({ ...OUTSIDE, trustProxy: 'loopback', api, ingest: express.Router(), onInternalError: () => undefined }),
  );
  beforeAll(() => new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve)));
  afterAll(() => behind.close());

  /** @returns the status; fetch would not let itself be told the host */
  const write = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { port } = behind.address() as AddressInfo;
      request({ port, host: '127.0.0.1', method: 'POST', path: '/api/v1/written', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .once('error', reject)
        .end();
    });

  it.each(PROXIES)('a write comes from our page over TLS and not over plain HTTP: %s', async (_, passed) => {
    expect(await write({ ...passed, origin: https })).toBe(200);
    expect(await write({ ...passed, origin: https, 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await write({ ...passed, origin: `http://${host}` })).toBe(403);
    expect(await write({ ...passed, origin: 'https://evil.example' })).toBe(403);
    // What a proxy may pass on unread.
    const said = { 'x-forwarded-host': 'evil.example' };
    expect(await write({ ...passed, ...said, origin: 'https://evil.example' })).toBe(403);
  });

  it('every page says that it is asked over TLS from now on, where it was', async () => {
    const { port } = behind.address() as AddressInfo;
    const said = async (proto: string) => {
      const { headers } = await fetch(`http://127.0.0.1:${String(port)}/`, { headers: { 'x-forwarded-proto': proto } });
      return headers.get('strict-transport-security');
    };
    expect(await said('https')).toBe('max-age=15552000');
    expect(await said('http')).toBeNull();
  });

  it('so does a socket', async () => {
    const { store } = restartableStore();
    const open = gateOver(store, Date.now, { config: readConfig({ TRUST_PROXY: 'loopback' }) });
    const closed = gateOver(store, Date.now);
    const asks = (origin: string, passed: Record<string, string>) => {
      const socket = new Socket();
      Object.defineProperty(socket, 'remoteAddress', { value: '127.0.0.1' });
      const asked = new IncomingMessage(socket);
      asked.headers = { ...passed, origin };
      return asked;
    };
    for (const [, passed] of PROXIES) {
      expect(open.mayWatch(asks(https, passed))).toBe(true);
      expect(open.mayWatch(asks(`http://${host}`, passed))).toBe(false);
      expect(open.mayWatch(asks('https://evil.example', { ...passed, 'x-forwarded-host': 'evil.example' }))).toBe(
        false,
      );
      expect(closed.mayWatch(asks(https, passed))).toBe(false);
    }
    expect(closed.mayWatch(asks(`http://${host}`, { host }))).toBe(true);
    expect(closed.mayWatch(asks(https, { host }))).toBe(false);
    await new Promise((resolve) => setImmediate(resolve));
    const [last] = store.accounts.audit({ limit: 1 });
    expect(last).toMatchObject({ action: 'request.refused', target: 'socket', address: '127.0.0.1' });
    const told = store.accounts.audit({ limit: 20 }).filter(({ address }) => address === '10.0.0.7');
    expect(told).toHaveLength(4);
  });
});
