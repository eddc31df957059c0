/** The thread that reads one file and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problems } from './formats/problems.ts';
import { readFile } from './read-file.ts';
import type { FromReader, ReadOrder } from './reader.ts';

const port = parentPort;
if (port === null) throw new Error('reader-worker.ts runs as a thread of the server');

/** Rows at once: some ten milliseconds of those who take them. */
const PORTION = 5_000;

const { kind, bytes } = workerData as ReadOrder;
const problems = new Problems();
const { rows } = readFile(kind, bytes, problems);
let sent = 0;

function say(message: FromReader): void {
  port?.postMessage(message);
}

function sendNext(): void {
  if (sent < rows.length) {
    say({ said: 'rows', rows: rows.slice(sent, sent + PORTION) });
    sent += PORTION;
    return;
  }
  say({ said: 'end', problems: problems.list, count: problems.count, named: problems.named });
  port?.close();
}

port.on('message', sendNext);
sendNext();
