/** The main thread's side of a thread of history: asks it, and writes for it what it worked out. */
import { Worker } from 'node:worker_threads';
import type { Scope } from '../contract/scope.ts';
import type { Figures } from '../contract/wire.ts';
import { AppError, errorOf } from '../errors.ts';
import type { Settled } from '../store/rollups.ts';
import type { FromHistory, HistorySetup, Method, QuestionOf, ToHistory } from './protocol.ts';

export interface HistoryClientOptions {
  setup: HistorySetup;
  /** Keeps it in one transaction; throws when the disk refuses. */
  save: (settled: Settled) => void;
  onError: (error: unknown) => void;
  /** True for a moment whose past is still being written: nobody is told half of it. */
  lacks?: (at: number) => boolean;
  /** How much of it is written, 0–1; null: none had to be since the start. */
  written?: () => number | null;
}

interface Waiting {
  worker: Worker | null;
  resolve: (body: Uint8Array) => void;
  reject: (error: unknown) => void;
}

/** Of the time until history can answer, the part a past takes to be written; the rest is rolling it up. */
const WRITING = 0.5;

/** More questions than this wait for nobody: whoever comes then is asked to come again. */
const MOST_WAITING = 64;

export class HistoryClient {
  private readonly options: HistoryClientOptions;
  private readonly waiting = new Map<number, Waiting>();
  private worker: Worker | null = null;
  private asked = 0;

  constructor(options: HistoryClientOptions) {
    this.options = options;
  }

  start(): void {
    // Built beside the server's own bundle.
    const worker = new Worker(new URL('./history.js', import.meta.url), { workerData: this.options.setup });
    worker.on('message', (message: FromHistory) => {
      // One that was ended has nothing to say any more: what it still wants written may be of a past that is gone.
      if (this.worker === worker) this.hear(message);
    });
    worker.on('error', (error) => {
      this.options.onError(error);
    });
    worker.on('exit', () => {
      // A fault of its own ends the thread, not the server: the next question starts another.
      if (this.worker === worker) this.worker = null;
      for (const [id, { worker: asked, reject }] of this.waiting) {
        if (asked !== worker) continue;
        this.waiting.delete(id);
        reject(new AppError('stopping'));
      }
    });
    this.worker = worker;
  }

  async stop(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  /** What it has read of the past is not true any more: a new thread reads it again. */
  restart(): void {
    const { worker } = this;
    this.worker = null;
    void worker?.terminate();
    this.start();
  }

  /**
   * @returns the answer as JSON bytes
   * @throws AppError
   */
  ask<M extends Method>(method: M, question: QuestionOf<M>): Promise<Uint8Array> {
    if (this.options.lacks?.(beginOf(method, question)) === true) {
      return Promise.reject(new AppError('history_not_ready', { progress: this.progress(0) }));
    }
    if (this.waiting.size >= MOST_WAITING) return Promise.reject(new AppError('too_many_requests'));
    return new Promise((resolve, reject) => {
      const id = ++this.asked;
      if (this.worker === null) this.start();
      this.waiting.set(id, { worker: this.worker, resolve, reject });
      this.say({ kind: 'ask', id, method, question });
    });
  }

  /** The strip's figures of a past moment; null: not known (yet), or of another network than today's. */
  async figuresAt(at: number, scope: Scope): Promise<Figures | null> {
    try {
      const body = await this.ask('provinceFigures', { at, scope });
      return JSON.parse(Buffer.from(body).toString()) as Figures | null;
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  /** Rolls up what is due, when it comes to it. */
  settle(): void {
    this.say({ kind: 'settle' });
  }

  /** Works out again what single failures of the network as it stands would take, when it comes to it. */
  refresh(): void {
    this.say({ kind: 'refresh' });
  }

  private say(message: ToHistory): void {
    if (this.worker === null) this.start();
    this.worker?.postMessage(message);
  }

  private hear(message: FromHistory): void {
    switch (message.kind) {
      case 'answer':
        this.take(message.id)?.resolve(message.body);
        return;
      case 'refused':
        this.take(message.id)?.reject(this.refusal(message.code, message.details));
        return;
      case 'failed':
        this.take(message.id)?.reject(new Error(message.error));
        return;
      case 'write':
        this.write(message.id, message.settled);
        return;
      case 'done':
        if (message.error !== null) this.options.onError(new Error(message.error));
    }
  }

  private refusal(code: string, details?: Record<string, unknown>): Error {
    if (code !== 'history_not_ready') return errorOf(code, details);
    return errorOf(code, { ...details, progress: this.progress(Number(details?.['progress'] ?? 0)) });
  }

  /** @param rolledUp 0–1 */
  private progress(rolledUp: number): number {
    const written = this.options.written?.() ?? null;
    const share = written === null ? rolledUp : WRITING * written + (1 - WRITING) * rolledUp;
    return Math.floor(100 * share) / 100;
  }

  private take(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    return waiting;
  }

  private write(id: number, settled: Settled): void {
    let error: string | null = null;
    try {
      this.options.save(settled);
    } catch (thrown) {
      error = thrown instanceof Error ? thrown.message : String(thrown);
    }
    this.say({ kind: 'written', id, error });
  }
}

/** The oldest moment a question is about; the bars of the time bar may fill in little by little. */
function beginOf(method: Method, question: object): number {
  const { from, at } = question as { from?: number; at?: number };
  return method === 'activity' ? Infinity : (from ?? at ?? Infinity);
}
