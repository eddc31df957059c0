/** REST of reports: ordered and kept, or made at once for one reader. */
import { createHash } from 'node:crypto';
import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import {
  REPORT_FORMATS,
  REPORT_TEMPLATES,
  reportOrderSchema,
  reportRequestSchema,
  type ReportBody,
  type ReportRequest,
  type ReportSettings,
} from '../contract/reports.ts';
import type { Scope } from '../contract/scope.ts';
import { AppError } from '../errors.ts';
import type { Access } from './access.ts';
import { isOpenTo, limitOf, limitedOrder, refuseUnseen } from './limited-order.ts';
import { parseBody, parseQuery } from './list.ts';

/** What the routes need of the desk (reports/desk.ts). */
export interface ReportDesk {
  /** What is done is told to its witness in the same transaction. */
  order(request: ReportRequest, limit: { scope?: Scope }, witness: (ordered: ReportBody) => void): ReportBody;
  makeNow(
    request: Omit<ReportRequest, 'format'> & {
      format: AtOnceFormat;
      until?: number | undefined;
      previous?: number | null | undefined;
      previousKnown?: number | undefined;
      scope?: Scope | undefined;
    },
    whileWanted: AbortSignal,
  ): Promise<{
    bytes: Uint8Array;
    mime: string;
    fileName: string;
    modelSha256: string;
    pages: number | null;
    completeness: Completeness;
  }>;
  list(): ReportBody[];
  report(id: string): ReportBody;
  file(id: string): { report: ReportBody; bytes: Uint8Array };
  model(id: string): { report: ReportBody; model: string };
  remove(id: string, witness: (removed: ReportBody) => void): ReportBody | null;
}

/** Made at once a report may be its data model itself. */
export const AT_ONCE_FORMATS = [...REPORT_FORMATS, 'json'] as const;
type AtOnceFormat = (typeof AT_ONCE_FORMATS)[number];

type Completeness = NonNullable<ReportBody['completeness']>;

const MAX_ORDER_BYTES = 64 * 1024;
const MIMES: Readonly<Record<ReportRequest['format'], string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json',
};

const words = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [given].flat().flatMap((text) => text.split(',')))
  .pipe(z.array(z.string().min(1).max(64)).max(500));

/** Nothing is no nought. */
const numeral = z.string().trim().min(1).transform(Number);

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const { from, to, communes, technologies, operators, sections, technology, measure, situations, below, search } =
  reportOrderSchema.shape;
/** What is asked of a report made at once, beside its template and format. */
export const orderQuery = z.strictObject({
  ...{ from, to },
  communes: words.optional().pipe(communes),
  technologies: words.optional().pipe(technologies),
  operators: words.optional().pipe(operators),
  threshold: numeral.pipe(z.number().min(0).max(100)).default(97),
  sections: words.optional().pipe(sections),
  ...{ technology, measure, search },
  situations: words.optional().pipe(situations),
  below: numeral
    .pipe(z.number().gt(0).max(100))
    .optional()
    .describe(below.description ?? ''),
  until: instant
    .optional()
    .describe(
      'Nothing later is told: a moment; left out: now. With the `createdAt` of a kept report its data model is made again from history',
    ),
  previous: instant
    .or(z.literal('none').transform(() => null))
    .optional()
    .describe(
      'Of a bulletin: the moment it is compared with (`comparedWith` of a data model), or `none`; left out: that of the last one about the same communes and operators, kept and made before, of a moment at least a minute before it; with the `createdAt` of a kept one as `until`, the one that one was compared with',
    ),
  previousKnown: instant
    .optional()
    .describe(
      'With `previous`: when that bulletin was made (`comparedAsKnown` of a data model), for it is compared with what was known then; left out: at its moment',
    ),
  issuer: z.string().max(4_000).transform(fromJson).pipe(reportOrderSchema.shape.issuer).optional(),
});

/** One commune or operator may be asked for by the name these have elsewhere. */
function inPlural(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { commune, operator, ...rest } = query;
  return {
    ...(commune === undefined ? {} : { communes: commune }),
    ...(operator === undefined ? {} : { operators: operator }),
    ...rest,
  };
}

/** Whether today's network has a commune of this code. */
export type IsCommune = (code: string) => boolean;

/** What the routes need of reports/mail.ts. */
export interface ReportMail {
  again(id: string, witness: (report: ReportBody) => void): ReportBody;
}

