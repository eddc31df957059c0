/** The disk is full, read-only, or held by somebody else: nothing is acknowledged, everybody is told why, and it goes on without a restart. */
import Database from 'better-sqlite3';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import type { StatusEventBody } from '../../server/contract/events.ts';
import { AILMENTS } from '../support/ailments.ts';
import { BrowserVisitor } from '../support/browser-visitor.ts';
import { bundleProgram } from '../support/own-program.ts';
import { createKey, startProduct, type Product } from '../support/product.ts';
import { importSmallNetwork, OWN_STATIONS } from '../support/own-network.ts';

const FIRST_PASSWORD = 'mật khẩu đầu tiên';
const ENV = { SIMULATE: 'off', SAMPLE: 'off', LOG_LEVEL: 'error', ADMIN_PASSWORD: FIRST_PASSWORD };
const BEGIN = Date.now() - 86_400_000;
const DAY = new Date(BEGIN).toISOString().slice(0, 10);
/** The sign of life every ten seconds finds out for itself. */
const FINDS_OUT = { timeout: 20_000, interval: 100 };

let program: Awaited<ReturnType<typeof bundleProgram>>;
let product: Product;
let admin: BrowserVisitor;
let key: string;
let told = 0;
let acknowledged = 0;

beforeAll(async () => {
  program = await bundleProgram('test/support/ailing-server.ts');
  product = await startProduct({ program: program.file, env: ENV });
  await importSmallNetwork(product);
  key = await createKey(product, 'Viettel', '--operator', 'VTL');
  admin = new BrowserVisitor(product);
  await admin.arrive('admin', FIRST_PASSWORD);
}, 120_000);

afterAll(async () => {
  await product.stop();
  await program.remove();
});

/** @param nth the signal that brings it */
async function befall(nth: number): Promise<void> {
  process.kill(product.pid, 'SIGUSR2');
  await vi.waitUntil(() => product.output().includes(`now ${String(nth)}: ${AILMENTS[nth - 1] ?? ''}`), 5_000);
}

function batch(size: number): StatusEventBody[] {
  return Array.from({ length: size }, (_, n) => ({
    at: new Date(BEGIN + told + n).toISOString(),
    station: `V-${String((told + n) % OWN_STATIONS)}`,
    state: Math.floor((told + n) / OWN_STATIONS) % 2 === 0 ? ('down' as const) : ('up' as const),
  }));
}

async function post(events: StatusEventBody[], more: Record<string, string> = {}) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more };
  const body = JSON.stringify({ events });
  const answer = await fetch(`${product.url}/api/v1/events`, { method: 'POST', headers, body });
  if (answer.status === 200) {
    told += events.length;
    acknowledged += events.length;
  }
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: await answer.json() };
}

/** What each is called, in both languages, with what to do. */
const TOLD = {
  full: [/the disk is full, make room/, /đĩa đã đầy, hãy dọn chỗ/],
  'read-only': [/is read-only, let the server write/, /chỉ cho đọc, hãy cho máy chủ ghi lại/],
  locked: [/another program holds the database, close it/, /chương trình khác đang giữ tệp dữ liệu, hãy đóng/],
} as const;

function refusal(reason: keyof typeof TOLD, vietnamese = false) {
  const message = expect.stringMatching(TOLD[reason][vietnamese ? 1 : 0]) as string;
  return {
    status: 503,
    retryAfter: expect.stringMatching(/^\d+$/) as string,
    body: { error: { code: 'not_saved', message, details: { reason } } },
  };
}

/** To whom it is told in Vietnamese, and never in the words of the database. */
async function refusesVietnamese(reason: keyof typeof TOLD): Promise<void> {
  const answer = await post(batch(400), { 'accept-language': 'vi' });
  expect(answer).toMatchObject(refusal(reason, true));
  expect(JSON.stringify(answer)).not.toMatch(/sql|database is|constraint/i);
}

