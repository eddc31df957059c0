/**
 * History's two threads. One tells of periods and past moments, and rolls them up; the other of the network as it stands. What single
 * failures would take is a second's work: nobody who asks of the past waits for it, nor the other way round.
 */
import type { Scope } from '../contract/scope.ts';
import type { Figures } from '../contract/wire.ts';
import { HistoryClient, type HistoryClientOptions } from './client.ts';
import type { Method, QuestionOf } from './protocol.ts';

const OF_THE_PRESENT: ReadonlySet<Method> = new Set<Method>(['resilience', 'communeResilience', 'gaps']);

/** Until then the machine has other things to do: the first map is drawn, the sample's past thought up. */
const FIRST_REFRESH_MS = 15_000;

export class HistoryThreads {
  private readonly past: HistoryClient;
  private readonly standing: HistoryClient;
  private first: NodeJS.Timeout | null = null;

  constructor(options: HistoryClientOptions) {
    this.past = new HistoryClient(options);
    this.standing = new HistoryClient(options);
  }

  start(): void {
    this.past.start();
    this.first = setTimeout(() => {
      this.standing.refresh();
    }, FIRST_REFRESH_MS).unref();
  }

  async stop(): Promise<void> {
    if (this.first !== null) clearTimeout(this.first);
    await Promise.all([this.past.stop(), this.standing.stop()]);
  }

  /** What they have read of the past is not true any more: new threads read it again. */
  restart(): void {
    this.past.restart();
    this.past.settle();
    this.standing.restart();
    this.standing.refresh();
  }

  /** Rolls up what is due, and works out again what rests on the present. */
  keepUp(): void {
    this.past.settle();
    this.standing.refresh();
  }

  /** Rolls up what is due, when it comes to it. */
  settle(): void {
    this.past.settle();
  }

  /**
   * @returns the answer as JSON bytes
   * @throws AppError
   */
  ask<M extends Method>(method: M, question: QuestionOf<M>): Promise<Uint8Array> {
    return (OF_THE_PRESENT.has(method) ? this.standing : this.past).ask(method, question);
  }

  /** The strip's figures of a past moment; null: not known (yet), or of another network than today's. */
  figuresAt(at: number, scope: Scope): Promise<Figures | null> {
    return this.past.figuresAt(at, scope);
  }
}
