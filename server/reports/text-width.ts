/** How wide a text is in Times New Roman Bold: near enough to lay out a page without a font, and never less than the regular face. */

/** Advances of U+0020 to U+007E, thousandths of an em. */
const ADVANCES = [
  250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
  500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944,
  722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556,
  444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394,
  220, 394, 520,
];
/** A letter's horn and what is not in the table: đ, –, −, … */
const HORN = 60;
const OTHER = 570;
const SPACE_EM = 0.25;

/** Ems. */
export function textEm(text: string): number {
  let sum = 0;
  // A letter taken apart is its base and marks, which stand above or below it.
  for (const character of text.normalize('NFD')) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0x31b) sum += HORN;
    else if (code < 0x300 || code > 0x36f) sum += ADVANCES[code - 32] ?? OTHER;
  }
  return sum / 1000;
}

/** Ems. */
export function longestWordEm(text: string): number {
  return text.split(' ').reduce((longest, word) => Math.max(longest, textEm(word)), 0);
}

/** Lines of a text that wraps at spaces, and inside a word only where the word alone is too wide. */
export function lineCount(text: string, widthEm: number): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ')) {
    const em = textEm(word);
    const next = used === 0 ? em : used + SPACE_EM + em;
    if (next <= widthEm) {
      used = next;
      continue;
    }
    if (used > 0) lines++;
    lines += Math.max(0, Math.ceil(em / widthEm) - 1);
    used = em % widthEm;
  }
  return lines;
}
