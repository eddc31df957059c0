/** What is done to reports and schedules over REST is in the audit, or has not been done. */
import { createServer } from 'node:http';
import express from 'express';
import { expect, it, onTestFinished, vi } from 'vitest';
import { addReportRoutes } from '../../../server/api/report-routes.ts';
import { addScheduleRoutes } from '../../../server/api/schedule-routes.ts';
import { createApp } from '../../../server/app.ts';
import { openOffice } from '../../../server/reports/office.ts';
import type { Made } from '../../../server/reports/protocol.ts';
import { StorageError } from '../../../server/store/store.ts';
import { OUTSIDE } from '../../support/app-parts.ts';
import { restartableStore } from '../../support/data-folder.ts';
import { DESK_SETTING } from '../../support/desk-setting.ts';
import { gateOver } from '../../support/gate.ts';
import { expectDocumented } from '../../support/documented.ts';

const NOW = Date.parse('2026-11-18T00:00:00Z');
const ORDER = { template: 'outages', format: 'csv', from: '2026-10-01', to: '2026-10-31' };
const SCHEDULE = {
  ...{ name: 'Sự cố trong tuần', cron: '0 7 * * 1', period: 'previous-week', formats: ['csv', 'xlsx'] },
  ...{ mailTo: ['a@example.vn'], order: { template: 'outages' } },
};
const MADE: Made = {
  ...{ title: 'Báo cáo', model: '{}', modelSha256: 'a', bytes: Buffer.from('x'), mime: 'text/csv', pages: null },
  completeness: { days: 31, daysWithData: 31, operators: 5, operatorsWithData: 5, missing: [] },
};

