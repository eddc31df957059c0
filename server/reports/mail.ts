/**
 * Sends the reports of a schedule: one mail a run, with every file, once all of them are made. A server that does not answer is tried
 * again with growing waits; one that refuses is not. What became of it stands on each report; a failure also
 * on the schedule, from the first try that failed until a mail goes out.
 */
import { createTransport } from 'nodemailer';
import type { ReportBody, ScheduleBody } from '../contract/reports.ts';
import { AppError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { iso } from '../calendar.ts';
import type { Later } from './later.ts';
import { nobody, type Witness } from './report-body.ts';
import { NO_TROUBLE, type MailTrouble } from './schedules.ts';
import { periodText } from './words.ts';

const RETRY_MS = [60_000, 5 * 60_000, 30 * 60_000] as const;
const TIMEOUTS_MS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 };
/** What waited longer than this, since mail was not configured, is of no use in anybody's inbox. */
const STALE_MS = 7 * 86_400_000;

export interface MailOptions {
  /** Such as smtps://user:password@mail.example:465; null: mail waits in the page. */
  smtp: { url: string; from: string } | null;
  store: Pick<Store, 'transaction'>;
  desk: {
    list(): ReportBody[];
    report(id: string): ReportBody;
    file(id: string): { report: ReportBody; bytes: Uint8Array };
    noteMail(id: string, mail: ReportBody['mail'], mailError: string | null): void;
  };
  /** @throws AppError not_found */
  schedule: (id: string) => ScheduleBody;
  /** @throws AppError not_found */
  noteSchedule: (id: string, trouble: MailTrouble) => void;
  /** The figures are the sample's: the mail says so. */
  simulated: () => boolean;
  clock: () => number;
  later: Later;
  onError: (error: unknown) => void;
}

/** The reports ordered together by a schedule. */
interface Run {
  key: string;
  scheduleId: string;
  reports: ReportBody[];
}

export class Mail {
  private readonly options: MailOptions;
  /** Runs being sent or waiting for another try: how to call the try off, by key. */
  private readonly under = new Map<string, () => void>();
  private stopped = false;

  constructor(options: MailOptions) {
    this.options = options;
  }

  /** Takes up what waited when the server stopped. */
  start(): void {
    this.stopped = false;
    this.look();
  }

  stop(): void {
    this.stopped = true;
    for (const callOff of this.under.values()) callOff();
    this.under.clear();
  }

  /**
   * Once more, on somebody's word: the whole run, as it was sent the first time.
   * @throws AppError not_found, nothing_to_mail, mail_off; StorageError
   */
  again(id: string, witness: Witness<ReportBody> = nobody): ReportBody {
    const { desk, smtp, store } = this.options;
    const report = desk.report(id);
    const run = runsOf(desk.list()).find(({ reports }) => reports.some((one) => one.id === id));
    if (smtp === null) throw new AppError('mail_off');
    if (run === undefined || report.mail === 'none') throw new AppError('nothing_to_mail');
    if (report.mail !== 'failed') return report;
    store.transaction(() => {
      for (const one of run.reports) desk.noteMail(one.id, 'waiting', null);
      witness(report);
    });
    if (!this.under.has(run.key)) void this.send(run, 0);
    return desk.report(id);
  }

  /** Told whenever a report was finished. */
  look(): void {
    if (this.options.smtp === null || this.stopped) return;
    const since = this.options.clock() - STALE_MS;
    for (const run of runsOf(this.options.desk.list())) {
      const over = run.reports.every(({ state }) => state !== 'waiting' && state !== 'making');
      const wanted = run.reports.some(({ mail, createdAt }) => mail === 'waiting' && Date.parse(createdAt) >= since);
      if (over && wanted && !this.under.has(run.key)) void this.send(run, 0);
    }
  }

  private async send(run: Run, attempt: number): Promise<void> {
    this.under.set(run.key, () => undefined);
    try {
      const refused = await this.deliver(run);
      this.noteReports(run, 'sent', refused.length === 0 ? null : refused.join(', '));
      this.noteSchedule(run, NO_TROUBLE);
      this.under.delete(run.key);
    } catch (error) {
      if (this.stopped) return;
      this.failed(run, attempt, error);
    }
  }

