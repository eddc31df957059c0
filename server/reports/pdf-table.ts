/** A table of figures in the PDF: heading repeated on every page, no row split. */
import type { ContentTable, CustomTableLayout, TableCell } from 'pdfmake/interfaces';
import type { Align, Column, Table } from './document.ts';
import { BORDER_PT, SIZE, TEXT_PT } from './official-page.ts';
import { CELL_PADDING_PT, FIRST_ROWS, WHOLE_ROWS, layOut } from './table-layout.ts';
import type { TableLayout } from './table-layout.ts';
import { lineCount } from './text-width.ts';

/** Thin lines around every cell. */
const LINES: CustomTableLayout = {
  hLineWidth: () => BORDER_PT,
  vLineWidth: () => BORDER_PT,
  paddingLeft: () => CELL_PADDING_PT,
  paddingRight: () => CELL_PADDING_PT,
  paddingTop: () => CELL_PADDING_Y_PT,
  paddingBottom: () => CELL_PADDING_Y_PT,
};

/** Of a letter's size. */
const LINE = 1.15;
const CELL_PADDING_Y_PT = 1.5;
/** Above and below a table's note. */
const NOTE_GAP_PT = 12;

export interface DrawnTable {
  caption: string;
  /** null: no columns. */
  table: ContentTable | null;
  note: string;
  /** Height that belongs together at the top of it: the heading and its first rows, or all of a short table and its note. */
  startPt: number;
}

export function drawTable(table: Table): DrawnTable {
  const { columns } = table;
  const layout = layOut(table);
  const { caption, note, head, rows, totals, widthsPt, sizePt, empty } = layout;
  if (columns.length === 0) return { caption, note, table: null, startPt: 0 };
  const isWhole = rows.length <= WHOLE_ROWS;
  const kept = isWhole ? [...rows, ...(totals === null ? [] : [totals])] : rows.slice(0, FIRST_ROWS);
  const keptPt = kept.map((row) => Math.max(...row.map((text, index) => heightOf(text, widthsPt[index] ?? 0, sizePt))));
  const headPt = headHeights(layout).reduce((sum, height) => sum + height, 0);
  const drawn: ContentTable = {
    layout: LINES,
    fontSize: sizePt,
    lineHeight: 1,
    table: {
      headerRows: head.length,
      keepWithHeaderRows: Math.max(1, kept.length),
      dontBreakRows: true,
      // The library counts the width of a column without its padding and lines.
      widths: widthsPt.map((width) => width - 2 * CELL_PADDING_PT - BORDER_PT * (1 + 1 / columns.length)),
      body: [
        ...drawHead(layout, headPt),
        ...(rows.length === 0 ? [drawEmptyRow(empty, columns.length)] : []),
        ...rows.map((row) => drawRow(row, columns, false)),
        ...(totals === null ? [] : [drawRow(totals, columns, true)]),
      ],
    },
  };
  const notePt = isWhole && note !== '' ? heightOfNote(note) : 0;
  return { caption, note, table: drawn, startPt: keptPt.reduce((sum, height) => sum + height, headPt) + notePt };
}

/** A cell that another one reaches into has to be there, empty. */
function drawHead({ head, widthsPt, sizePt }: TableLayout, headPt: number): TableCell[][] {
  return head.map((cells) => {
    const row = widthsPt.map((): TableCell => ({}));
    for (const { text, column, columnSpan, rowSpan } of cells) {
      const room = rowSpan > 1 ? headPt - heightOf(text, widthsPt[column] ?? 0, sizePt) : 0;
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

/** Of each row of the heading; a cell of two rows stretches the second. */
function headHeights({ head, widthsPt, sizePt }: TableLayout): number[] {
  const heightsOf = (rowSpan: number) =>
    head.map((cells) =>
      cells.reduce((highest, cell) => {
        if (cell.rowSpan !== rowSpan) return highest;
        const width = widthsPt.slice(cell.column, cell.column + cell.columnSpan).reduce((sum, part) => sum + part, 0);
        return Math.max(highest, heightOf(cell.text, width, sizePt));
      }, 0),
    );
  const [first = 0, second] = heightsOf(1);
  if (second === undefined) return [first];
  return [first, Math.max(second, Math.max(...heightsOf(2)) - first)];
}

function heightOf(text: string, widthPt: number, sizePt: number): number {
  const lines = lineCount(text, (widthPt - 2 * CELL_PADDING_PT - BORDER_PT) / sizePt);
  return lines * sizePt * LINE + 2 * CELL_PADDING_Y_PT + BORDER_PT;
}

function heightOfNote(note: string): number {
  return lineCount(note, TEXT_PT.width / SIZE.note) * SIZE.note * LINE + NOTE_GAP_PT;
}

function drawRow(texts: readonly string[], columns: readonly Column[], bold: boolean): TableCell[] {
  return columns.map(({ align }, index) => ({ ...drawCell(texts[index] ?? '', align), ...(bold && { bold }) }));
}

function drawEmptyRow(text: string, columns: number): TableCell[] {
  const covered = Array.from({ length: columns - 1 }, (): TableCell => ({}));
  return [{ ...drawCell(text, 'center'), colSpan: columns }, ...covered];
}

function drawCell(text: string, alignment: Align) {
  return { text, alignment, verticalAlignment: 'middle' as const };
}
