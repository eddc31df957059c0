/** Planned work, tried on the built product from outside: said over HTTP, seen on the socket when its time comes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { fromSnapshot, type Picture } from '../../client/model/picture.ts';
import { accountWithPasswordSchema, auditSchema } from '../../server/contract/accounts.ts';
import { maintenanceSchema, type MaintenanceBody } from '../../server/contract/maintenance.ts';
import { page, stationDetailSchema } from '../../server/contract/rest.ts';
import type { Role } from '../../server/contract/roles.ts';
import { STATION_STATES } from '../../server/contract/terms.ts';
import type { Snapshot } from '../../server/contract/wire.ts';
import { BrowserVisitor } from '../support/browser-visitor.ts';
import { createKey, send, startProduct, type Product } from '../support/product.ts';
import { Watcher } from '../support/viewers.ts';

const ADMIN = 'mật khẩu được cấp lần đầu';
const ENV = { PUBLIC_READ: 'false', SIMULATE: 'off', ADMIN_PASSWORD: ADMIN };
const SOON = { timeout: 10_000, interval: 20 };
/** The clock is looked at once a second. */
const SHOWN_WITHIN_MS = 2_000;

let product: Product;
let admin: BrowserVisitor;
let engineer: BrowserVisitor;
let watcher: Watcher;
let key: string;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'phu-song-'));
  product = await startProduct({ env: ENV, dataDir });
  // The first account is made last of all.
  await vi.waitUntil(() => product.output().includes(`Phủ Sóng: ${product.url}`), SOON);
  admin = new BrowserVisitor(product);
  await admin.arrive('admin', ADMIN);
  engineer = await newcomer('engineer');
  key = await createKey(product, 'scenario');
  watcher = await watch();
});

afterAll(async () => {
  await product.stop();
  await rm(dataDir, { recursive: true });
});

async function newcomer(role: Role): Promise<BrowserVisitor> {
  const made = await admin.ask('POST', '/users', { name: `${role}.1`, fullName: role, role });
  const visitor = new BrowserVisitor(product);
  await visitor.arrive(`${role}.1`, accountWithPasswordSchema.parse(made.body).password);
  return visitor;
}

async function watch(): Promise<Watcher> {
  const socket = await engineer.watch();
  if (socket === null) throw new Error('refused');
  const { body } = await engineer.ask('GET', '/snapshot');
  return new Watcher(socket, fromSnapshot(body as Snapshot));
}

async function restart(): Promise<void> {
  await product.kill9();
  product = await startProduct({ env: ENV, dataDir, port: product.port });
  watcher = await watch();
}

const shown = ({ stations, stationStates }: Picture, code: string) => {
  const tuple = stationStates[stations.findIndex((station) => station.code === code)];
  return STATION_STATES[tuple?.[1] ?? -1];
};
const plannedSince = ({ links, linkStates }: Picture, code: string) =>
  linkStates[links.findIndex((link) => link.code === code)]?.[4];

const inS = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

async function plan(wish: object, visitor = engineer): Promise<MaintenanceBody> {
  const { status, body } = await visitor.ask('POST', '/maintenance', wish);
  expect(status).toBe(201);
  return maintenanceSchema.parse(body);
}

/** ms after `moment` until the picture shows it. */
async function seenAfter(moment: number, state: string, code: string): Promise<number> {
  await vi.waitFor(() => {
    expect(shown(watcher.picture, code)).toBe(state);
  }, SOON);
  return Date.now() - moment;
}

async function listed(query: string): Promise<MaintenanceBody[]> {
  const { body } = await engineer.ask('GET', `/maintenance${query}`);
  return page(maintenanceSchema).parse(body).items;
}

async function twoStations(): Promise<[string, string]> {
  const { body } = await engineer.ask('GET', '/stations?operator=MBF&state=up&limit=2');
  const { items } = z.object({ items: z.array(z.object({ code: z.string() })) }).parse(body);
  return [items[0]?.code ?? '', items[1]?.code ?? ''];
}

it(
  'a station is in maintenance from the start to the end of its window, on everybody’s map',
  { timeout: 60_000 },
  async () => {
    const [station] = await twoStations();
    const wish = { station, reason: 'Thay tủ nguồn', start: inS(2), end: inS(6) };
    const made = await plan(wish);
    expect(made).toMatchObject({
      kind: 'station',
      code: station,
      state: 'future',
      createdBy: 'engineer.1',
      endedAt: null,
    });
    expect(shown(watcher.picture, station)).toBe('up');
    expect(await listed(`?station=${station}`)).toEqual([made]);
    const late = await seenAfter(Date.parse(wish.start), 'maintenance', station);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(SHOWN_WITHIN_MS);
    // Down as planned, and off air all the same.
    const down = { at: new Date().toISOString(), station, state: 'down' as const };
    expect(await send(product, key, [down])).toMatchObject({ applied: 1 });
    expect(shown(watcher.picture, station)).toBe('maintenance');
    const { body } = await engineer.ask('GET', `/stations/${station}`);
    expect(body).toMatchObject({ state: 'maintenance', cause: 'planned' });
    const { cells } = stationDetailSchema.parse(body);
    expect(cells.filter(({ onAir }) => onAir)).toEqual([]);
    expect(await seenAfter(Date.parse(wish.end), 'down', station)).toBeLessThan(SHOWN_WITHIN_MS);
    expect(await listed(`?station=${station}&state=past`)).toHaveLength(1);
    await send(product, key, [{ at: new Date().toISOString(), station, state: 'up' }]);
    await seenAfter(0, 'up', station);
  },
);

