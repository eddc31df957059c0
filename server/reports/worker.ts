/** A report's own thread: reads history, builds the document, writes the file. Nothing of it runs in the writer. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError, errorOf } from '../errors.ts';
import type { QuestionOf } from '../history/protocol.ts';
import { DAY_MS, midnightOf } from '../calendar.ts';
import { pastKnownAt } from '../history/known-past.ts';
import { HistoryService } from '../history/service.ts';
import { openPast } from '../store/sqlite-past.ts';
import { idAtOnce } from './at-once.ts';
import { buildDocument } from './build.ts';
import type { WrittenFile } from './document.ts';
import { titleOf } from './letter.ts';
import { comparedPeriod } from './facts.ts';
import type { Asked, FromReport, ReportSetup, ToReport } from './protocol.ts';
import { write } from './write.ts';

/** Gathering takes most of the time, writing the rest. */
const GATHERING = 0.7;

const { history, build, format } = workerData as ReportSetup;
const asked = new Map<number, (answer: ToReport) => void>();
let questions = 0;

parentPort?.on('message', (answer: ToReport) => {
  asked.get(answer.id)?.(answer);
  asked.delete(answer.id);
});

function say(message: FromReport): void {
  parentPort?.postMessage(message);
}

function ask<M extends Asked>(method: M) {
  return async (question: QuestionOf<M>): Promise<ReturnType<HistoryService[M]>> => {
    const id = ++questions;
    const answer = await new Promise<ToReport>((resolve) => {
      asked.set(id, resolve);
      say({ kind: 'ask', id, method, question: { ...question, scope: build.scope } });
    });
    if ('refusal' in answer) throw errorOf(answer.refusal.code, answer.refusal.details);
    if ('error' in answer) throw new Error(answer.error);
    return JSON.parse(new TextDecoder().decode(answer.body)) as ReturnType<HistoryService[M]>;
  };
}

/** Asked through the scope of whoever ordered it. */
function through<Question extends object, Answer>(ask: (question: Question) => Answer): (question: Question) => Answer {
  return (question) => ask({ ...question, scope: build.scope });
}

async function make(): Promise<void> {
  const whole = openPast(history.file);
  let known = knownOf(whole);
  let built = await buildFrom(whole, known);
  // Something came late while it was made: one figure may have it, the next not.
  while (!isStill(known, whole)) {
    known = knownOf(whole);
    built = await buildFrom(whole, known);
  }
  const { model, completeness } = built;
  const document = build.id === null ? { ...built.document, id: idAtOnce(built.document, format) } : built.document;
  const { bytes, mime, pages } = format === 'json' ? modelFile(model) : await write(document, format);
  whole.close();
  const { sha256: modelSha256 } = document;
  say({ kind: 'made', made: { title: titleOf(document), model, modelSha256, bytes, mime, pages, completeness } });
}

/**
 * How the past is read. `all`: nothing was told later of the time until the report's moment. Otherwise as it was known then: what is
 * rolled up until `rolledUpTo`, where nothing later is in it, and the rest, or with null all of it, played from the words.
 */
type Known = 'all' | { rolledUpTo: number | null };

/** A word on its way when a report is ordered is told later of the time before: that must not have months played. */
function knownOf(whole: Whole): Known {
  const first = whole.firstToldAfter(build.now);
  if (first === null) return 'all';
  const settledTo = whole.settledTo();
  return { rolledUpTo: settledTo !== null && settledTo <= Math.min(first, build.now) ? settledTo : null };
}

function isStill(known: Known, whole: Whole): boolean {
  if (known !== 'all' && known.rolledUpTo === null) return true;
  const first = whole.firstToldAfter(build.now) ?? Infinity;
  return known === 'all' ? first === Infinity : first >= (known.rolledUpTo ?? -Infinity);
}

type Whole = ReturnType<typeof openPast>;

/**
 * @throws AppError history_not_ready, history_recomputing
 */
async function buildFrom(whole: Whole, known: Known) {
  const isThen = known !== 'all';
  const isPlayed = isThen && known.rolledUpTo === null;
  const past = isThen ? pastKnownAt(whole, build.now, known.rolledUpTo) : whole;
  const { thresholds, staleAfterMs, setting } = history;
  const service = new HistoryService({
    ...{ past, thresholds, staleAfterMs, setting, playsAll: isPlayed },
    // The document says how things stood at its own moment, however long it takes to make.
    clock: () => build.now,
    // Its clock stands still: what is played of a running day serves all its questions.
    runningKeptMs: 1,
    write: () => Promise.reject(new Error('a report writes nothing')),
  });
  const end = midnightOf(build.order.to) + DAY_MS;
  const { from: earliest } = comparedPeriod(build.order, build.now);
  // The writer alone knows whether the sample's past is still being written: what is read here would be half of it. And what came late
  // has to be worked in before it is read, where it is not played.
  const pending = await ask('pending')({ from: earliest, to: isPlayed ? earliest + 1 : end });
  if (!isPlayed && pending.length > 0) throw new AppError('history_recomputing', { days: pending.length });
  // Of another network than today's history's own thread would tell today's.
  const isTodays = !isPlayed && past.inventoryMoments().every((moment) => moment <= build.now);
  const isRunning = end > build.now;
  const source = {
    // Hours that are not rolled up yet are played; what is over is read.
    ...(isRunning && isTodays && !isThen
      ? { coverage: ask('coverage'), availability: ask('availability') }
      : {
          coverage: through(service.coverage.bind(service)),
          availability: through(service.availability.bind(service)),
        }),
    // Those that outlast a period are followed into the day after it.
    outages: end + DAY_MS > build.now && isTodays && !isThen ? ask('outages') : through(service.outages.bind(service)),
    ...(isTodays
      ? { resilience: ask('resilience'), communeResilience: ask('communeResilience') }
      : {
          resilience: through(service.resilience.bind(service)),
          communeResilience: through(service.communeResilience.bind(service)),
        }),
    network: () => service.network({ scope: build.scope }),
    dataDays: service.dataDays.bind(service),
    momentFigures: isThen ? through(service.momentFigures.bind(service)) : ask('momentFigures'),
  };
  return buildDocument(build, source, (share) => {
    say({ kind: 'progress', share: share * GATHERING });
  });
}

function modelFile(model: string): WrittenFile {
  return { bytes: new TextEncoder().encode(model), mime: 'application/json', pages: null };
}

make().catch((error: unknown) => {
  if (error instanceof AppError) say({ kind: 'refused', code: error.code, details: error.details ?? null });
  else say({ kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
});
