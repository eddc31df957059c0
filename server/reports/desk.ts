/**
 * The desk at which reports are ordered: they wait in a row, are made one at a time in a thread of their own, and are kept with their
 * bytes. What was under way when the server stopped is made after the next start.
 */
import type { ReportBody, ReportIssuer, ReportRequest } from '../contract/reports.ts';
import { WHOLE, type Scope } from '../contract/scope.ts';
import { AppError, type ErrorCode } from '../errors.ts';
import type { HistorySetup } from '../history/protocol.ts';
import type { Store } from '../store/store.ts';
import { iso } from '../calendar.ts';
import type { Later } from './later.ts';
import type { Maker, Making } from './make.ts';
import type { Made, ReportSetup } from './protocol.ts';
import { KeptReports, hashOf } from './kept-reports.ts';
import { bulletinBefore, type BulletinMoment } from './bulletin-before.ts';
import { NOBODYS, fileNameOf, fresh, nobody, refuseFuture, type Origin, type Witness } from './report-body.ts';
import { comparedWith, type AtOnce, type Wanted } from './wish.ts';

const MOST_WAITING = 20;
/** Reports made at once, each in a thread of its own. */
const MOST_AT_ONCE = 4;
/** Until the past is rolled up, which the first minute of a new province takes. */
const AGAIN_MS = 3_000;
/** What history refuses for the moment only. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'history_not_ready',
  'history_recomputing',
  'stopping',
  'too_many_requests',
]);

export interface DeskOptions {
  store: Pick<Store, 'transaction' | 'shelf'>;
  history: HistorySetup;
  issuer: ReportIssuer;
  /** Such as "tỉnh Hưng Yên". */
  place: string;
  clock: () => number;
  later: Later;
  make: Maker;
  onError: (error: unknown) => void;
}

export class Desk {
  /** Told when a report is ready, failed or cancelled. */
  onFinished: (report: ReportBody) => void = () => undefined;
  private readonly options: DeskOptions;
  private readonly kept: KeptReports;
  private readonly waiting: ReportBody[] = [];
  private current: { report: ReportBody; making: Making } | null = null;
  private callOff: (() => void) | null = null;
  private atOnce = 0;

  constructor(options: DeskOptions) {
    this.options = options;
    this.kept = new KeptReports(options.store.shelf);
  }

  /** Takes up again what a stop interrupted. */
  start(): void {
    const unfinished = this.list().filter(({ state }) => state === 'waiting' || state === 'making');
    for (const report of unfinished.reverse()) this.waiting.push({ ...report, state: 'waiting', progress: 0 });
    this.next();
  }

  stop(): void {
    this.waiting.length = 0;
    this.callOff?.();
    this.callOff = null;
    this.current?.making.cancel();
    this.current = null;
  }

  /** @throws AppError too_many_requests, period_not_begun; StorageError */
  order(request: ReportRequest, limit: { scope?: Scope } = {}, witness: Witness<ReportBody> = nobody): ReportBody {
    const [report] = this.orderTogether([request], { ...NOBODYS, ...limit }, (ordered) => {
      ordered.forEach(witness);
    });
    if (report === undefined) throw new AppError('internal');
    return report;
  }

  /**
   * All or none, created at the same moment.
   * @throws AppError too_many_requests, StorageError
   */
  orderTogether(
    requests: readonly ReportRequest[],
    origin: Origin,
    witness: Witness<readonly ReportBody[]> = nobody,
  ): ReportBody[] {
    for (const request of requests) refuseFuture(request, this.options.clock());
    if (this.waiting.length + requests.length > MOST_WAITING) throw new AppError('too_many_requests');
    const createdAt = iso(this.options.clock());
    const reports = requests.map((request) => fresh(request, origin, createdAt));
    this.options.store.transaction(() => {
      for (const report of reports) this.kept.save(report);
      witness(reports);
    });
    this.waiting.push(...reports);
    this.next();
    return reports;
  }

  /** Made at once for one reader and not kept. @throws AppError too_many_requests when others are being made already */
  async makeNow(request: AtOnce, whileWanted: AbortSignal): Promise<Made & { fileName: string }> {
    const { until = Infinity, previous, previousKnown, scope, ...wish } = request;
    const now = Math.min(until, this.options.clock());
    refuseFuture(wish, now);
    if (this.atOnce >= MOST_AT_ONCE) throw new AppError('too_many_requests');
    this.atOnce += 1;
    try {
      const making = this.options.make(
        this.setup({ id: null, request: wish, scope }, now, comparedWith({ previous, previousKnown })),
        () => undefined,
      );
      whileWanted.addEventListener('abort', () => {
        making.cancel();
      });
      if (whileWanted.aborted) making.cancel();
      return { ...(await making.made), fileName: fileNameOf(wish) };
    } finally {
      this.atOnce -= 1;
    }
  }

  list(): ReportBody[] {
    return this.kept.list().map((report) => this.present(report));
  }

  /** @throws AppError not_found */
  report(id: string): ReportBody {
    return this.present(this.kept.report(id));
  }

