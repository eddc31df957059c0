/**
 * Text as people type it without a Vietnamese keyboard: lower case, no marks, đ as d, single spaces.
 * NFD splits off the marks but knows nothing of đ.
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').replace(/\s+/g, ' ').trim();
}
