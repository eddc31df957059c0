import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import express from 'express';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { CLI } from '../../../server/accounts/audit.ts';
import { Keys } from '../../../server/accounts/keys.ts';
import { createApp } from '../../../server/app.ts';
import { ingestAnswerSchema } from '../../../server/contract/events.ts';
import type { OperatorCode } from '../../../server/contract/terms.ts';
import { FeedHealth } from '../../../server/ingest/feed-health.ts';
import { createIngest } from '../../../server/ingest/http.ts';
import { StorageError } from '../../../server/store/store.ts';
import { BEGIN, liveWorld, type LiveWorld } from '../../support/live-world.ts';
import { MINUTE } from '../../support/store-rows.ts';
import { OUTSIDE } from '../../support/app-parts.ts';

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

interface Answer {
  status: number;
  /** Code of the error, or undefined. */
  code: string | undefined;
  /** Of a 200. */
  taken: z.infer<typeof ingestAnswerSchema> | undefined;
  headers: Headers;
}

interface Door extends LiveWorld {
  keys: Keys;
  health: FeedHealth;
  key(operator: OperatorCode | null): string;
  /** `authorization` undefined: an unscoped key. */
  post(body: BodyInit, headers?: Record<string, string>): Promise<Answer>;
  internalErrors: unknown[];
  /** Of keys. */
  refusals: unknown[];
}

