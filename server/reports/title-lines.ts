/** Lines of a title: as few as hold it, about as long as each other, no date broken. */
import { cleanText } from './clean-text.ts';
import { SIZE, TEXT_PT } from './official-page.ts';
import { textEm } from './text-width.ts';

const NO_BREAK = '\u00a0';
const SPACE_EM = 0.25;

/** "14:05 ngày 28/11/2026", "từ ngày 02/11/2026", "ngày 05 tháng 11 năm 2026", "quý III năm 2026". */
const DATES = [
  /(?:\d{1,2}:\d{2} |\d{1,2} giờ (?:\d{1,2} phút )?)?(?:(?:từ|đến) )?ngày \d{1,2}\/\d{1,2}\/\d{4}/g,
  /(?:ngày \d{1,2} )?tháng \d{1,2} năm \d{4}/g,
  /(?:quý [IV]+ )?năm \d{4}/g,
];

/** No line ends within a date. */
export function boundDates(text: string): string {
  return DATES.reduce((bound, date) => bound.replace(date, (one) => one.replaceAll(' ', NO_BREAK)), text);
}

/** Of a table or picture, as a title is broken. */
export function captionLines(caption: string): string[] {
  const text = boundDates(cleanText(caption));
  return text === '' ? [] : balancedLines(text, TEXT_PT.width / SIZE.caption);
}

/** @returns the lines of least difference among the fewest that hold the text */
export function balancedLines(text: string, widthEm: number): string[] {
  const words = text.split(' ');
  const widths = words.map(textEm);
  const lines: string[] = [];
  const starts = startsOf(widths, widthEm);
  for (let from = 0; from < words.length;) {
    const next = starts[from] ?? words.length;
    lines.push(words.slice(from, next).join(' '));
    from = next;
  }
  return lines;
}

interface Rest {
  lines: number;
  /** Sum of the squares of the lines' widths: the least where they are alike. */
  unlike: number;
  /** First word of the line after. */
  next: number;
}

/** For each word: where the line after the one that it begins does. */
function startsOf(widths: readonly number[], widthEm: number): number[] {
  const rests: Rest[] = [];
  rests[widths.length] = { lines: 0, unlike: 0, next: widths.length };
  for (let from = widths.length - 1; from >= 0; from--) {
    let best: Rest | null = null;
    let width = -SPACE_EM;
    for (let next = from + 1; next <= widths.length; next++) {
      width += SPACE_EM + (widths[next - 1] ?? 0);
      // A word wider than the page is a line of its own.
      if (width > widthEm && next > from + 1) break;
      const rest = rests[next];
      if (rest === undefined) continue;
      const one = { lines: rest.lines + 1, unlike: rest.unlike + width ** 2, next };
      if (best === null || one.lines < best.lines || (one.lines === best.lines && one.unlike < best.unlike)) best = one;
    }
    if (best !== null) rests[from] = best;
  }
  return rests.map(({ next }) => next);
}
