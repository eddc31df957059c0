/** A table as a page shows it: texts, column widths and size of letters, the same in DOCX and PDF. */
import { cellText } from './cell-text.ts';
import { cleanText, shorten } from './clean-text.ts';
import { sane, sum, withNeeds, withSpare } from './column-widths.ts';
import type { CellValue, Column, Table } from './document.ts';
import { BORDER_PT, SIZE, TEXT_PT } from './official-page.ts';
import { headRows } from './table-head.ts';
import type { HeadCell } from './table-head.ts';
import { lineCount, longestWordEm, textEm } from './text-width.ts';
import { captionLines } from './title-lines.ts';

export interface TableLayout {
  /** Its lines. */
  caption: string[];
  note: string;
  sizePt: number;
  /** Above and below a cell's text. */
  paddingPt: number;
  /** All together the width between the margins. */
  widthsPt: number[];
  head: HeadCell[][];
  rows: string[][];
  totals: string[] | null;
  /** Across a table without rows. */
  empty: string;
  /** Points of each row of the heading. */
  headPts: number[];
  /** So many rows at its beginning, and so many at its end, are never parted by the end of a page. */
  firstRows: number;
  lastRows: number;
  /** Points of the heading and the first rows; of a table that stays whole, of all of it. */
  startPt: number;
}

/** A table that is no higher, with its heading and its note, stays whole: a sixth of the page. */
const WHOLE_PT = TEXT_PT.height / 6;
/** So many rows of a longer one begin it on a page, and so many end it, with the totals and the note: none stands alone. */
const FIRST_ROWS = 3;
const LAST_ROWS = 2;
/** More is not held together, however few rows it is. */
const MOST_PT = TEXT_PT.height / 2;

/** Stands across a table without rows, so that nobody takes it for one that failed to load. */
export const NO_ROWS = 'Không có số liệu trong kỳ báo cáo';

/** Left and right of a cell's text. */
export const CELL_PADDING_PT = 3;
/** Above and below it. */
export const CELL_PADDING_Y_PT = 1.5;
/** Above and below a table's note, together. */
const NOTE_GAP_PT = 12;
/** Of a letter's size. */
const LINE = 1.15;

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
/** Letters down to this size are taken where with them no text has more lines than so many, rather the former than the latter. */
const SMALLEST_COMPACT_PT = 10;
const FEW_LINES = [2, 3];

/** @param paddingPt above and below a cell's text */
export function layOut(table: Table, paddingPt = CELL_PADDING_Y_PT): TableLayout {
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
  const texts = {
    caption: captionLines(table.caption),
    note: cleanText(table.note ?? ''),
    empty: cleanText(table.empty ?? NO_ROWS),
    ...fitColumns(columns, head, totals === null ? rows : [...rows, totals]),
    head,
    rows,
    totals,
  };
  return { ...texts, paddingPt, ...keptTogether(texts, paddingPt) };
}

type Texts = Omit<TableLayout, 'paddingPt' | 'headPts' | 'firstRows' | 'lastRows' | 'startPt'>;

/** What is never parted by the end of a page: a small table as a whole, of another one where it begins and where it ends. */
function keptTogether(table: Texts, paddingPt: number) {
  const { rows, totals, note, widthsPt, sizePt } = table;
  const heightsOf = (some: readonly string[][]) =>
    some.map((row) => Math.max(...row.map((text, index) => heightOf(text, widthsPt[index] ?? 0, sizePt, paddingPt))));
  const headPts = headHeights(table, paddingPt);
  const notePt = note === '' ? 0 : lineCount(note, TEXT_PT.width / SIZE.note) * SIZE.note * LINE + NOTE_GAP_PT;
  const bodyPts = rows.length === 0 ? [heightOf(table.empty, TEXT_PT.width, sizePt, paddingPt)] : heightsOf(rows);
  const totalPts = heightsOf(totals === null ? [] : [totals]);
  const wholePt = sum([...headPts, ...bodyPts, ...totalPts, notePt]);
  const isFew = rows.length <= FIRST_ROWS && wholePt <= MOST_PT;
  if (wholePt <= WHOLE_PT || isFew || rows.length <= 1)
    return { headPts, firstRows: rows.length, lastRows: rows.length, startPt: wholePt };
  const endPt = sum([...bodyPts.slice(-LAST_ROWS), ...totalPts, notePt]);
  const lastRows = Math.min(rows.length - 1, endPt <= MOST_PT ? LAST_ROWS : 1);
  const beginPt = sum([...headPts, ...bodyPts.slice(0, FIRST_ROWS)]);
  const firstRows = Math.min(rows.length - lastRows, beginPt <= MOST_PT ? FIRST_ROWS : 1);
  return { headPts, firstRows, lastRows, startPt: sum([...headPts, ...bodyPts.slice(0, firstRows)]) };
}

