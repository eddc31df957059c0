/** A report's own thread: reads history, builds the document, writes the file. Nothing of it runs in the writer. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { HistoryService } from '../history/service.ts';
import { openPast } from '../store/sqlite-past.ts';
import { buildDocument, canonical } from './build.ts';
import { titleOf } from './letter.ts';
import type { FromReport, ReportSetup } from './protocol.ts';
import { write } from './write.ts';

/** Gathering takes most of the time, writing the rest. */
const GATHERING = 0.8;

const { history, build, format } = workerData as ReportSetup;

function say(message: FromReport): void {
  parentPort?.postMessage(message);
}

async function make(): Promise<void> {
  const past = openPast(history.file);
  const { thresholds, staleAfterMs, setting } = history;
  const source = new HistoryService({
    ...{ past, thresholds, staleAfterMs, setting },
    // The document says how things stood at its own moment, however long it takes to make.
    clock: () => build.now,
    write: () => Promise.reject(new Error('a report writes nothing')),
  });
  const { document, completeness } = buildDocument(build, source, (share) => {
    say({ kind: 'progress', share: share * GATHERING });
  });
  const { bytes, mime, pages } = await write(document, format);
  past.close();
  const { sha256: modelSha256 } = document;
  const made = {
    title: titleOf(document),
    document: canonical(document),
    modelSha256,
    bytes,
    mime,
    pages,
    completeness,
  };
  say({ kind: 'made', made });
}

make().catch((error: unknown) => {
  if (error instanceof AppError) say({ kind: 'refused', code: error.code, details: error.details ?? null });
  else say({ kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
});
