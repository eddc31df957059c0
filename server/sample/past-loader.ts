/**
 * Gives the sample its year of history, in the background of the first start: thought up in a thread, written a little at a time
 * between what is told live. A start that finds it unfinished begins it again; the same rows come out.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { PastMessage, PastSetup, PastTold } from './past/worker.ts';

/** Rows a transaction: a few milliseconds, so that a commit of what is told live never waits long. */
const PORTION = 1_500;
const BREATH_MS = 4;
/** Of the time the past takes, the part in which it is thought up. */
const THINKING = 0.6;
/** A disk that refused is asked again. */
const AGAIN_MS = 10_000;
const SEED = 'hung-yen';
const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
/** What is told live reaches an hour back. */
const BEFORE_LIVE_MS = 2 * HOUR_MS;

/** What the loader needs of the store; see store.ts. */
interface PastShelf {
  samplePastPlan(): string | null;
  beginSamplePast(plan: string): void;
  setSampleBirths(births: PastTold['births']): void;
  addSamplePast(rows: PastTold['rows'], silences: PastTold['silences']): void;
  finishSamplePast(end: { begin: number; until: number; heads: PastTold['heads']; last: PastTold['last'] }): void;
}

export interface PastLoaderOptions {
  store: PastShelf;
  /** Folder of the committed inputs. */
  inputs: string;
  /** Database ids by `kind code technology`. */
  ids: () => [string, number][];
  /** The past is whole: the present begins where it ended. */
  onFinished: () => void;
  onError: (error: unknown) => void;
}

/** Epoch ms: from the first word until all is well, and until what is told live begins. */
interface Plan {
  from: number;
  to: number;
  until: number;
}

/** The year before a first start, as the store keeps the plan. */
export function planPast(now: number): Plan {
  const to = Math.floor((now - BEFORE_LIVE_MS) / HOUR_MS) * HOUR_MS;
  return { from: to - YEAR_MS, to, until: now };
}

export class PastLoader {
  private writing = false;
  private readonly options: PastLoaderOptions;
  /** The past that is being written ends here. */
  private until = -Infinity;
  private worker: Worker | null = null;
  private stopped = false;
  /** How much of the past is there, 0–1; null: none had to be written since the start. */
  written: number | null = null;

  constructor(options: PastLoaderOptions) {
    this.options = options;
  }

  start(): void {
    const plan = this.options.store.samplePastPlan();
    if (plan === null) return;
    this.writing = true;
    this.written = 0;
    const { from, to, until } = JSON.parse(plan) as Plan;
    this.until = until;
    const setup = { inputs: this.options.inputs, seed: SEED, from, to, ids: this.options.ids() };
    this.load(setup, until).catch((error: unknown) => {
      if (this.stopped) return;
      this.options.onError(error);
      // As after a restart: the same rows come out.
      setTimeout(() => {
        if (!this.stopped) this.start();
      }, AGAIN_MS).unref();
    });
  }

  /** True for a moment whose past is not all there yet. */
  lacks(at: number): boolean {
    return this.writing && at < this.until;
  }

  stop(): void {
    this.stopped = true;
    this.writing = false;
    void this.worker?.terminate();
  }

  private async load(setup: PastSetup, until: number): Promise<void> {
    const { store } = this.options;
    const { births, rows, silences, heads, last } = await this.think(setup);
    for (let at = 0; at < rows.length && !this.stopped; at += PORTION) {
      store.addSamplePast(rows.slice(at, at + PORTION), at === 0 ? silences : []);
      this.written = THINKING + ((1 - THINKING) * at) / rows.length;
      await wait(BREATH_MS);
    }
    if (this.stopped) return;
    store.setSampleBirths(births);
    store.finishSamplePast({ begin: setup.from, until, heads, last });
    this.writing = false;
    this.written = 1;
    this.options.onFinished();
  }

  private think(setup: PastSetup): Promise<PastTold> {
    return new Promise((resolve, reject) => {
      // Built beside the server's own bundle.
      const worker = new Worker(new URL('./past.js', import.meta.url), { workerData: setup });
      this.worker = worker;
      worker.on('message', (message: PastMessage) => {
        if ('thought' in message) {
          this.written = THINKING * message.thought;
          return;
        }
        resolve(message);
        void worker.terminate();
      });
      worker.once('error', reject);
      worker.once('exit', () => {
        reject(new Error("the thread of the sample's past ended"));
      });
    });
  }
}
