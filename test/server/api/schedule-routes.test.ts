import { createServer } from 'node:http';
import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { addScheduleRoutes } from '../../../server/api/schedule-routes.ts';
import { createApp } from '../../../server/app.ts';
import { Schedules } from '../../../server/reports/schedules.ts';
import { restartableStore } from '../../support/data-folder.ts';
import { gateOver } from '../../support/gate.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { OUTSIDE } from '../../support/app-parts.ts';
import { expectDocumented } from '../../support/documented.ts';

const WISH = {
  ...{ name: 'Sự cố trong tuần', cron: '0 7 * * 1', period: 'previous-week', formats: ['pdf'] },
  ...{ mailTo: ['a@example.vn'], order: { template: 'outages', operators: ['VTL'] } },
};

/** The real routes and schedules over a real store; reports are refused. */
async function openRoutes() {
  const { store } = restartableStore();
  const time = new FakeTime(Date.parse('2026-11-18T07:32:07Z'));
  const errors: unknown[] = [];
  const schedules = new Schedules({
    store,
    desk: {
      orderTogether: (_requests, _origin, witness) => {
        store.transaction(() => {
          witness([]);
        });
        return [];
      },
    },
    ...{ clock: time.clock, later: time.later, onError: (error) => errors.push(error) },
  });
  const router = express.Router();
  const isCommune = (code: string) => code === '12271';
  addScheduleRoutes(router, gateOver(store, time.clock).routes.access, schedules, isCommune);
  const onInternalError = (error: unknown) => errors.push(error);
  const http = createServer(createApp({ api: router, ingest: express.Router(), ...OUTSIDE, onInternalError }));
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  onTestFinished(async () => {
    http.closeAllConnections();
    await new Promise((closed) => http.close(closed));
  });
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', 'Accept-Language': 'vi' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expectDocumented(method, path, response.status);
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>) };
  };
  return { ask, errors };
}

it('adds, changes, runs and removes a schedule', async () => {
  const { ask, errors } = await openRoutes();
  const { status, body } = await ask('POST', '/schedules', WISH);
  expect(status).toBe(201);
  expect(body).toMatchObject({ ...WISH, enabled: true, nextRunAt: '2026-11-23T00:00:00.000Z', lastRunAt: null });
  const path = `/schedules/${String(body?.['id'])}`;
  expect((await ask('GET', '/schedules')).body).toEqual({ items: [body] });

  // What is not named stays as it was.
  const off = await ask('PATCH', path, { enabled: false });
  expect(off.body).toMatchObject({ ...WISH, enabled: false });
  const renamed = await ask('PATCH', path, { name: 'Khác', cron: '0 8 * * 1' });
  expect(renamed.body).toMatchObject({ ...WISH, name: 'Khác', cron: '0 8 * * 1', enabled: false });

  expect(await ask('PATCH', path, { cron: '@weekly' })).toMatchObject({ status: 400 });
  const order = { template: 'coverage', communes: ['99999'] };
  expect(await ask('PATCH', path, { order })).toMatchObject({ status: 400, body: { error: { code: 'bad_query' } } });
  expect((await ask('GET', path)).body).toMatchObject({ order: WISH.order });

  expect(await ask('POST', `${path}/run`)).toEqual({ status: 202, body: { items: [] } });
  expect((await ask('GET', path)).body).toMatchObject({ lastRunAt: '2026-11-18T07:32:07.000Z' });
  expect((await ask('DELETE', path)).status).toBe(204);
  expect((await ask('DELETE', path)).status).toBe(404);
  expect(errors).toEqual([]);
});

it.each([
  [{ ...WISH, cron: '0 7 30 2 *' }, 'bad_cron', 'Lịch “0 7 30 2 *” không hợp lệ'],
  [{ ...WISH, cron: '@daily' }, 'bad_cron', 'cần đúng 5 trường phút, giờ, ngày, tháng, thứ'],
  [{ ...WISH, cron: '0 0 7 * * 1' }, 'bad_cron', 'cần đúng 5 trường'],
  [{ ...WISH, cron: undefined }, 'bad_query', 'cron'],
  [{ ...WISH, name: '  ' }, 'bad_query', 'name'],
  [{ ...WISH, mailTo: ['nobody'] }, 'bad_query', 'mailTo'],
  [{ ...WISH, formats: [] }, 'bad_query', 'formats'],
  [{ ...WISH, order: { template: 'commune' } }, 'bad_query', 'order.communes'],
  [{ ...WISH, order: { template: 'coverage', communes: ['12271', '99999'] } }, 'bad_query', 'order.communes'],
  [[], 'bad_query', ''],
])('refuses %j in words', async (wish, code, words) => {
  const { ask, errors } = await openRoutes();
  const { status, body } = await ask('POST', '/schedules', wish);
  expect(status).toBe(400);
  expect(body?.['error']).toMatchObject({ code });
  expect(JSON.stringify(body)).toContain(words);
  expect(errors).toEqual([]);
});
