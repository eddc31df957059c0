/** How wide a column of a sheet has to be for its texts, and how high a row where a text wraps all the same. */
import type { CellObject, Row } from 'write-excel-file/node';
import { lineCount, longestWordEm, textEm } from './text-width.ts';

/** Characters. */
export const NARROWEST = 7;
/** A column gets no wider for a text that can wrap, and hardly any wider for a word that cannot. */
const WIDEST = 42;
const WIDEST_WORD = 60;
/** Ems of a character of a column's width. */
const CHARACTER_EM = 0.48;
/** Characters of room left and right of a text. */
const ROOM = 1;
/** The same, and of its indent. */
export const INDENTED_ROOM = 2.5;

/** Points. */
export const FONT_SIZE = 11;
/** Points of a line of this size. */
const LINE_PT = 15;
/** Excel has no higher row. */
const HIGHEST_PT = 409;

/** Characters: as wide as its longest text and the longest word above it. A code, which is one word, is never broken. */
export function widthFor(title: string, texts: readonly string[]): number {
  const [whole, word] = texts.reduce(
    ([longest, longestWord], text) => {
      const em = textEm(text);
      return [Math.max(longest, em), em <= longestWord ? longestWord : Math.max(longestWord, longestWordEm(text))];
    },
    [0, 0],
  );
  const wished = Math.max(
    Math.min(WIDEST, charactersOf(whole)),
    Math.min(WIDEST_WORD, charactersOf(word)),
    Math.min(WIDEST, charactersOf(longestWordEm(title))),
  );
  return Math.max(NARROWEST, wished);
}

/** @param width characters */
export function isWrapped(text: string, width: number): boolean {
  return charactersOf(textEm(text)) > width;
}

/** Points of a text that wraps. @param width characters, `room` of them empty */
export function heightOf(text: string, width: number, { room = ROOM, sizePt = FONT_SIZE } = {}): number {
  const size = sizePt / FONT_SIZE;
  const widthEm = (Math.max(NARROWEST, width) - room) * CHARACTER_EM;
  return Math.min(HIGHEST_PT, Math.ceil(lineCount(text, widthEm / size) * LINE_PT * size));
}

/** The highest cell of a row says how high it is: LibreOffice leaves a row without a height as high as one line. */
export function inHeight(cells: readonly CellObject[]): Row {
  const height = Math.max(0, ...cells.map((cell) => cell.height ?? 0));
  return height === 0 ? [...cells] : cells.map((cell) => ({ ...cell, height }));
}

function charactersOf(em: number): number {
  return Math.ceil(em / CHARACTER_EM + INDENTED_ROOM);
}
