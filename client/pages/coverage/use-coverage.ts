/** Everything the page asks for, put together: figures of the period, of the one before, of twelve months, and what holds now. */
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CoverageHistory } from '../../../server/contract/history.ts';
import { observedShare } from '../../../server/contract/observed.ts';
import type { CommuneResilience } from '../../../server/contract/resilience.ts';
import { isPreparing, pendingDays, useAnswer, type Refusal } from '../../model/answers.ts';
import { useServerNow } from '../../model/clock.ts';
import { useLive } from '../../model/live.ts';
import { dayOf, instantsOf, type Day, type Period } from '../../model/period.ts';
import type { Entry } from './choose-rows.ts';
import { DEFAULT_COVERAGE_VIEW, formatCoverageView, parseCoverageView, type CoverageView } from './coverage-view.ts';
import { sharedFacts } from './live-facts.ts';
import { periodsOf, type Periods } from './periods.ts';
import { layerOfFigure, layersFor, rowsOf, type Row } from './rows.ts';

/** How often the figures of a running period are asked for again. */
const RUNNING_MS = 5 * 60_000;
const STANDINGS_MS = 60_000;

export interface Coverage {
  today: Day;
  periods: Periods;
  /** null as long as nothing has come. */
  history: CoverageHistory | null;
  /** All communes, in the server's order. */
  rows: readonly Row[];
  entries: readonly Entry[];
  standings: CommuneResilience | null;
  /** A filter asks for what has not come: nobody can say yet who passes. */
  undecided: boolean;
  /** What is shown belongs to the question before this one. */
  outdated: boolean;
  failure: Refusal | null;
  /** The server is not yet able to answer, and is asked again by itself. */
  preparing: Refusal | null;
  /** Days of the period whose figures lack what came late. */
  pending: number;
  /** Of what it is compared with, and of the period itself, the share that was watched; null: not known. */
  observed: { base: number | null; now: number | null };
  /** When the figures came that are still shown though newer ones did not come, epoch ms of this browser's clock; null: none failed. */
  keptFrom: number | null;
  /** The figures came; what stands beside them did not. */
  partlyFailed: readonly ('base' | 'year' | 'standings')[];
  retry: () => void;
}

export function useCoverage(view: CoverageView): Coverage {
  const today = dayOf(useServerNow(60_000));
  const periods = periodsOf(view, today);
  const choice = useChoice(view);
  const layers = layersFor(choice);
  const main = [layerOfFigure('main', choice)];
  const every = periods.running ? RUNNING_MS : undefined;
  const now = useAnswer<CoverageHistory>(coveragePath(periods.shown, layers, 'period'), every);
  const base = useAnswer<CoverageHistory>(coveragePath(periods.base, periods.comparing ? layers : main, 'period'));
  const year = useAnswer<CoverageHistory>(coveragePath(periods.year, main, 'month'), every);
  const standings = useAnswer<CommuneResilience>('resilience/communes', STANDINGS_MS);

  const history = now.data ?? null;
  const before = base.isPlaceholderData ? undefined : base.data;
  const trend = year.isPlaceholderData ? undefined : year.data;
  const rows = useMemo(
    () => (history === null ? [] : rowsOf({ now: history, before, trend }, choice)),
    [history, before, trend, choice],
  );
  const facts = useLive(({ picture }) => (picture === null ? null : sharedFacts(picture, choice.operators)));
  const entries = useMemo(() => {
    const standingOf = new Map(standings.data?.items.map((item) => [item.code, item]));
    return rows.map((row): Entry => ({
      row,
      facts: facts?.get(row.code) ?? null,
      standing: standingOf.get(row.code) ?? null,
    }));
  }, [rows, facts, standings.data]);

  return {
    today,
    periods,
    history,
    rows,
    entries,
    standings: standings.data ?? null,
    undecided:
      (view.lastOperator && standings.data === undefined) || ((view.outage || view.fibre.length > 0) && facts === null),
    outdated: now.isPlaceholderData,
    failure: history === null && !isPreparing(now.error) ? now.error : null,
    preparing: [now, base, year].map(({ error }) => error).find((error) => isPreparing(error)) ?? null,
    pending: pendingDays(history),
    observed: { base: observedPart(before), now: observedPart(history) },
    keptFrom: keptFrom([now, base, year]),
    partlyFailed: [
      ...(isMissing(base) ? (['base'] as const) : []),
      ...(isMissing(year) ? (['year'] as const) : []),
      ...(isMissing(standings) ? (['standings'] as const) : []),
    ],
    retry: () => {
      for (const answer of [now, base, year, standings]) if (answer.isError) void answer.refetch();
    },
  };
}

function observedPart(history: CoverageHistory | null | undefined): number | null {
  const bucket = history?.buckets[0];
  return bucket === undefined ? null : observedShare(bucket);
}

type Answer = Pick<UseQueryResult<unknown, Refusal>, 'data' | 'error' | 'isError' | 'dataUpdatedAt'>;

const hasFailed = ({ isError, error }: Answer): boolean => isError && !isPreparing(error);

function isMissing(answer: Answer): boolean {
  return hasFailed(answer) && answer.data === undefined;
}

/** The oldest of the answers that could not be renewed. */
function keptFrom(asked: readonly Answer[]): number | null {
  const kept = asked.filter((answer) => hasFailed(answer) && answer.data !== undefined);
  return kept.length === 0 ? null : Math.min(...kept.map(({ dataUpdatedAt }) => dataUpdatedAt));
}

/** The part of the view the figures depend on; the same object as long as that part is the same. */
function useChoice({ technology, operators, measure }: CoverageView): CoverageView {
  const key = formatCoverageView({ ...DEFAULT_COVERAGE_VIEW, technology, operators, measure });
  return useMemo(() => parseCoverageView(key), [key]);
}

function coveragePath(period: Period, layers: readonly string[], bucket: 'period' | 'month'): string {
  const { from, to } = instantsOf(period);
  return `coverage?from=${from}&to=${to}&layer=${layers.join(',')}&bucket=${bucket}`;
}
