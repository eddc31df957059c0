import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { logRequests } from '../../server/request-log.ts';

it('writes one line of JSON a request, without queries, keys and line breaks', async () => {
  const lines: string[] = [];
  const app = express();
  app.use(logRequests(pino({ level: 'debug' }, { write: (line) => void lines.push(line) })));
  app.get('/refused', (_request, response) => {
    response.status(403).end();
  });
  app.get('/{*path}', (_request, response) => {
    response.status(204).end();
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const headers = { authorization: 'Bearer ps_secret', cookie: 'session=secret' };
  await fetch(`http://127.0.0.1:${port}/a%0A{"level":60}?token=secret`, { headers });
  await fetch(`http://127.0.0.1:${port}/${'x'.repeat(5_000)}`);
  await fetch(`http://127.0.0.1:${port}/refused`);
  await new Promise((resolve) => server.close(resolve));
  expect(lines).toHaveLength(3);
  const [refused = ''] = lines.splice(2);
  expect(JSON.parse(refused)).toMatchObject({ level: 30, path: '/refused', status: 403 });
  for (const line of lines) {
    expect(line.trimEnd()).not.toContain('\n');
    expect(line).not.toContain('secret');
    expect(line.length).toBeLessThan(500);
    expect(JSON.parse(line)).toMatchObject({
      level: 20,
      method: 'GET',
      status: 204,
      from: '127.0.0.1',
      msg: 'request',
    });
  }
});
