/** Reports and schedules as the server keeps them; looked at every second while something is being made. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReportBody, ReportSettings, ScheduleBody } from '../../../server/contract/reports.ts';
import { Refusal, answers, ask, send, useAnswer } from '../../model/answers.ts';

const BUSY_MS = 1_000;
const QUIET_MS = 15_000;

type List<T> = UseQueryResult<{ items: T[] }, Refusal>;

export function useReports(): List<ReportBody> {
  return useQuery<{ items: ReportBody[] }, Refusal>(
    {
      queryKey: ['reports'],
      queryFn: ({ signal }) => ask<{ items: ReportBody[] }>('reports', { signal }),
      refetchInterval: ({ state }) => (state.data?.items.some(isUnfinished) === true ? BUSY_MS : QUIET_MS),
    },
    answers,
  );
}

export function useSchedules(): List<ScheduleBody> {
  return useAnswer<{ items: ScheduleBody[] }>('schedules', QUIET_MS);
}

export function useReportSettings(): UseQueryResult<ReportSettings, Refusal> {
  return useAnswer<ReportSettings>('reports/settings');
}

export function isUnfinished({ state }: ReportBody): boolean {
  return state === 'waiting' || state === 'making';
}

/** Asks again now; what was cancelled or gone meanwhile is no error. */
export function refreshReports(): void {
  void answers.invalidateQueries({ queryKey: ['reports'] });
}

export function refreshSchedules(): void {
  void answers.invalidateQueries({ queryKey: ['schedules'] });
}

/**
 * Stops what is being made.
 * @returns false when the server could not be told; what is over or gone already is stopped all the same
 */
export async function cancelReport(id: string): Promise<boolean> {
  try {
    await send('DELETE', `reports/${encodeURIComponent(id)}`);
    return true;
  } catch (error) {
    return error instanceof Refusal && [404, 409].includes(error.status);
  } finally {
    refreshReports();
  }
}
