/** The last sheet of a workbook: where the figures come from, what they mean, and what stands in each column. */
import type { Cell, CellObject, Row } from 'write-excel-file/node';
import { cleanText } from './clean-text.ts';
import type { Column, ReportDocument } from './document.ts';
import { DEFINITIONS_TITLE, SOURCES_TITLE, definitionsOf, sourcesOf, titleOf } from './letter.ts';
import { fullTitle } from './table-head.ts';
import { heightOf, inHeight } from './xlsx-fit.ts';
import { SOURCES_SHEET } from './xlsx-sheet-names.ts';
import type { DrawnSheet } from './xlsx-table.ts';

const KINDS: Readonly<Record<Column['format'], string>> = {
  text: 'chữ',
  integer: 'số nguyên',
  percent: 'phần trăm, số có một chữ số thập phân (97,7 nghĩa là 97,7%)',
  points: 'hiệu của hai tỷ lệ, điểm phần trăm',
  availability: 'phần trăm, số có ba chữ số thập phân',
  km2: 'km²',
  duration: 'thời gian kéo dài, giờ và phút (giá trị của ô là số ngày)',
  datetime: 'ngày và giờ, múi giờ Asia/Ho_Chi_Minh',
};

/** Characters. */
const WIDTHS = [34, 60, 24, 60] as const;

export function drawSources(report: ReportDocument, sheets: readonly string[]): DrawnSheet {
  const columns = report.tables.flatMap((table, index) =>
    table.columns.map((column): Row => {
      const texts = [sheets[index] ?? '', fullTitle(column), cleanText(column.key), KINDS[column.format]];
      return inHeight(texts.map((text, at) => wrapped(text, WIDTHS[at] ?? 0)));
    }),
  );
  const notes = (items: readonly { label: string; text: string }[]) =>
    items.map(({ label, text }): Row => {
      const [first, ...others] = WIDTHS;
      const rest = others.reduce((sum, width) => sum + width, 0);
      return inHeight([wrapped(label, first), { ...wrapped(text, rest), columnSpan: others.length }]);
    });
  const data: Row[] = [
    [{ value: titleOf(report), fontWeight: 'bold', fontSize: 13 }],
    [],
    [bold(SOURCES_TITLE)],
    ...notes(sourcesOf(report)),
    [],
    [bold(DEFINITIONS_TITLE)],
    ...notes(definitionsOf(report)),
    [],
    ['Trang tính', 'Cột', 'Mã', 'Kiểu số liệu'].map(bold),
    ...columns,
  ];
  return {
    sheet: { sheet: SOURCES_SHEET, data, columns: WIDTHS.map((width) => ({ width })) },
    printed: {
      name: SOURCES_SHEET,
      landscape: true,
      columns: WIDTHS.length,
      rows: data.length,
      head: null,
      filter: null,
    },
  };
}

const bold = (value: string): Cell => ({ value, fontWeight: 'bold' });

function wrapped(value: string, width: number): CellObject {
  return { value, type: String, wrap: true, alignVertical: 'top', height: heightOf(value, width) };
}
