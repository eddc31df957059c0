/** What a feed's numbers say in words. */
import type { TFunction } from 'i18next';
import type { Feed } from '../../../../server/contract/wire.ts';
import { OPERATORS } from '../../../../server/contract/terms.ts';
import type { Format } from '../../../ui/format.ts';

/** Below this nobody can tell a wrong clock from a slow line. */
const CLOCK_RIGHT_MS = 2_000;
/** A clock so far off bends every duration the operator reports. */
const CLOCK_WRONG_MS = 30_000;
/** A feed silent for this part of the time after which its stations count as stale is worth a look. */
const QUIET_PART = 1 / 3;

export type Freshness = 'fresh' | 'quiet' | 'stale';

export function freshness({ lastHeardAt }: Feed, now: number, staleAfterMs: number): Freshness {
  if (lastHeardAt === null || now - lastHeardAt > staleAfterMs) return 'stale';
  return now - lastHeardAt > staleAfterMs * QUIET_PART ? 'quiet' : 'fresh';
}

export function clockText({ clockSkewMs }: Feed, t: TFunction<'panel'>, format: Format): string {
  if (clockSkewMs === null) return t('feeds.clockUnknown');
  if (Math.abs(clockSkewMs) < CLOCK_RIGHT_MS) return t('feeds.clockRight');
  const duration = format.duration(rounded(Math.abs(clockSkewMs)));
  return clockSkewMs > 0 ? t('feeds.clockFast', { duration }) : t('feeds.clockSlow', { duration });
}

/** To the nearest of what the words can say: a clock is off by so much, it has not been off for so long. */
function rounded(ms: number): number {
  const step = Math.round(ms / 1_000) < 60 ? 1_000 : 60_000;
  return Math.round(ms / step) * step;
}

export function isClockWrong({ clockSkewMs }: Feed): boolean {
  return clockSkewMs !== null && Math.abs(clockSkewMs) >= CLOCK_WRONG_MS;
}

/** Operators in their usual order, keys that speak for all of them last; then by name. */
export function orderFeeds(feeds: readonly Feed[], format: Format): Feed[] {
  const place = ({ operator }: Feed): number => (operator === null ? OPERATORS.length : OPERATORS.indexOf(operator));
  return [...feeds].sort((a, b) => place(a) - place(b) || format.compare(a.name, b.name));
}