export function addReportRoutes(
  router: Router,
  access: Pick<Access, 'note' | 'scope'>,
  desk: ReportDesk,
  mail: ReportMail,
  settings: ReportSettings,
  isCommune: IsCommune,
): void {
  router.get('/reports', (request, response) => {
    const scope = access.scope(request);
    const items = desk.list().filter((report) => isOpenTo(scope, report));
    response.set('Cache-Control', 'no-store').json({ items });
  });

  /** One that holds more than its reader may see is not there. @throws AppError not_found */
  const idOf = (request: Request<{ id: string }>) =>
    refuseUnseen(desk.report(request.params.id), access.scope(request)).id;

  router.get('/reports/settings', (_request, response) => {
    response.json(settings);
  });

  router.post('/reports', express.json({ limit: MAX_ORDER_BYTES }), (request, response) => {
    const scope = access.scope(request);
    const asked = parseBody(reportRequestSchema, request.body);
    const order = limitedOrder(asked, scope);
    checkPeriod(order);
    checkLayer(order);
    checkCommunes(order, 'communes');
    checkKnown(asked, 'communes', isCommune);
    const { format, ...wish } = order;
    const ordered = desk.order(order, limitOf(scope), ({ id, title }) => {
      access.note(request, { action: 'report.ordered', target: id, after: { title, format, ...wish } });
    });
    response.status(202).json(ordered);
  });

  router.get('/reports/:file', async (request, response, next) => {
    const scope = access.scope(request);
    const made = /^([a-z]+)\.([a-z]+)$/.exec(request.params.file);
    if (made === null) {
      response.set('Cache-Control', 'no-store').json(refuseUnseen(desk.report(request.params.file), scope));
      return;
    }
    const template = REPORT_TEMPLATES.find((one) => one === made[1]);
    const format = AT_ONCE_FORMATS.find((one) => one === made[2]);
    if (template === undefined || format === undefined) {
      next();
      return;
    }
    const asked = parseQuery(orderQuery, inPlural(request.query));
    const order = { template, format, ...limitedOrder(asked, scope), ...limitOf(scope) };
    checkPeriod(order);
    checkLayer(order);
    checkCommunes(order, 'communes');
    // As of then there may have been another network, which history knows (reports/facts.ts).
    if (asked.until === undefined) checkKnown(asked, 'communes', isCommune);
    const gone = new AbortController();
    response.on('close', () => {
      gone.abort();
    });
    const { bytes, mime, fileName, modelSha256, pages, completeness } = await desk.makeNow(order, gone.signal);
    response.set({
      ...fileHeaders(mime, fileName, createHash('sha256').update(bytes).digest('hex')),
      'X-Model-SHA256': modelSha256,
      'X-Report-Completeness': JSON.stringify(completeness),
      ...(pages === null ? {} : { 'X-Report-Pages': String(pages) }),
    });
    response.send(Buffer.from(bytes));
  });

  router.get('/reports/:id/file', (request, response) => {
    const { report, bytes } = desk.file(idOf(request));
    response.set({
      ...fileHeaders(MIMES[report.request.format], report.fileName ?? 'report', report.sha256 ?? ''),
      'X-Model-SHA256': report.modelSha256 ?? '',
    });
    response.send(Buffer.from(bytes));
  });

  router.get('/reports/:id/model', (request, response) => {
    const { report, model } = desk.model(idOf(request));
    const bytes = Buffer.from(model);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    response.set({
      ...fileHeaders('application/json', `${report.id}.json`, sha256),
      'X-Model-SHA256': report.modelSha256 ?? '',
    });
    response.send(bytes);
  });

  router.post('/reports/:id/mail', (request, response) => {
    const mailed = mail.again(idOf(request), ({ id, title }) => {
      access.note(request, { action: 'report.mailed', target: id, after: { title } });
    });
    response.status(202).json(mailed);
  });

  router.delete('/reports/:id', (request, response) => {
    const cancelled = desk.remove(idOf(request), ({ id, title, state }) => {
      const before = { title, state };
      access.note(
        request,
        isUnfinished(state)
          ? { action: 'report.cancelled', target: id, before, after: { title, state: 'cancelled' } }
          : { action: 'report.removed', target: id, before },
      );
    });
    if (cancelled === null) response.status(204).end();
    else response.json(cancelled);
  });
}

/** What is given up before it is ready is not removed: it stays in the list, as cancelled. */
function isUnfinished(state: ReportBody['state']): boolean {
  return state === 'waiting' || state === 'making';
}

function fileHeaders(mime: string, fileName: string, sha256: string): Record<string, string> {
  return {
    'Content-Type': mime,
    'Content-Disposition': `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"`,
    'X-Content-SHA256': sha256,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}

/** What is no JSON fits no schema either. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** @throws AppError bad_query */
function checkPeriod({ from: first, to: last }: { from: string; to: string }): void {
  if (first > last) throw new AppError('bad_query', { parameter: 'from' });
}

/** @throws AppError bad_query when the layer is of a technology that is not asked for */
function checkLayer({ technology: one, technologies: all }: Pick<ReportRequest, 'technology' | 'technologies'>): void {
  if (one !== undefined && !all.includes(one)) throw new AppError('bad_query', { parameter: 'technology' });
}

/** @throws AppError bad_query when a sheet of one commune names none or several */
export function checkCommunes(
  { template, communes }: Pick<ReportRequest, 'template' | 'communes'>,
  field: string,
): void {
  if (template === 'commune' && communes.length !== 1) throw new AppError('bad_query', { parameter: field });
}

/** @throws AppError bad_query when a commune is named that is not there */
export function checkKnown({ communes }: Pick<ReportRequest, 'communes'>, field: string, isCommune: IsCommune): void {
  if (!communes.every(isCommune)) throw new AppError('bad_query', { parameter: field });
}
