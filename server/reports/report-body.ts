/** A report as it is kept and told: from the order to its file's name. */
import { randomUUID } from 'node:crypto';
import type { ReportBody, ReportRequest } from '../contract/reports.ts';
import type { Scope } from '../contract/scope.ts';
import { DAY_MS, midnightOf } from '../calendar.ts';
import { AppError } from '../errors.ts';
import { periodText } from './words.ts';

/** Whose order it is, when a schedule's. */
export interface Origin {
  scheduleId: string | null;
  late: boolean;
  /** Waiting where it is to be sent. */
  mail: 'none' | 'waiting';
  /** Of the account; left out: not limited. */
  scope?: Scope | undefined;
}

/** Writes down what is being done, in the transaction in which it is done: both are kept, or neither. */
export type Witness<Done> = (done: Done) => void;

export const nobody = (): void => undefined;

export const NOBODYS: Origin = { scheduleId: null, late: false, mail: 'none' };

/** Kept by an older version it may say less of what was missing. */
export function readReport(body: string): ReportBody {
  const report = JSON.parse(body) as ReportBody;
  const { completeness } = report;
  return completeness === null
    ? report
    : { ...report, completeness: { ...completeness, missing: missingOf(completeness) } };
}

function missingOf(completeness: Partial<NonNullable<ReportBody['completeness']>>) {
  return completeness.missing ?? [];
}

const CALLED = {
  coverage: 'Báo cáo vùng phủ',
  outages: 'Báo cáo sự cố và thời gian gián đoạn',
  commune: 'Phiếu thông tin xã, phường',
  bulletin: 'Bản tin nhanh',
} as const;

/** Until it is made, and for good where it never is. */
function titleOfOrder({ template, from, to }: ReportRequest): string {
  return `${CALLED[template]} ${periodText(from, to)}`;
}

/** What has not begun has nothing to tell. @throws AppError period_not_begun */
export function refuseFuture({ from }: Pick<ReportRequest, 'from'>, now: number): void {
  if (midnightOf(from) >= now) throw new AppError('period_not_begun', { from });
}

/** Ordered, and not begun. @param createdAt ISO 8601 */
export function fresh(request: ReportRequest, origin: Origin, createdAt: string): ReportBody {
  return {
    id: randomUUID(),
    title: titleOfOrder(request),
    ...{ state: 'waiting', progress: 0, error: null, createdAt, finishedAt: null, request },
    ...{ fileName: null, bytes: null, sha256: null, modelSha256: null, pages: null, completeness: null },
    ...origin,
    mailError: null,
  };
}

const NAMES = { coverage: 'vung-phu', outages: 'su-co', commune: 'phieu-xa', bulletin: 'ban-tin' } as const;

/** ASCII; says template, commune, days and format. */
export function fileNameOf({
  template,
  from,
  to,
  format,
  communes,
}: Omit<ReportRequest, 'format'> & { format: string }): string {
  const days = from === to ? from : `${from}-${to}`;
  const [only] = communes;
  const whose = template === 'commune' && only !== undefined ? `-${only.replaceAll(/[^\w-]/g, '')}` : '';
  return `${NAMES[template]}${whose}-${days.replaceAll(/(\d{4})-(\d\d)-(\d\d)/g, '$1$2$3')}.${format}`;
}

/** What a bulletin shows: the end of its period, or when it was made. */
export function momentOf({ to }: Pick<ReportRequest, 'to'>, createdAt: number): number {
  return Math.min(midnightOf(to) + DAY_MS, createdAt);
}
