/** The simulated operators at the other end of a real socket: what they post, and what they do when it is not taken. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { statusEventSchema } from '../../../server/contract/events.ts';
import { buildInventory } from '../../../server/inventory/build.ts';
import { loadSample } from '../../../server/inventory/load.ts';
import type { Inventory } from '../../../server/inventory/types.ts';
import { startSimulation } from '../../../server/sample/simulate.ts';
import type { Clock, Simulation } from '../../../server/sample/simulate.ts';
import { createSender } from '../../../server/sample/simulation/sender.ts';

const requestSchema = z.object({ events: z.array(statusEventSchema) });
const keys = { VTL: 'k-vtl', VNP: 'k-vnp', MBF: 'k-mbf', VNM: 'k-vnm', GTL: 'k-gtl', transport: 'k-all' };

interface Received {
  path: string;
  key: string;
  body: string;
}

/** Instead of a status: hang up without a word. */
const HANG_UP = 0;

/** Answers each request with the status `answer` gives. */
async function listen(answer: (request: Received, count: number) => number) {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const key = (request.headers.authorization ?? '').replace('Bearer ', '');
      const one = { path: request.url ?? '', key, body };
      received.push(one);
      const status = answer(one, received.length);
      if (status === HANG_UP) {
        request.socket.destroy();
        return;
      }
      const { length } = requestSchema.parse(JSON.parse(body)).events;
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(status === 503 ? { 'retry-after': '2' } : {}),
      });
      response.end(JSON.stringify(status === 200 ? accepted(length) : { error: { code: 'x', message: 'x' } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  closers.push(() => server.close());
  return { received, baseUrl: `http://127.0.0.1:${port}` };
}

const accepted = (received: number) => ({
  ...{ received, applied: received, unchanged: 0, duplicate: 0, late: 0, rejected: 0, seq: 1, rejections: [] },
});

async function readAll(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Time passes by being slept through, and only then. */
function dreamClock(): Clock & { slept: number[] } {
  let now = Date.UTC(2026, 10, 22, 4);
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
      await setImmediate();
    },
  };
}

const quiet = { info: () => undefined, warn: () => undefined };

describe('a sender', () => {
  const event = (station: string) => ({ at: '2026-11-22T04:00:00.000Z', station, state: 'up' as const });
  const senderTo = (baseUrl: string, more: Partial<Parameters<typeof createSender>[0]> = {}) => {
    const clock = dreamClock();
    const sender = createSender({
      ...{ url: `${baseUrl}/api/v1/events`, key: 'k', name: 'test', idleMs: Infinity, log: quiet },
      now: () => clock.now(),
      sleep: (ms, signal) => clock.sleep(ms, signal),
      ...more,
    });
    closers.push(() => sender.stop());
    return { sender, clock };
  };

  it('sends the same batch again after 503, 429 and a lost connection, and only then the next', async () => {
    const script = [503, 429, HANG_UP, 500, 200, 200];
    const { received, baseUrl } = await listen((_, count) => script[count - 1] ?? 200);
    const { sender, clock } = senderTo(baseUrl);
    sender.post([event('A'), event('B')]);
    sender.post([event('C')]);
    await vi.waitFor(() => expect(received).toHaveLength(6));
    expect(new Set(received.slice(0, 5).map(({ body }) => body)).size).toBe(1);
    expect(received[0]?.body).toContain('"A"');
    expect(received[5]?.body).toBe(JSON.stringify({ events: [event('C')] }));
    // Retry-After of the 503, then longer and longer.
    expect(clock.slept).toEqual([2_000, 1_000, 2_000, 4_000]);
  });

  it('does not repeat what was refused for good, and says so', async () => {
    const { received, baseUrl } = await listen((_, count) => (count === 1 ? 401 : 200));
    const warn = vi.fn();
    const { sender } = senderTo(baseUrl, { log: { ...quiet, warn } });
    sender.post([event('A')]);
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce());
    sender.post([event('B')]);
    await vi.waitFor(() => expect(received).toHaveLength(2));
    expect(received[1]?.body).toContain('"B"');
  });

  it('splits what piled up into requests of 1,000', async () => {
    const { received, baseUrl } = await listen(() => 200);
    const { sender } = senderTo(baseUrl);
    sender.post(Array.from({ length: 2_500 }, (_, n) => event(`S${n}`)));
    await vi.waitFor(() => expect(received).toHaveLength(3));
    expect(received.map(({ body }) => requestSchema.parse(JSON.parse(body)).events.length)).toEqual([
      1_000, 1_000, 500,
    ]);
  });

  it('shows with an empty request that it lives, and not when it just spoke', async () => {
    const { received, baseUrl } = await listen(() => 200);
    let now = 0;
    const { sender } = senderTo(baseUrl, { idleMs: 100, now: () => now });
    sender.tick();
    await vi.waitFor(() => expect(received).toHaveLength(1));
    expect(received[0]?.body).toBe('{"events":[]}');
    await setImmediate();
    now = 50;
    sender.tick();
    now = 150;
    await vi.waitFor(() => {
      sender.tick();
      expect(received).toHaveLength(2);
    });
  });

  it('stops while it is being refused', async () => {
    const { received, baseUrl } = await listen(() => 503);
    const { sender } = senderTo(baseUrl);
    sender.post([event('A')]);
    await vi.waitFor(() => expect(received.length).toBeGreaterThan(0));
    await sender.stop();
    const heard = received.length;
    sender.post([event('B')]);
    await setImmediate();
    expect(received).toHaveLength(heard);
  });
});

describe('the simulation', () => {
  let sample: Inventory;
  beforeAll(() => {
    sample = buildInventory(loadSample(fileURLToPath(new URL('../../../data/', import.meta.url))), '2026-11-22');
  });

  it('posts to the public route with each key what is its own, and a storm when asked', async () => {
    const { received, baseUrl } = await listen(() => 200);
    const simulation: Simulation = startSimulation({
      baseUrl,
      inventory: sample,
      keys,
      seed: 1,
      clock: dreamClock(),
      log: quiet,
    });
    closers.push(() => simulation.stop());
    const events = () =>
      received.flatMap(({ key, body }) =>
        requestSchema.parse(JSON.parse(body)).events.map((event) => ({ key, event })),
      );
    await vi.waitFor(() => expect(new Set(received.map(({ key }) => key)).size).toBe(6), 5_000);
    await vi.waitFor(() => expect(events().length).toBeGreaterThan(2_300), 5_000);
    expect(new Set(received.map(({ path }) => path))).toEqual(new Set(['/api/v1/events']));
    for (const { key, event } of events()) {
      const code = event.station ?? event.cell;
      if (code === undefined) continue;
      expect(keys[sample.stations.find((station) => code.startsWith(station.code))!.operator]).toBe(key);
    }

    const before = events().length;
    simulation.storm();
    await vi.waitFor(() => expect(events().length).toBeGreaterThan(before + 2_000), 8_000);
    await simulation.stop();
  });
});
