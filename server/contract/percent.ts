/**
 * The one place where a share becomes a per cent.
 *
 * @param part whole people or m²
 * @param whole same unit
 * @returns 0–100 with one decimal; 100 and 0 only when the share really is all or nothing; null when there is no whole
 */
export function percent(part: number, whole: number): number | null {
  if (whole <= 0) return null;
  if (part <= 0) return 0;
  if (part >= whole) return 100;
  return Math.min(99.9, Math.max(0.1, Math.round((part / whole) * 1000) / 10));
}
