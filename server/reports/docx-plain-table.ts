/** A table without lines, none of its rows split over two pages: it only holds things in their places. */
import {
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { TEXT_PT, twips } from './official-page.ts';

export function plainTable(widthsPt: readonly number[], rows: readonly Paragraph[][][]): Table {
  return new Table({
    width: { size: twips(TEXT_PT.width), type: WidthType.DXA },
    columnWidths: widthsPt.map(twips),
    layout: TableLayoutType.FIXED,
    borders: TableBorders.NONE,
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) =>
              new TableCell({
                width: { size: twips(widthsPt[index] ?? 0), type: WidthType.DXA },
                verticalAlign: VerticalAlignTable.TOP,
                // Word cannot open a cell without a paragraph.
                children: children.length === 0 ? [new Paragraph({ style: 'Recipients' })] : children,
              }),
          ),
        }),
    ),
  });
}