  /** @throws AppError not_found */
  file(id: string): { report: ReportBody; bytes: Uint8Array } {
    return this.kept.file(id);
  }

  /** The data model it was made of, as canonical JSON. @throws AppError not_found */
  model(id: string): { report: ReportBody; model: string } {
    return this.kept.model(id);
  }

  /**
   * Stops what is under way, removes what is done. The witness is told how the report was until then.
   * @returns what was stopped; null: nothing is left of it
   * @throws AppError not_found; StorageError, then it is as it was
   */
  remove(id: string, witness: Witness<ReportBody> = nobody): ReportBody | null {
    const report = this.report(id);
    const { store } = this.options;
    if (this.current?.report.id === id) {
      store.transaction(() => {
        witness(report);
      });
      this.current.making.cancel();
      return { ...report, state: 'cancelled' };
    }
    const place = this.waiting.findIndex((one) => one.id === id);
    if (place === -1) {
      store.transaction(() => {
        store.shelf.deleteReport(id);
        witness(report);
      });
      return null;
    }
    const cancelled = this.finish({ ...report, state: 'cancelled' }, null, () => {
      witness(report);
    });
    this.waiting.splice(place, 1);
    return cancelled;
  }

  /** Keeps what became of its mail. */
  noteMail(id: string, mail: ReportBody['mail'], mailError: string | null): void {
    this.kept.save({ ...this.report(id), mail, mailError });
  }

  private present(report: ReportBody): ReportBody {
    return this.current?.report.id === report.id ? this.current.report : report;
  }

  private next(): void {
    if (this.current !== null || this.callOff !== null) return;
    const report = this.waiting.shift();
    if (report === undefined) return;
    try {
      this.begin({ ...report, state: 'making', error: null });
    } catch (error) {
      // The disk refuses: it keeps its place, and is tried again.
      this.options.onError(error);
      this.waiting.unshift(report);
      this.nextLater();
    }
  }

  /** @throws StorageError; then nothing is under way */
  private begin(begun: ReportBody): void {
    this.kept.save(begun);
    const setup = this.setup(begun, Date.parse(begun.createdAt));
    const making = this.options.make(setup, (progress) => {
      if (this.current?.report.id === begun.id) this.current.report = { ...this.current.report, progress };
    });
    this.current = { report: begun, making };
    making.made.then(
      (made) => {
        this.done(begun, made);
      },
      (error: unknown) => {
        this.failed(begun, error);
      },
    );
  }

  /** @param previous the bulletin compared with; left out: the last one kept */
  private setup({ id, request, scope = WHOLE }: Wanted, now: number, previous?: BulletinMoment | null): ReportSetup {
    const { history, issuer, place } = this.options;
    const { format, ...order } = request;
    const before = () =>
      previous === undefined ? bulletinBefore(this.list(), { request, createdAt: now, scope }) : previous;
    const previousBulletin = order.template === 'bulletin' ? before() : null;
    const build = { id, order, issuer, place, thresholds: history.thresholds, now, previousBulletin, scope };
    return { history, build, format };
  }

  private done(report: ReportBody, made: Made): void {
    const { title, modelSha256, bytes, pages, completeness } = made;
    const ready: ReportBody = {
      ...report,
      ...{ title, state: 'ready', progress: 1, modelSha256, pages, completeness, bytes: bytes.length },
      fileName: fileNameOf(report.request),
      sha256: hashOf(bytes),
    };
    this.leave(report, () => this.finish(ready, made));
  }

  private failed(report: ReportBody, error: unknown): void {
    if (this.current === null) return; // the server is stopping: it is made after the next start
    if (error instanceof AppError && PASSING.has(error.code)) {
      this.later(report, error.code);
      return;
    }
    const cancelled = error instanceof AppError && error.code === 'cancelled';
    if (!cancelled && !(error instanceof AppError)) this.options.onError(error);
    const words = error instanceof AppError ? error.code : 'internal';
    this.leave(report, () =>
      this.finish({ ...report, state: cancelled ? 'cancelled' : 'failed', error: cancelled ? null : words }),
    );
  }

  /** History cannot answer yet, or begins anew: it is made as soon as it can, before all that was ordered after it. */
  private later(report: ReportBody, error: ErrorCode): void {
    const waiting: ReportBody = { ...report, state: 'waiting', progress: 0, error };
    this.nextLater();
    this.waiting.unshift(waiting);
    this.leave(report, () => {
      this.kept.save(waiting);
    });
  }

  private nextLater(): void {
    this.callOff = this.options.later(AGAIN_MS, () => {
      this.callOff = null;
      this.next();
    });
  }

  private leave(report: ReportBody, finish: () => void): void {
    if (this.current?.report.id === report.id) this.current = null;
    try {
      finish();
    } catch (error) {
      this.options.onError(error);
    }
    this.next();
  }

  private finish(report: ReportBody, made: Made | null = null, witness: () => void = nobody): ReportBody {
    const finished = { ...report, finishedAt: iso(this.options.clock()) };
    this.options.store.transaction(() => {
      this.kept.save(finished, made);
      witness();
    });
    this.onFinished(finished);
    return finished;
  }
}
