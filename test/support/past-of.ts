/** History beside a live world of a test: its own connection to the same file, and the writer's part done at once. */
import { onTestFinished } from 'vitest';
import { defaultThresholds } from '../../server/coverage/engine.ts';
import { PastWorld } from '../../server/history/past-world.ts';
import type { Known } from '../../server/history/questions.ts';
import { HistoryService } from '../../server/history/service.ts';
import { openPast } from '../../server/store/sqlite-past.ts';
import type { Past } from '../../server/store/past.ts';
import type { World } from '../../server/world.ts';
import { STALE_AFTER, type LiveWorld } from './live-world.ts';

export function historyOf({ store, file, clock }: LiveWorld): {
  history: HistoryService;
  past: Past;
  /** The world of a moment; it holds until the next call. */
  standAt: (at: number, known?: Known) => World;
} {
  const past = openPast(file);
  onTestFinished(() => {
    past.close();
  });
  const history = new HistoryService({
    past,
    thresholds: defaultThresholds,
    staleAfterMs: STALE_AFTER,
    setting: { province: 'Hưng Yên', thresholds: { ...defaultThresholds }, tiles: null },
    clock: () => clock.now,
    write: (settled) => {
      store.saveSettled(settled);
      return Promise.resolve();
    },
  });
  const played = new PastWorld({ past, thresholds: defaultThresholds, staleAfterMs: STALE_AFTER });
  const standAt = (at: number, known: Known = Infinity) => {
    played.goTo(at, known);
    return played.world;
  };
  return { history, past, standAt };
}
