/** The sockets of everybody who watches. A viewer only listens, so whatever it sends is small and ignored. */
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { ServerToViewer } from '../contract/wire.ts';

const MAX_INCOMING_BYTES = 10_000;

export type Viewers = Server<Record<string, never>, ServerToViewer>;

/** @param mayOpen whether this request may open a socket */
export function openViewers(http: HttpServer, mayOpen: (request: IncomingMessage) => boolean): Viewers {
  const viewers: Viewers = new Server(http, {
    allowRequest: (request, decide) => {
      decide(null, mayOpen(request));
    },
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    serveClient: false,
    maxHttpBufferSize: MAX_INCOMING_BYTES,
  });
  // Its answers come to none of express's routes; written as engine.io writes its own, which these replace.
  viewers.engine.on('headers', (headers: Record<string, string>) => {
    Object.assign(headers, { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });
  return viewers;
}
