/** The one live store: the picture and how well we are connected to its source. Written by client/feed only. */
import { create } from 'zustand';
import type { Picture } from './picture.ts';

/** No tick for this long: the pill turns amber. */
export const AMBER_AFTER_MS = 10_000;
/** No tick for this long: the pill turns red and figures are shown as stale. */
export const RED_AFTER_MS = 60_000;

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'lost';

export interface Connection {
  state: ConnectionState;
  /** Reconnection attempts since the last word of the server; 0 while live. */
  attempt: number;
  /** When the next attempt is due, epoch ms of this browser's clock; null when none is planned. */
  retryAt: number | null;
  /** When the server was last heard (snapshot, delta or tick), epoch ms of this browser's clock. */
  lastTickAt: number | null;
  /** When this state began, epoch ms of this browser's clock. */
  since: number;
  /** Why the last snapshot could not be read: the HTTP status, or 0 when there was no answer at all. */
  failure: { status: number; at: number } | null;
}

export interface Live {
  picture: Picture | null;
  connection: Connection;
  /** Server clock − this browser's clock, ms. */
  clockOffsetMs: number;
  /** Asks for the snapshot now instead of at the next planned attempt. */
  retry: () => void;
}

export const useLive = create<Live>()(() => ({
  picture: null,
  connection: { state: 'connecting', attempt: 0, retryAt: null, lastTickAt: null, since: Date.now(), failure: null },
  clockOffsetMs: 0,
  retry: () => undefined,
}));

/** The server's time now, epoch ms: every age and duration on the page is counted from it. */
export function serverNow(): number {
  return Date.now() + useLive.getState().clockOffsetMs;
}

/** True while the figures on the page can be trusted to be the present ones. */
export function isFresh(connection: Connection): boolean {
  return connection.state === 'live' || connection.state === 'reconnecting';
}

/** When the picture stopped being the present one, epoch ms of the server; null while it is fresh, or there is none. */
export function useStoppedAt(): number | null {
  return useLive(({ picture, connection }) => (picture === null || isFresh(connection) ? null : picture.at));
}
