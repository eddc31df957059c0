/** The outages of a commune in the order and with the signs of the list. */
import type { OutageBody } from '../../../server/contract/history.ts';
import type { GlyphName } from '../../ui/glyph-shapes.ts';

/** Open ones first, then the newest. */
export function inOrder(outages: readonly OutageBody[]): OutageBody[] {
  return [...outages].sort(
    (a, b) => Number(a.to !== null) - Number(b.to !== null) || Date.parse(b.from) - Date.parse(a.from),
  );
}

export function signOf({ kind, to }: Pick<OutageBody, 'kind' | 'to'>): GlyphName {
  if (to !== null) return 'recovered';
  return kind === 'link' ? 'cut' : 'down';
}

/** Per cent as it may be shown with three decimals: what is not all of the time is not rounded to 100, what is not nothing not to 0. */
export function shownAvailability(percent: number): number {
  if (percent <= 0 || percent >= 100) return percent;
  return Math.min(99.999, Math.max(0.001, percent));
}

/**
 * Shares of the unavailable time by cause, whole per cent that add up to the whole (largest remainder), the largest first; those that
 * get none are left out.
 */
export function causeShares<Cause extends string>(
  causes: Partial<Record<Cause, number>>,
  whole: number,
): { cause: Cause; share: number }[] {
  if (whole <= 0) return [];
  const exact = Object.entries(causes)
    .map(([cause, ms]) => ({ cause: cause as Cause, percent: (100 * Number(ms ?? 0)) / whole }))
    .sort((a, b) => b.percent - a.percent);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const missing =
    Math.round(sum(exact.map(({ percent }) => percent))) - sum(exact.map(({ percent }) => Math.floor(percent)));
  const raised = new Set(exact.toSorted((a, b) => (b.percent % 1) - (a.percent % 1)).slice(0, missing));
  return exact
    .map((one) => ({ cause: one.cause, share: Math.floor(one.percent) + (raised.has(one) ? 1 : 0) }))
    .filter(({ share }) => share > 0);
}
