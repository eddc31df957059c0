/** Moments as the URL and date fields write them: the province's own clock (UTC+7 all year), whatever this machine's. */
export const ZONE_MS = 7 * 3_600_000;
export const DAY_MS = 86_400_000;

/** 2026-11-18T14:14:20 */
export function localText(at: number): string {
  return new Date(at + ZONE_MS).toISOString().slice(0, 19);
}

/** 2026-11-18 */
export function localDate(at: number): string {
  return localText(at).slice(0, 10);
}

/**
 * Epoch ms of a date and time to the minute or second, with a zone (Z, +07:00) when it is another clock's; null for what no calendar
 * has.
 */
export function parseLocal(text: string): number | null {
  const [, local = '', zone = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(Z|[ +-]\d\d:\d\d)?$/.exec(text) ?? [];
  const at = momentOf(local);
  if (at === null || zone === '') return at;
  // A plus that nobody encoded reaches us as a space.
  const zoned = Date.parse(`${local}${zone.replace(' ', '+')}`);
  return Number.isNaN(zoned) ? null : zoned;
}

function momentOf(text: string): number | null {
  const at = Date.parse(`${text}Z`) - ZONE_MS;
  // 30 February is taken for 2 March by some.
  return Number.isNaN(at) || !localText(at).startsWith(text) ? null : at;
}

/** The first moment of that day. */
export function dayStart(at: number): number {
  return Math.floor((at + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
}