async function ready() {
  const answer = await fetch(`${product.url}/api/v1/health/ready`);
  return { status: answer.status, body: (await answer.json()) as unknown };
}

function notReady(reason: keyof typeof TOLD) {
  const message = expect.stringMatching(TOLD[reason][0]) as string;
  return { status: 503, body: { ready: false, reasons: [{ code: 'not_saved', reason, message }] } };
}

const READY = { status: 200, body: { ready: true, reasons: [] } };

/** Each changes something; a refusal must leave nothing of it. */
const WRITES = [
  ['POST', '/users', { name: 'moi', fullName: 'Người mới', role: 'viewer' }],
  ['PATCH', '/users/1', { fullName: 'Tên khác' }],
  ['POST', '/users/1/reset', {}],
  ['POST', '/keys', { name: 'khoá mới' }],
  ['POST', '/keys/1/rotate', {}],
  ['DELETE', '/keys/1', undefined],
  ['POST', '/maintenance', { station: 'V-1', reason: 'thay máy', start: soon(1), end: soon(2) }],
  ['POST', '/states', { station: 'V-1', state: 'down', reason: 'gọi từ trạm' }],
  ['POST', '/reports', { template: 'bulletin', format: 'csv', from: DAY, to: DAY }],
  ['POST', '/system/backup', {}],
  ['DELETE', '/session', undefined],
] as const;

