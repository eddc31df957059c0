/** Days of the calendar, as they are told: 2026-11-18. They compare as text. No zod here: the browser bundles this file. */

/** A day there is, in this century. */
export function isDay(text: string): boolean {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
