/** Floods are turned away cheaply; people are not. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { Rates } from '../../../server/api/rates.ts';
import { createApp } from '../../../server/app.ts';
import { OUTSIDE } from '../../support/app-parts.ts';

/** Whoever brings a cookie has signed in, under the name in it. */
async function openRates(strangersWrites: number, heavyReads: number) {
  const signedIn = ({ cookie }: IncomingHttpHeaders) => (cookie === undefined ? null : { account: { name: cookie } });
  const rates = new Rates({ signedIn }, { strangersWrites, heavyReads });
  const api = express.Router();
  api.use(rates.limit);
  api.all('/{*path}', (_request, response) => {
    response.json({ taken: true });
  });
  const parts = { ...OUTSIDE, api, ingest: express.Router(), trustProxy: 1, onInternalError: () => undefined };
  const server = createServer(createApp(parts));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/v1`;
  return async (method: string, path: string, who: { cookie?: string; from?: string } = {}) => {
    const headers = { ...(who.cookie && { cookie: who.cookie }), 'x-forwarded-for': who.from ?? '10.0.0.1' };
    const answer = await fetch(url + path, { method, headers });
    await answer.text();
    return { status: answer.status, wait: answer.headers.get('retry-after') };
  };
}

const TAKEN = { status: 200, wait: null };

it('strangers may write so often a minute, each place for itself, and are told when to come again', async () => {
  const ask = await openRates(3, 100);
  for (let n = 0; n < 3; n++) expect(await ask('POST', '/states')).toEqual(TAKEN);
  const stopped = await ask('POST', '/states');
  expect(stopped.status).toBe(429);
  expect(Number(stopped.wait)).toBeGreaterThan(50);
  expect(Number(stopped.wait)).toBeLessThanOrEqual(60);
  expect(await ask('DELETE', '/reports/1')).toMatchObject({ status: 429 });
  expect(await ask('POST', '/states', { from: '10.0.0.2' })).toEqual(TAKEN);
  // Signing in counts for itself.
  expect(await ask('POST', '/session')).toEqual(TAKEN);
  // Whoever has signed in, and whoever only reads, is not held up by a neighbour.
  expect(await ask('POST', '/states', { cookie: 'an' })).toEqual(TAKEN);
  expect(await ask('GET', '/stations')).toEqual(TAKEN);
});

it('what takes long is counted for a person or a place; the rest is not', async () => {
  const ask = await openRates(100, 10);
  for (let n = 0; n < 5; n++) expect(await ask('GET', '/snapshot?at=2026-11-01T00:00:00Z')).toEqual(TAKEN);
  expect(await ask('GET', '/reports/coverage.csv')).toEqual(TAKEN);
  for (const path of ['/replay?from=x', '/snapshot?at=x', '/reports/outages.json'])
    expect(await ask('GET', path), path).toMatchObject({ status: 429 });
  for (const path of ['/snapshot', '/reports', '/reports/settings', '/replay/activity'])
    expect(await ask('GET', path), path).toEqual(TAKEN);
  expect(await ask('GET', '/replay', { cookie: 'an' })).toEqual(TAKEN);
  expect(await ask('GET', '/replay', { from: '10.0.0.2' })).toEqual(TAKEN);
});