function soon(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

function keptOf() {
  const db = new Database(join(product.dataDir, 'phu-song.db'), { readonly: true });
  try {
    const all = (table: string) => db.prepare(`SELECT * FROM ${table}`).all();
    return { account: all('account'), maintenance: all('maintenance'), audit: all('audit'), session: all('session') };
  } finally {
    db.close();
  }
}

async function refusesEveryWrite(): Promise<void> {
  const before = keptOf();
  for (const [method, path, body] of WRITES) {
    const { status, code } = await admin.ask(method, path, body);
    expect({ method, path, status, code }).toEqual({ method, path, status: 503, code: 'not_saved' });
  }
  expect(keptOf()).toEqual(before);
  expect(leftCopies()).toEqual([]);
}

/** Copies that were made and never handed out. */
function leftCopies(): string[] {
  return readdirSync(product.dataDir).filter((name) => name.startsWith('backup-'));
}

/** What was acknowledged is what there is. */
function expectAllKept(): void {
  const db = new Database(join(product.dataDir, 'phu-song.db'), { readonly: true });
  const lines = Number(db.prepare('SELECT count(*) FROM journal').pluck().get());
  expect(db.prepare('PRAGMA integrity_check').pluck().all()).toEqual(['ok']);
  db.close();
  expect(lines).toBe(acknowledged);
}

it(
  'full: refuses events, keeps what was acknowledged, and takes them again when there is room',
  { timeout: 60_000 },
  async () => {
    expect(await post(batch(600))).toMatchObject({ status: 200 });
    expect(await ready()).toMatchObject(READY);
    await befall(1);
    let answer = await post(batch(400));
    for (let n = 0; n < 200 && answer.status === 200; n++) answer = await post(batch(400));
    expect(answer).toMatchObject(refusal('full'));
    await refusesVietnamese('full');
    expect(await ready()).toMatchObject(notReady('full'));
    expectAllKept();
    // Elsewhere there may be room, and now is when a copy is wanted.
    const copy = join(tmpdir(), `phu-song-copy-${String(process.pid)}.db`);
    onTestFinished(() => rm(copy, { force: true }));
    expect(await product.cli('backup', copy)).toContain('all is well');
    await befall(2);
    expect(await post(batch(400))).toMatchObject({ status: 200, body: { applied: 400 } });
    expect(await ready()).toMatchObject(READY);
    expectAllKept();
  },
);

it(
  'read-only: refuses every write and every sign-in, shows what it knows, and recovers by itself',
  { timeout: 60_000 },
  async () => {
    await befall(3);
    expect(await post(batch(10))).toMatchObject(refusal('read-only'));
    await refusesVietnamese('read-only');
    expect(await ready()).toMatchObject(notReady('read-only'));
    await refusesEveryWrite();
    expect(await admin.ask('GET', '/stations')).toMatchObject({ status: 200 });
    // Who may not is still told so.
    expect(await new BrowserVisitor(product).ask('GET', '/users')).toMatchObject({ status: 401 });
    await befall(4);
    // Nobody sends anything: a balancer in front that waits for readiness would wait for ever.
    await vi.waitFor(async () => {
      expect(await ready()).toMatchObject(READY);
    }, FINDS_OUT);
    expect(await post(batch(10))).toMatchObject({ status: 200, body: { applied: 10 } });
    expect(await admin.ask('PATCH', '/users/1', { fullName: 'Tên khác' })).toMatchObject({ status: 200 });
  },
);

it('locked by somebody else: refuses soon, and takes again', { timeout: 60_000 }, async () => {
  const other = new Database(join(product.dataDir, 'phu-song.db'));
  other.exec('BEGIN IMMEDIATE');
  const begun = performance.now();
  expect(await post(batch(10))).toMatchObject(refusal('locked'));
  expect(performance.now() - begun).toBeLessThan(4_000);
  await refusesVietnamese('locked');
  expect(await ready()).toMatchObject(notReady('locked'));
  expect(await admin.ask('PATCH', '/users/1', { fullName: 'Tên nữa' })).toMatchObject({
    status: 503,
    code: 'not_saved',
  });
  // Read it may be all the same, so that the copy itself is made; what it was made for is not written down.
  expect(await admin.ask('POST', '/system/backup', {})).toMatchObject({ status: 503, code: 'not_saved' });
  expect(leftCopies()).toEqual([]);
  other.exec('ROLLBACK');
  other.close();
  expect(await post(batch(10))).toMatchObject({ status: 200, body: { applied: 10 } });
  expect(await ready()).toMatchObject(READY);
  expectAllKept();
});

/** How long each takes to be answered while `others` are under way, ms, with its status. */
async function answersBeside<T>(others: Promise<T>[], paths: readonly string[]) {
  const seen = paths.map(async (path) => {
    const begun = performance.now();
    const { status } = await fetch(`${product.url}/api/v1${path}`, { headers: { cookie: admin.cookie ?? '' } });
    return { path, status, ms: performance.now() - begun };
  });
  const all = await Promise.all(seen);
  return { all, refused: await Promise.all(others) };
}

it(
  'locked by somebody else: those who only look do not wait for those who are refused',
  { timeout: 120_000 },
  async () => {
    const other = new Database(join(product.dataDir, 'phu-song.db'));
    other.exec('BEGIN IMMEDIATE');
    const stranger = () => new BrowserVisitor(product);
    const signIns = Array.from({ length: 8 }, (_, n) => stranger().signIn(`ai-${String(n)}`, 'sai'));
    const lookers = Array.from({ length: 5 }, () => stranger().ask('GET', '/users'));
    const { all, refused } = await answersBeside([...signIns, ...lookers], ['/snapshot', '/health']);
    for (const { path, status, ms } of all) {
      expect({ path, status }).toEqual({ path, status: 200 });
      // Thirteen that wait a second each hold up everybody for thirteen.
      expect(ms, path).toBeLessThan(3_000);
    }
    expect(refused.filter(({ status }) => status === 401)).toHaveLength(5);
    // Nobody sends anything: readiness comes back by itself.
    expect(await post(batch(1))).toMatchObject(refusal('locked'));
    expect(await ready()).toMatchObject(notReady('locked'));
    other.exec('ROLLBACK');
    other.close();
    await vi.waitFor(
      async () => {
        expect(await ready()).toMatchObject(READY);
      },
      { timeout: 5_000, interval: 50 },
    );
  },
);