it(
  'is shown at once when it begins now, survives kill -9, and is over at once when it is ended early',
  { timeout: 90_000 },
  async () => {
    const [, station] = await twoStations();
    const { id } = await plan({ station, reason: 'Chỉnh anten', start: inS(-60), end: inS(3_600) });
    await seenAfter(0, 'maintenance', station);
    await restart();
    expect(shown(watcher.picture, station)).toBe('maintenance');
    const ended = await engineer.ask('POST', `/maintenance/${String(id)}/end`);
    expect(ended).toMatchObject({ status: 200, body: { state: 'past', endedBy: 'engineer.1' } });
    await vi.waitFor(() => {
      // After a restart nobody has been heard yet.
      expect(['up', 'stale']).toContain(shown(watcher.picture, station));
    }, SOON);
    expect(await engineer.ask('POST', `/maintenance/${String(id)}/end`)).toMatchObject({ code: 'maintenance_past' });
    const { body } = await admin.ask('GET', '/audit?actor=engineer.1');
    const lines = page(auditSchema)
      .parse(body)
      .items.filter(({ target }) => target === station);
    expect(lines.map(({ action }) => action)).toEqual(['maintenance.ended', 'maintenance.set']);
    expect(lines[0]?.before).toMatchObject({ station, reason: 'Chỉnh anten' });
    expect(lines[0]?.after).toHaveProperty('endedAt');
  },
);

it('a link is marked, and stays what it is', async () => {
  const link = watcher.picture.links[0]?.code ?? '';
  const wish = { link, reason: 'Hàn nối cáp', start: inS(-1), end: inS(3_600) };
  const { id } = await plan(wish);
  await vi.waitFor(() => {
    expect(plannedSince(watcher.picture, link)).toBe(Date.parse(wish.start));
  }, SOON);
  expect((await listed('?state=current')).map(({ code }) => code)).toEqual([link]);
  const longer = { end: inS(7_200), reason: 'Hàn nối cáp, chờ vật tư' };
  const changed = await engineer.ask('PATCH', `/maintenance/${String(id)}`, longer);
  expect(changed).toMatchObject({ status: 200, body: { ...longer, state: 'current' } });
  await engineer.ask('POST', `/maintenance/${String(id)}/end`);
  await vi.waitFor(() => {
    expect(plannedSince(watcher.picture, link)).toBeUndefined();
  }, SOON);
});

it('is for engineers to plan and for everybody who sees to read, from our own page', async () => {
  const [station] = await twoStations();
  const wish = { station, reason: 'x', start: inS(60), end: inS(120) };
  for (const role of ['viewer', 'staff'] as const) {
    const visitor = await newcomer(role);
    expect(await visitor.ask('POST', '/maintenance', wish)).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await visitor.ask('GET', '/maintenance')).toMatchObject({ status: 200 });
  }
  const foreign = await engineer.ask('POST', '/maintenance', wish, { origin: 'https://evil.example' });
  expect(foreign.code).toBe('foreign_origin');
});

it.each([
  ['no element', { station: undefined }, 'bad_query'],
  ['two elements', { link: 'TQ-1' }, 'bad_query'],
  ['an element that is not there', { station: 'KHONG-CO' }, 'unknown_element'],
  ['no reason', { reason: ' ' }, 'bad_query'],
  ['a reason of many lines', { reason: 'a\nb' }, 'bad_query'],
  ['a reason too long', { reason: 'x'.repeat(501) }, 'bad_query'],
  ['a time without a zone', { start: '2026-11-27T08:00:00' }, 'bad_query'],
  ['a number for a time', { end: 1 }, 'bad_query'],
  ['a time that no calendar has', { end: '2027-02-30T08:00:00+07:00' }, 'bad_query'],
  ['an end before its start', { end: inS(1), start: inS(60) }, 'maintenance_ends_first'],
  ['an end that has passed', { start: inS(-120), end: inS(-60) }, 'maintenance_over'],
  ['a year', { end: inS(365 * 86_400) }, 'maintenance_too_long'],
  ['something more', { force: true }, 'bad_query'],
])('refuses %s', async (_what, part, code) => {
  const [station] = await twoStations();
  const wish = { station, reason: 'x', start: inS(60), end: inS(120), ...part };
  expect(await engineer.ask('POST', '/maintenance', wish)).toMatchObject({ code });
});

it('refuses what overlaps, and a page of the list goes on where it ended', async () => {
  const [station] = await twoStations();
  await plan({ station, reason: 'một', start: inS(3_600), end: inS(7_200) });
  const again = await engineer.ask('POST', '/maintenance', {
    station,
    reason: 'hai',
    start: inS(5_000),
    end: inS(9_000),
  });
  expect(again).toMatchObject({ status: 409, code: 'maintenance_overlaps' });
  await plan({ station, reason: 'hai', start: inS(7_300), end: inS(9_000) });
  const first = page(maintenanceSchema).parse((await engineer.ask('GET', '/maintenance?state=future&limit=1')).body);
  expect(first.items.map(({ reason }) => reason)).toEqual(['một']);
  expect((await listed(`?state=future&limit=1&cursor=${String(first.nextCursor)}`))[0]?.reason).toBe('hai');
  expect(await engineer.ask('GET', '/maintenance?state=soon')).toMatchObject({ code: 'bad_query' });
  expect(await engineer.ask('GET', '/maintenance?station=a&link=b')).toMatchObject({ code: 'bad_query' });
});
