/** Requests nobody should send: seeded, so that what breaks breaks again. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

export interface Hostile {
  what: string;
  method: 'POST' | 'PATCH';
  path: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

const ORDER = { template: 'coverage', from: '2026-11-01', to: '2026-11-02', technologies: ['4G'], communes: ['1'] };
/** Every route that takes a body, with one it would take. */
const ROUTES: readonly (readonly [Hostile['method'], string, unknown])[] = [
  [
    'POST',
    '/events',
    { events: [{ at: '2026-11-01T00:00:00Z', station: 'V-1', state: 'down', measurements: { v: 1 } }] },
  ],
  ['POST', '/session', { name: 'nobody', password: 'x' }],
  ['POST', '/session/password', { current: 'x', next: 'một mật khẩu dài' }],
  ['POST', '/users', { name: 'ten', fullName: 'Tên', role: 'viewer', scope: { operators: ['VTL'], communes: null } }],
  ['PATCH', '/users/999', { fullName: 'Tên', disabled: true }],
  ['POST', '/users/999/reset', {}],
  ['POST', '/keys', { name: 'khoá', operator: 'VTL', freshness: 'feed' }],
  ['POST', '/keys/999/rotate', {}],
  ['POST', '/states', { station: 'V-1', state: 'down', cause: 'power', reason: 'gọi', at: '2026-11-01T00:00:00Z' }],
  [
    'POST',
    '/maintenance',
    { station: 'V-1', reason: 'thay', start: '2026-11-01T00:00:00Z', end: '2026-11-02T00:00:00Z' },
  ],
  ['PATCH', '/maintenance/1', { reason: 'thay', end: '2026-11-02T00:00:00Z' }],
  ['POST', '/maintenance/999/end', {}],
  ['POST', '/reports', { ...ORDER, format: 'csv' }],
  ['POST', '/reports/none/mail', {}],
  ['POST', '/schedules', { name: 'x', cron: '0 7 * * *', period: 'week', formats: ['pdf'], mailTo: [], order: ORDER }],
  ['PATCH', '/schedules/none', { name: 'x', cron: '* * * * * *' }],
  ['POST', '/schedules/none/run', {}],
];

const ODD: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, 2 ** 53, '', ' ', [], {}, [[]], [null], 'a'.repeat(300), 'ạ'.repeat(5_000)],
  ...[
    '\u0000',
    '\r\n{"level":60}',
    '\u001b[31m',
    '\u202e\u2066',
    '\ud800',
    'x\udfff',
    '\u0301'.repeat(3_000),
    '__proto__',
  ],
  ...["' OR 1=1 --", '${7*7}', '<script>', '../../etc/passwd', '1e400', 'NaN', '٣', 'Ａ', 'constructor', 'toString'],
  ...[
    '2026-02-30T00:00:00Z',
    '2026-11-01',
    '2026-11-01T25:00:00Z',
    '2026-W45-1',
    '20261101T000000Z',
    '+275760-09-13T00:00:00Z',
  ],
  ...[
    '2026-11-01T00:00:00',
    '2026-11-01T00:00:60Z',
    '2026-11-01T00:00:00+99:99',
    '0000-00-00T00:00:00Z',
    '1/11/2026',
    1_793_000_000,
  ],
  ...[
    { toString: 1 },
    { length: 1e9 },
    { then: 1 },
    { constructor: { prototype: { polluted: true } } },
    Array(1_000).fill('VTL'),
  ],
];
const NUMBERS = [
  'NaN',
  'Infinity',
  '-Infinity',
  '1e999',
  '-1e999',
  '0x10',
  '01',
  '.5',
  '1'.repeat(5_000),
  '9'.repeat(400),
];
const TYPES = [
  ...[
    'application/json',
    'application/x-ndjson',
    'text/plain',
    'application/json; charset=utf-16',
    'multipart/form-data',
  ],
  ...[
    'application/json; charset=utf-7',
    'application/x-www-form-urlencoded',
    'application/xml',
    '',
    'json',
    '*/*',
    ';;;',
  ],
];
const MB = 1024 * 1024;
const utf8 = (text: string) => new Uint8Array(Buffer.from(text));

type Random = () => number;

/** Puts something odd in a random place of a copy. */
function bent(value: unknown, random: Random): unknown {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  if (random() < 0.3 || typeof value !== 'object' || value === null) return pick(ODD);
  if (Array.isArray(value)) return value.map((one) => (random() < 0.6 ? bent(one, random) : (one as unknown)));
  const keys = Object.keys(value);
  const at = pick([...keys, '__proto__', 'constructor', 'thừa', '']);
  return Object.fromEntries(
    [...keys, at ?? ''].map((key) => [
      key,
      key === at ? bent(Reflect.get(value, key), random) : Reflect.get(value, key),
    ]),
  );
}

const many = (text: string, bytes: number) => text.repeat(Math.ceil(bytes / text.length));

/** Bodies that do not depend on the route. `heavy` ones have megabytes. */
const WHOLE: Record<
  string,
  { heavy?: boolean; make: () => Uint8Array<ArrayBuffer>; headers?: Record<string, string> }
