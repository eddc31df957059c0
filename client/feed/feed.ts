/**
 * Keeps the live store true: a snapshot over HTTP, then deltas over the socket, and the snapshot again whenever the thread is lost.
 *
 *   socket ──delta──▶ judge ──apply──▶ picture ──at most 4 times a second──▶ store
 *                       └──resync──▶ snapshot (deltas wait meanwhile) ──▶ picture
 */
import type { Delta } from '../../server/contract/wire.ts';
import { AMBER_AFTER_MS, RED_AFTER_MS, useLive, type Connection, type ConnectionState } from '../model/live.ts';
import { applyDelta, fromSnapshot, type Picture } from '../model/picture.ts';
import { backoff } from './backoff.ts';
import { ClockOffset } from './clock-offset.ts';
import { judge } from './sequence.ts';
import { SnapshotError, type FetchSnapshot } from './snapshot.ts';

/** What the feed needs of a socket.io socket made with `reconnection: false`; attempts are ours, so that the page can tell when the next is due. */
export interface FeedSocket {
  readonly connected: boolean;
  connect: () => unknown;
  disconnect: () => unknown;
  on: (event: 'connect' | 'disconnect' | 'connect_error' | 'delta', listener: (payload: unknown) => void) => unknown;
  off: () => unknown;
}

const REPAINT_EVERY_MS = 250;
/** The server ticks every 5 s; a browser that has heard nothing for longer than this has slept or lost its line. */
const SILENT_AFTER_MS = 6_500;
const FETCH_TIMEOUT_MS = 15_000;
const LOOK_EVERY_MS = 1_000;
/** More waiting deltas than this are cheaper to replace by another snapshot. */
const MOST_WAITING = 400;

export class Feed {
  private readonly socket: FeedSocket;
  private readonly fetchSnapshot: FetchSnapshot;
  /** Told when the line was refused or cut. */
  private readonly onCut: () => void;
  private readonly clockOffset = new ClockOffset();
  private picture: Picture | null = null;
  /** Deltas that came while a snapshot was on its way. */
  private waiting: Delta[] = [];
  private fetching: AbortController | null = null;
  private fetchAgain = false;
  private connectedBefore = false;
  private failedFetches = 0;
  private attempt = 0;
  private lookedAt = 0;
  private publishedAt = -Infinity;
  private readonly timers = new Map<'look' | 'publish' | 'connect' | 'fetch', ReturnType<typeof setTimeout>>();

  constructor(socket: FeedSocket, fetchSnapshot: FetchSnapshot, onCut: () => void = () => undefined) {
    this.socket = socket;
    this.fetchSnapshot = fetchSnapshot;
    this.onCut = onCut;
  }

  start(): void {
    this.socket.on('connect', () => {
      this.attempt = 0;
      // The first time the snapshot is on its way or just here, and the next word tells of a gap. Later something was surely missed.
      if (this.connectedBefore) void this.resync();
      this.connectedBefore = true;
    });
    for (const event of ['disconnect', 'connect_error'] as const) {
      this.socket.on(event, () => {
        this.reconnectLater();
        this.onCut();
      });
    }
    this.socket.on('delta', this.onDelta);
    document.addEventListener('visibilitychange', this.onWake);
    for (const event of ['pageshow', 'online', 'focus']) window.addEventListener(event, this.onWake);
    useLive.setState({ retry: () => void this.resync() });
    this.lookedAt = Date.now();
    this.timers.set('look', setInterval(this.look, LOOK_EVERY_MS));
    this.socket.connect();
    void this.resync();
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    document.removeEventListener('visibilitychange', this.onWake);
    for (const event of ['pageshow', 'online', 'focus']) window.removeEventListener(event, this.onWake);
    this.fetching?.abort();
    this.socket.off();
    this.socket.disconnect();
  }

  private readonly onDelta = (encoded: unknown): void => {
    if (typeof encoded !== 'string') return;
    const delta = JSON.parse(encoded) as Delta;
    this.clockOffset.hear(Date.parse(delta.at), Date.now(), performance.now());
    this.heard();
    if (this.fetching !== null || this.picture === null) {
      this.waiting.push(delta);
      if (this.waiting.length > MOST_WAITING) this.waiting.length = 0;
      return;
    }
    this.take(this.picture, delta);
  };

  private take(picture: Picture, delta: Delta): void {
    const verdict = judge(picture, delta);
    if (verdict === 'apply') {
      this.picture = applyDelta(picture, delta);
      this.publishSoon();
    } else if (verdict === 'resync') {
      this.waiting.push(delta);
      void this.resync();
    }
  }

  /** Fetches the snapshot; asked again meanwhile, it goes once more afterwards. */
  private async resync(): Promise<void> {
    if (this.fetching !== null) {
      this.fetchAgain = true;
      return;
    }
    this.clearTimer('fetch');
    const controller = new AbortController();
    this.fetching = controller;
    const tooLong = setTimeout(() => {
      controller.abort();
    }, FETCH_TIMEOUT_MS);
    try {
      const snapshot = await this.fetchSnapshot(controller.signal);
      if (!this.timers.has('look')) return;
      // A snapshot is made at the last boundary: deltas may already have carried us further.
      const older = this.picture?.epoch === snapshot?.epoch && (this.picture?.seq ?? -1) > (snapshot?.seq ?? -1);
      if (snapshot !== null && !older) this.picture = fromSnapshot(snapshot);
      this.failedFetches = 0;
      this.setConnection({ failure: null });
      this.heard();
      this.publish();
    } catch (error) {
      if (!this.timers.has('look')) return;
      this.failedFetches += 1;
      this.setConnection({ failure: { status: error instanceof SnapshotError ? error.status : 0, at: Date.now() } });
      this.timers.set(
        'fetch',
        setTimeout(() => void this.resync(), backoff(this.failedFetches, Math.random())),
      );
      return;
    } finally {
      clearTimeout(tooLong);
      this.fetching = null;
    }
    this.drain();
  }