/** The real door before the real pipeline. */
async function openDoor(): Promise<Door> {
  const live = liveWorld();
  const clock = () => live.clock.now;
  const keys = new Keys(live.store, clock);
  const health = new FeedHealth();
  const internalErrors: unknown[] = [];
  const refusals: unknown[] = [];
  const ingest = createIngest(
    {
      authenticate: (authorization) => keys.authenticate(authorization),
      open: () => live.pipeline.open(),
      present: () => live.world,
      submit: (submission) => live.pipeline.submit(submission),
      health,
      clock,
    },
    {
      key: (_request, refusal) => {
        refusals.push(refusal);
        return Promise.resolve();
      },
      foreign: (_request, { prefix }, elements) => {
        refusals.push({ prefix, elements });
        return Promise.resolve();
      },
    },
  );
  const onInternalError = (error: unknown) => internalErrors.push(error);
  const server = createServer(createApp({ ingest, api: express.Router(), ...OUTSIDE, onInternalError }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  let made = 0;
  const key = (operator: OperatorCode | null) =>
    keys.create({ name: `key ${String(++made)}`, operator, freshness: 'station' }, CLI).secret;
  const unscoped = key(null);
  return {
    ...{ ...live, keys, health, key, internalErrors, refusals },
    async post(body, headers = {}) {
      const all = { authorization: `Bearer ${unscoped}`, 'content-type': 'application/json', ...headers };
      const response = await fetch(`http://127.0.0.1:${String(port)}/api/v1/events`, {
        method: 'POST',
        headers: all,
        body,
      });
      const json: unknown = await response.json();
      const { status } = response;
      const code = status === 200 ? undefined : errorSchema.parse(json).error.code;
      const taken = status === 200 ? ingestAnswerSchema.parse(json) : undefined;
      return { status, code, taken, headers: response.headers };
    },
  };
}

const at = new Date(BEGIN).toISOString();
const down = (more: object) => ({ at, state: 'down', ...more });
const body = (...events: unknown[]) => JSON.stringify({ events });
/** What became of each event: its rejection's code, or `taken`. */
async function fates(door: Door, events: unknown[], headers?: Record<string, string>): Promise<string[]> {
  const { status, taken } = await door.post(JSON.stringify({ events }), headers);
  expect(status).toBe(200);
  expect(taken?.received).toBe(events.length);
  return events.map((_, place) => taken?.rejections.find(({ index }) => index === place)?.code ?? 'taken');
}

describe('a body', () => {
  it('is taken as an object, a bare array, and as lines', async () => {
    const door = await openDoor();
    const event = down({ station: 'S-1' });
    expect(await door.post(body(event))).toMatchObject({ status: 200, taken: { received: 1, applied: 1 } });
    expect(await door.post(JSON.stringify([event]))).toMatchObject({ status: 200, taken: { duplicate: 1 } });
    const lines = `${JSON.stringify(event)}\r\n\n${JSON.stringify(down({ station: 'S-2' }))}`;
    const ndjson = { 'content-type': 'application/x-ndjson; charset=utf-8' };
    expect(await door.post(lines, ndjson)).toMatchObject({ taken: { received: 2, duplicate: 1, applied: 1 } });
  });

  it('may be empty of events', async () => {
    const door = await openDoor();
    expect(await door.post(body())).toMatchObject({ status: 200, taken: { received: 0, rejections: [] } });
    expect(await door.post('', { 'content-type': 'application/x-ndjson' })).toMatchObject({ status: 200 });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"events":[}'],
    ['a number', '1e999'],
    ['null', 'null'],
    ['a text', '"events"'],
    ['no list', '{"events":{"length":1}}'],
    ['another list', '{"Events":[]}'],
    ['NaN', '{"events":[NaN]}'],
    ['100,000 brackets', '['.repeat(100_000)],
    ['no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe])],
    ['UTF-16', new Uint8Array(Buffer.from('\ufeff[]', 'utf16le'))],
  ])('of %s is unreadable', async (_name, hostile) => {
    const door = await openDoor();
    expect(await door.post(hostile)).toMatchObject({ status: 400, code: 'unreadable_body' });
    expect(door.committed).toEqual([]);
  });

  it('is opened when it is packed, and refused when what was packed is no gzip or opens too wide', async () => {
    const door = await openDoor();
    const gzip = { 'content-encoding': 'gzip' };
    expect(await door.post(gzipSync(body(down({ station: 'S-1' }))), gzip)).toMatchObject({ taken: { applied: 1 } });
    expect(await door.post('{"events":[]}', gzip)).toMatchObject({ status: 400 });
    expect(await door.post(gzipSync(Buffer.alloc(50_000_000)), gzip)).toMatchObject({ code: 'body_too_large' });
    expect(await door.post('x', { 'content-encoding': 'snappy' })).toMatchObject({ status: 415 });
  });

  it('is refused whole above 4 MB or 5,000 events', async () => {
    const door = await openDoor();
    expect(await door.post(' '.repeat(5_000_000))).toMatchObject({ status: 413, code: 'body_too_large' });
    const event = down({ station: 'S-1' });
    const tooMany = Array.from({ length: 5_001 }, () => event);
    expect(await door.post(body(...tooMany))).toMatchObject({ status: 413, code: 'too_many_events' });
    const lines = tooMany.map((one) => JSON.stringify(one)).join('\n');
    const ndjson = { 'content-type': 'application/x-ndjson' };
    expect(await door.post(lines, ndjson)).toMatchObject({ status: 413, code: 'too_many_events' });
    expect(door.committed).toEqual([]);
    expect(await door.post(body(...tooMany.slice(1)))).toMatchObject({ taken: { received: 5_000, applied: 1 } });
  });

  it('of lines loses a bad line alone', async () => {
    const door = await openDoor();
    const good = (station: string) => JSON.stringify(down({ station }));
    const lines = [good('S-1'), '{"at":', good('S-2'), 'null', '['.repeat(100_000), good('S-3')].join('\n');
    const { taken } = await door.post(lines, { 'content-type': 'application/x-ndjson' });
    expect(taken).toMatchObject({ received: 6, applied: 3, rejected: 3 });
    expect(taken?.rejections.map(({ index }) => index)).toEqual([1, 3, 4]);
  });
});

describe('an event', () => {
  it('of a wrong shape is rejected and its neighbours are taken', async () => {
    const door = await openDoor();
    const hostile: unknown[] = [
      null,
      7,
      'S-1',
      [],
      {},
      { __proto__: null },
      down({ station: 1 }),
      down({ station: '' }),
      down({ station: 'S'.repeat(65) }),
      down({ station: ['S-1'] }),
      { at, station: 'S-1' },
      { at, station: 'S-1', state: 'DOWN' },
      { at, station: 'S-1', state: 2 },
      { at, station: 'S-1', state: 'toString' },
      down({ station: 'S-1', cause: 'rats' }),
      down({ station: 'S-1', technology: '6G' }),
      down({ station: 'S-1', text: 'x'.repeat(501) }),
      down({ station: 'S-1', measurements: { load: 'NaN' } }),
      down({ station: 'S-1', measurements: { load: null } }),
      down({ station: 'S-1', measurements: [1] }),
      down({ station: 'S-1', id: 5 }),
    ];
    const codes = await fates(door, [down({ station: 'S-2' }), ...hostile, down({ station: 'S-3' })]);
    expect(codes.slice(1, -1).filter((code) => code !== 'invalid_event' && code !== 'bad_time')).toEqual([]);
    expect([codes[0], codes.at(-1)]).toEqual(['taken', 'taken']);
    expect(door.internalErrors).toEqual([]);
  });

  it('poisons no prototype', async () => {
    const door = await openDoor();
    const event = `{"at":"${at}","state":"down","station":"S-1","__proto__":{"cause":"power","polluted":1},"measurements":{"__proto__":1,"constructor":2}}`;
    const { status } = await door.post(`{"events":[${event}],"__proto__":{"polluted":1}}`);
    expect(status).toBe(200);
    expect({}).not.toHaveProperty('polluted');
    expect(await fates(door, [down({ station: '__proto__' }), down({ link: 'constructor' })])).toEqual([
      'unknown_element',
      'unknown_element',
    ]);
  });

  it('carries a zone in its time', async () => {
    const door = await openDoor();
    const times = [
      '2026-11-23T11:00:00+07:00',
      '2026-11-23T04:00:00.123Z',
      '2026-11-23T11:00:00',
      '2026-11-23',
      '23/11/2026 11:00:00',
      1_790_000_000_000,
      'Mon, 23 Nov 2026 04:00:00 GMT',
      '2026-02-30T11:00:00Z',
      '2026-11-23T25:00:00Z',
      '1970-01-01T00:00:00Z',
      'NaN',
      null,
    ];
    const codes = await fates(
      door,
      times.map((time) => ({ at: time, state: 'up', station: 'S-1' })),
    );
    const fateOf = (time: unknown) => (time === '1970-01-01T00:00:00Z' ? 'ancient_event' : 'bad_time');
    expect(codes).toEqual(['taken', 'taken', ...times.slice(2).map(fateOf)]);
  });

  it('is no more than 5 minutes ahead of our clock', async () => {
    const door = await openDoor();
    const ahead = (ms: number) => ({ at: new Date(BEGIN + ms).toISOString(), state: 'down', station: 'S-1' });
    expect(await fates(door, [ahead(5 * MINUTE), ahead(5 * MINUTE + 1)])).toEqual(['taken', 'future_event']);
  });

  it('names exactly one element, and a technology only with a station that has it', async () => {
    const door = await openDoor();
    const named = [
      down({}),
      down({ station: 'S-1', link: 'T-1' }),
      down({ cell: 'S-1-A', node: 'LOI' }),
      down({ link: 'T-1', technology: '4G' }),
      down({ cell: 'S-1-A', technology: '4G' }),
      down({ station: 'S-1', technology: '5G' }),
      down({ station: 'S-9' }),
      down({ node: 'S-1' }),
    ];
    expect(await fates(door, named)).toEqual([
      ...named.slice(0, 5).map(() => 'invalid_event'),
      ...named.slice(5).map(() => 'unknown_element'),
    ]);
    const good = [
      { station: 'S-1' },
      { station: 'S-1', technology: '4G' },
      { cell: 'S-1-A' },
      { link: 'T-1' },
      { node: 'LOI' },
    ];
    expect(await fates(door, good.map(down))).toEqual(good.map(() => 'taken'));
  });

  it('is about an element of the key’s operator; shared ones need a key for everybody', async () => {
    const door = await openDoor();
    const headers = { authorization: `Bearer ${door.key('VTL')}` };
    const events = [
      { station: 'S-1' },
      { cell: 'S-2-A' },
      { link: 'T-2' },
      { station: 'S-3' },
      { station: 'S-4', technology: '4G' },
      { cell: 'S-3-A' },
      { link: 'T-1' },
      { node: 'V-1' },
      { node: 'LOI' },
    ].map(down);
    expect(await fates(door, events, headers)).toEqual([
      ...events.slice(0, 3).map(() => 'taken'),
      ...events.slice(3).map(() => 'foreign_element'),
    ]);
  });
});

describe('a key', () => {
  it.each(['', 'Bearer', 'Basic abc', 'Bearer a b'])('that is missing (%j) is asked for', async (authorization) => {
    const door = await openDoor();
    const answer = await door.post(body(), { authorization });
    expect(answer).toMatchObject({ status: 401, code: 'missing_key' });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(door.refusals).toMatchObject([{ code: 'missing_key' }]);
  });

  it('that is not known or was revoked is refused', async () => {
    const door = await openDoor();
    const secret = door.key('VTL');
    const headers = { authorization: `Bearer ${secret}` };
    expect(await door.post(body(), headers)).toMatchObject({ status: 200 });
    expect(await door.post(body(), { authorization: `Bearer ${secret}x` })).toMatchObject({ code: 'unknown_key' });
    door.keys.revoke(door.keys.meantBy('key 2'), CLI);
    expect(await door.post(body(), headers)).toMatchObject({ status: 401, code: 'revoked_key' });
  });

  it('is counted by what it sent and how much of it was refused', async () => {
    const door = await openDoor();
    await door.post(body(down({ station: 'S-1' }), {}, down({ station: 'S-9' })));
    const [row] = door.store.keys();
    expect(row).toMatchObject({ received: 3, refused: 2, lastHeardAt: BEGIN });
    expect(door.health.lastRefusal(row?.id ?? -1)).toEqual({
      ...{ code: 'unknown_element', at: BEGIN },
      message: {
        vi: 'Không có phần tử “S-9” trong hệ thống',
        en: 'There is no element "S-9" in the inventory',
      },
    });
    await door.post(body({ ...down({ station: 'S-1' }), state: 'broken' }));
    const last = door.health.lastRefusal(row?.id ?? -1)?.message;
    expect(last?.vi).toMatch(/^Sự kiện không hợp lệ ở “state”: (?!Invalid)/);
    expect(last?.en).toMatch(/^The event is not valid at "state": Invalid/);
  });
});

it('answers 503 with Retry-After when the disk refuses', async () => {
  const door = await openDoor();
  vi.spyOn(door.store, 'addReport').mockImplementationOnce(() => {
    throw new StorageError('SQLITE_FULL');
  });
  const answer = await door.post(body(down({ station: 'S-1' })));
  expect(answer).toMatchObject({ status: 503, code: 'not_saved' });
  expect(answer.headers.get('retry-after')).not.toBeNull();
  expect(await door.post(body(down({ station: 'S-1' })))).toMatchObject({ taken: { applied: 1 } });
});

it('never fails by itself, whatever is sent', async () => {
  const door = await openDoor();
  const field = fc.constantFrom(
    'at',
    'station',
    'technology',
    'cell',
    'link',
    'node',
    'state',
    'cause',
    'measurements',
  );
  const value = fc.oneof(
    fc.constantFrom(at, 'S-1', 'S-1-A', 'T-1', 'LOI', '4G', 'down', 'up', 'power'),
    fc.jsonValue(),
  );
  const event = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(field, value),
    fc.dictionary(field, value).map((more) => down({ station: 'S-1', ...more })),
  );
  const sent = fc.oneof(
    fc.array(event, { maxLength: 5 }).map((events) => ({ text: body(...events), type: 'application/json' })),
    fc.array(event, { maxLength: 5 }).map((events) => ({
      text: events.map((one) => JSON.stringify(one)).join('\n'),
      type: 'application/x-ndjson',
    })),
    fc.string().map((text) => ({ text, type: 'application/json' })),
  );
  await fc.assert(
    fc.asyncProperty(sent, async ({ text, type }) => {
      const { status, taken } = await door.post(text, { 'content-type': type });
      expect([200, 400]).toContain(status);
      if (taken) {
        const { received, applied, unchanged, duplicate, late, rejected } = taken;
        expect(applied + unchanged + duplicate + late + rejected).toBe(received);
      }
    }),
    { numRuns: 150 },
  );
  expect(door.internalErrors).toEqual([]);
});

describe('what would hold up everybody', () => {
  it('refuses more measurements than an element has, without looking at each of them', async () => {
    const door = await openDoor();
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`m${n}`, n]));
    const few = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`m${n}`, n]));
    const at = new Date(BEGIN).toISOString();
    const told = [many, few].map((measurements) => ({ at, station: 'S-1', state: 'down', measurements }));
    const { taken } = await door.post(JSON.stringify(told));
    expect(taken).toMatchObject({ applied: 1, rejected: 1 });
    expect(taken?.rejections[0]).toMatchObject({ index: 0, code: 'invalid_event' });
    expect(taken?.rejections[0]?.message).toContain('measurements');
  });

  it('takes what is nested deeper than any message for unreadable, but not brackets in a text', async () => {
    const door = await openDoor();
    expect(await door.post('['.repeat(2_000_000))).toMatchObject({ status: 400, code: 'unreadable_body' });
    const text = '[{['.repeat(100) + '\\"';
    const event = { at: new Date(BEGIN).toISOString(), station: 'S-1', state: 'down', text };
    expect((await door.post(JSON.stringify([event]))).taken).toMatchObject({ applied: 1 });
  });

  it('keeps who comes with events waiting while the network is edited, and finds targets in the new one', async () => {
    const door = await openDoor();
    const order: string[] = [];
    const editing = door.pipeline.exclusively(() => order.push('edited'));
    const event = { at: new Date(BEGIN).toISOString(), station: 'S-1', state: 'down' };
    const sent = door.post(JSON.stringify([event])).then(({ taken }) => order.push(`taken ${String(taken?.applied)}`));
    await Promise.all([editing, sent]);
    expect(order).toEqual(['edited', 'taken 1']);
  });
});

it('reads every way to write a moment with a zone', async () => {
  const door = await openDoor();
  const minute = new Date(BEGIN).toISOString().slice(0, 16);
  const ways = [
    `${minute}Z`,
    `${minute}:01Z`,
    `${minute}:02+00`,
    `${minute}:03+0000`,
    `${minute}:04+00:00`,
    `${minute}+00`,
  ];
  const events = ways.map((at) => ({ at, station: 'S-1', state: 'down' }));
  const { taken } = await door.post(JSON.stringify(events));
  expect(taken).toMatchObject({ received: 6, rejected: 0, duplicate: 1 });
  const old = await door.post(JSON.stringify([{ at: '1992-12-31T00:00:00Z', station: 'S-1', state: 'up' }]));
  expect(old.taken?.rejections[0]).toMatchObject({ code: 'ancient_event' });
});
