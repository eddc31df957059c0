/** Reports and schedules as the server keeps them; looked at every second while something is being made. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReportBody, ReportSettings, ScheduleBody } from '../../../server/contract/reports.ts';
import { answers, ask, useAnswer, type Refusal } from '../../model/answers.ts';
import { isUnfinished } from '../../model/reports.ts';

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

export function refreshSchedules(): void {
  void answers.invalidateQueries({ queryKey: ['schedules'] });
}
