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
    const { method } = request;
    const path = request.path.slice(0, MAX_PATH);
    response.once('close', () => {
      const isWell = response.statusCode < 400 && response.writableFinished;
      log[isWell ? 'debug' : 'info']({
        ...{ method, path, status: response.statusCode, ms: Math.round(performance.now() - begin) },
        ...{
          from: isIP(request.ip ?? '') === 0 ? null : request.ip,
          ...(response.writableFinished ? {} : { broken: true }),
        },
        msg: 'request',
      });
    });
    next();
  };
}
