/** A table of figures: heading repeated on every page, no row split, the last rows held together. */
import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { FileChild } from 'docx';
import { cellText } from './cell-text.ts';
import { cleanText } from './clean-text.ts';
import type { Align, CellValue, Column, Table as Figures } from './document.ts';
import { halfPoints, paragraph } from './docx-styles.ts';
import { BORDER_PT, TEXT_PT, columnWidthsPt, tableSizePt, twips } from './official-page.ts';
import { headRows } from './table-head.ts';

const ALIGNMENT: Readonly<Record<Align, (typeof AlignmentType)[keyof typeof AlignmentType]>> = {
  left: AlignmentType.LEFT,
  right: AlignmentType.RIGHT,
  center: AlignmentType.CENTER,
};

/** Eighths of a point. */
const LINE = { style: BorderStyle.SINGLE, size: BORDER_PT * 8, color: '000000' };

interface CellLook {
  align: Align;
  bold: boolean;
  size: number;
  width: number;
  columnSpan?: number;
  rowSpan?: number;
}

export function drawTable(
  table: Figures,
  { pageBreakBefore, keepNext }: { pageBreakBefore: boolean; keepNext: boolean },
): FileChild[] {
  const { columns, rows, totals } = table;
  const [caption, note] = [cleanText(table.caption), cleanText(table.note ?? '')];
  const widths = columnWidthsPt(columns.map(({ width }) => width)).map(twips);
  const size = halfPoints(tableSizePt(columns.length));
  const start =
    caption !== ''
      ? [paragraph(caption, 'TableCaption', { pageBreakBefore })]
      : [new Paragraph({ style: 'Gap', keepNext: true, pageBreakBefore })];
  // The decree's figures stand under a total that is never alone at the top of a page.
  const lastKept = totals === undefined ? -1 : rows.length - 1;
  const drawn = new Table({
    width: { size: twips(TEXT_PT.width), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: { left: 60, right: 60, top: 25, bottom: 25 },
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE },
    rows: [
      ...drawHead(columns, widths, size),
      ...rows.map((row, index) => drawRow(row, columns, widths, size, false, index === lastKept || keepNext)),
      ...(totals === undefined ? [] : [drawRow(totals, columns, widths, size, true, keepNext)]),
    ],
  });
  const end = note === '' ? paragraph('', 'Gap', { keepNext }) : paragraph(note, 'Note', { keepNext });
  return columns.length === 0 ? start : [...start, drawn, end];
}

function drawHead(columns: readonly Column[], widths: readonly number[], size: number): TableRow[] {
  return headRows(columns).map(
    (cells) =>
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        keepNext: true,
        children: cells.map(({ text, column, columnSpan, rowSpan }) =>
          drawCell(text, {
            align: 'center',
            bold: true,
            size,
            width: widths.slice(column, column + columnSpan).reduce((sum, width) => sum + width, 0),
            columnSpan,
            rowSpan,
          }),
        ),
      }),
  );
}

function drawRow(
  row: readonly CellValue[],
  columns: readonly Column[],
  widths: readonly number[],
  size: number,
  bold: boolean,
  keepNext: boolean,
): TableRow {
  return new TableRow({
    cantSplit: true,
    ...(keepNext && { keepNext }),
    children: columns.map(({ align, format }, index) => {
      const value = row[index] ?? null;
      // An empty corner of the totals is not a figure that is missing.
      const text = bold && value === null && format === 'text' ? '' : cellText(value, format);
      return drawCell(text, { align, bold, size, width: widths[index] ?? 0 });
    }),
  });
}

function drawCell(text: string, { align, bold, size, width, columnSpan = 1, rowSpan = 1 }: CellLook): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    ...(columnSpan > 1 && { columnSpan }),
    ...(rowSpan > 1 && { rowSpan }),
    children: [
      new Paragraph({
        style: 'TableCell',
        alignment: ALIGNMENT[align],
        children: [new TextRun({ text, size, ...(bold && { bold }) })],
      }),
    ],
  });
}
