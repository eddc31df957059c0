/** The sockets of everybody who watches. A viewer only listens, so whatever it sends is small and ignored. */
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { ServerToViewer } from '../contract/wire.ts';

const MAX_INCOMING_BYTES = 10_000;

export type Viewers = Server<Record<string, never>, ServerToViewer>;

/**
 * @param mayOpen whether this request may open a socket
 * @param mayGoOn whether it comes from whom the socket's first request came from: a polled one is many requests, and its number stands
 *   in each address
 */
export function openViewers(
  http: HttpServer,
  mayOpen: (request: IncomingMessage) => boolean,
  mayGoOn: (request: IncomingMessage, first: IncomingMessage) => boolean,
): Viewers {
  const viewers: Viewers = new Server(http, {
    allowRequest: (request, decide) => {
      decide(null, mayOpen(request));
    },
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    serveClient: false,
    maxHttpBufferSize: MAX_INCOMING_BYTES,
  });
  /** By the socket's number. */
  const firsts = new Map<string, IncomingMessage>();
  viewers.engine.on('connection', (connection: Socket['conn']) => {
    const id = numberOf(connection);
    firsts.set(id, connection.request);
    connection.once('close', () => firsts.delete(id));
  });
  viewers.engine.use((request: IncomingMessage, response: ServerResponse, next: (problem?: Error) => void) => {
    // Its answers, refusals too, come to none of express's routes.
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-store');
    // Of several numbers the engine takes the last.
    const first = firsts.get(new URLSearchParams(request.url?.split('?')[1]).getAll('sid').at(-1) ?? '');
    next(first === undefined || mayGoOn(request, first) ? undefined : new Error('it is not of whom opened it'));
  });
  return viewers;
}

/** As it stands in the addresses of its requests; engine.io keeps it to itself. */
function numberOf(connection: object): string {
  return 'id' in connection && typeof connection.id === 'string' ? connection.id : '';
}