  /** The deltas that waited for the snapshot, in the order they came. */
  private drain(): void {
    const waiting = this.waiting.splice(0);
    const again = this.fetchAgain;
    this.fetchAgain = false;
    let behind = false;
    for (const delta of waiting) {
      if (this.picture === null) return;
      const verdict = judge(this.picture, delta);
      if (verdict === 'apply') this.picture = applyDelta(this.picture, delta);
      behind ||= verdict === 'resync' && (delta.epoch === this.picture.epoch || delta === waiting.at(-1));
    }
    this.publishSoon();
    // Not at once: a server that hands out an old snapshot must not be asked in a tight circle.
    if (again || behind)
      this.timers.set(
        'fetch',
        setTimeout(() => void this.resync(), REPAINT_EVERY_MS),
      );
  }

  /** Once a second: the pill's colour, a timer that ran late (we slept), a line that is open but silent. */
  private readonly look = (): void => {
    const now = Date.now();
    const slept = now - this.lookedAt > 5 * LOOK_EVERY_MS;
    // Set back, the clock would make a dead line look alive for as long as it was set back by.
    const back = Math.max(0, this.lookedAt - now);
    this.lookedAt = now;
    this.setConnection(back > LOOK_EVERY_MS ? earlierBy(back, useLive.getState().connection) : {});
    if (slept) this.onWake();
    else if (this.socket.connected && this.silence() > AMBER_AFTER_MS) this.reconnect();
  };

  private readonly onWake = (): void => {
    if (document.visibilityState === 'hidden' || this.silence() <= SILENT_AFTER_MS) return;
    this.reconnect();
    void this.resync();
  };

  /** A line that has been silent may be dead without knowing it: always a new one. */
  private reconnect(): void {
    this.clearTimer('connect');
    this.socket.disconnect();
    // Our own hanging up comes back as `disconnect` and plans an attempt; this one comes before it.
    this.clearTimer('connect');
    this.setConnection({ retryAt: null });
    this.socket.connect();
  }

  private readonly reconnectLater = (): void => {
    if (this.timers.has('connect') || !this.timers.has('look')) return;
    this.attempt += 1;
    const wait = backoff(this.attempt, Math.random());
    this.setConnection({ retryAt: Date.now() + wait });
    const connect = (): void => {
      this.clearTimer('connect');
      this.setConnection({ retryAt: null });
      this.socket.connect();
    };
    this.timers.set('connect', setTimeout(connect, wait));
  };

  private heard(): void {
    this.setConnection({ lastTickAt: Date.now() });
  }

  /** How long the server has said nothing, ms; 0 before its first word, when everything is still on its way. */
  private silence(): number {
    const { lastTickAt } = useLive.getState().connection;
    return lastTickAt === null ? 0 : Date.now() - lastTickAt;
  }

  private setConnection(patch: Partial<Connection>): void {
    const before = useLive.getState().connection;
    const next = { ...before, ...patch };
    next.state = stateAfter(next, Date.now());
    next.attempt = next.state === 'live' ? 0 : this.attempt;
    if (next.state !== before.state) next.since = Date.now();
    if (next.state === before.state && next.attempt === before.attempt && Object.keys(patch).length === 0) return;
    useLive.setState({ connection: next });
  }

  private publishSoon(): void {
    if (this.timers.has('publish')) return;
    const wait = this.publishedAt + REPAINT_EVERY_MS - performance.now();
    if (wait <= 0) this.publish();
    else this.timers.set('publish', setTimeout(this.publish, wait));
  }

  private readonly publish = (): void => {
    this.clearTimer('publish');
    this.publishedAt = performance.now();
    useLive.setState({ picture: this.picture, clockOffsetMs: this.clockOffset.value });
  };

  private clearTimer(name: 'publish' | 'connect' | 'fetch'): void {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
  }
}

/** Moments of this browser's clock, after it was set back. */
function earlierBy(ms: number, { lastTickAt, retryAt, since }: Connection): Partial<Connection> {
  const earlier = (at: number | null): number | null => (at === null ? null : at - ms);
  return { lastTickAt: earlier(lastTickAt), retryAt: earlier(retryAt), since: since - ms };
}

/** The pill's colour follows the tick, nothing else. */
function stateAfter(connection: Connection, now: number): ConnectionState {
  const silence = now - (connection.lastTickAt ?? connection.since);
  if (connection.lastTickAt === null) return silence >= RED_AFTER_MS ? 'lost' : 'connecting';
  if (silence >= RED_AFTER_MS) return 'lost';
  return silence >= AMBER_AFTER_MS ? 'reconnecting' : 'live';
}
