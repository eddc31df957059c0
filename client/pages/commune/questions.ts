/** What the page asks of the server, each question in one place: two parts that ask the same share the answer. */
import type { AvailabilityHistory, CoverageHistory, OutageHistory } from '../../../server/contract/history.ts';
import type { CommuneResilience, Gaps, Resilience } from '../../../server/contract/resilience.ts';
import { useAnswer } from '../../model/answers.ts';
import { useServerNow } from '../../model/clock.ts';
import type { PageTechnology } from './address.ts';
import { lastDays, lastMonths, periodQuery, type Period } from './period.ts';

const MINUTE = 60_000;
/** The server works the live network out anew at most this often. */
const LIVE_EVERY = MINUTE;
const PERIOD_EVERY = 5 * MINUTE;
const DAYS = 30;
const MONTHS = 12;
const MOST_OUTAGES = 200;
const MOST_FAILURES = 10;

/** The last thirty days; a new day begins one. */
export function useLastDays(): Period {
  return lastDays(useServerNow(MINUTE), DAYS);
}

const named = (code: string): string => encodeURIComponent(code);

/** @param code null asks for nothing */
export function usePeriodCoverage(code: string | null) {
  const period = periodQuery(useLastDays());
  return useAnswer<CoverageHistory>(
    code === null ? null : `coverage?${period}&layer=all&commune=${named(code)}&bucket=period`,
    PERIOD_EVERY,
  );
}

/** @param code null asks for nothing */
export function useMonths(code: string | null) {
  const period = periodQuery(lastMonths(useServerNow(MINUTE), MONTHS));
  return useAnswer<CoverageHistory>(
    code === null ? null : `coverage?${period}&layer=all&commune=${named(code)}&bucket=month`,
    PERIOD_EVERY,
  );
}

export function useAvailability(code: string) {
  const period = periodQuery(useLastDays());
  return useAnswer<AvailabilityHistory>(`availability?${period}&by=commune&commune=${named(code)}`, PERIOD_EVERY);
}

export function useOutages(code: string) {
  const period = periodQuery(useLastDays());
  return useAnswer<OutageHistory>(`outages?${period}&commune=${named(code)}&limit=${MOST_OUTAGES}`, LIVE_EVERY);
}

/** @param code null asks for nothing */
export function useFailures(code: string | null, technology: PageTechnology) {
  return useAnswer<Resilience>(
    code === null ? null : `resilience?commune=${named(code)}&layer=${technology}&limit=${MOST_FAILURES}`,
    LIVE_EVERY,
  );
}

export function useCommunesResilience() {
  return useAnswer<CommuneResilience>('resilience/communes', LIVE_EVERY);
}

export type Standing = CommuneResilience['items'][number];

export function standingOf(data: CommuneResilience | undefined, code: string): Standing | undefined {
  return data?.items.find((item) => item.code === code);
}

/** Who still serves the commune, and what that hangs on; undefined as long as it is not known. */
export function useStanding(code: string): Standing | undefined {
  return standingOf(useCommunesResilience().data, code);
}

export function useGaps(code: string, technology: PageTechnology) {
  return useAnswer<Gaps>(`gaps/${named(code)}?layer=${technology}`, LIVE_EVERY);
}
