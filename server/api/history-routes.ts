/** REST about periods and past moments: parsed here, answered by history's own thread, passed on as the bytes it hands back. */
import type { Request, Response, Router } from 'express';
import { DAY_MS, iso } from '../calendar.ts';
import type { OperatorCode } from '../contract/terms.ts';
import type { Scope } from '../contract/scope.ts';
import { AppError } from '../errors.ts';
import type { Access } from './access.ts';
import type { Method, QuestionOf } from '../history/protocol.ts';
import {
  activityQuery,
  availabilityQuery,
  communesQuery,
  coverageQuery,
  framesQuery,
  gapsQuery,
  momentQuery,
  outageQuery,
  resilienceQuery,
  wordsQuery,
} from './history-queries.ts';
import { parseQuery } from './list.ts';

export interface HistoryAnswers {
  /** @returns JSON bytes */
  ask<M extends Method>(method: M, question: QuestionOf<M>): Promise<Uint8Array>;
}

/** The longest period whose every hour, day or slot may be asked for. */
const MOST_BUCKETS = 1_500;
const LONGEST_MS = {
  hour: MOST_BUCKETS * 3_600_000,
  day: MOST_BUCKETS * DAY_MS,
  month: MOST_BUCKETS * 30 * DAY_MS,
  period: Infinity,
};
const LONGEST_FRAMES_MS = DAY_MS;
const USUAL_PERIOD_MS = 30 * DAY_MS;

export function addHistoryRoutes(
  router: Router,
  access: Pick<Access, 'scope'>,
  history: HistoryAnswers,
  clock: () => number,
): void {
  const answer = async <M extends Method>(request: Request, response: Response, method: M, question: QuestionOf<M>) => {
    const body = await history.ask(method, { ...question, scope: access.scope(request) });
    response.set('Cache-Control', 'no-store').type('application/json').send(Buffer.from(body));
  };

  router.get('/coverage', async (request, response) => {
    const query = parseQuery(coverageQuery, request.query);
    const { from, to } = periodOf(query, clock(), LONGEST_MS[query.bucket]);
    const communes = query.commune?.includes('none') === true ? [] : (query.commune ?? null);
    await answer(request, response, 'coverage', { from, to, layers: query.layer, bucket: query.bucket, communes });
  });

  router.get('/availability', async (request, response) => {
    const { by, bucket, commune = null, operator = null, ...query } = parseQuery(availabilityQuery, request.query);
    const { from, to } = periodOf(query, clock(), LONGEST_MS[bucket]);
    await answer(request, response, 'availability', { from, to, by, bucket, ...only(commune, operator) });
  });

  router.get('/outages', async (request, response) => {
    const query = parseQuery(outageQuery, request.query);
    const { kind = null, cause = null, commune = null, operator = null, minutes, limit, cursor } = query;
    const { from, to } = periodOf(query, clock(), Infinity);
    const atLeastMs = minutes * 60_000;
    await answer(request, response, 'outages', {
      from,
      to,
      kind,
      cause,
      ...only(commune, operator),
      atLeastMs,
      limit,
      cursor,
    });
  });

  router.get('/words', async (request, response) => {
    const { station = null, link = null, node = null, known, ...query } = parseQuery(wordsQuery, request.query);
    const now = clock();
    const { from, to } = periodOf({ from: query.from ?? now - DAY_MS, to: query.to }, now, Infinity);
    await answer(request, response, 'words', { from, to, station, link, node, known });
  });

  router.get('/resilience', async (request, response) => {
    const { commune = null, ...query } = parseQuery(resilienceQuery, request.query);
    await answer(request, response, 'resilience', { ...query, communes: commune === null ? null : [commune] });
  });

  router.get('/resilience/communes', async (request, response) => {
    const { basis } = parseQuery(communesQuery, request.query);
    await answer(request, response, 'communeResilience', { basis });
  });

  router.get('/gaps/:commune', async (request, response) => {
    const query = parseQuery(gapsQuery, request.query);
    await answer(request, response, 'gaps', { ...query, commune: request.params.commune });
  });

  router.get('/replay', async (request, response) => {
    const { known, ...query } = parseQuery(framesQuery, request.query);
    const { from, to } = periodOf(query, clock(), LONGEST_FRAMES_MS);
    await answer(request, response, 'frames', { from, to, known });
  });

  router.get('/replay/activity', async (request, response) => {
    const { slot, ...query } = parseQuery(activityQuery, request.query);
    const now = clock();
    const { from, to } = periodOf({ from: query.from ?? now - DAY_MS, to: query.to }, now, slot * 1_000 * MOST_BUCKETS);
    await answer(request, response, 'activity', { from, to: Math.min(to, now), slotMs: slot * 1_000 });
  });
}

/** The whole picture of a past moment. */
export async function sendMoment(
  history: HistoryAnswers,
  scope: Scope,
  request: Request,
  response: Response,
): Promise<void> {
  const { at, known } = parseQuery(momentQuery, request.query);
  const body = await history.ask('snapshotAt', { at, known, scope });
  response.set('Cache-Control', 'no-store').type('application/json').send(Buffer.from(body));
}

function only(commune: string | null, operator: OperatorCode | null) {
  return { communes: commune === null ? null : [commune], operators: operator === null ? null : [operator] };
}

/**
 * The last 30 days unless something else is asked for. A period that is not over has no end here: history ends it where its own
 * present is, so that what goes on then is told as going on.
 */
function periodOf(
  { from, to }: { from?: number | undefined; to?: number | undefined },
  now: number,
  longestMs: number,
): { from: number; to: number } {
  const end = Math.min(to ?? now, now);
  const begin = from ?? end - USUAL_PERIOD_MS;
  if (begin >= now) throw new AppError('period_not_begun', { from: iso(begin) });
  if (begin >= end) throw new AppError('period_empty', { from: iso(begin), to: iso(end) });
  if (end - begin > longestMs) throw new AppError('period_too_long', { days: Math.floor(longestMs / DAY_MS) });
  return { from: begin, to: end < now ? end : Infinity };
}
