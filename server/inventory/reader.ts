/**
 * Files are read in a thread of their own, which lives as long as one file takes: a large one keeps a processor busy for
 * many seconds, and fills a memory, that are not the server's. Its rows come over in portions, so that others have their
 * turn in between.
 */
import { Worker } from 'node:worker_threads';
import { ImportError, Problems, type Problem } from './formats/problems.ts';
import { MAX_FILE_BYTES, TOO_LARGE } from './formats/text.ts';
import type { FileKind, ReadFile } from './read-file.ts';

/** What the thread is asked to read. */
export interface ReadOrder {
  kind: FileKind;
  bytes: Uint8Array;
}

/** What it says. It waits for an answer, of whatever, to each portion. */
export type FromReader =
  | { said: 'rows'; rows: ReadFile['rows'] }
  | { said: 'end'; problems: Problem[]; count: number; named: Problems['named'] };

export interface Reading {
  file: ReadFile;
  problems: Problems;
}

/** The thread's program, built beside the server's own bundle. */
const PROGRAM = new URL('./reader.js', import.meta.url);
/** Enough for any file of 64 MB that is not made to be more than it looks. */
const MEMORY_MB = 1_536;

/**
 * The rows that are right, and what is wrong with the others.
 *
 * @throws ImportError when there is more in the file than the thread has memory for
 */
export async function readInThread(kind: FileKind, bytes: Uint8Array, program = PROGRAM): Promise<Reading> {
  if (bytes.byteLength > MAX_FILE_BYTES) throw new ImportError([tooLarge(bytes.byteLength)], 0);
  const order: ReadOrder = { kind, bytes };
  const worker = new Worker(program, {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  try {
    return await hear(worker, kind);
  } finally {
    await worker.terminate();
  }
}

function hear(worker: Worker, kind: FileKind): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const rows: ReadFile['rows'][number][] = [];
    worker.on('message', (message: FromReader) => {
      if (message.said === 'rows') {
        for (const row of message.rows) rows.push(row);
        setImmediate(() => {
          worker.postMessage('next');
        });
        return;
      }
      // All portions are of the one file of this kind.
      const problems = new Problems(message.problems, message.count, message.named);
      resolve({ file: { kind, rows } as ReadFile, problems });
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ImportError([TOO_MUCH], 0) : error);
    });
    worker.on('exit', () => {
      reject(new Error('the thread that reads files ended before it was done'));
    });
  });
}

/** Of a file of so many bytes. */
export function tooLarge(size: number): Problem {
  return { row: null, column: null, value: `${(size / 1024 / 1024).toFixed(1)} MB`, rule: TOO_LARGE };
}

const TOO_MUCH: Problem = {
  row: null,
  column: null,
  value: null,
  rule: { vi: 'tệp có quá nhiều nội dung để đọc một lần; hãy chia nhỏ', en: 'there is too much in the file; split it' },
};
