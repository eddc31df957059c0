/** Which bulletin a bulletin compares itself with. */
import type { ReportBody, ReportRequest } from '../contract/reports.ts';
import { WHOLE, scopeKey, type Scope } from '../contract/scope.ts';
import { momentOf } from './report-body.ts';

/** Of moments so close together it is one bulletin in several formats, which has nothing to say about itself. */
const APART_MS = 60_000;

export interface BulletinMoment {
  /** What it shows, epoch ms. */
  at: number;
  /** When it was made: what was told later of its moment it could not say. */
  known: number;
}

interface Bulletin {
  request: Pick<ReportRequest, 'to' | 'communes' | 'operators'>;
  /** Epoch ms. */
  createdAt: number;
  scope: Scope;
}

/** What its figures are of: one of some communes or operators says nothing of the province, nor the other way round. */
function aboutKey({ communes, operators }: Pick<ReportRequest, 'communes' | 'operators'>): string {
  return JSON.stringify([communes, operators].map((codes) => [...new Set<string>(codes)].sort()));
}

/**
 * The last bulletin about the same communes and operators, of the same scope, made before this one, of a moment at least a minute before
 * it and before all that are one with it, so that every format of one compares with the same:
 *
 *     ──● 07:10 ─────────────── ● 08:20:05 ── ● 08:20:50 ── ● 08:21:30 ──▶
 *        the one before          PDF           DOCX          XLSX
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
  let at = momentOf(request, createdAt);
  const earlier = bulletins
    .filter((one) => one.state === 'ready' && one.createdAt < createdAt)
    .map((one) => ({ at: momentOf(one.request, one.createdAt), known: one.createdAt }))
    .filter((one) => one.at <= at)
    .sort((a, b) => b.at - a.at || b.known - a.known);
  for (const one of earlier) {
    if (at - one.at >= APART_MS) return one;
    at = one.at;
  }
  return null;
}
