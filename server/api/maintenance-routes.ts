/** Maintenance windows: read by whoever may see, set by engineers. */
import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import type { Actor } from '../accounts/audit.ts';
import { maintenancePatchSchema, maintenanceWishSchema, type MaintenanceBody } from '../contract/maintenance.ts';
import { NOBODY } from '../contract/roles.ts';
import { PHASES, elementOf } from '../contract/windows.ts';
import { AppError } from '../errors.ts';
import { phaseOf } from '../state/windows.ts';
import type { MaintenanceQuery, MaintenanceRow } from '../store/maintenance-store.ts';
import type { Sight } from '../stream/sight.ts';
import type { Access } from './access.ts';
import { pageQuery, parseBody, parseId, parseQuery } from './list.ts';
import { time } from './shapes.ts';

export interface MaintenanceKeeper {
  list(query: Omit<MaintenanceQuery, 'now'>): MaintenanceRow[];
  add(planned: Pick<MaintenanceRow, 'kind' | 'code' | 'reason' | 'start' | 'end'>, actor: Actor): MaintenanceRow;
  change(id: number, patch: Partial<Pick<MaintenanceRow, 'reason' | 'end'>>, actor: Actor): MaintenanceRow;
  end(id: number, actor: Actor): MaintenanceRow;
  /** @throws AppError not_found */
  byId(id: number): MaintenanceRow;
}

export interface MaintenanceParts {
  access: Pick<Access, 'permit' | 'actor'>;
  maintenance: MaintenanceKeeper;
  clock: () => number;
}

const MAX_BYTES = 8 * 1024;
const code = z.string().max(64).optional();

export const maintenanceQuery = pageQuery.extend({
  station: code,
  link: code,
  state: z.enum(PHASES).optional(),
});

/** @param sightOf what the request sees */
export function addMaintenanceRoutes(
  router: Router,
  { access, maintenance, clock }: MaintenanceParts,
  sightOf: (request: Request) => Sight,
): void {
  const json = express.json({ limit: MAX_BYTES });
  /** Names to sign in with are for colleagues. */
  const body = (row: MaintenanceRow, request: Request): MaintenanceBody => {
    const told = bodyOf(row, clock());
    return access.actor(request).name === NOBODY ? { ...told, createdBy: null, endedBy: null } : told;
  };
  const rowOf = (request: Request) => {
    const row = maintenance.byId(parseId(request.params));
    const sight = sightOf(request);
    if (!sees(sight, row)) throw new AppError('not_found');
    if (!speaksFor(sight, row)) throw new AppError('out_of_scope', { element: row.code });
    return row.id;
  };

  router.get('/maintenance', (request, response) => {
    const { state: phase, limit, cursor: after, ...named } = parseQuery(maintenanceQuery, request.query);
    const element = elementOf(named);
    if (element === null && named.link !== undefined) throw new AppError('bad_query', { parameter: 'link' });
    const read = (from: number | undefined) => maintenance.list({ ...(element ?? {}), phase, limit, after: from });
    const { rows, isEnd } = seenRows(read, after, limit, sightOf(request));
    const nextCursor = isEnd ? null : String(rows.at(-1)?.id ?? '');
    response.set('Cache-Control', 'no-store').json({ items: rows.map((row) => body(row, request)), nextCursor });
  });

  router.post('/maintenance', access.permit('operate'), json, (request, response) => {
    const { reason, start, end, ...named } = parseBody(maintenanceWishSchema, request.body);
    const element = elementOf(named);
    const sight = sightOf(request);
    if (element === null || !sight.element(element.kind, element.code)) {
      throw new AppError('unknown_element', { element: element?.code ?? '' });
    }
    if (!speaksFor(sight, element)) throw new AppError('out_of_scope', { element: element.code });
    const planned = { ...element, reason, start: Date.parse(start), end: Date.parse(end) };
    response.status(201).json(body(maintenance.add(planned, access.actor(request)), request));
  });

  router.patch('/maintenance/:id', access.permit('operate'), json, (request, response) => {
    const { reason, end } = parseBody(maintenancePatchSchema, request.body);
    const patch = {
      ...(reason === undefined ? {} : { reason }),
      ...(end === undefined ? {} : { end: Date.parse(end) }),
    };
    response.json(body(maintenance.change(rowOf(request), patch, access.actor(request)), request));
  });

  router.post('/maintenance/:id/end', access.permit('operate'), (request, response) => {
    response.json(body(maintenance.end(rowOf(request), access.actor(request)), request));
  });
}

type Element = Pick<MaintenanceRow, 'kind' | 'code'>;

/** What has left the network is seen by who sees everything. */
function sees(sight: Sight, { kind, code }: Element): boolean {
  return sight.isWhole || sight.element(kind, code);
}

function speaksFor(sight: Sight, { kind, code }: Element): boolean {
  return sight.isWhole || sight.speaksFor(kind, code);
}

/** A page of those that are seen. */
function seenRows(
  read: (after: number | undefined) => MaintenanceRow[],
  after: number | undefined,
  limit: number,
  sight: Sight,
): { rows: MaintenanceRow[]; isEnd: boolean } {
  const rows: MaintenanceRow[] = [];
  for (let from = after; ;) {
    const some = read(from);
    rows.push(...some.filter((row) => sees(sight, row)));
    if (rows.length > limit) return { rows: rows.slice(0, limit), isEnd: false };
    if (some.length < limit) return { rows, isEnd: true };
    if (rows.length === limit) return { rows, isEnd: false };
    from = some.at(-1)?.id;
  }
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
