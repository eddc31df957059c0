/** Which time the page shows and what it is compared with. */
import { monthOf, periodBefore, samePeriod, upTo, yearUpTo, type Day, type Period } from '../../model/period.ts';
import type { CoverageView } from './coverage-view.ts';

export interface Periods {
  /** As chosen: whole, even when it has not ended. */
  chosen: Period;
  /** The part of it that has been. */
  shown: Period;
  /** Time runs on in it. */
  running: boolean;
  /** The part that has been of what it is compared with: the period before, or a second one the reader chose. */
  base: Period;
  comparing: boolean;
  /** Twelve months of the sparkline. */
  year: Period;
}

/** A period that is wholly in the future is taken for none. */
export function periodsOf({ period, against }: Pick<CoverageView, 'period' | 'against'>, today: Day): Periods {
  const month = monthOf(today);
  const chosen = period !== null && upTo(period, today) !== null ? period : month;
  const shown = upTo(chosen, today) ?? chosen;
  const second = against === null ? null : upTo(against, today);
  return {
    chosen,
    shown,
    running: shown.last === today,
    base: second ?? periodBefore(chosen, today),
    comparing: second !== null,
    year: upTo(yearUpTo(chosen), today) ?? month,
  };
}

/** What the URL says of a chosen period: nothing for this month. */
export function asChosen(period: Period, today: Day): Period | null {
  return samePeriod(period, monthOf(today)) ? null : period;
}
