/** Where the server can be reached, or one sentence that says why it cannot. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from './config.ts';
import { AppError } from './errors.ts';

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
    { requestTimeout: requestMs, headersTimeout: requestMs / 2, connectionsCheckingInterval: requestMs / 10 },
    app,
  );
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
