/**
 * How much one place may ask for in a minute. Who has a key or has signed in writes as much as they like; what is refused anyway, and
 * what takes the server long to answer, is counted. Two hundred people behind one address are far from either: they write
 * nothing before they sign in, and looking at the past takes three requests.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';
import { placeOf } from '../accounts/place.ts';
import { addressOf } from './access.ts';

/** Who has signed in with a request's cookie (accounts/visitors.ts); null: nobody. */
interface Named {
  signedIn(headers: IncomingHttpHeaders): { account: { name: string } } | null;
}

interface Limits {
  /** Writes without a key or a session: they are refused anyway. */
  strangersWrites: number;
  /** Pictures and stretches of the past, each one; a report made at once counts as REPORT_COSTS. */
  heavyReads: number;
}

const A_MINUTE: Limits = { strangersWrites: 600, heavyReads: 600 };
const REPORT_COSTS = 5;
/** Counts for itself (accounts/sign-in.ts), by account and address. */
const SIGN_IN = '/session';
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export class Rates {
  private readonly visitors: Named;
  private readonly writes: RateLimiterMemory;
  private readonly reads: RateLimiterMemory;

  constructor(visitors: Named, { strangersWrites, heavyReads }: Limits = A_MINUTE) {
    this.visitors = visitors;
    this.writes = new RateLimiterMemory({ points: strangersWrites, duration: 60 });
    this.reads = new RateLimiterMemory({ points: heavyReads, duration: 60 });
  }

  /** Before every route. @throws AppError too_many_requests */
  readonly limit: RequestHandler = async (request, _response, next) => {
    const costs = READS.has(request.method) ? costsOf(request) : 0;
    const visitor = this.visitors.signedIn(request.headers);
    if (costs > 0)
      await consume(this.reads, visitor === null ? placeOf(addressOf(request)) : `@${visitor.account.name}`, costs);
    const isStrangersWrite = !READS.has(request.method) && visitor === null && request.path !== SIGN_IN;
    if (isStrangersWrite) await this.stranger(request);
    next();
  };

  /** Counts a write of who could not say who they are. @throws AppError too_many_requests */
  async stranger(request: Request): Promise<void> {
    await consume(this.writes, placeOf(addressOf(request)), 1);
  }
}

/** 0: as many as they like. */
function costsOf({ path, query }: Pick<Request, 'path' | 'query'>): number {
  if (/^\/reports\/[a-z]+\.[a-z]+$/.test(path)) return REPORT_COSTS;
  if (path === '/replay' || (path === '/snapshot' && query['at'] !== undefined)) return 1;
  return 0;
}

async function consume(limiter: RateLimiterMemory, who: string, points: number): Promise<void> {
  try {
    await limiter.consume(who, points);
  } catch (stopped) {
    if (!(stopped instanceof RateLimiterRes)) throw stopped;
    throw new AppError('too_many_requests', { retryAfterS: Math.ceil(stopped.msBeforeNext / 1_000) });
  }
}
