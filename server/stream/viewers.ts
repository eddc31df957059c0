/** The sockets of everybody who watches. A viewer only listens, so whatever it sends is small and ignored. */
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { ServerToViewer } from '../contract/wire.ts';

const MAX_INCOMING_BYTES = 10_000;

export type Viewers = Server<Record<string, never>, ServerToViewer>;

/** @param mayOpen whether this request may open a socket */
export function openViewers(http: HttpServer, mayOpen: (request: IncomingMessage) => boolean): Viewers {
  return new Server(http, {
    allowRequest: (request, decide) => {
      decide(null, mayOpen(request));
    },
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    serveClient: false,
    maxHttpBufferSize: MAX_INCOMING_BYTES,
  });
}
