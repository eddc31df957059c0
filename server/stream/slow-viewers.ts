/**
 * A viewer that does not read fast enough is closed and resyncs by itself: better one late picture than memory without end.
 * The connection is closed for good (`disconnect` would leave it lingering until its buffer drained), its TCP socket with it.
 */
import type { Viewers } from './viewers.ts';

const MAX_PACKETS = 8;
const MAX_BYTES = 256 * 1024;

/** @returns how many were closed */
export function closeSlowViewers(viewers: Viewers): number {
  let closed = 0;
  for (const { conn } of viewers.sockets.sockets.values()) {
    const { packets, bytes } = unsent(conn);
    if (packets <= MAX_PACKETS && bytes <= MAX_BYTES) continue;
    conn.close(true);
    // Without this the closing handshake would wait for a reader that does not read.
    conn.request.socket.destroy();
    closed += 1;
  }
  return closed;
}

/** Handed to the sockets of all viewers and not taken by the network yet. */
export function unsentBytes(viewers: Viewers): number {
  return [...viewers.sockets.sockets.values()].reduce((sum, { conn }) => sum + unsent(conn).bytes, 0);
}

/** Packets engine.io holds back, and the bytes of them and of what the WebSocket holds; engine.io keeps both to itself. */
function unsent(connection: object): { packets: number; bytes: number } {
  const packets: unknown[] = 'writeBuffer' in connection ? asList(connection.writeBuffer) : [];
  const waiting = packets.reduce<number>((sum, packet) => sum + lengthOf(packet), 0);
  return { packets: packets.length, bytes: waiting + bufferedBytes(connection) };
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function lengthOf(packet: unknown): number {
  const data = typeof packet === 'object' && packet !== null && 'data' in packet ? packet.data : null;
  return typeof data === 'string' ? data.length : 0;
}

function bufferedBytes(connection: object): number {
  const transport: unknown = 'transport' in connection ? connection.transport : null;
  if (typeof transport !== 'object' || transport === null || !('socket' in transport)) return 0;
  const { socket } = transport;
  if (typeof socket !== 'object' || socket === null || !('bufferedAmount' in socket)) return 0;
  return typeof socket.bufferedAmount === 'number' ? socket.bufferedAmount : 0;
}
