/** Who sends byte by byte is closed after a while, and keeps nobody else out meanwhile. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { httpServer } from '../../server/listen.ts';
import { takingServer } from '../support/taking-server.ts';

const REQUEST_MS = 2_000;
const SENDERS = 1_000;
const HALF_A_HEAD = 'POST /api/v1/taken HTTP/1.1\r\nHost: a\r\nX-Slow: ';
const HALF_A_BODY =
  'POST /api/v1/taken HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a"';

const { port } = takingServer(REQUEST_MS);

/** A byte more every now and then. @returns after how long it was closed, ms, and what it was told */
async function sendSlowly(begin: string): Promise<{ ms: number; told: string }> {
  const socket = connect(port(), '127.0.0.1');
  let told = '';
  socket.setEncoding('utf8').on('data', (text: string) => (told += text));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(begin);
  const begun = performance.now();
  const drip = setInterval(() => socket.write('x'), 100);
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(drip);
  return { ms: performance.now() - begun, told };
}

describe('a request that never ends', () => {
  it.each([
    ['head', HALF_A_HEAD],
    ['body', HALF_A_BODY],
  ])('is closed in its %s, however it trickles', async (_, begin) => {
    const { ms, told } = await sendSlowly(begin);
    expect(ms).toBeLessThan(3 * REQUEST_MS);
    expect(told).toMatch(/^(HTTP\/1\.1 408 |HTTP\/1\.1 400 |$)/);
  });

  it('keeps nobody out, a thousand of them neither', async () => {
    const sockets: Socket[] = [];
    for (let n = 0; n < SENDERS; n++) {
      const socket = connect(port(), '127.0.0.1');
      socket.on('error', () => undefined);
      sockets.push(socket);
      await once(socket, 'connect');
      socket.write(n % 2 === 0 ? HALF_A_HEAD : HALF_A_BODY);
    }
    const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of sockets) socket.resume();
    const answer = await fetch(`http://127.0.0.1:${String(port())}/api/v1/taken`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(await answer.json()).toEqual({ taken: true });
    await Promise.all(closed);
  });
});

it('as it is started, a head has 15 s and a request 30 s, looked at every three', () => {
  const real = httpServer(() => undefined);
  expect(real).toMatchObject({ headersTimeout: 15_000, requestTimeout: 30_000 });
  expect(Reflect.get(real, 'connectionsCheckingInterval')).toBe(3_000);
});
