import { createServer } from 'node:http';
import { readConfig } from '../../../server/config.ts';
import type { ReportDesk } from '../../../server/api/report-routes.ts';
import type { ScheduleKeeper } from '../../../server/api/schedule-routes.ts';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { createApi } from '../../../server/api/routes.ts';
import { createApp } from '../../../server/app.ts';
import { defaultThresholds } from '../../../server/coverage/engine.ts';
import type { DiskTrouble } from '../../../server/contract/terms.ts';
import { DOWN } from '../../../server/state/element-states.ts';
import { gateOver } from '../../support/gate.ts';
import { BEGIN, RECORDS, liveWorld, word } from '../../support/live-world.ts';
import { OUTSIDE } from '../../support/app-parts.ts';

const refuse = () => {
  throw new Error('not here');
};
const noDesk: ReportDesk = {
  ...{ order: refuse, makeNow: refuse, list: () => [], report: refuse, file: refuse, model: refuse, remove: refuse },
};

const noSchedules: ScheduleKeeper = {
  ...{ list: () => [], schedule: refuse, add: refuse, change: refuse, remove: refuse, run: refuse },
};

/** The real routes over a world in which S-1 is down and T-5 is cut. */
async function openApi({ failing = null }: { failing?: DiskTrouble | null } = {}) {
  const { world, pipeline, store, clock } = liveWorld();
  const cut = world.targets.ofLink(world.inventory.linkByCode.get('T-5') ?? -1);
  const items = [word(0, BEGIN, DOWN), word(cut, BEGIN, DOWN)];
  await pipeline.submit({
    key: { id: 1, operator: null, freshness: 'station' },
    ...{ items, refused: 0, receivedAt: BEGIN },
  });
  const internalErrors: unknown[] = [];
  const api = createApi({
    ...gateOver(store, () => clock.now).routes,
    byHand: () => Promise.reject(new Error('not here')),
    world: () => world,
    seq: () => pipeline.seq,
    boundary: () => Promise.reject(new Error('not here')),
    events: (query) => store.events(query),
    failing: () => failing,
    desk: noDesk,
    mail: { again: () => noDesk.report('') },
    schedules: noSchedules,
    maintenance: { list: () => [], add: refuse, change: refuse, end: refuse, byId: refuse },
    reportSettings: { issuer: readConfig({}).issuer, mail: false },
    history: { ask: () => Promise.reject(new Error('not here')) },
    viewers: () => 0,
    simulated: () => false,
    province: 'Hưng Yên',
    thresholds: defaultThresholds,
    startedAt: BEGIN,
    clock: () => clock.now,
  });
  const onInternalError = (error: unknown) => internalErrors.push(error);
  const server = createServer(createApp({ api, ingest: express.Router(), ...OUTSIDE, onInternalError }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const get = async (path: string): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`http://127.0.0.1:${String(port)}/api/v1${path}`);
    return { status: response.status, body: await response.json() };
  };
  return { get, internalErrors };
}

it('says whether it takes events, and why not', async () => {
  const well = await openApi();
  expect(await well.get('/health')).toMatchObject({ status: 200, body: { live: true, ready: true, reasons: [] } });
  expect((await well.get('/health/ready')).status).toBe(200);
  const ill = await openApi({ failing: 'locked' });
  const message = expect.stringContaining('another program holds the database') as unknown;
  const reasons = [{ code: 'not_saved', reason: 'locked', message }];
  expect(await ill.get('/health')).toMatchObject({ status: 200, body: { status: 'failing', ready: false, reasons } });
  expect(await ill.get('/health/ready')).toMatchObject({ status: 503, body: { live: true, ready: false, reasons } });
});

it('lists and details every element, the planned station too', async () => {
  const { get } = await openApi();
  const lists = {
    stations: RECORDS.stations,
    nodes: RECORDS.nodes,
    links: RECORDS.links,
    communes: RECORDS.communes,
  };
  for (const [list, records] of Object.entries(lists)) {
    const { status, body } = await get(`/${list}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ items: records.map(({ code }) => ({ code })), nextCursor: null });
    for (const { code } of records)
      expect(await get(`/${list}/${code}`)).toMatchObject({ status: 200, body: { code } });
    expect(await get(`/${list}/nobody`)).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
  }
});

it('tells what happened', async () => {
  const { get } = await openApi();
  expect(await get('/stations/S-1')).toMatchObject({ body: { state: 'down', connected: true } });
  expect(await get('/stations/S-2')).toMatchObject({
    body: { state: 'down', connected: false, cause: 'transmission' },
  });
  const cut = await get('/links/T-5');
  expect(cut).toMatchObject({ body: { state: 'down', since: expect.any(String) as unknown } });
  // A dark node never spoke itself: it is as it is since the cut.
  const { since } = cut.body as { since: string };
  expect(await get('/nodes/X-1')).toMatchObject({ body: { state: 'dark', since, confirmedAt: null } });
  expect(await get('/communes/2')).toMatchObject({ body: { hit: true, fibre: { paths: 0 } } });
  expect(await get('/summary')).toMatchObject({ body: { stations: { total: 4, down: 2 }, links: { down: 1 } } });
  expect(await get('/events?limit=1')).toMatchObject({ body: { items: [{ kind: 'link', code: 'T-5', to: 'down' }] } });
});

it('walks a list page by page, each element once', async () => {
  const { get } = await openApi();
  const codes: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = (await get(`/stations?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)).body as {
      items: { code: string }[];
      nextCursor: string | null;
    };
    codes.push(...page.items.map(({ code }) => code));
    cursor = page.nextCursor;
  }
  expect(codes).toEqual(RECORDS.stations.map(({ code }) => code));
});

it.each([
  '/stations?limit=0',
  '/stations?limit=NaN',
  '/stations?limit=1e99',
  '/stations?limit=1&limit=2',
  '/stations?cursor=-1',
  '/stations?cursor=x',
  '/stations?operator=XYZ',
  '/stations?state=broken',
  '/events?limit=5001',
  '/events?from=yesterday',
  '/events?to=2026-11-23T11:00:00',
  '/links?cursor[a]=1',
])('refuses or ignores %s, and never fails by itself', async (path) => {
  const { get, internalErrors } = await openApi();
  const { status } = await get(path);
  expect(path.includes('[a]') ? [200, 400] : [400]).toContain(status);
  expect(internalErrors).toEqual([]);
});

it.each(['/stations/%00', '/stations/__proto__', '/stations/%ff', '/communes/..%2f..%2fetc', '/nowhere'])(
  'does not know %s',
  async (path) => {
    const { get, internalErrors } = await openApi();
    expect([400, 404]).toContain((await get(path)).status);
    expect(internalErrors).toEqual([]);
  },
);
