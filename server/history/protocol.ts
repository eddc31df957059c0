/** What the main thread and history's thread say to each other. */
import type { Thresholds } from '../coverage/types.ts';
import type { Settled } from '../store/rollups.ts';
import type { Setting } from '../stream/snapshot.ts';
import type { HistoryService } from './service.ts';

export interface HistorySetup {
  file: string;
  thresholds: Thresholds;
  staleAfterMs: number;
  setting: Setting;
}

/** Questions with a JSON answer. */
export type Method = Exclude<AnyMethod, 'warm' | 'refresh' | 'network' | 'dataDays'>;

/** Told of a period out of what is rolled up: what came late of it is worked off first. */
export const OF_A_PERIOD: ReadonlySet<Method> = new Set<Method>(['coverage', 'availability', 'outages', 'pending']);

type AnyMethod = {
  [K in keyof HistoryService]: HistoryService[K] extends (question: never) => infer A
    ? A extends Promise<unknown>
      ? never
      : K
    : never;
}[keyof HistoryService];

export type QuestionOf<M extends Method> = Parameters<HistoryService[M]>[0];

export type ToHistory =
  | { kind: 'ask'; id: number; method: Method; question: unknown }
  | { kind: 'settle' }
  | { kind: 'refresh' }
  | { kind: 'written'; id: number; error: string | null };

export type FromHistory =
  | { kind: 'answer'; id: number; body: Uint8Array }
  | { kind: 'refused'; id: number; code: string; details?: Record<string, unknown> }
  | { kind: 'failed'; id: number; error: string }
  | { kind: 'write'; id: number; settled: Settled }
  /** What was told to be done is done, or what was wrong. */
  | { kind: 'done'; error: string | null };
