/** What a maintenance window is about and where it stands. No zod here: the browser bundles this file. */

export const WINDOW_KINDS = ['station', 'link'] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

export const PHASES = ['current', 'future', 'past'] as const;
export type Phase = (typeof PHASES)[number];

export const MAX_REASON = 500;
/** Longer work is planned again. */
export const MAX_WINDOW_DAYS = 90;
const DAY_MS = 24 * 60 * 60_000;

/** The one element that is named. @returns null: none is, or two are */
export function elementOf({
  station,
  link,
}: {
  station?: string | undefined;
  link?: string | undefined;
}): { kind: WindowKind; code: string } | null {
  if (station !== undefined) return link === undefined ? { kind: 'station', code: station } : null;
  return link === undefined ? null : { kind: 'link', code: link };
}

/** What stands against these times; null: nothing. Epoch ms. */
export function problemOfTimes(start: number, end: number, now: number): 'ends_first' | 'over' | 'too_long' | null {
  if (end <= start) return 'ends_first';
  if (end <= now) return 'over';
  return end - start > MAX_WINDOW_DAYS * DAY_MS ? 'too_long' : null;
}
