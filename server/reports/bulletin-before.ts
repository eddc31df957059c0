/** Which bulletin a bulletin compares itself with. */
import type { ReportBody, ReportFormat, ReportRequest } from '../contract/reports.ts';
import { WHOLE, scopeKey, type Scope } from '../contract/scope.ts';
import { momentOf } from './report-body.ts';

/** In another format and made so shortly before, it is this bulletin in two formats, which has nothing to say about itself. */
const FORMATS_APART_MS = 60_000;

export interface BulletinMoment {
  /** What it shows, epoch ms. */
  at: number;
  /** When it was made: what was told later of its moment it could not say. */
  known: number;
}

interface Bulletin {
  request: Pick<ReportRequest, 'to' | 'communes' | 'operators'> & { format: ReportFormat | 'json' };
  /** Epoch ms. */
  createdAt: number;
  scope: Scope;
}

/** What its figures are of: one of some communes or operators says nothing of the province, nor the other way round. */
function aboutKey({ communes, operators }: Pick<ReportRequest, 'communes' | 'operators'>): string {
  return JSON.stringify([communes, operators].map((codes) => [...new Set<string>(codes)].sort()));
}

/**
 * The last bulletin about the same communes and operators, of the same scope, made before this one and of an earlier moment: in the same format however shortly before, in
 * another one at least a minute. Made again as of the moment another was made at (`until`), whatever the format, it
 * compares with what that one compared with.
 */
export function bulletinBefore(
  reports: readonly ReportBody[],
  { request, createdAt, scope }: Bulletin,
): BulletinMoment | null {
  const bulletins = reports
    .filter((report) => report.request.template === 'bulletin')
    .filter((report) => aboutKey(report.request) === aboutKey(request))
    .filter((report) => scopeKey(report.scope ?? WHOLE) === scopeKey(scope))
    .map((report) => ({ ...report, createdAt: Date.parse(report.createdAt) }));
  const same = bulletins.filter((one) => one.createdAt === createdAt).map((one) => one.request.format);
  const format = same.find((one) => one === request.format) ?? same[0] ?? request.format;
  const at = momentOf(request, createdAt);
  const earlier = bulletins
    .filter((one) => one.state === 'ready' && one.createdAt < createdAt)
    .map((one) => ({ format: one.request.format, at: momentOf(one.request, one.createdAt), known: one.createdAt }))
    .filter((one) => (one.format === format ? one.at < at : one.at <= at - FORMATS_APART_MS));
  const [last] = earlier.sort((a, b) => b.at - a.at || b.known - a.known);
  return last === undefined ? null : { at: last.at, known: last.known };
}