async function openRoutes() {
  const { store } = restartableStore();
  const clock = () => NOW;
  const started: string[] = [];
  const cancel = vi.fn();
  let finish: (made: Made) => void = () => undefined;
  const office = openOffice({
    ...{ store, ...DESK_SETTING, province: 'Hưng Yên', simulated: () => true, clock },
    smtp: { url: 'smtp://127.0.0.1:1', from: 'a@example.vn' },
    make: (setup) => {
      started.push(setup.build.id ?? '');
      return { made: new Promise((made) => (finish = made)), cancel };
    },
    onError: (error) => {
      throw error;
    },
  });
  const { desk, mail, schedules } = office;
  const { access } = gateOver(store, clock).routes;
  const router = express.Router();
  const isCommune = (code: string) => code === '12271';
  addReportRoutes(router, access, desk, mail, { issuer: DESK_SETTING.issuer, mail: true }, isCommune);
  addScheduleRoutes(router, access, schedules, isCommune);
  const onInternalError = () => undefined;
  const http = createServer(createApp({ api: router, ingest: express.Router(), ...OUTSIDE, onInternalError }));
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  onTestFinished(async () => {
    office.stop();
    http.closeAllConnections();
    await new Promise((closed) => http.close(closed));
  });
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`http://127.0.0.1:${String(port)}/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expectDocumented(method, path, response.status);
    const text = await response.text();
    const told = text === '' ? {} : (JSON.parse(text) as { id?: string; items?: unknown[] });
    return { status: response.status, id: told.id ?? '', told };
  };
  return {
    ...{ ask, store, started, cancel, desk },
    finish: async () => {
      finish(MADE);
      await new Promise((turn) => setImmediate(turn));
    },
    actions: () => store.accounts.audit({ limit: 100 }).map(({ action, target }) => `${action} ${target}`),
    lines: () =>
      store.accounts.audit({ limit: 100 }).map(({ before, after }) => ({
        before: JSON.parse(before ?? 'null') as unknown,
        after: JSON.parse(after ?? 'null') as unknown,
      })),
    /** From now on the disk takes no line of the audit. */
    refuseAudit: () =>
      vi.spyOn(store.accounts, 'addAudit').mockImplementation(() => {
        throw new StorageError('database or disk is full');
      }),
  };
}

it('removes what is ready, waiting or under way, each with its line', async () => {
  const { ask, finish, actions, lines, cancel } = await openRoutes();
  const ready = await ask('POST', '/reports', ORDER);
  await finish();
  const [making, waiting] = [await ask('POST', '/reports', ORDER), await ask('POST', '/reports', ORDER)];
  expect((await ask('DELETE', `/reports/${ready.id}`)).status).toBe(204);
  expect((await ask('GET', `/reports/${ready.id}`)).status).toBe(404);
  expect(await ask('DELETE', `/reports/${waiting.id}`)).toMatchObject({ status: 200, told: { state: 'cancelled' } });
  expect(await ask('DELETE', `/reports/${making.id}`)).toMatchObject({ status: 200, told: { state: 'cancelled' } });
  expect(cancel).toHaveBeenCalledOnce();
  expect(actions()).toEqual([
    ...[making, waiting].map(({ id }) => `report.cancelled ${id}`),
    `report.removed ${ready.id}`,
    ...[waiting, making, ready].map(({ id }) => `report.ordered ${id}`),
  ]);
  const title = 'Báo cáo sự cố và thời gian gián đoạn tháng 10 năm 2026';
  expect(lines().slice(0, 3)).toEqual([
    { before: { title, state: 'making' }, after: { title, state: 'cancelled' } },
    { before: { title, state: 'waiting' }, after: { title, state: 'cancelled' } },
    { before: { title: MADE.title, state: 'ready' }, after: null },
  ]);
});

it('refuses a commune that is not there, kept or made at once, in the same words', async () => {
  const { ask, actions, started } = await openRoutes();
  const named = { ...ORDER, communes: ['12271', '99999'] };
  const kept = await ask('POST', '/reports', named);
  const atOnce = await ask('GET', '/reports/coverage.csv?from=2026-10-01&to=2026-10-31&communes=12271,99999');
  const refused = { status: 400, told: { error: { code: 'bad_query', details: { parameter: 'communes' } } } };
  expect([kept, atOnce]).toMatchObject([refused, refused]);
  expect([...actions(), ...started]).toEqual([]);
  expect((await ask('GET', '/reports')).told).toEqual({ items: [] });
  expect(await ask('POST', '/reports', { ...ORDER, communes: ['12271'] })).toMatchObject({ status: 202 });
});

it('makes the same of the same choices, in whatever order and however often they are named', async () => {
  const { ask } = await openRoutes();
  const plain = await ask('POST', '/reports', {
    ...ORDER,
    ...{ technologies: ['2G', '4G'], operators: ['VTL', 'MBF'], sections: ['summary', 'map'], communes: ['12271'] },
  });
  const mixed = await ask('POST', '/reports', {
    ...ORDER,
    ...{ technologies: ['4G', '2G', '4G'], operators: ['MBF', 'VTL'], sections: ['map', 'summary', 'map'] },
    communes: ['12271', '12271'],
  });
  const requestOf = ({ told }: typeof plain) => ('request' in told ? told.request : null);
  expect(requestOf(mixed)).toEqual(requestOf(plain));
  expect(requestOf(plain)).toMatchObject({
    technologies: ['2G', '4G'],
    operators: ['VTL', 'MBF'],
    communes: ['12271'],
  });
});

it('does nothing that cannot be written down', async () => {
  const { ask, finish, started, desk, cancel, refuseAudit } = await openRoutes();
  const ready = await ask('POST', '/reports', ORDER);
  await finish();
  const [making, waiting] = [await ask('POST', '/reports', ORDER), await ask('POST', '/reports', ORDER)];
  const kept = await ask('POST', '/schedules', SCHEDULE);
  const before = [(await ask('GET', '/reports')).told, (await ask('GET', '/schedules')).told];

  const refusing = refuseAudit();
  for (const [method, path, body] of [
    ['POST', '/reports', ORDER],
    ...[ready, making, waiting].map(({ id }) => ['DELETE', `/reports/${id}`] as const),
    ['POST', '/schedules', SCHEDULE],
    ['PATCH', `/schedules/${kept.id}`, { name: 'Khác' }],
    ['POST', `/schedules/${kept.id}/run`],
    ['DELETE', `/schedules/${kept.id}`],
  ] as const) {
    expect(await ask(method, path, body), `${method} ${path}`).toMatchObject({ status: 503 });
  }
  expect([(await ask('GET', '/reports')).told, (await ask('GET', '/schedules')).told]).toEqual(before);
  expect(started).toEqual([ready.id, making.id]);
  expect(cancel).not.toHaveBeenCalled();

  refusing.mockRestore();
  await finish();
  expect(desk.report(making.id).state).toBe('ready');
  expect(started).toEqual([ready.id, making.id, waiting.id]);
});

it('mails again what failed only where that is written down', async () => {
  const { ask, finish, desk, actions, refuseAudit } = await openRoutes();
  const { id } = await ask('POST', '/schedules', { ...SCHEDULE, formats: ['csv'] });
  await ask('POST', `/schedules/${id}/run`);
  const [report] = desk.list();
  const reportId = report?.id ?? '';
  await finish();
  // Nobody listens there; the next try would be in a minute.
  await vi.waitUntil(() => desk.report(reportId).mailError !== null);
  desk.noteMail(reportId, 'failed', 'refused');

  const refusing = refuseAudit();
  expect((await ask('POST', `/reports/${reportId}/mail`)).status).toBe(503);
  expect(desk.report(reportId)).toMatchObject({ mail: 'failed', mailError: 'refused' });
  refusing.mockRestore();
  expect((await ask('POST', `/reports/${reportId}/mail`)).status).toBe(202);
  expect(actions()[0]).toBe(`report.mailed ${reportId}`);
});
