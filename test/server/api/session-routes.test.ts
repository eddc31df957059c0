import { createServer } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { CLI } from '../../../server/accounts/audit.ts';
import { addSessionRoutes } from '../../../server/api/session-routes.ts';
import { createApp } from '../../../server/app.ts';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { StorageError } from '../../../server/store/store.ts';
import { OUTSIDE } from '../../support/app-parts.ts';
import { BrowserVisitor } from '../../support/browser-visitor.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { gateOver } from '../../support/gate.ts';
import { WHOLE } from '../../../server/contract/scope.ts';

/** The real routes over a store whose disk can be made to refuse, behind a proxy that speaks TLS when it is told so. */
async function openDoor() {
  const store = openStore(join(dataFolder(), 'phu-song.db'));
  const disk = { isFull: false };
  const transaction = store.transaction.bind(store);
  store.transaction = (work) => {
    if (disk.isFull) throw new StorageError('SQLITE_FULL: database or disk is full');
    return transaction(work);
  };
  const gate = gateOver(store, Date.now);
  const { row, password } = await gate.accounts.create(
    { name: 'an', fullName: 'An', role: 'viewer', scope: WHOLE },
    CLI,
  );
  const router = express.Router();
  addSessionRoutes(router, gate.routes.session);
  const told: unknown[] = [];
  const app = createApp({
    ...{ api: router, ingest: express.Router() },
    ...OUTSIDE,
    trustProxy: true,
    onInternalError: (error) => told.push(error),
  });
  const http = createServer(app);
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
    store.close();
  });
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const visitor = new BrowserVisitor({ url: `http://127.0.0.1:${String(port)}` });
  return { visitor, password, account: row, disk, told, gate };
}

it('nobody is let in while the disk cannot keep it, and everybody as soon as it can', async () => {
  const { visitor, password, disk, told } = await openDoor();
  disk.isFull = true;
  expect(await visitor.signIn('an', password)).toMatchObject({ status: 503, code: 'not_saved' });
  expect(visitor.cookie).toBeNull();
  expect(told).toEqual([expect.any(StorageError)]);
  disk.isFull = false;
  expect(await visitor.signIn('an', password)).toMatchObject({ status: 200, body: { permissions: [] } });
  disk.isFull = true;
  // Who is in stays in: reading writes nothing.
  expect(await visitor.ask('GET', '/session')).toMatchObject({ body: { account: { name: 'an' } } });
});

it('the cookie goes over TLS alone where there is TLS', async () => {
  const { visitor, password } = await openDoor();
  const overTls = { 'x-forwarded-proto': 'https', origin: visitor.asCookie().url.replace('http:', 'https:') };
  await visitor.ask('POST', '/session', { name: 'an', password }, overTls);
  expect(visitor.setCookie).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
});

it.each([
  ['no JSON', 'text', 400],
  ['a list', [], 400],
  ['no password', { name: 'an' }, 400],
  ['a number for a name', { name: 7, password: 'x' }, 400],
  ['a name of a megabyte', { name: 'x'.repeat(1_000_000), password: 'x' }, 413],
  ['a prototype', JSON.parse('{"__proto__":{"role":"admin"},"name":"an","password":"x"}') as unknown, 401],
])('%s is refused with a word', async (_what, body, status) => {
  const { visitor } = await openDoor();
  expect(await visitor.ask('POST', '/session', body)).toMatchObject({ status, code: expect.any(String) as unknown });
});

it('a wrong present password is refused and stands in the audit: who, from where', async () => {
  const { visitor, password, gate } = await openDoor();
  await visitor.signIn('an', password);
  const change = (current: string) =>
    visitor.ask('POST', '/session/password', { current, next: 'một mật khẩu dài' }, { 'x-forwarded-for': '10.0.0.7' });
  expect(await change('sai')).toMatchObject({ status: 403, code: 'wrong_password' });
  expect(gate.routes.admin.audit.list({ limit: 10, action: 'session.refused' })).toMatchObject([
    { actor: 'an', target: 'an', address: '10.0.0.7', after: '{"code":"wrong_password"}' },
  ]);
  expect(await change(password)).toMatchObject({ status: 200 });
});
