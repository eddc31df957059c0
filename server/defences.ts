/** What every answer and every request has to do with: headers that tell browsers what the page may do, and whose page may write. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { IncomingMessage, ServerResponse, type IncomingHttpHeaders } from 'node:http';
import express, { type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
import { tokenOf } from './accounts/visitors.ts';
import { AppError } from './errors.ts';

/** Methods that change nothing. */
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Half a year. */
const SECURE_FOR_S = 15_552_000;

/**
 * Scripts, styles, fonts, connections: our own and nothing else.
 * @param tileUrl of the base map, whose pictures come from elsewhere
 */
export function securityHeaders(tileUrl: string | null): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...(tileUrl === null ? [] : [originOfTiles(tileUrl)])],
        connectSrc: ["'self'"],
        // The preview of a report is the PDF itself.
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Said below: over plain HTTP it means nothing.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  return (request, response, next) => {
    if (request.secure) response.set('Strict-Transport-Security', `max-age=${String(SECURE_FOR_S)}`);
    headers(request, response, next);
  };
}

/** What the network looks like depends on who asks: nobody between us keeps it, and a browser asks again; some answers say more. */
export const ofWhoAsks: RequestHandler = (_request, response, next) => {
  response.vary('Cookie').set('Cache-Control', 'private, no-cache');
  next();
};

/** `https://{s}.tile.example/{z}/{x}/{y}.png` → `https://*.tile.example` */
export function originOfTiles(url: string): string {
  const [, scheme = 'https', host = ''] = /^(https?):\/\/([^/]+)/.exec(url) ?? [];
  return `${scheme}://${host.replaceAll(/\{\w+\}/g, '*')}`;
}

/** As Node would refuse it: who speaks HTTP/1.1 says whom it asks. */
export const requireHost: RequestHandler = ({ headers, httpVersion }, response, next) => {
  if (headers.host !== undefined || httpVersion !== '1.1') next();
  else response.writeHead(400, { connection: 'close' }).end();
};

/**
 * A browser says from which page a write comes: what another site's page wants written is refused, and what comes with somebody's
 * session and does not say it. Programs, which do not, come with a key.
 * @param onRefused writes it down
 */
export function refuseForeignWrites(onRefused: (request: Request, refusal: AppError) => Promise<void>): RequestHandler {
  return async (request, _response, next) => {
    const own = ownOrigin(request);
    if (!READS.has(request.method) && (isForeign(request.headers, own) || isBlind(request.headers))) {
      // Who forgot to say that a proxy stands in front sees it here: `http:` where the page came over `https:`.
      const refusal = new AppError('foreign_origin', { expected: own });
      await onRefused(request, refusal);
      throw refusal;
    }
    next();
  };
}

/** True for a session that is used without saying from which page. */
function isBlind(headers: IncomingHttpHeaders): boolean {
  return headers.origin === undefined && headers['sec-fetch-site'] === undefined && tokenOf(headers) !== null;
}

/**
 * True for a request that a browser sends for a page of another site, or for one of ours that came over another scheme: whoever sits
 * on the line can put words into a page that comes over plain HTTP.
 * @param own our pages' origin; null: nobody can tell
 */
export function isForeign(headers: IncomingHttpHeaders, own: string | null): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return headers.origin !== undefined && headers.origin !== own;
}

/**
 * `https://a.example:8443`, as a browser writes it: the scheme as a trusted proxy says where one stands in front, the host as it was
 * passed on. What such a proxy passes on unread, as X-Forwarded-Host by many, anybody can have written.
 */
export function ownOrigin({ protocol, headers: { host } }: Pick<Request, 'protocol' | 'headers'>): string | null {
  const page = `${protocol}://${host ?? ''}`;
  return /^https?$/.test(protocol) && URL.canParse(page) ? new URL(page).origin : null;
}

/**
 * What express makes of a request that comes to none of its routes, as a socket's does: over what it was asked, and from where.
 * @param trustProxy as `createApp` has it
 */
export function asExpressSees(trustProxy: boolean | number | string): (incoming: IncomingMessage) => Request {
  let seen: Request | null = null;
  const app = express();
  app.set('trust proxy', trustProxy);
  app.use((request) => {
    seen = request;
  });
  return (incoming) => {
    // A copy: the request itself is another's, who goes on with it.
    const copy = new IncomingMessage(incoming.socket);
    Object.assign(copy, { headers: incoming.headers, method: incoming.method, url: '/' });
    app(copy, new ServerResponse(copy));
    if (seen === null) throw new Error('express did not look at it');
    return seen;
  };
}

/** Figures of the machine are for this machine, and for whoever knows the token. */
export function mayScrape({ ip, headers }: Pick<Request, 'ip' | 'headers'>, token: string | null): boolean {
  if (token === null) return ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1';
  return isSame(headers.authorization ?? '', `Bearer ${token}`);
}

/** Takes as long whatever is wrong with it. */
function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
