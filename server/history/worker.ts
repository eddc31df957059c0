/** History's own thread: a connection that only reads, worlds of the past, and answers handed back as encoded bytes. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Period } from '../calendar.ts';
import { AppError } from '../errors.ts';
import type { Settled } from '../store/rollups.ts';
import { openPast } from '../store/sqlite-past.ts';
import { OF_A_PERIOD, type FromHistory, type HistorySetup, type Method, type ToHistory } from './protocol.ts';
import { HistoryService } from './service.ts';

/** A page asks half a dozen things about the same running month. */
const RUNNING_KEPT_MS = 10_000;

/** Whoever asks about a period waits so long for what was told late of it; then the answer says what it lacks. */
const MOST_SETTLING_MS = 10_000;

const port = parentPort;
if (port === null) throw new Error('history/worker.ts runs as a thread of the server');

const { file, thresholds, staleAfterMs, setting } = workerData as HistorySetup;
const writes = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
let written = 0;

const service = new HistoryService({
  past: openPast(file),
  thresholds,
  staleAfterMs,
  setting,
  clock: () => Date.now(),
  runningKeptMs: RUNNING_KEPT_MS,
  write: (settled: Settled) =>
    new Promise((resolve, reject) => {
      const id = ++written;
      writes.set(id, { resolve, reject });
      say({ kind: 'write', id, settled });
    }),
});

function say(message: FromHistory, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

function answer(id: number, method: Method, question: unknown): void {
  try {
    // The question was parsed at the edge for this very method.
    const ask = service[method].bind(service) as (question: unknown) => unknown;
    const body = new TextEncoder().encode(JSON.stringify(ask(question)));
    say({ kind: 'answer', id, body }, [body.buffer]);
  } catch (error) {
    if (error instanceof AppError)
      say({ kind: 'refused', id, code: error.code, ...(error.details && { details: error.details }) });
    else say({ kind: 'failed', id, error: textOf(error) });
  }
}

/** Words that came late are in the answer, if they can be worked in in time. */
async function answerSettled(id: number, method: Method, question: Period): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, MOST_SETTLING_MS);
  });
  // What goes wrong with it is told where it was begun; the days stay marked, and the answer names them.
  const settled = service.settleWithin(question).catch(() => undefined);
  await Promise.race([settled, tooLong]);
  clearTimeout(timer);
  answer(id, method, question);
}

port.on('message', (message: ToHistory) => {
  switch (message.kind) {
    case 'ask': {
      const { id, method, question } = message;
      if (OF_A_PERIOD.has(method)) void answerSettled(id, method, question as Period);
      else answer(id, method, question);
      return;
    }
    case 'settle':
      service.settle().then(
        () => {
          say({ kind: 'done', error: null });
          warmUp();
        },
        (error: unknown) => {
          say({ kind: 'done', error: textOf(error) });
        },
      );
      return;
    case 'refresh':
      refresh();
      return;
    case 'written': {
      const write = writes.get(message.id);
      writes.delete(message.id);
      if (message.error === null) write?.resolve();
      else write?.reject(new Error(message.error));
    }
  }
});

/** Before the first question comes, and again after another network came, when nothing else is to be done. */
function warmUp(): void {
  setImmediate(() => {
    try {
      service.warm();
    } catch {
      // Who asks for a moment is told what is wrong.
    }
  });
}

function refresh(): void {
  try {
    service.refresh();
    say({ kind: 'done', error: null });
  } catch (error) {
    say({ kind: 'done', error: textOf(error) });
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
