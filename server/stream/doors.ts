/** Whose socket is whose: when somebody may no longer watch, their sockets are closed. */
import type { IncomingMessage } from 'node:http';
import type { Viewers } from './viewers.ts';

const PUBLIC = 'public';

/**
 * @param mayWatch whether this request may still hold a socket
 * @param sessionOf the id of the session a request belongs to; null: nobody has signed in
 * @param admit the room in which a request's scope is told what it sees
 */
export function watchDoors(
  viewers: Viewers,
  mayWatch: (request: IncomingMessage) => boolean,
  sessionOf: (request: IncomingMessage) => number | null,
  admit: (request: IncomingMessage) => string,
) {
  viewers.on('connection', async (socket) => {
    // It may have been opened long before it asks for anything, and its right have ended since: nobody knew it then.
    if (!mayWatch(socket.request)) {
      socket.conn.close(true);
      return;
    }
    await socket.join([roomOf(sessionOf(socket.request)), admit(socket.request)]);
  });
  return {
    /** Those of one session; null: of everybody who has not signed in. */
    close: (session: number | null): void => {
      for (const id of viewers.sockets.adapter.rooms.get(roomOf(session)) ?? []) {
        // A plain disconnect would wait for whoever does not answer.
        viewers.sockets.sockets.get(id)?.conn.close(true);
      }
    },
  };
}

function roomOf(session: number | null): string {
  return session === null ? PUBLIC : `session-${String(session)}`;
}
