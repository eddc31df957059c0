/** A table of figures in the PDF: heading repeated on every page, no row split, the last rows held together. */
import type { ContentTable, CustomTableLayout, TableCell } from 'pdfmake/interfaces';
import type { Align, Column, Table } from './document.ts';
import { BORDER_PT, SIZE } from './official-page.ts';
import { CELL_PADDING_PT, heightOf, layOut } from './table-layout.ts';
import type { TableLayout } from './table-layout.ts';

const LINES: CustomTableLayout = {
  hLineWidth: () => BORDER_PT,
  vLineWidth: () => BORDER_PT,
  paddingLeft: () => CELL_PADDING_PT,
  paddingRight: () => CELL_PADDING_PT,
};

/** Thin lines around every cell. The last row is a table of its own (drawEnd), and has none. */
const linesOf = (paddingPt: number): CustomTableLayout => ({
  ...LINES,
  paddingTop: (row, { table }) => (row === table.body.length - 1 ? 0 : paddingPt),
  paddingBottom: (row, { table }) => (row === table.body.length - 1 ? 0 : paddingPt),
});

/** Of that last row: its uppermost line is the one of the row above. */
const endLinesOf = (paddingPt: number): CustomTableLayout => ({
  ...LINES,
  hLineWidth: (line) => (line === 0 ? 0 : BORDER_PT),
  paddingTop: () => paddingPt,
  paddingBottom: () => paddingPt,
});
const ONLY_ABOVE: [boolean, boolean, boolean, boolean] = [false, true, false, false];

export interface DrawnTable {
  /** Its lines. */
  caption: string[];
  /** null: no columns. */
  table: ContentTable | null;
  /** Of what has no columns; else it is part of the table. */
  note: string;
  /** Height that belongs together at the top of it. */
  startPt: number;
}

export function drawTable(table: Table, paddingPt: number): DrawnTable {
  const { columns } = table;
  const layout = layOut(table, paddingPt);
  const { caption, note, head, rows, widthsPt, sizePt, firstRows, lastRows, startPt } = layout;
  if (columns.length === 0) return { caption, note, table: null, startPt: 0 };
  const alone = rows.slice(0, rows.length - lastRows);
  const drawn: ContentTable = {
    layout: linesOf(paddingPt),
    fontSize: sizePt,
    lineHeight: 1,
    table: {
      headerRows: head.length,
      keepWithHeaderRows: Math.max(1, Math.min(alone.length, firstRows)),
      dontBreakRows: true,
      widths: innerWidths(widthsPt),
      body: [...drawHead(layout), ...alone.map((row) => drawRow(row, columns, false)), drawEnd(layout, columns)],
    },
  };
  return { caption, note: '', table: drawn, startPt };
}

/** The library counts the width of a column without its padding and lines. */
function innerWidths(widthsPt: readonly number[]): number[] {
  return widthsPt.map((width) => width - 2 * CELL_PADDING_PT - BORDER_PT * (1 + 1 / widthsPt.length));
}

/** The library can hold rows together at the beginning of a table only: what ends it is one row to it, with a table in it. */
function drawEnd(
  { rows, totals, empty, note, widthsPt, lastRows, paddingPt }: TableLayout,
  columns: readonly Column[],
) {
  const last: ContentTable = {
    layout: endLinesOf(paddingPt),
    margin: [-CELL_PADDING_PT - BORDER_PT, 0, 0, 0],
    table: {
      widths: innerWidths(widthsPt),
      body: [
        ...(rows.length === 0 ? [drawAcross(drawCell(empty, 'center'), columns)] : []),
        ...rows.slice(rows.length - lastRows).map((row) => drawRow(row, columns, false)),
        ...(totals === null ? [] : [drawRow(totals, columns, true)]),
        ...(note === '' ? [] : [drawAcross(drawNote(note), columns)]),
      ],
    },
  };
  return drawAcross({ ...last, border: ONLY_ABOVE }, columns);
}

function drawNote(note: string) {
  const margin: [number, number, number, number] = [-CELL_PADDING_PT, 4, -CELL_PADDING_PT, 0];
  return { text: note, italics: true, fontSize: SIZE.note, margin, border: ONLY_ABOVE };
}

/** A cell that another one reaches into has to be there, empty. */
function drawHead({ head, headPts, widthsPt, sizePt, paddingPt }: TableLayout): TableCell[][] {
  const headPt = headPts.reduce((sum, height) => sum + height, 0);
  return head.map((cells) => {
    const row = widthsPt.map((): TableCell => ({}));
    for (const { text, column, columnSpan, rowSpan } of cells) {
      const room = rowSpan > 1 ? headPt - heightOf(text, widthsPt[column] ?? 0, sizePt, paddingPt) : 0;
      row[column] = {
        ...drawCell(text, 'center'),
        bold: true,
        ...(columnSpan > 1 && { colSpan: columnSpan }),
        // The library puts a cell of two rows in the middle of its first.
        ...(rowSpan > 1 && { rowSpan, verticalAlignment: 'top', margin: [0, Math.max(0, room / 2), 0, 0] }),
      };
    }
    return row;
  });
}

function drawRow(texts: readonly string[], columns: readonly Column[], bold: boolean): TableCell[] {
  return columns.map(({ align }, index) => ({ ...drawCell(texts[index] ?? '', align), ...(bold && { bold }) }));
}

function drawAcross(cell: TableCell, columns: readonly Column[]): TableCell[] {
  const covered = columns.slice(1).map((): TableCell => ({ text: '', border: ONLY_ABOVE }));
  return [Object.assign(cell, { colSpan: columns.length }), ...covered];
}

function drawCell(text: string, alignment: Align) {
  return { text, alignment, verticalAlignment: 'middle' as const };
}
