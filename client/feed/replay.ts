/**
 * Keeps a replay supplied: tells its player the time, fetches what it wishes for, one thing at a time, and asks again after a
 * failure. Where somebody drags along the time bar, the moment he is at counts when the answer before it has come.
 */
import type { Film } from '../../server/contract/history.ts';
import type { Snapshot } from '../../server/contract/wire.ts';
import { serverNow } from '../model/live.ts';
import { act, useReplay, wishOf, type Failure, type Player, type Wish } from '../model/replay.ts';
import { fetchOwn } from '../model/session.ts';
import { backoff } from './backoff.ts';

/** At most this many pictures a second: four, as of the live map. */
const TICK_MS = 250;
/** So long somebody stands still before the picture is proven. */
const REST_MS = 400;
const TIMEOUT_MS = 30_000;

export interface ReplayParts {
  /** The JSON of an answer under /api/v1; throws Refused. */
  ask: (path: string, signal: AbortSignal) => Promise<unknown>;
  /** The server's time. */
  now: () => number;
}

export class Refused extends Error {
  readonly failure: Omit<Failure, 'at'>;
  constructor(failure: Omit<Failure, 'at'>) {
    super(`replay: ${failure.status} ${failure.code}`);
    this.failure = failure;
  }
}

export class Projector {
  private readonly parts: ReplayParts;
  private leave: (() => void) | null = null;
  private asked: { wish: Wish; controller: AbortController } | null = null;
  private failures = 0;
  private tickedAt = 0;
  private readonly timers = new Map<'tick' | 'rest' | 'retry', ReturnType<typeof setTimeout>>();

  constructor(parts: ReplayParts) {
    this.parts = parts;
  }

  start(): void {
    this.leave = useReplay.subscribe(({ player }, before) => {
      this.follow(player, before.player);
    });
  }

  stop(): void {
    this.leave?.();
    this.follow(null, null);
  }

  private follow(player: Player | null, before: Player | null): void {
    if (player === null) {
      this.asked?.controller.abort();
      this.asked = null;
      for (const name of ['tick', 'rest', 'retry'] as const) this.clear(name);
      return;
    }
    if (player.playing !== this.timers.has('tick')) this.setTicking(player.playing);
    // He asks anew: what failed before is over.
    if (player.failure === null && before?.failure) {
      this.clear('retry');
    }
    this.look(player);
  }

  private look(player: Player): void {
    const wish = wishOf(player, this.parts.now());
    const { asked } = this;
    if (asked !== null && isOvertaken(asked.wish, wish, player)) {
      asked.controller.abort();
      this.asked = null;
    }
    if (wish === null || wish.kind === 'film' || wish.why !== 'proof') this.clear('rest');
    if (this.asked !== null || wish === null || player.failure !== null) return;
    if (wish.kind === 'snapshot' && wish.why === 'proof') {
      this.clear('rest');
      this.timers.set(
        'rest',
        setTimeout(() => void this.fetch(wish), REST_MS),
      );
      return;
    }
    void this.fetch(wish);
  }

  private async fetch(wish: Wish): Promise<void> {
    this.clear('rest');
    if (this.asked !== null) return;
    const controller = new AbortController();
    const asked = { wish, controller };
    this.asked = asked;
    const tooLong = setTimeout(() => {
      controller.abort();
    }, TIMEOUT_MS);
    const settle = (): boolean => {
      clearTimeout(tooLong);
      if (this.asked !== asked) return false;
      this.asked = null;
      return true;
    };
    try {
      const answer = await this.parts.ask(pathOf(wish), controller.signal);
      if (!settle()) return;
      this.failures = 0;
      if (wish.kind === 'film') act({ type: 'film', wish, film: answer as Film });
      else act({ type: 'snapshot', wish, snapshot: answer as Snapshot });
    } catch (error) {
      if (!settle()) return;
      this.failed(
        error instanceof Refused ? error.failure : { status: 0, code: 'no_answer', firstAt: null, progress: null },
      );
    }
  }

  /** What may go better the next time is asked again by itself. */
  private failed(failure: Omit<Failure, 'at'>): void {
    act({ type: 'failed', failure: { ...failure, at: Date.now() } });
    const mayPass = failure.status === 0 || failure.status === 429 || failure.status >= 500;
    if (!mayPass) return;
    this.failures += 1;
    this.timers.set(
      'retry',
      setTimeout(
        () => {
          act({ type: 'retry' });
        },
        backoff(this.failures, Math.random()),
      ),
    );
  }

  private setTicking(ticking: boolean): void {
    this.clear('tick');
    if (!ticking) return;
    this.tickedAt = performance.now();
    this.timers.set(
      'tick',
      setInterval(() => {
        const now = performance.now();
        const ms = now - this.tickedAt;
        this.tickedAt = now;
        act({ type: 'tick', ms, now: this.parts.now() });
      }, TICK_MS),
    );
  }

  private clear(name: 'tick' | 'rest' | 'retry'): void {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
  }
}

/** An answer on its way that nobody waits for any more; a picture of a moment just passed is still worth showing. */
function isOvertaken(asked: Wish, wish: Wish | null, player: Player): boolean {
  if (asked.asKnown !== player.asKnown) return true;
  const seeks = wish?.kind === 'snapshot' && wish.why === 'seek';
  if (asked.kind === 'film') return seeks;
  if (asked.why === 'seek') return !seeks;
  return wish?.kind !== 'snapshot' || wish.why !== asked.why || wish.at !== asked.at;
}

function pathOf(wish: Wish): string {
  const time = (at: number): string => new Date(at).toISOString();
  const known = wish.asKnown ? '&known=then' : '';
  return wish.kind === 'film'
    ? `replay?from=${time(wish.from)}&to=${time(wish.to)}${known}`
    : `snapshot?at=${time(wish.at)}${known}`;
}

async function ask(path: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetchOwn(`/api/v1/${path}`, { signal, cache: 'no-store' });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(refusalOf(response.status, body));
  return body;
}

function refusalOf(status: number, body: unknown): Omit<Failure, 'at'> {
  const { error } = (body ?? {}) as { error?: { code?: string; details?: { firstAt?: string; progress?: number } } };
  const firstAt = Date.parse(error?.details?.firstAt ?? '');
  return {
    ...{ status, code: error?.code ?? 'unknown', firstAt: Number.isNaN(firstAt) ? null : firstAt },
    progress: error?.details?.progress ?? null,
  };
}

/** Replays of the server this page came from. */
export function startReplay(): Projector {
  const projector = new Projector({ ask, now: serverNow });
  projector.start();
  return projector;
}
