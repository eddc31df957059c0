/** CSV text → raw rows: comma, or semicolon with decimal commas as Excel writes it in Vietnam. Columns in any order. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Words } from '../../errors.ts';
import type { Column } from '../rows.ts';
import { fieldValue, suggestName } from './fields.ts';
import type { RawRow } from './fields.ts';
import type { Problems } from './problems.ts';

/** One record longer than this is a quote that was never closed. */
const MAX_RECORD = 1_000_000;

/**
 * Rows of the file one by one, so that a long one is never held twice; none when the header is wrong. Every problem is noted.
 */
export function* readCsv(text: string, columns: readonly Column[], problems: Problems): Generator<RawRow> {
  const delimiter = delimiterOf(text);
  let header: string[] | null = null;
  let place: PlacedColumn[] | null = null;
  let headerRow = 1;
  let bodyRows = 0;
  for (const { row, cells } of records(text, delimiter, problems)) {
    if (header === null || place === null) {
      header = cells;
      headerRow = row;
      place = placeColumns(row, cells, columns, problems);
      if (place === null) return;
      continue;
    }
    bodyRows++;
    if (!checkLength(row, cells, header, problems)) continue;
    const fields: RawRow['fields'] = {};
    for (const { column, index } of place) fields[column.name] = fieldValue(cells[index], column, delimiter === ';');
    yield { row, fields };
  }
  if (header === null || bodyRows > 0) return;
  problems.add(headerRow, null, null, { vi: 'tệp chỉ có dòng tiêu đề', en: 'the file has a header and no rows' });
}

interface CsvRecord {
  /** Line on which it begins, from 1. */
  row: number;
  cells: string[];
}

/** What is not blank. */
function* records(text: string, delimiter: string, problems: Problems): Generator<CsvRecord> {
  const quoted = text.includes('"');
  let row = 1;
  for (const cells of quoted ? parseQuoted(text, delimiter, problems) : splitPlain(text, delimiter)) {
    if (cells.some((cell) => cell !== '')) yield { row, cells };
    row += 1 + (quoted ? lineBreaks(cells) : 0);
  }
}

/** Nothing quoted, nothing to parse: the sample's 43,000 rows are on the way to the first picture, and this is several times as fast. */
function* splitPlain(text: string, delimiter: string): Generator<string[]> {
  for (const line of text.split(/\r\n|\n|\r/)) yield line.split(delimiter).map((cell) => cell.trim());
}

function parseQuoted(text: string, delimiter: string, problems: Problems): string[][] {
  try {
    return parse(text, { delimiter, relax_column_count: true, trim: true, max_record_size: MAX_RECORD });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error;
    problems.add(typeof lines === 'number' ? lines : null, null, null, {
      vi: 'CSV sai cú pháp: dấu ngoặc kép không khớp',
      en: 'malformed CSV: quotes do not match',
    });
    return [];
  }
}

function lineBreaks(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}

/** The header decides: whichever of the two it has more of. */
function delimiterOf(text: string): ',' | ';' {
  const header = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

interface PlacedColumn {
  column: Column;
  /** In the record. */
  index: number;
}

/** Where the columns stand, or null when the header breaks a rule. Trailing columns without a name are let pass. */
function placeColumns(
  row: number,
  header: readonly string[],
  columns: readonly Column[],
  problems: Problems,
): PlacedColumn[] | null {
  const before = problems.count;
  const names = columns.map(({ name }) => name);
  const place: PlacedColumn[] = [];
  for (const [index, name] of header.entries()) {
    if (name === '') continue;
    const column = columns.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (column === undefined) problems.add(row, name, name, unknownColumn(name, names));
    else if (place.some((other) => other.column === column)) problems.add(row, name, name, TWICE);
    else place.push({ column, index });
  }
  for (const column of columns) {
    if (!column.required || place.some((other) => other.column === column)) continue;
    problems.add(row, column.name, null, { vi: 'thiếu cột bắt buộc', en: 'a required column is missing' });
  }
  return problems.count === before ? place : null;
}

const TWICE: Words = { vi: 'cột lặp lại', en: 'the column is there twice' };

function unknownColumn(name: string, known: readonly string[]): Words {
  const near = suggestName(name, known);
  return near === null
    ? { vi: `cột lạ; các cột được nhận: ${known.join(', ')}`, en: `unknown column; known are: ${known.join(', ')}` }
    : { vi: `cột lạ; có phải là “${near}”?`, en: `unknown column; did you mean "${near}"?` };
}

function checkLength(row: number, cells: readonly string[], header: readonly string[], problems: Problems): boolean {
  if (cells.length !== header.length) {
    problems.add(row, null, cells.join(' | '), {
      vi: `dòng có ${cells.length} ô, tiêu đề có ${header.length}`,
      en: `the row has ${cells.length} fields, the header ${header.length}`,
    });
    return false;
  }
  const stray = header.findIndex((name, index) => name === '' && cells[index] !== '');
  if (stray === -1) return true;
  problems.add(row, String(stray + 1), cells[stray], {
    vi: 'giá trị nằm ở cột không có tên',
    en: 'a value in a column without a name',
  });
  return false;
}
