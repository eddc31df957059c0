/** Maintenance windows: read by whoever may see, set by engineers. */
import express, { type Router } from 'express';
import { z } from 'zod';
import type { Actor } from '../accounts/audit.ts';
import { maintenancePatchSchema, maintenanceWishSchema, type MaintenanceBody } from '../contract/maintenance.ts';
import { PHASES, elementOf, type WindowKind } from '../contract/windows.ts';
import { AppError } from '../errors.ts';
import { phaseOf } from '../state/windows.ts';
import type { MaintenanceQuery, MaintenanceRow } from '../store/maintenance-store.ts';
import type { Access } from './access.ts';
import { pageQuery, parseBody, parseQuery } from './list.ts';
import { time } from './shapes.ts';

export interface MaintenanceKeeper {
  list(query: Omit<MaintenanceQuery, 'now'>): MaintenanceRow[];
  add(planned: Pick<MaintenanceRow, 'kind' | 'code' | 'reason' | 'start' | 'end'>, actor: Actor): MaintenanceRow;
  change(id: number, patch: Partial<Pick<MaintenanceRow, 'reason' | 'end'>>, actor: Actor): MaintenanceRow;
  end(id: number, actor: Actor): MaintenanceRow;
}

export interface MaintenanceParts {
  access: Pick<Access, 'permit' | 'actor'>;
  maintenance: MaintenanceKeeper;
  clock: () => number;
}

const MAX_BYTES = 8 * 1024;
const id = z.coerce.number().int().positive();
const code = z.string().max(64).optional();

export const maintenanceQuery = pageQuery.extend({
  station: code,
  link: code,
  state: z.enum(PHASES).optional(),
});

/** @param isKnown whether the network has such an element */
export function addMaintenanceRoutes(
  router: Router,
  { access, maintenance, clock }: MaintenanceParts,
  isKnown: (element: { kind: WindowKind; code: string }) => boolean,
): void {
  const json = express.json({ limit: MAX_BYTES });
  const body = (row: MaintenanceRow) => bodyOf(row, clock());

  router.get('/maintenance', (request, response) => {
    const { state: phase, limit, cursor: after, ...named } = parseQuery(maintenanceQuery, request.query);
    const element = elementOf(named);
    if (element === null && named.link !== undefined) throw new AppError('bad_query', { parameter: 'link' });
    const rows = maintenance.list({ ...(element ?? {}), phase, limit, after });
    const nextCursor = rows.length === limit ? String(rows.at(-1)?.id ?? '') : null;
    response.set('Cache-Control', 'no-store').json({ items: rows.map(body), nextCursor });
  });

  router.post('/maintenance', access.permit('operate'), json, (request, response) => {
    const { reason, start, end, ...named } = parseBody(maintenanceWishSchema, request.body);
    const element = elementOf(named);
    if (element === null || !isKnown(element)) {
      throw new AppError('unknown_element', { element: element?.code ?? '' });
    }
    const planned = { ...element, reason, start: Date.parse(start), end: Date.parse(end) };
    response.status(201).json(body(maintenance.add(planned, access.actor(request))));
  });

  router.patch('/maintenance/:id', access.permit('operate'), json, (request, response) => {
    const { reason, end } = parseBody(maintenancePatchSchema, request.body);
    const patch = {
      ...(reason === undefined ? {} : { reason }),
      ...(end === undefined ? {} : { end: Date.parse(end) }),
    };
    response.json(body(maintenance.change(parseBody(id, request.params['id']), patch, access.actor(request))));
  });

  router.post('/maintenance/:id/end', access.permit('operate'), (request, response) => {
    response.json(body(maintenance.end(parseBody(id, request.params['id']), access.actor(request))));
  });
}

function bodyOf(row: MaintenanceRow, now: number): MaintenanceBody {
  const { start, end, createdAt, endedAt, ...rest } = row;
  return {
    ...rest,
    state: phaseOf(row, now),
    ...{ start: time(start), end: time(end), createdAt: time(createdAt) },
    endedAt: endedAt === null ? null : time(endedAt),
  };
}
