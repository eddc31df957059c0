/** Runs a report's thread, answers what it asks of history, and hands back what it made. */
import { Worker } from 'node:worker_threads';
import { AppError, errorOf } from '../errors.ts';
import type { QuestionOf } from '../history/protocol.ts';
import type { Asked, FromReport, Made, ReportSetup, ToReport } from './protocol.ts';

export interface Making {
  made: Promise<Made>;
  /** Ends the thread at once; `made` is refused with `cancelled`. */
  cancel(): void;
}

/** @param onProgress 0–1 */
export type Maker = (setup: ReportSetup, onProgress: (share: number) => void) => Making;

/** History's own thread (history/client.ts). */
export type AskHistory = <M extends Asked>(method: M, question: QuestionOf<M>) => Promise<Uint8Array>;

export function reportMaker(ask: AskHistory): Maker {
  return (setup, onProgress) => {
    // Built beside the server's own bundle.
    const worker = new Worker(new URL('./report.js', import.meta.url), { workerData: setup });
    const made = new Promise<Made>((resolve, reject) => {
      worker.on('message', (message: FromReport) => {
        switch (message.kind) {
          case 'ask':
            void answered(message, ask).then((answer) => {
              worker.postMessage(answer);
            });
            return;
          case 'progress':
            onProgress(message.share);
            return;
          case 'made':
            resolve(message.made);
            break;
          case 'refused':
            reject(errorOf(message.code, message.details));
            break;
          case 'failed':
            reject(new Error(message.error));
        }
        void worker.terminate();
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        reject(new AppError('cancelled'));
      });
    });
    return {
      made,
      cancel() {
        void worker.terminate();
      },
    };
  };
}

async function answered({ id, method, question }: FromReport & { kind: 'ask' }, ask: AskHistory): Promise<ToReport> {
  try {
    return { id, body: await ask(method, question as QuestionOf<Asked>) };
  } catch (error) {
    if (error instanceof AppError) return { id, refusal: { code: error.code, details: error.details ?? null } };
    return { id, error: String(error) };
  }
}
