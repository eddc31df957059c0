/** What browsers are told they may do here, and whose page may write. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { isForeign, originOfTiles } from '../../server/defences.ts';
import { OUTSIDE } from '../support/app-parts.ts';

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

  it('is told by the host that was asked for, whatever the scheme in front', () => {
    expect(isForeign({ origin: 'https://phu-song.example' }, 'phu-song.example')).toBe(false);
    expect(isForeign({ origin: 'https://phu-song.example' }, undefined)).toBe(true);
  });
});