> = {
  nothing: { make: () => new Uint8Array() },
  'half a body': { make: () => utf8('{"events":[{"at":"2026') },
  'deep arrays': { make: () => utf8('['.repeat(15_000)) },
  'deep objects': { make: () => utf8(`${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`) },
  'broken UTF-8': { make: () => new Uint8Array([0x22, 0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80, 0x22]) },
  prototype: {
    make: () => utf8('{"__proto__":{"role":"admin"},"constructor":{"prototype":{"x":1}},"events":[{"__proto__":[]}]}'),
  },
  'twice the same': { make: () => utf8('{"name":"a","name":{"x":1},"events":1,"events":[[]]}') },
  'a gzip of nothing': { make: () => new Uint8Array(gzipSync('')), headers: { 'content-encoding': 'gzip' } },
  'no gzip at all': { make: () => utf8('{}'), headers: { 'content-encoding': 'gzip' } },
  'a cut gzip': {
    make: () => new Uint8Array(gzipSync('{"a":1}').subarray(0, 12)),
    headers: { 'content-encoding': 'gzip' },
  },
  'another coding': { make: () => utf8('{}'), headers: { 'content-encoding': 'snappy' } },
  'two codings': {
    make: () => new Uint8Array(gzipSync(gzipSync('{}'))),
    headers: { 'content-encoding': 'gzip, gzip' },
  },
  'a small deflate': {
    make: () => new Uint8Array(deflateSync('{"events":[]}')),
    headers: { 'content-encoding': 'deflate' },
  },
  'a gzip bomb': {
    heavy: true,
    make: () => new Uint8Array(gzipSync(Buffer.alloc(60 * MB))),
    headers: { 'content-encoding': 'gzip' },
  },
  'a brotli bomb': {
    heavy: true,
    make: () => new Uint8Array(brotliCompressSync(Buffer.alloc(30 * MB, 91))),
    headers: { 'content-encoding': 'br' },
  },
  'a gzip of deep arrays': {
    heavy: true,
    make: () => new Uint8Array(gzipSync('['.repeat(3.9 * MB))),
    headers: { 'content-encoding': 'gzip' },
  },
  '5 MB': { heavy: true, make: () => utf8(`{"events":"${'x'.repeat(5 * MB)}"}`) },
  'a line of 4 MB': { heavy: true, make: () => utf8(`{"at":"${'x'.repeat(3.9 * MB)}"}`) },
  'deep arrays of 4 MB': { heavy: true, make: () => utf8('['.repeat(3.9 * MB)) },
  'a million numbers': { heavy: true, make: () => utf8(`[${many('0,', 3.9 * MB)}0]`) },
  'a million objects': { heavy: true, make: () => utf8(`{"events":[${many('{},', 3.9 * MB)}{}]}`) },
  'a million lists': { heavy: true, make: () => utf8(`{"events":[[${many('[],', 3.9 * MB)}[]]]}`) },
  'a million fields': { heavy: true, make: () => utf8(`{"events":[{${many('"":0,', 3.9 * MB)}"a":1}]}`) },
  'many names': {
    heavy: true,
    make: () => utf8(`{"events":[{${Array.from({ length: 300_000 }, (_, n) => `"${n.toString(36)}":0`).join()}}]}`),
  },
  'many measurements': {
    heavy: true,
    make: () =>
      utf8(`{"events":[{"measurements":{${Array.from({ length: 250_000 }, (_, n) => `"m${String(n)}":0`).join()}}}]}`),
  },
  'a million empty lines': {
    heavy: true,
    make: () => utf8('\n'.repeat(3.9 * MB)),
    headers: { 'content-type': 'application/x-ndjson' },
  },
  'lines of rubbish': {
    heavy: true,
    make: () => utf8('x\n'.repeat(1.9 * MB)),
    headers: { 'content-type': 'application/x-ndjson' },
  },
  'thousands of unknown elements': {
    heavy: true,
    make: () =>
      utf8(
        `[${Array.from({ length: 5_000 }, (_, n) => `{"at":"2026-11-01T00:00:00Z","station":"X-${String(n)}","state":"up"}`).join()}]`,
      ),
  },
  'thousands of lines that are no JSON': {
    heavy: true,
    make: () => utf8('x\n'.repeat(5_000)),
    headers: { 'content-type': 'application/x-ndjson' },
  },
  'quotes and backslashes': { heavy: true, make: () => utf8(`["${'\\"'.repeat(1.9 * MB)}"]`) },
};
const SMALL = Object.keys(WHOLE).filter((name) => WHOLE[name]?.heavy !== true);
/** The large ones; `hostile` sends each of them first. */
export const HEAVY = Object.keys(WHOLE).filter((name) => WHOLE[name]?.heavy === true);
const made = new Map<string, Uint8Array<ArrayBuffer>>();

/** Each heavy one first, at the route of events; then a mixture, of which one in fifty is heavy. */
export function hostile(n: number, random: Random): Hostile {
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const [method, path, wanted] = n < HEAVY.length ? (ROUTES[0] as (typeof ROUTES)[number]) : pick(ROUTES);
  const type = random() < 0.6 ? 'application/json' : pick(TYPES);
  const dice = random();
  const name = HEAVY[n] ?? (dice < 0.02 ? pick(HEAVY) : dice < 0.25 ? pick(SMALL) : null);
  if (name !== null) {
    const { make, headers = {} } = WHOLE[name] ?? { make: () => new Uint8Array() };
    const body = made.get(name) ?? make();
    made.set(name, body);
    return { what: name, method, path, headers: { 'content-type': type, ...headers }, body };
  }
  let text = JSON.stringify(bent(wanted, random)) as string | undefined;
  if (random() < 0.2) text = text?.replace(/:("[^"]*"|\d+)/, `:${pick(NUMBERS)}`);
  if (random() < 0.1) text = text?.replace(/"[^"]{3,}"/, '"\\ud800\\u0000"');
  return { what: 'bent', method, path, headers: { 'content-type': type }, body: utf8(text ?? 'undefined') };
}