  private failed(run: Run, attempt: number, error: unknown): void {
    const reason = error instanceof AppError ? error.code : error instanceof Error ? error.message : String(error);
    const wait = isFinal(error) ? undefined : RETRY_MS[attempt];
    if (wait === undefined) {
      this.options.onError(error);
      this.noteReports(run, 'failed', reason);
      this.noteSchedule(run, { mailError: reason, mailAgainAt: null });
      this.under.delete(run.key);
      return;
    }
    this.noteReports(run, 'waiting', reason);
    this.noteSchedule(run, { mailError: reason, mailAgainAt: iso(this.options.clock() + wait) });
    const callOff = this.options.later(wait, () => void this.send(run, attempt + 1));
    this.under.set(run.key, callOff);
  }

  /** @returns addresses the server would not take, where it took others */
  private async deliver(run: Run): Promise<string[]> {
    const { smtp, desk, simulated } = this.options;
    const ready = run.reports.filter(({ state }) => state === 'ready');
    const [first] = ready;
    if (smtp === null || first === undefined) throw new AppError('nothing_to_mail');
    const { name, mailTo } = this.options.schedule(run.scheduleId);
    if (mailTo.length === 0) throw new AppError('nothing_to_mail');
    const period = periodText(first.request.from, first.request.to);
    const transport = createTransport(withTimeouts(smtp.url));
    try {
      const { rejected } = await transport.sendMail({
        from: smtp.from,
        to: mailTo,
        subject: `${simulated() ? '[Số liệu mô phỏng] ' : ''}${name}, ${period}`,
        // The same for the same run: a mail sent twice by a stop in between is known as one.
        messageId: `<${first.id}@phu-song>`,
        text: textOf(run, ready, period, simulated()),
        attachments: ready.map((report) => ({
          filename: report.fileName ?? `${report.id}.${report.request.format}`,
          content: Buffer.from(desk.file(report.id).bytes),
        })),
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return rejected;
    } finally {
      transport.close();
    }
  }

  private noteReports(run: Run, mail: ReportBody['mail'], reason: string | null): void {
    for (const { id } of run.reports) {
      this.keep(() => {
        this.options.desk.noteMail(id, mail, reason);
      });
    }
  }

  private noteSchedule({ scheduleId }: Run, trouble: MailTrouble): void {
    this.keep(() => {
      this.options.noteSchedule(scheduleId, trouble);
    });
  }

  private keep(save: () => void): void {
    try {
      save();
    } catch (error) {
      // Removed meanwhile: nobody asks any more.
      if (!(error instanceof AppError && error.code === 'not_found')) this.options.onError(error);
    }
  }
}

/** A server that says nothing must not hold a run for minutes; what the address says itself counts. */
function withTimeouts(address: string): string {
  const url = new URL(address);
  for (const [name, ms] of Object.entries(TIMEOUTS_MS)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(ms));
  }
  return url.href;
}

/** What a schedule ordered together was created at the same moment. */
function runsOf(reports: readonly ReportBody[]): Run[] {
  const runs = new Map<string, Run>();
  for (const report of reports) {
    const { scheduleId, createdAt } = report;
    if (scheduleId === null) continue;
    const key = `${scheduleId} ${createdAt}`;
    const run = runs.get(key) ?? { key, scheduleId, reports: [] };
    run.reports.push(report);
    runs.set(key, run);
  }
  return [...runs.values()];
}

function textOf(run: Run, ready: readonly ReportBody[], period: string, simulated: boolean): string {
  const missing = run.reports
    .filter(({ state }) => state === 'failed')
    .map(({ request }) => request.format.toUpperCase());
  return [
    `Kính gửi kèm theo: ${ready[0]?.title ?? ''}.`,
    `Kỳ số liệu: ${period}.`,
    ...(ready.some(({ late }) => late) ? ['Lần chạy này muộn so với lịch vì máy chủ tạm ngừng.'] : []),
    ...(missing.length > 0 ? [`Chưa tạo được: ${missing.join(', ')}.`] : []),
    ...(simulated ? ['SỐ LIỆU MÔ PHỎNG của tỉnh mẫu, không phải số liệu thật.'] : []),
    '',
    ...ready.map(({ fileName, sha256 }) => `${fileName ?? ''}  SHA-256 ${sha256 ?? ''}`),
    '',
    'Thư tự động, xin không trả lời.',
  ].join('\n');
}

/** Our own refusals, and SMTP replies of 500 and more, stay what they are however often one asks. */
function isFinal(error: unknown): boolean {
  if (error instanceof AppError) return true;
  return error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500;
}
