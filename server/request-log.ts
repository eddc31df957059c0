/**
 * One line a request: who asked for what, what came of it, and how long it took. Queries, bodies and keys are not in it, nor what a
 * proxy was told to call an address and is none. What was
 * refused or broke off is told at `info`; what went well, several times a second, only at `debug`.
 */
import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** Longer paths are cut: a line stays a line. */
const MAX_PATH = 200;

export function logRequests(log: Pick<Logger, 'info' | 'debug'>): RequestHandler {
  return (request, response, next) => {
    const begin = performance.now();
    // Of a connection that is closed it is not known any more.
    const { method, ip = '' } = request;
    const path = request.path.slice(0, MAX_PATH);
    response.once('close', () => {
      const isWell = response.statusCode < 400 && response.writableFinished;
      log[isWell ? 'debug' : 'info']({
        ...{ method, path, status: response.statusCode, ms: Math.round(performance.now() - begin) },
        ...{
          from: isIP(ip) === 0 ? null : ip,
          ...(response.writableFinished ? {} : { broken: true }),
        },
        msg: 'request',
      });
    });
    next();
  };
}

/** A request that never became one: what came could not be read, or did not come in time. Node answers it by itself. */
export interface Unread {
  status: number;
  /** Node's code for what was wrong: nothing of the bytes that came. */
  problem: string;
  /** The other end of the connection, a proxy in front where there is one. */
  from: string | null;
}

const LINE_MS = 1_000;

/** A line each, but of a kind no more than one a second: a flood of them is one line with their number. */
export function logUnread(log: Pick<Logger, 'warn'>): (unread: Unread) => void {
  /** By status: how many came since the last line, and the newest of them. */
  const untold = new Map<number, { count: number; newest: Unread }>();
  const tell = (unread: Unread, count: number) => {
    log.warn({ ...unread, ...(count > 1 ? { count } : {}), msg: 'request not read' });
    untold.set(unread.status, { count: 0, newest: unread });
    setTimeout(tellRest, LINE_MS, unread.status).unref();
  };
  const tellRest = (status: number) => {
    const rest = untold.get(status);
    untold.delete(status);
    if (rest !== undefined && rest.count > 0) tell(rest.newest, rest.count);
  };
  return (unread) => {
    const since = untold.get(unread.status);
    if (since === undefined) tell(unread, 1);
    else untold.set(unread.status, { count: since.count + 1, newest: unread });
  };
}