/** Points of each row of the heading; a cell of two rows stretches the second. */
function headHeights({ head, widthsPt, sizePt }: Texts, paddingPt: number): number[] {
  const heightsOf = (rowSpan: number) =>
    head.map((cells) =>
      cells.reduce((highest, cell) => {
        if (cell.rowSpan !== rowSpan) return highest;
        const width = sum(widthsPt.slice(cell.column, cell.column + cell.columnSpan));
        return Math.max(highest, heightOf(cell.text, width, sizePt, paddingPt));
      }, 0),
    );
  const [first = 0, second] = heightsOf(1);
  if (second === undefined) return [first];
  return [first, Math.max(second, Math.max(...heightsOf(2)) - first)];
}

/** Points of a cell. */
export function heightOf(text: string, widthPt: number, sizePt: number, paddingPt = CELL_PADDING_Y_PT): number {
  const lines = lineCount(text, (widthPt - 2 * CELL_PADDING_PT - BORDER_PT) / sizePt);
  return lines * sizePt * LINE + 2 * paddingPt + BORDER_PT;
}

/**
 * The widths asked for, changed as little as keeps every short text on one line or, where that cannot be done in letters large enough,
 * every word; then what no text needs goes to the texts that wrap, in smaller letters where that spares them a third line.
 */
function fitColumns(columns: readonly Column[], head: HeadCell[][], rows: readonly string[][]) {
  const titles = columns.map((_, index) =>
    most(head.flat().map((cell) => (cell.column === index && cell.columnSpan === 1 ? longestWordEm(cell.text) : 0))),
  );
  const ems = rows.map((row) => row.map(textEm));
  const words = titles.map((em, index) => Math.max(em, most(rows.map((row) => longestWordEm(row[index] ?? '')))));
  // A long text among short ones is wrapped, and the short ones stay on their line.
  const texts = words.map((em, index) =>
    Math.max(em, most(ems.map((row) => row[index] ?? 0).filter((whole) => whole <= SHORT_TEXT_EM))),
  );
  const wholes = columns.map((_, index) => most(ems.map((row) => row[index] ?? 0)));
  const wished = sane(columns.map(({ width }) => width)).map((share) => share * TEXT_PT.width);
  const largest = sizeFor(columns.length);
  const fitting = (least: readonly number[], sizePt: number): Fit[] => {
    const roomOf = (em: number) => em * sizePt + 2 * CELL_PADDING_PT + SLACK_PT;
    const needs = least.map((em) => roomOf(Math.min(em, (TEXT_PT.width * WIDEST_WORD) / sizePt)));
    if (sum(needs) > TEXT_PT.width) return [];
    const widthsPt = withNeeds(wished, needs);
    return [{ sizePt, widthsPt: withSpare(widthsPt, wholes.map(roomOf), floorsOf({ head, widthsPt, sizePt }, needs)) }];
  };
  for (const [least, smallest] of [[texts, SMALLEST_WHOLE_PT] as const, [words, SMALLEST_PT] as const]) {
    const fits = sizesDown(largest, smallest).flatMap((sizePt) => fitting(least, sizePt));
    const [first] = fits;
    if (first === undefined) continue;
    const compact = fits.filter((fit) => fit.sizePt >= SMALLEST_COMPACT_PT);
    const lines = compact.map((fit) => mostLines(fit, rows, ems));
    const at = FEW_LINES.map((few) => lines.findIndex((one) => one <= few)).find((index) => index >= 0);
    return compact[at ?? 0] ?? first;
  }
  return { sizePt: SMALLEST_PT, widthsPt: wished };
}

type Fit = Pick<Texts, 'sizePt' | 'widthsPt'>;

function mostLines({ sizePt, widthsPt }: Fit, rows: readonly string[][], ems: readonly number[][]): number {
  const rooms = widthsPt.map((width) => (width - 2 * CELL_PADDING_PT - BORDER_PT) / sizePt);
  const linesOf = (text: string, row: number, column: number) =>
    (ems[row]?.[column] ?? 0) <= (rooms[column] ?? 0) ? 1 : lineCount(text, rooms[column] ?? 0);
  return most(rows.flatMap((texts, row) => texts.map((text, column) => linesOf(text, row, column))));
}

/** How narrow each column may become without a heading of more lines; those under a common heading stay as they are. */
function floorsOf({ head, widthsPt, sizePt }: Pick<Texts, 'head' | 'widthsPt' | 'sizePt'>, needs: readonly number[]) {
  const [top = []] = head;
  return widthsPt.map((width, index) => {
    const title = top.find(({ column, columnSpan }) => column === index && columnSpan === 1)?.text;
    if (title === undefined) return width;
    const height = heightOf(title, width, sizePt);
    let floor = width;
    while (floor - 1 >= (needs[index] ?? 0) && heightOf(title, floor - 1, sizePt) <= height) floor -= 1;
    return floor;
  });
}

const most = (values: readonly number[]): number => values.reduce((highest, value) => Math.max(highest, value), 0);

function sizesDown(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, (from - to) * 2) + 1 }, (_, step) => from - step / 2);
}

/** Points: a table of many columns is set smaller, so that its figures stay on one line. */
function sizeFor(columns: number): number {
  if (columns <= 6) return 12;
  if (columns <= 8) return 11.5;
  return columns <= 10 ? 10.5 : 9.5;
}
