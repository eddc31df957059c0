/** What Node refuses before there is a request has its line in the log all the same, and the answer Node gives. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { pino } from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { watchUnread } from '../../server/listen.ts';
import { logRequests, logUnread, type Unread } from '../../server/request-log.ts';
import { takingServer } from '../support/taking-server.ts';

const REQUEST_MS = 1_000;
const SECRET = 'bi-mat';

const unread: Unread[] = [];
const lines: string[] = [];
const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
const { server, port } = takingServer(REQUEST_MS, { log: logRequests(log) });
watchUnread(server, (one) => unread.push(one));

beforeEach(() => {
  unread.length = 0;
  lines.length = 0;
});

/** @returns what was answered until the connection was closed */
async function say(bytes: string): Promise<string> {
  const socket = connect(port(), '127.0.0.1');
  let told = '';
  socket.setEncoding('utf8').on('data', (text: string) => (told += text));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  return told;
}

const HEAD = 'POST /api/v1/taken HTTP/1.1\r\nHost: a\r\n';

it.each([
  ['what is no HTTP', `${SECRET}\r\n\r\n`, 400, /^HPE_/],
  ['a head with a broken line', `${HEAD}${SECRET}\r\n\r\n`, 400, /^HPE_/],
  ['too large a head', `${HEAD}X-Much: ${SECRET.repeat(10_000)}\r\n\r\n`, 431, /^HPE_HEADER_OVERFLOW$/],
  ['a head that never ends', `${HEAD}X-Slow: ${SECRET}`, 408, /^ERR_HTTP_REQUEST_TIMEOUT$/],
  ['what is expected in vain', `${HEAD}Expect: ${SECRET}\r\nConnection: close\r\n\r\n`, 417, /^EXPECTATION$/],
])('tells of %s', async (_, bytes, status, problem) => {
  expect(await say(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
  const told = { status, problem: expect.stringMatching(problem) as string, from: '127.0.0.1' };
  await vi.waitFor(() => {
    expect(unread).toEqual([told]);
  });
  expect(lines).toEqual([]);
});

it.each([
  ['a body that never comes', `${HEAD}Content-Length: 9\r\nContent-Type: application/json\r\n\r\n{`, 408],
  ['a request without a host', 'POST /api/v1/taken HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
])('leaves to the line of the request: %s', async (_, bytes, status) => {
  expect(await say(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
  await vi.waitFor(() => {
    expect(lines).toHaveLength(1);
  });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ path: '/api/v1/taken', status, from: '127.0.0.1' });
  expect(unread).toEqual([]);
});

it('says nothing of what is read, and of who just goes', async () => {
  expect(await say(`${HEAD}Connection: close\r\nContent-Length: 0\r\n\r\n`)).toMatch(/^HTTP\/1.1 200 /);
  const socket = connect(port(), '127.0.0.1');
  await once(socket, 'connect');
  socket.resetAndDestroy();
  await once(socket, 'close');
  expect([unread, lines]).toEqual([[], []]);
});

describe('in the log', () => {
  it('a flood of them is a line a second of each kind', () => {
    vi.useFakeTimers();
    try {
      const tell = logUnread(log);
      const bad = { status: 400, problem: 'HPE_INVALID_METHOD', from: '10.0.0.1' };
      for (let n = 0; n < 30_000; n++) {
        tell(bad);
        if (n % 10_000 === 9_999) vi.advanceTimersByTime(1_000);
      }
      tell({ ...bad, status: 408, problem: 'ERR_HTTP_REQUEST_TIMEOUT' });
      vi.advanceTimersByTime(5_000);
      tell(bad);
    } finally {
      vi.useRealTimers();
    }
    const told = lines.map((line) => JSON.parse(line) as { level: number; status: number; count?: number });
    expect(told[0]).toMatchObject({ level: 40, status: 400, from: '10.0.0.1', msg: 'request not read' });
    expect(told.map(({ status, count = 1 }) => [status, count])).toEqual([
      [400, 1],
      [400, 9_999],
      [400, 10_000],
      [400, 10_000],
      [408, 1],
      [400, 1],
    ]);
  });
});
