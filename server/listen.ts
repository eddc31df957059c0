/** Where the server can be reached, or one sentence that says why it cannot. */
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Config } from './config.ts';
import { AppError } from './errors.ts';
import type { Unread } from './request-log.ts';

const LISTEN_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses it; set PORT to a free one',
  EACCES: 'this user may not; ports below 1024 belong to the system, set PORT to a higher one',
  EADDRNOTAVAIL: 'this machine has no such address; set HOST to one of its own',
  ENOTFOUND: 'there is no such name; set HOST to an address of this machine',
};

/** A request must arrive whole within this time, its head within half of it: who sends byte by byte holds nothing for long. */
const REQUEST_MS = 30_000;

/** @param requestMs looked at ten times while it passes */
export function httpServer(app: RequestListener, requestMs = REQUEST_MS): Server {
  return createServer(
    {
      ...{ requestTimeout: requestMs, headersTimeout: requestMs / 2, connectionsCheckingInterval: requestMs / 10 },
      // The app refuses it itself, so that it is a request like any other.
      requireHostHeader: false,
    },
    app,
  );
}

/** How Node answers what is no request; any other fault of what was sent is 400. */
const UNREAD_STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Tells of what Node refuses before the app hears of it. A listener of `clientError` would have to give its answers, too. */
export function watchUnread(http: Server, onUnread: (unread: Unread) => void): void {
  const underWay = new WeakMap<Socket, ServerResponse>();
  http.prependListener('request', ({ socket }, response) => {
    underWay.set(socket, response);
    response.once('close', () => {
      if (underWay.get(socket) === response) underWay.delete(socket);
    });
  });
  http.on('connection', (socket) => {
    const from = socket.remoteAddress ?? null;
    socket.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
      const status = UNREAD_STATUS[code] ?? (code.startsWith('HPE_') ? 400 : null);
      if (status === null) return;
      const response = underWay.get(socket);
      if (response === undefined) onUnread({ status, problem: code, from });
      // Its own line says that it broke off: and this is why.
      else if (!response.headersSent) response.statusCode = status;
    });
  });
  // As Node does where nobody listens.
  http.on('checkExpectation', ({ socket }, response) => {
    onUnread({ status: 417, problem: 'EXPECTATION', from: socket.remoteAddress ?? null });
    response.writeHead(417).end();
  });
}

/**
 * @returns the address to open
 * @throws AppError address_unusable, with what to do
 */
export async function listen(http: Server, { host, port }: Config): Promise<string> {
  await new Promise<void>((listening, failed) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const problem = LISTEN_PROBLEMS[error.code ?? ''] ?? error.message;
      failed(new AppError('address_unusable', { address: `${host}:${String(port)}`, problem }, { cause: error }));
    });
    http.listen(port, host, listening);
  });
  return addressOf(http.address(), host);
}

function addressOf(address: string | AddressInfo | null, host: string): string {
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${String(port)}`;
}
