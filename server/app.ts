/** Routes, the built client, and the one error handler; never listens. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Router,
} from 'express';
import { DOCS_POLICY, docsPage } from './api/docs-page.ts';
import { openApiDocument } from './api/openapi.ts';
import { mayScrape, ofWhoAsks, refuseForeignWrites, requireHost, securityHeaders } from './defences.ts';
import { MAX_BODY_BYTES } from './contract/events.ts';
import { AppError, errorBody, languageOf, toAppError } from './errors.ts';
import { StorageError } from './store/store.ts';

export interface AppParts {
  api: Router;
  ingest: Router;
  /** Folder of the built client. */
  clientDir: string;
  /** Address of the base map's tiles; null: there is none. */
  tileUrl: string | null;
  metrics: MetricsPage;
  /** Sees every request first. */
  log: RequestHandler;
  /** As express takes it: who in front of us may say for whom it speaks. */
  trustProxy: boolean | number | string;
  /** Told of what another site's page wanted written. */
  onForeign: (request: Request, refusal: AppError) => Promise<void>;
  /** Told of every error that is our own. */
  onInternalError: (error: unknown) => void;
}

/** What `/metrics` shows, and to whom besides this machine. */
interface MetricsPage {
  contentType: string;
  text(): Promise<string>;
  token: string | null;
}

const RETRY_AFTER_S = 2;
const YEAR_MS = 365 * 86_400_000;

export function createApp(parts: AppParts): Express {
  const { api, ingest, clientDir, tileUrl, trustProxy, metrics, log, onForeign, onInternalError } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', trustProxy);
  app.use(log, requireHost, securityHeaders(tileUrl), refuseForeignWrites(onForeign));
  app.use(compression());
  app.use('/api/v1', ofWhoAsks, ingest, api);
  app.get('/metrics', async (request, response) => {
    if (!mayScrape(request, metrics.token)) throw new AppError('forbidden');
    response
      .set('Cache-Control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.text());
  });
  app.get('/api/docs', (_request, response) => {
    response.set('Content-Security-Policy', DOCS_POLICY).type('html').send(docsPage(openApiDocument()));
  });
  app.use('/api', () => {
    throw new AppError('not_found');
  });
  const page = join(clientDir, 'index.html');
  // Built files carry their hash in the name; the page itself is always asked for.
  app.use(
    '/assets',
    express.static(join(clientDir, 'assets'), { immutable: true, maxAge: YEAR_MS, fallthrough: false }),
  );
  app.use(express.static(clientDir, { index: false }));
  app.get('/{*path}', (_request, response) => {
    if (!existsSync(page)) throw new AppError('not_found');
    response.set('Cache-Control', 'no-cache').sendFile(page);
  });
  app.use(answerErrors(onInternalError));
  return app;
}

function answerErrors(onInternalError: (error: unknown) => void): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    const error = toAppError(fromExpress(thrown, request.method));
    if (error.code === 'internal' || thrown instanceof StorageError) onInternalError(thrown);
    if (response.headersSent) {
      next(thrown);
      return;
    }
    if (error.status === 503 || error.status === 429) response.set('Retry-After', retryAfter(error));
    if (error.status === 401) response.set('WWW-Authenticate', 'Bearer');
    response.status(error.status).json(errorBody(error, languageOf(request.headers)));
  };
}

/** As long as it says itself, otherwise soon. */
function retryAfter({ details }: AppError): string {
  const told = details?.['retryAfterS'];
  return String(typeof told === 'number' ? told : RETRY_AFTER_S);
}

/** What express and its body parser throw says its status in a field of its own; what the disk refuses may be asked again. */
function fromExpress(thrown: unknown, method: string): unknown {
  if (thrown instanceof StorageError) return thrown.told();
  if (thrown instanceof AppError || typeof thrown !== 'object' || thrown === null || !('status' in thrown))
    return thrown;
  const { status } = thrown;
  if (status === 413) return new AppError('body_too_large', { maxBytes: MAX_BODY_BYTES });
  if (status === 404) return new AppError('not_found');
  if (status === 415) return new AppError('unsupported_media_type');
  if (typeof status !== 'number' || status < 400 || status >= 500) return thrown;
  // A path that cannot be decoded or leads out of the folder; who only reads has sent no body.
  const isOfPath = thrown instanceof URIError || method === 'GET' || method === 'HEAD';
  return new AppError(isOfPath ? 'not_found' : 'unreadable_body');
}
