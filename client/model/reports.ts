/** Reports ordered of the server: it makes them beside its other work, and keeps them under an id. */
import type { ReportBody, ReportWish } from '../../server/contract/reports.ts';
import { Refusal, answers, asRefusal, ask, send } from './answers.ts';

const LOOK_MS = 700;
/** So often in a row it may go unheard, as while the server starts anew: what was ordered it makes all the same. */
const MOST_UNHEARD = 15;

/** @throws Refusal */
export async function orderReport(request: ReportWish): Promise<ReportBody> {
  const report = await send<ReportBody>('POST', 'reports', request);
  refreshReports();
  return report;
}

/**
 * Looks after it until it is over.
 * @throws Refusal, `cancelled` when somebody removed it meanwhile
 */
export async function followReport(
  ordered: ReportBody,
  told: (report: ReportBody) => void,
  signal: AbortSignal,
): Promise<ReportBody> {
  let report = ordered;
  let unheard = 0;
  while (isUnfinished(report)) {
    await pause(LOOK_MS, signal);
    try {
      report = await ask<ReportBody>(pathOf(report), { signal });
      unheard = 0;
      told(report);
    } catch (error) {
      signal.throwIfAborted();
      const refusal = asRefusal(error);
      if (refusal.status === 404) throw new Refusal(404, 'cancelled', refusal.message);
      unheard += 1;
      if (!isUnheard(refusal) || unheard > MOST_UNHEARD) throw refusal;
    }
  }
  refreshReports();
  return report;
}

/**
 * Stops what is being made.
 * @returns false when the server could not be told; what is over or gone already is stopped all the same
 */
export async function cancelReport(id: string): Promise<boolean> {
  try {
    await send('DELETE', pathOf({ id }));
    return true;
  } catch (error) {
    return error instanceof Refusal && [404, 409].includes(error.status);
  } finally {
    refreshReports();
  }
}

export function isUnfinished({ state }: Pick<ReportBody, 'state'>): boolean {
  return state === 'waiting' || state === 'making';
}

/** Asks for the list again now. */
export function refreshReports(): void {
  void answers.invalidateQueries({ queryKey: ['reports'] });
}

/** Under /api/v1. */
export function filePathOf(report: Pick<ReportBody, 'id'>): string {
  return `${pathOf(report)}/file`;
}

function pathOf({ id }: Pick<ReportBody, 'id'>): string {
  return `reports/${encodeURIComponent(id)}`;
}

/** Nothing answered, or only what stands before the server. */
function isUnheard({ status }: Refusal): boolean {
  return status === 0 || (status >= 502 && status <= 504);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
