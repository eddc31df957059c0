/** One table as a sheet: title, frozen heading, figures, totals, note. */
import type { CellObject, Row, Sheet } from 'write-excel-file/node';
import { UTC_OFFSET_MS, cellText, rounded } from './cell-text.ts';
import { cleanText, shorten } from './clean-text.ts';
import type { CellValue, Column, ReportDocument, Table } from './document.ts';
import { titleOf } from './letter.ts';
import { headRows } from './table-head.ts';
import { NO_ROWS } from './table-layout.ts';
import { INDENTED_ROOM, NARROWEST, heightOf, inHeight, isWrapped, widthFor } from './xlsx-fit.ts';
import type { FileContent, Printed } from './xlsx-print.ts';

export interface DrawnSheet {
  sheet: Sheet<FileContent>;
  printed: Printed;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** 1 January 1970 as Excel counts days. */
const EPOCH_DAY = 25_569;
/** An Excel cell holds 32,767 characters. */
const LONGEST_TEXT = 32_000;

/** A reader's Excel turns . and , into what its language writes. */
const EXCEL_FORMATS: Readonly<Record<Exclude<Column['format'], 'text'>, string>> = {
  integer: '#,##0',
  percent: '0.0',
  points: '+0.0;"−"0.0;0.0',
  availability: '0.000',
  km2: '#,##0.00',
  duration: '[h]" giờ "mm',
  datetime: 'dd/mm/yyyy hh:mm',
};

/** Characters on the width of an upright page, in letters that can still be read. */
const UPRIGHT = 120;
const TITLE_ROWS = 2;
const TITLE_SIZE = 13;

const LINES = { borderStyle: 'thin', borderColor: '#87959B' } as const;
const HEAD = {
  ...LINES,
  fontWeight: 'bold',
  align: 'center',
  alignVertical: 'center',
  wrap: true,
  backgroundColor: '#EAEFF0',
} as const;

export function drawTable(table: Table, name: string, report: ReportDocument): DrawnSheet {
  const { columns, rows, totals, note } = table;
  const widths = columns.map((column, index) => widthOf(column, index, table));
  const head = drawHead(columns, widths);
  const headEnd = TITLE_ROWS + head.length;
  const data: Row[] = [
    across(cleanText(table.caption) || name, widths, { fontWeight: 'bold', fontSize: TITLE_SIZE }),
    across(`${titleOf(report)} · ${cleanText(report.id)}`, widths, { fontStyle: 'italic' }),
    ...head,
    ...(rows.length === 0 ? [across(cleanText(table.empty ?? NO_ROWS), widths, {})] : []),
    ...rows.map((row) => inHeight(columns.map((column, at) => drawCell(row[at] ?? null, column, widths[at])))),
    ...(totals === undefined ? [] : [drawTotals(totals, columns, widths)]),
    ...(note === undefined ? [] : [across(cleanText(note), widths, { fontStyle: 'italic' })]),
  ];
  // The first column of names stays in sight, with a number and a code before it at most.
  const names = columns.findIndex(({ key, format }) => format === 'text' && key !== 'ma') + 1;
  return {
    sheet: {
      sheet: name,
      data,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: headEnd,
      ...(names > 0 && names <= 3 && names < columns.length && { stickyColumnsCount: names }),
    },
    printed: {
      name,
      landscape: widths.reduce((sum, width) => sum + width, 0) > UPRIGHT,
      columns: columns.length,
      rows: data.length,
      head: columns.length === 0 ? null : { from: TITLE_ROWS + 1, to: headEnd },
      filter: columns.length === 0 || rows.length === 0 ? null : { from: headEnd, to: headEnd + rows.length },
    },
  };
}

function drawHead(columns: readonly Column[], widths: readonly number[]): Row[] {
  return headRows(columns).map((cells) => {
    const row: Row = columns.map(() => null);
    const heights = cells.map(({ text, column, columnSpan, rowSpan }) => {
      const width = widths.slice(column, column + columnSpan).reduce((sum, part) => sum + part, 0);
      return heightOf(text, width) / rowSpan;
    });
    // Excel does not fit a row to merged cells.
    const height = Math.max(...heights) + 3;
    for (const { text, column, columnSpan, rowSpan } of cells) {
      row[column] = {
        ...HEAD,
        value: text,
        height,
        ...(columnSpan > 1 && { columnSpan }),
        ...(rowSpan > 1 && { rowSpan }),
      };
    }
    return row;
  });
}

/** A text over all columns, on as many lines as it takes: print cuts what hangs over. */
function across(value: string, widths: readonly number[], look: Partial<CellObject>): Row {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const height = heightOf(value, total, { sizePt: look.fontSize });
  const place = { wrap: true, alignVertical: 'top', height } as const;
  return [{ ...look, ...place, value, ...(widths.length > 1 && { columnSpan: widths.length }) }];
}

function drawCell(value: CellValue, { align, format }: Column, width = NARROWEST): CellObject {
  const look = { ...LINES, align, alignVertical: 'center', ...(align !== 'center' && { indent: 1 }) } as const;
  if (typeof value === 'number' && Number.isFinite(value) && format !== 'text') {
    return { ...look, type: Number, value: excelNumber(value, format), format: EXCEL_FORMATS[format] };
  }
  const text = typeof value === 'string' ? shorten(cleanText(value), LONGEST_TEXT) : cellText(value, format);
  if (!isWrapped(text, width)) return { ...look, type: String, value: text };
  return { ...look, type: String, value: text, wrap: true, height: heightOf(text, width, { room: INDENTED_ROOM }) };
}

function drawTotals(totals: readonly CellValue[], columns: readonly Column[], widths: readonly number[]): Row {
  const cells = columns.map((column, index): CellObject => {
    const value = totals[index] ?? null;
    const cell = value === null ? { ...LINES, value: '' } : drawCell(value, column, widths[index]);
    return { ...cell, fontWeight: 'bold' };
  });
  return inHeight(cells);
}

/** Days, for what is a time: since 1900 on the clock of Asia/Ho_Chi_Minh, or of a duration. */
function excelNumber(value: number, format: Exclude<Column['format'], 'text'>): number {
  // Spreadsheets cut seconds off where a page rounds them.
  if (format === 'duration') return (Math.round(value / MINUTE) * MINUTE) / DAY;
  return format === 'datetime' ? (value + UTC_OFFSET_MS) / DAY + EPOCH_DAY : rounded(value, format);
}

function widthOf({ title, format }: Column, index: number, { rows, totals = [] }: Table): number {
  return widthFor(
    cleanText(title),
    [...rows, totals].map((row) => cellText(row[index] ?? null, format)),
  );
}
