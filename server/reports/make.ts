/** Runs a report's thread and hands back what it made. */
import { Worker } from 'node:worker_threads';
import { AppError, ERRORS, type ErrorCode } from '../errors.ts';
import type { FromReport, Made, ReportSetup } from './protocol.ts';

export interface Making {
  made: Promise<Made>;
  /** Ends the thread at once; `made` is refused with `cancelled`. */
  cancel(): void;
}

/** @param onProgress 0–1 */
export function makeReport(setup: ReportSetup, onProgress: (share: number) => void): Making {
  // Built beside the server's own bundle.
  const worker = new Worker(new URL('./report.js', import.meta.url), { workerData: setup });
  const made = new Promise<Made>((resolve, reject) => {
    worker.on('message', (message: FromReport) => {
      switch (message.kind) {
        case 'progress':
          onProgress(message.share);
          return;
        case 'made':
          resolve(message.made);
          break;
        case 'refused':
          reject(
            isErrorCode(message.code)
              ? new AppError(message.code, message.details ?? undefined)
              : new Error(message.code),
          );
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
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
