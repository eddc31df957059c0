/** What is done by the clock: silence is shown, signs of life and the minute's figures are kept, history keeps up. */
import type { DiskTrouble } from './contract/terms.ts';
import type { HistoryThreads } from './history/threads.ts';
import type { FeedHealth } from './ingest/feed-health.ts';
import type { Province } from './province.ts';
import type { SampleOperators } from './sample/operators.ts';
import type { Silences } from './silences.ts';
import { StorageError, type Store } from './store/store.ts';
import { figuresOf } from './stream/figures.ts';
import type { HourAgo } from './stream/hour-ago.ts';

const SWEEP_MS = 1_000;
const SIGN_OF_LIFE_MS = 10_000;
const MINUTE_MS = 60_000;

export interface ChoreParts {
  province: Province;
  store: Store;
  health: FeedHealth;
  history: Pick<HistoryThreads, 'keepUp'>;
  operators: Pick<SampleOperators, 'freshen'>;
  silences: Silences;
  hourAgo: HourAgo;
  clock: () => number;
  onError: (error: unknown, what: string) => void;
}

export function startChores(parts: ChoreParts) {
  const { province, store, health, history, operators, silences, hourAgo, clock, onError } = parts;
  /** @returns what ails the disk; null: it was done */
  const attempt = (what: string, work: () => void): DiskTrouble | null => {
    try {
      work();
      return null;
    } catch (error) {
      const trouble = error instanceof StorageError ? error.trouble : 'io';
      // Looked at every second, and told once.
      if (trouble !== 'locked' || province.pipeline.failing !== 'locked') onError(error, what);
      return trouble;
    }
  };
  // Says as well whether the disk takes anything: whoever waits for readiness before sending would otherwise wait for ever.
  const signOfLife = () => {
    province.pipeline.failing = attempt('the sign of life could not be kept', () => {
      store.transaction(() => {
        store.keepUptime(clock());
        for (const [key, heard] of health.rest()) store.touchKey(key, { heard });
      });
    });
  };
  const keepMinute = () => {
    const figures = figuresOf(province.world, clock());
    hourAgo.add(figures);
    store.transaction(() => {
      store.saveFigures(figures);
    });
    store.tidy(clock());
    hourAgo.fill(clock()).catch((error: unknown) => {
      onError(error, 'the hour before is not known');
    });
    province.turnDay().catch((error: unknown) => {
      onError(error, 'the new day could not begin');
    });
  };
  const timers = [
    setInterval(() => {
      // Looking whether a database is still held costs nothing, and who holds it lets go of it soon.
      if (province.pipeline.failing === 'locked') signOfLife();
      operators.freshen();
      province.pipeline.sweep();
      attempt('silence could not be kept', () => {
        silences.keep(province.world, clock());
      });
    }, SWEEP_MS),
    setInterval(signOfLife, SIGN_OF_LIFE_MS),
    setInterval(() => {
      attempt('the minute could not be kept', keepMinute);
      history.keepUp();
    }, MINUTE_MS),
  ];
  return {
    stop() {
      for (const timer of timers) clearInterval(timer);
      signOfLife();
    },
  };
}
