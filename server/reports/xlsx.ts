/**
 * A report's figures as an Excel workbook: a sheet a table with real numbers, and a last sheet that says what they mean and where they
 * come from. Per cents are numbers with one decimal (97.7 means 97,7%), as everywhere in the product.
 */
import writeWorkbook from 'write-excel-file/node';
import { cleanText } from './clean-text.ts';
import type { ReportDocument, WrittenFile } from './document.ts';
import { FONT } from './official-page.ts';
import { FONT_SIZE } from './xlsx-fit.ts';
import { printing } from './xlsx-print.ts';
import { sheetNames } from './xlsx-sheet-names.ts';
import { drawSources } from './xlsx-sources.ts';
import { drawTable } from './xlsx-table.ts';
import { setZipTimes } from './zip-times.ts';

const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export async function writeXlsx(report: ReportDocument): Promise<WrittenFile> {
  const names = sheetNames(report.tables.map(({ name }) => name));
  const sheets = [
    ...report.tables.map((table, index) => drawTable(table, names[index] ?? '', report)),
    drawSources(report, names),
  ];
  const bytes = await writeWorkbook(
    sheets.map(({ sheet }) => sheet),
    {
      fontFamily: FONT,
      fontSize: FONT_SIZE,
      features: [
        printing(
          sheets.map(({ printed }) => printed),
          cleanText(report.id),
        ),
      ],
    },
  ).toBuffer();
  setZipTimes(bytes, report.datedAt);
  return { bytes, mime: MIME, pages: null };
}
