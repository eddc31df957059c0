/** The app on a port of its own, with one route that takes JSON: for what is sent byte by byte. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll } from 'vitest';
import { createApp } from '../../server/app.ts';
import { httpServer } from '../../server/listen.ts';
import { OUTSIDE } from './app-parts.ts';

/** Listens while the tests of the calling file run. @param requestMs as long as a request may take, ms */
export function takingServer(
  requestMs: number,
  more: Partial<Parameters<typeof createApp>[0]> = {},
): { server: Server; port: () => number } {
  const api = express.Router();
  api.post('/taken', express.json(), (_request, response) => {
    response.json({ taken: true });
  });
  const parts = { ...OUTSIDE, api, ingest: express.Router(), onInternalError: () => undefined, ...more };
  const server = httpServer(createApp(parts), requestMs);
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, port: () => (server.address() as AddressInfo).port };
}
