/** The sample's operators: systems of their own that post to the public API with their own keys. */
import { setTimeout as delay } from 'node:timers/promises';
import type { StatusEventBody } from '../contract/events.ts';
import type { Inventory } from '../inventory/types.ts';
import { createScenario } from './simulation/scenario.ts';
import { createSender } from './simulation/sender.ts';
import type { Sender, SenderLog } from './simulation/sender.ts';
import { simulatedKeys } from './simulation/speech.ts';
import type { Speaker } from './simulation/speech.ts';

/** In the order they begin to speak. */
const SPEAKERS: readonly Speaker[] = ['VTL', 'VNP', 'MBF', 'VNM', 'GTL', 'transport'];

/** How often the province is looked at, ms. */
const TICK_MS = 250;
/** A feed with nothing to say shows this often that it lives, ms. */
const SIGN_OF_LIFE_MS = 45_000;
const DEFAULT_STALE_AFTER_MS = 15 * 60_000;

export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Resolves after `ms`, sooner when `signal` aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

const wallClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
};

export interface SimulationOptions {
  /** Such as `http://127.0.0.1:3000`. */
  baseUrl: string;
  inventory: Inventory;
  /** A key per operator, scoped to it, and an unscoped one for what is shared; each with the freshness of `simulatedKeys`. */
  keys: Readonly<Record<Speaker, string>>;
  /** The same seed plays the same day. Without one each start is another. */
  seed?: number;
  /** Stations heard one by one are heard twice in this time. */
  staleAfterMs?: number;
  /** They are silent for so long. */
  settleMs?: number;
  clock?: Clock;
  log: SenderLog;
}

export interface Simulation {
  /** A typhoon, now. */
  storm(): void;
  stop(): Promise<void>;
}

export function startSimulation(options: SimulationOptions): Simulation {
  const {
    baseUrl,
    inventory,
    keys,
    clock = wallClock,
    staleAfterMs = DEFAULT_STALE_AFTER_MS,
    settleMs = 0,
    log,
  } = options;
  const from = clock.now();
  let made: ReturnType<typeof createScenario> | null = null;
  const scenario = () =>
    (made ??= createScenario(inventory, {
      seed: String(options.seed ?? from),
      from,
      heartbeatMs: Math.round(staleAfterMs / 2),
    }));
  const senders = new Map<Speaker, Sender>();
  for (const name of SPEAKERS) {
    senders.set(
      name,
      createSender({
        url: new URL('/api/v1/events', baseUrl).href,
        key: keys[name],
        name,
        idleMs: simulatedKeys[name] === 'feed' ? Math.min(SIGN_OF_LIFE_MS, staleAfterMs / 3) : Infinity,
        now: () => clock.now(),
        sleep: (ms, signal) => clock.sleep(ms, signal),
        log,
      }),
    );
  }

  const stopping = new AbortController();
  const play = async (): Promise<void> => {
    if (settleMs > 0) await clock.sleep(settleMs, stopping.signal);
    while (!stopping.signal.aborted) {
      const bySpeaker = new Map<Speaker, StatusEventBody[]>(SPEAKERS.map((name) => [name, []]));
      for (const { speaker, event } of scenario().advance(clock.now())) bySpeaker.get(speaker)?.push(event);
      for (const [name, events] of bySpeaker) senders.get(name)?.post(events);
      for (const sender of senders.values()) sender.tick();
      await clock.sleep(TICK_MS, stopping.signal);
    }
  };
  const running = play().catch((error: unknown) => log.warn({ error }, 'simulation: stopped by a fault of its own'));
  log.info({ stations: inventory.stations.length }, 'simulation: operators started');

  return {
    storm: () => scenario().storm(clock.now()),
    async stop() {
      stopping.abort();
      await Promise.all([running, ...[...senders.values()].map((sender) => sender.stop())]);
    },
  };
}
