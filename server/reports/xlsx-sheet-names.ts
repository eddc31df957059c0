/** Names that Excel takes: at most 31 characters, some forbidden, none twice whatever its capitals. */
import { cleanText, shorten } from './clean-text.ts';

const LONGEST = 31;
export const SOURCES_SHEET = 'Định nghĩa và nguồn';

/** @returns one for each wish, in order; none is the name of the last sheet, {@link SOURCES_SHEET} */
export function sheetNames(wishes: readonly string[]): string[] {
  // Excel keeps "History" for itself.
  const taken = new Set([SOURCES_SHEET, 'History'].map(folded));
  return wishes.map((wish) => {
    const clean = cleanText(wish.replace(/[[\]/\\:*?]/g, ' ').replace(/\s+/g, ' '))
      .replace(/^'+|'+$/g, '')
      .trim();
    const name = clean === '' ? 'Bảng' : clean;
    for (let attempt = 1; ; attempt++) {
      const suffix = attempt === 1 ? '' : ` (${attempt})`;
      const candidate = shorten(name, LONGEST - suffix.length) + suffix;
      if (taken.has(folded(candidate))) continue;
      taken.add(folded(candidate));
      return candidate;
    }
  });
}

const folded = (name: string): string => name.toLocaleLowerCase('vi');
