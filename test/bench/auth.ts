/** What it costs a request that somebody has signed in: express answers it with and without the question who may, turn by turn. */
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, createServer, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { CLI } from '../../server/accounts/audit.ts';
import { openEntrance } from '../../server/accounts/open.ts';
import { COOKIE } from '../../server/accounts/visitors.ts';
import { Access } from '../../server/api/access.ts';
import { openStore } from '../../server/store/sqlite-store.ts';
import { freePort, median } from '../support/bench-tools.ts';
import type { Line } from './run.ts';
import { WHOLE } from '../../server/contract/scope.ts';

const SESSIONS = 500;
const REQUESTS = 4_000;
const WARM_UP = 500;

export async function* bench(): AsyncIterable<Line> {
  const folder = await mkdtemp(join(tmpdir(), 'phu-song-bench-'));
  const store = openStore(join(folder, 'phu-song.db'));
  const port = await freePort();
  const { accounts, sessions, visitors, audit } = openEntrance(store, Date.now, () => null);
  const { row, password } = await accounts.create({ name: 'an', fullName: 'An', role: 'viewer', scope: WHOLE }, CLI);
  const account = await accounts.changePassword(row.id, password, `${password}-own`, CLI);
  const tokens = Array.from({ length: SESSIONS }, () =>
    sessions.begin(account, { address: '10.0.0.7', agent: 'bench' }),
  );
  const app = express();
  app.get('/open', (_request, response) => response.json({ ok: true }));
  app.get('/asked', new Access(visitors, audit).permit('see'), (_request, response) => response.json({ ok: true }));
  const http = createServer(app);
  await new Promise<void>((listening) => http.listen(port, '127.0.0.1', listening));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const cookie = `theme=dark; ${COOKIE}=${tokens[SESSIONS >> 1] ?? ''}`;
  const timed = (path: string) =>
    new Promise<number>((resolve, reject) => {
      const begin = performance.now();
      get({ host: '127.0.0.1', port, path, agent, headers: { cookie } }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${path}: ${String(answer.statusCode)}`));
        answer.resume().once('end', () => {
          resolve((performance.now() - begin) * 1_000);
        });
      }).once('error', reject);
    });
  try {
    const open: number[] = [];
    const asked: number[] = [];
    for (let n = 0; n < WARM_UP + REQUESTS; n++) {
      const [without, withIt] = [await timed('/open'), await timed('/asked')];
      if (n < WARM_UP) continue;
      open.push(without);
      asked.push(withIt);
    }
    console.error(`a request ${median(open).toFixed(0)} us, asked ${median(asked).toFixed(0)} us`);
    yield { name: 'auth.request.overhead_us', value: median(asked) - median(open), unit: 'us' };
  } finally {
    agent.destroy();
    http.close();
    store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
