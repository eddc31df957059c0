/** A socket.io server of a test's own on a free port, and those who watch it. */
import { createServer, request } from 'node:http';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { applyDelta, type Picture } from '../../client/model/picture.ts';
import { judge, type Verdict } from '../../client/feed/sequence.ts';
import type { Delta } from '../../server/contract/wire.ts';
import { WHOLE, type Scope } from '../../server/contract/scope.ts';
import { watchDoors } from '../../server/stream/doors.ts';
import { roomOf } from '../../server/stream/views.ts';
import { openViewers as openSockets, type Viewers } from '../../server/stream/viewers.ts';

export async function openViewers(): Promise<{ viewers: Viewers; port: number }> {
  const http = createServer();
  const viewers = openSockets(
    http,
    () => true,
    () => true,
  );
  watchDoors(
    viewers,
    () => true,
    () => null,
    ({ url }) => {
      const scope = new URL(url ?? '', 'http://viewers').searchParams.get('scope');
      return roomOf(scope === null ? WHOLE : (JSON.parse(scope) as Scope));
    },
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    http.closeAllConnections();
    await viewers.close();
  });
  return { viewers, port: (http.address() as AddressInfo).port };
}

/** What a browser does with deltas, without the browser. */
export class Watcher {
  picture: Picture;
  readonly socket: Socket;
  readonly verdicts: Verdict[] = [];
  /** Deltas that came because time passed. */
  ticks = 0;

  /** @param picture made from a snapshot that was fetched while `socket` was already connected */
  constructor(socket: Socket, picture: Picture) {
    this.socket = socket;
    this.picture = picture;
    socket.on('delta', (encoded: string) => {
      this.hear(JSON.parse(encoded) as Delta);
    });
  }

  hear(delta: Delta): void {
    const verdict = judge(this.picture, delta);
    this.verdicts.push(verdict);
    if (delta.feeds !== undefined) this.ticks += 1;
    if (verdict === 'apply') this.picture = applyDelta(this.picture, delta);
  }
}

/** Connected by WebSocket; leaves when the test is over. @param scope what it sees; left out: everything */
export async function connectViewer(port: number, scope?: Scope): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${String(port)}`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    ...(scope === undefined ? {} : { query: { scope: JSON.stringify(scope) } }),
  });
  onTestFinished(() => {
    socket.disconnect();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('connect_error', reject);
  });
  return socket;
}

/** A viewer that joins and then reads no further: its machine sleeps, its line is dead. */
export async function connectSleeper(port: number): Promise<TcpSocket> {
  const tcp = await new Promise<TcpSocket>((resolve, reject) => {
    request({
      ...{ host: '127.0.0.1', port, path: '/socket.io/?EIO=4&transport=websocket' },
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': Buffer.from('a viewer falls a').toString('base64'),
      },
    })
      .once('upgrade', (_response, socket) => {
        resolve(socket);
      })
      .once('error', reject)
      .end();
  });
  onTestFinished(() => {
    tcp.destroy();
  });
  tcp.pause();
  // "40", engine.io message + socket.io connect, in a masked text frame whose mask is zero.
  tcp.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]));
  return tcp;
}
