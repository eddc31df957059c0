/** REST of the reports that are made and sent by the calendar. */
import express, { type Request, type Router } from 'express';
import {
  scheduleRequestSchema,
  type ReportBody,
  type ScheduleBody,
  type ScheduleRequest,
} from '../contract/reports.ts';
import { WHOLE, type Scope } from '../contract/scope.ts';
import type { Access } from './access.ts';
import { parseBody } from './list.ts';
import { isOpenTo, limitOf, limitedOrder, refuseUnseen } from './limited-order.ts';
import { checkCommunes, checkKnown, type IsCommune } from './report-routes.ts';

/** What the routes need of reports/schedules.ts. */
export interface ScheduleKeeper {
  list(): ScheduleBody[];
  schedule(id: string): ScheduleBody;
  /** What is done is told to its witness in the same transaction. */
  add(request: ScheduleRequest, limit: { scope?: Scope }, witness: (added: ScheduleBody) => void): ScheduleBody;
  change(id: string, patch: Partial<ScheduleRequest>, witness: (changed: ScheduleBody) => void): ScheduleBody;
  remove(id: string, witness: (removed: ScheduleBody) => void): void;
  run(id: string, witness: (ordered: readonly ReportBody[]) => void): ReportBody[];
}

const MAX_BYTES = 64 * 1024;
const { mailTo, enabled } = scheduleRequestSchema.shape;
/** What a change does not name stays: no defaults. */
const patchSchema = scheduleRequestSchema.extend({ mailTo: mailTo.unwrap(), enabled: enabled.unwrap() }).partial();

export function addScheduleRoutes(
  router: Router,
  access: Pick<Access, 'note' | 'scope'>,
  schedules: ScheduleKeeper,
  isCommune: IsCommune,
): void {
  const json = express.json({ limit: MAX_BYTES });

  /** One whose reports hold more than its reader may see is not there. @throws AppError not_found */
  const idOf = (request: Request<{ id: string }>) =>
    refuseUnseen(schedules.schedule(request.params.id), access.scope(request)).id;

  router.get('/schedules', (request, response) => {
    const scope = access.scope(request);
    const items = schedules.list().filter((schedule) => isOpenTo(scope, schedule));
    response.set('Cache-Control', 'no-store').json({ items });
  });

  router.post('/schedules', json, (request, response) => {
    const scope = access.scope(request);
    const asked = parseBody(scheduleRequestSchema, request.body);
    const wanted = { ...asked, order: limitedOrder(asked.order, scope) };
    checkCommunes(wanted.order, 'order.communes');
    checkKnown(asked.order, 'order.communes', isCommune);
    const added = schedules.add(wanted, limitOf(scope), (after) => {
      access.note(request, { action: 'schedule.created', target: after.id, after: toldOf(after) });
    });
    response.status(201).json(added);
  });

  router.get('/schedules/:id', (request, response) => {
    response.set('Cache-Control', 'no-store').json(schedules.schedule(idOf(request)));
  });

  router.patch('/schedules/:id', json, (request, response) => {
    const patch = withoutUndefined(parseBody(patchSchema, request.body));
    const before = schedules.schedule(idOf(request));
    if (patch.order !== undefined) {
      checkKnown(patch.order, 'order.communes', isCommune);
      // Whoever changes it, it stays limited to what it was made for.
      patch.order = limitedOrder(patch.order, before.scope ?? WHOLE);
      checkCommunes(patch.order, 'order.communes');
    }
    const changed = schedules.change(before.id, patch, (after) => {
      access.note(request, {
        action: 'schedule.changed',
        target: before.id,
        before: toldOf(before),
        after: toldOf(after),
      });
    });
    response.json(changed);
  });

  router.delete('/schedules/:id', (request, response) => {
    schedules.remove(idOf(request), (before) => {
      access.note(request, { action: 'schedule.removed', target: before.id, before: toldOf(before) });
    });
    response.status(204).end();
  });

  router.post('/schedules/:id/run', (request, response) => {
    const id = idOf(request);
    const items = schedules.run(id, (ordered) => {
      const { name } = schedules.schedule(id);
      const after = {
        name,
        reports: ordered.map(({ id: report, title, request: { format } }) => ({ id: report, title, format })),
      };
      access.note(request, { action: 'schedule.run', target: id, after });
    });
    response.status(202).json({ items });
  });
}

/** What the audit says of a schedule: what was wanted, not how it went. */
function toldOf({ name, cron, period, formats, mailTo, enabled, order, scope }: ScheduleBody) {
  return { name, cron, period, formats, mailTo, enabled, order, scope };
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Given<T>;
}
