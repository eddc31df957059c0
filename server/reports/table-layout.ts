/** A table as a page shows it: texts, column widths and size of letters, the same in DOCX and PDF. */
import { cellText } from './cell-text.ts';
import { cleanText, shorten } from './clean-text.ts';
import type { CellValue, Column, Table } from './document.ts';
import { TEXT_PT } from './official-page.ts';
import { headRows } from './table-head.ts';
import type { HeadCell } from './table-head.ts';
import { textEm } from './text-width.ts';

export interface TableLayout {
  caption: string;
  note: string;
  sizePt: number;
  /** All together the width between the margins. */
  widthsPt: number[];
  head: HeadCell[][];
  rows: string[][];
  totals: string[] | null;
  /** Across a table without rows. */
  empty: string;
}

/** A table of no more rows stays whole. */
export const WHOLE_ROWS = 10;
/** So many rows of a longer one begin it on a page. */
export const FIRST_ROWS = 3;

/** Stands across a table without rows, so that nobody takes it for one that failed to load. */
export const NO_ROWS = 'Không có số liệu trong kỳ báo cáo';

/** Left and right of a cell's text. */
export const CELL_PADDING_PT = 3;

/** Another Times New Roman is a little wider. */
const SLACK_PT = 3;

/** A row is never split over two pages, so it has to fit on one. */
const LONGEST_CELL = 300;
const LONGEST_TITLE = 120;
/** Share of the table's width that one long word may claim. */
const WIDEST_WORD = 0.3;
const SMALLEST_PT = 8;
/** Texts as short as a commune's name are kept on one line, in letters not smaller than this. */
const SHORT_TEXT_EM = 10;
const SMALLEST_WHOLE_PT = 9;

export function layOut(table: Table): TableLayout {
  const { columns } = table;
  const text = (value: CellValue, format: Column['format']) => shorten(cellText(value, format), LONGEST_CELL);
  const rows = table.rows.map((row) => columns.map(({ format }, index) => text(row[index] ?? null, format)));
  // What has no total has an empty cell: nothing is missing there.
  const totals =
    table.totals === undefined
      ? null
      : columns.map(({ format }, index) => {
          const value = table.totals?.[index] ?? null;
          return value === null ? '' : text(value, format);
        });
  const head = headRows(columns).map((cells) =>
    cells.map((cell) => ({ ...cell, text: shorten(cell.text, LONGEST_TITLE) })),
  );
  return {
    caption: cleanText(table.caption),
    note: cleanText(table.note ?? ''),
    empty: cleanText(table.empty ?? NO_ROWS),
    ...fitColumns(columns, head, totals === null ? rows : [...rows, totals]),
    head,
    rows,
    totals,
  };
}

/**
 * The widths asked for, changed as little as keeps every short text on one line or, where that cannot be done in letters large enough,
 * every word.
 */
function fitColumns(columns: readonly Column[], head: HeadCell[][], rows: readonly string[][]) {
  const titles = columns.map((_, index) =>
    longest(head.flat().map((cell) => (cell.column === index && cell.columnSpan === 1 ? longestWordEm(cell.text) : 0))),
  );
  const words = titles.map((em, index) => Math.max(em, longest(rows.map((row) => longestWordEm(row[index] ?? '')))));
  // A long text among short ones is wrapped, and the short ones stay on their line.
  const texts = words.map((em, index) =>
    Math.max(em, longest(rows.map((row) => textEm(row[index] ?? '')).filter((whole) => whole <= SHORT_TEXT_EM))),
  );
  const wished = sane(columns.map(({ width }) => width)).map((share) => share * TEXT_PT.width);
  const largest = sizeFor(columns.length);
  const tries = [
    ...sizesDown(largest, SMALLEST_WHOLE_PT).map((sizePt) => ({ sizePt, ems: texts })),
    ...sizesDown(largest, SMALLEST_PT).map((sizePt) => ({ sizePt, ems: words })),
  ];
  for (const { sizePt, ems } of tries) {
    const needs = ems.map((em) => Math.min(em * sizePt, TEXT_PT.width * WIDEST_WORD) + 2 * CELL_PADDING_PT + SLACK_PT);
    if (needs.reduce((sum, need) => sum + need, 0) <= TEXT_PT.width)
      return { sizePt, widthsPt: withNeeds(wished, needs) };
  }
  return { sizePt: SMALLEST_PT, widthsPt: wished };
}

/** Columns too narrow get what they need; the others give it, each in proportion to what it has to spare. */
function withNeeds(wished: readonly number[], needs: readonly number[]): number[] {
  const slack = wished.map((width, index) => Math.max(0, width - (needs[index] ?? 0)));
  const missing = wished.reduce((sum, width, index) => sum + Math.max(0, (needs[index] ?? 0) - width), 0);
  const total = slack.reduce((sum, spare) => sum + spare, 0);
  const give = total === 0 ? 0 : missing / total;
  return wished.map((width, index) => Math.max(width, needs[index] ?? 0) - (slack[index] ?? 0) * give);
}

function longestWordEm(text: string): number {
  return longest(text.split(' ').map(textEm));
}

const longest = (ems: readonly number[]): number => ems.reduce((most, em) => Math.max(most, em), 0);

function sizesDown(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, (from - to) * 2) + 1 }, (_, step) => from - step / 2);
}

function sane(shares: readonly number[]): number[] {
  const positive = shares.map((share) => (share > 0 ? Math.min(1, Math.max(0.01, share)) : 0.01));
  const total = positive.reduce((sum, share) => sum + share, 0);
  return positive.map((share) => share / total);
}

/** Points: a table of many columns is set smaller, so that its figures stay on one line. */
function sizeFor(columns: number): number {
  if (columns <= 6) return 12;
  if (columns <= 8) return 11.5;
  return columns <= 10 ? 10.5 : 9.5;
}
