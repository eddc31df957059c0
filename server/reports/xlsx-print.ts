/** How a workbook's sheets print: A4, all columns on one page's width, the heading on every page. The library has no options for this. */
import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import type { Feature } from 'write-excel-file/node';
import {
  findElement,
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  replaceElement,
} from 'write-excel-file/utility';
import { escapeXml } from './xml.ts';

/** What the library takes for the content of a picture. */
export type FileContent = Stream | Buffer | Blob;

export interface Printed {
  name: string;
  landscape: boolean;
  columns: number;
  /** All rows, title and note included. */
  rows: number;
  /** First and last row of the heading, repeated on every page, from 1; null: none. */
  head: Rows | null;
  /** What can be filtered: the last row of the heading and the figures below it, from 1; null: nothing. */
  filter: Rows | null;
}

interface Rows {
  from: number;
  to: number;
}

const SHEET = 'xl/worksheets/sheet{id}.xml';
const WORKBOOK = 'xl/workbook.xml';

/** Inches: 20 mm above and below, 15 mm at the sides. */
const MARGINS = '<pageMargins left="0.59" right="0.59" top="0.79" bottom="0.79" header="0.39" footer="0.39"/>';
const A4 = 9;

/** @param id stands at the foot of every page */
export function printing(sheets: readonly Printed[], id: string): Feature<FileContent> {
  return {
    files: {
      transform: {
        [SHEET]: {
          transform: (xml, _, { sheetIndex }) => {
            const sheet = sheets[sheetIndex];
            return sheet === undefined ? xml : sheetElements(sheet, id).reduce(insertInto(SHEET, 'worksheet'), xml);
          },
        },
        [WORKBOOK]: { transform: (xml) => withNames(xml, sheets.flatMap(namesOf)) },
      },
    },
  };
}

function sheetElements({ landscape, columns, filter }: Printed, id: string): string[] {
  // In the language of a footer & begins a code.
  const foot = `&L${id.replaceAll('&', '&&')}&R&P/&N`;
  return [
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    ...(filter === null ? [] : [`<autoFilter ref="${area(columns, filter).replaceAll('$', '')}"/>`]),
    '<printOptions horizontalCentered="1"/>',
    MARGINS,
    `<pageSetup paperSize="${A4}" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`,
    `<headerFooter><oddFooter>${escapeXml(foot)}</oddFooter></headerFooter>`,
  ];
}

/** Excel's own names for the area that is printed, the rows repeated and the rows filtered. */
function namesOf({ name, columns, rows, head, filter }: Printed, index: number): string[] {
  const sheet = `'${name.replaceAll("'", "''")}'`;
  const define = (what: string, range: string, more = '') =>
    `<definedName name="_xlnm.${what}" localSheetId="${index}"${more}>${escapeXml(`${sheet}!${range}`)}</definedName>`;
  return [
    ...(filter === null ? [] : [define('_FilterDatabase', area(columns, filter), ' hidden="1"')]),
    define('Print_Area', area(columns, { from: 1, to: rows })),
    ...(head === null ? [] : [define('Print_Titles', `$${head.from}:$${head.to}`)]),
  ];
}

function withNames(xml: string, names: readonly string[]): string {
  const markup = `<definedNames>${names.join('')}</definedNames>`;
  const present = findElement(xml, 'definedNames');
  return present === undefined ? insertInto(WORKBOOK, 'workbook')(xml, markup) : replaceElement(xml, present, markup);
}

/** Excel refuses a file whose elements stand in another order than the schema's. */
function insertInto(file: typeof SHEET | typeof WORKBOOK, root: string) {
  const order = getOrderOfSiblings(file, root) ?? [];
  return (xml: string, markup: string) => insertElementMarkupAccordingToOrderOfSiblings(xml, markup, order, root);
}

/** $A$1:$L$108 */
function area(columns: number, { from, to }: Rows): string {
  const address = (row: number, column: number) => getCellAddress(row - 1, column).replace(/^([A-Z]+)/, '$$$1$$');
  return `${address(from, 0)}:${address(to, Math.max(0, columns - 1))}`;
}
