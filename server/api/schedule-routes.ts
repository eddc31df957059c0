/** REST of the reports that are made and sent by the calendar. */
import express, { type Router } from 'express';
import {
  scheduleRequestSchema,
  type ReportBody,
  type ScheduleBody,
  type ScheduleRequest,
} from '../contract/reports.ts';
import type { Access } from './access.ts';
import { parseBody } from './list.ts';
import { checkScope } from './report-routes.ts';

/** What the routes need of reports/schedules.ts. */
export interface ScheduleKeeper {
  list(): ScheduleBody[];
  schedule(id: string): ScheduleBody;
  add(request: ScheduleRequest): ScheduleBody;
  change(id: string, patch: Partial<ScheduleRequest>): ScheduleBody;
  remove(id: string): void;
  run(id: string): ReportBody[];
}

const MAX_BYTES = 64 * 1024;
const { mailTo, enabled } = scheduleRequestSchema.shape;
/** What a change does not name stays: no defaults. */
const patchSchema = scheduleRequestSchema.extend({ mailTo: mailTo.unwrap(), enabled: enabled.unwrap() }).partial();

export function addScheduleRoutes(router: Router, access: Pick<Access, 'note'>, schedules: ScheduleKeeper): void {
  const json = express.json({ limit: MAX_BYTES });

  router.get('/schedules', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ items: schedules.list() });
  });

  router.post('/schedules', json, (request, response) => {
    const wanted = parseBody(scheduleRequestSchema, request.body);
    checkScope(wanted.order, 'order.communes');
    const added = schedules.add(wanted);
    access.note(request, { action: 'schedule.created', target: added.id, after: added });
    response.status(201).json(added);
  });

  router.get('/schedules/:id', (request, response) => {
    response.set('Cache-Control', 'no-store').json(schedules.schedule(request.params.id));
  });

  router.patch('/schedules/:id', json, (request, response) => {
    const patch = withoutUndefined(parseBody(patchSchema, request.body));
    if (patch.order !== undefined) checkScope(patch.order, 'order.communes');
    const before = schedules.schedule(request.params.id);
    const after = schedules.change(request.params.id, patch);
    access.note(request, { action: 'schedule.changed', target: after.id, before, after });
    response.json(after);
  });

  router.delete('/schedules/:id', (request, response) => {
    const before = schedules.schedule(request.params.id);
    schedules.remove(request.params.id);
    access.note(request, { action: 'schedule.removed', target: before.id, before });
    response.status(204).end();
  });

  router.post('/schedules/:id/run', (request, response) => {
    const items = schedules.run(request.params.id);
    access.note(request, { action: 'schedule.run', target: request.params.id, after: items.map(({ id }) => id) });
    response.status(202).json({ items });
  });
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Given<T>;
}
