/** REST of the reports that are made and sent by the calendar. */
import express, { type Router } from 'express';
import {
  scheduleRequestSchema,
  type ReportBody,
  type ScheduleBody,
  type ScheduleRequest,
} from '../contract/reports.ts';
import { checkScope, parseBody } from './report-routes.ts';

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

export function addScheduleRoutes(router: Router, schedules: ScheduleKeeper): void {
  const json = express.json({ limit: MAX_BYTES });

  router.get('/schedules', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ items: schedules.list() });
  });

  router.post('/schedules', json, (request, response) => {
    const wanted = parseBody(scheduleRequestSchema, request.body);
    checkScope(wanted.order, 'order.communes');
    response.status(201).json(schedules.add(wanted));
  });

  router.get('/schedules/:id', (request, response) => {
    response.set('Cache-Control', 'no-store').json(schedules.schedule(request.params.id));
  });

  router.patch('/schedules/:id', json, (request, response) => {
    const patch = withoutUndefined(parseBody(patchSchema, request.body));
    if (patch.order !== undefined) checkScope(patch.order, 'order.communes');
    response.json(schedules.change(request.params.id, patch));
  });

  router.delete('/schedules/:id', (request, response) => {
    schedules.remove(request.params.id);
    response.status(204).end();
  });

  router.post('/schedules/:id/run', (request, response) => {
    response.status(202).json({ items: schedules.run(request.params.id) });
  });
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Given<T>;
}
