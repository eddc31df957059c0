/** A table of figures: heading repeated on every page, no row split, the last rows held together. */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { FileChild } from 'docx';
import type { Align, Table as Figures } from './document.ts';
import { halfPoints, paragraph, run } from './docx-styles.ts';
import { BORDER_PT, TEXT_PT, twips } from './official-page.ts';
import type { HeadCell } from './table-head.ts';
import { CELL_PADDING_PT, layOut } from './table-layout.ts';

const ALIGNMENT: Readonly<Record<Align, (typeof AlignmentType)[keyof typeof AlignmentType]>> = {
  left: AlignmentType.LEFT,
  right: AlignmentType.RIGHT,
  center: AlignmentType.CENTER,
};

/** Eighths of a point. */
const LINE = { style: BorderStyle.SINGLE, size: BORDER_PT * 8, color: '000000' };

/** Of a row of the heading: another Times New Roman is a little higher. */
const SPARE_PT = 1;

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
  { pageBreakBefore, keepNext, paddingPt }: { pageBreakBefore: boolean; keepNext: boolean; paddingPt: number },
): FileChild[] {
  const { columns } = table;
  const layout = layOut(table, paddingPt);
  const { caption, note, sizePt, widthsPt, head, rows, totals, empty, headPts, firstRows, lastRows } = layout;
  const widths = widthsPt.map(twips);
  const size = halfPoints(sizePt);
  const start =
    caption.length === 0
      ? new Paragraph({ style: 'Gap', keepNext: true, pageBreakBefore })
      : paragraph(caption, 'TableCaption', { pageBreakBefore });
  const end = note === '' ? paragraph('', 'Gap', { keepNext }) : paragraph(note, 'Note', { keepNext });
  if (columns.length === 0) return [start, end];

  const drawRow = (texts: readonly string[], bold: boolean, kept: boolean) =>
    new TableRow({
      cantSplit: true,
      ...(kept && { keepNext: true }),
      children: columns.map(({ align }, index) =>
        drawCell(texts[index] ?? '', { align, bold, size, width: widths[index] ?? 0 }),
      ),
    });
  // The totals, the note and what must not be parted from the table are never alone at the top of a page.
  const goesOn = totals !== null || note !== '' || keepNext;
  const isKept = (row: number) =>
    row < firstRows - 1 || (row >= rows.length - lastRows && (row < rows.length - 1 || goesOn));
  const drawn = new Table({
    width: { size: twips(TEXT_PT.width), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: {
      left: twips(CELL_PADDING_PT),
      right: twips(CELL_PADDING_PT),
      top: twips(paddingPt),
      bottom: twips(paddingPt),
    },
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE },
    rows: [
      ...head.map((cells, index) => drawHeadRow(cells, widths, size, head.length > 1 ? (headPts[index] ?? 0) : 0)),
      ...(rows.length === 0 ? [drawEmptyRow(empty, columns.length, size, goesOn)] : []),
      ...rows.map((row, index) => drawRow(row, false, isKept(index))),
      ...(totals === null ? [] : [drawRow(totals, true, note !== '' || keepNext)]),
    ],
  });
  return [start, drawn, end];
}

/** @param leastPt where it is of two rows: LibreOffice does not stretch the second for a cell of both where it repeats them */
function drawHeadRow(cells: readonly HeadCell[], widths: readonly number[], size: number, leastPt: number): TableRow {
  return new TableRow({
    tableHeader: true,
    ...(leastPt > 0 && { height: { value: twips(leastPt + SPARE_PT), rule: HeightRule.ATLEAST } }),
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
  });
}

function drawEmptyRow(text: string, columns: number, size: number, kept: boolean): TableRow {
  const look = { align: 'center', bold: false, size, width: twips(TEXT_PT.width), columnSpan: columns } as const;
  return new TableRow({ cantSplit: true, ...(kept && { keepNext: true }), children: [drawCell(text, look)] });
}

function drawCell(text: string, { align, bold, size, width, columnSpan = 1, rowSpan = 1 }: CellLook): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(columnSpan > 1 && { columnSpan }),
    ...(rowSpan > 1 && { rowSpan }),
    children: [
      new Paragraph({
        style: 'TableCell',
        alignment: ALIGNMENT[align],
        children: [run(text, { size, ...(bold && { bold }) })],
      }),
    ],
  });
}
