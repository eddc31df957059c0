/** CSV text → raw rows: comma, or semicolon with decimal commas as Excel writes it in Vietnam. Columns in any order. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Words } from '../../errors.ts';
import type { Column } from '../rows.ts';
import { fieldValue, suggestName } from './fields.ts';
import type { RawRow } from './fields.ts';
import type { Problems } from './problems.ts';

/** One record longer than this is a quote that was never closed. */
const MAX_RECORD = 1_000_000;

/** Rows of the file, or none when the header is wrong; every problem is noted. */
export function readCsv(text: string, columns: readonly Column[], problems: Problems): RawRow[] {
  const delimiter = delimiterOf(text);
  const records = parseRecords(text, delimiter, problems);
  const [header, ...body] = records;
  if (header === undefined) return [];
  const place = placeColumns(header.cells, columns, problems);
  if (place === null) return [];
  const rows: RawRow[] = [];
  for (const { row, cells } of body) {
    if (!checkLength(row, cells, header.cells, problems)) continue;
    const fields: RawRow['fields'] = {};
    for (const { column, index } of place) fields[column.name] = fieldValue(cells[index], column, delimiter === ';');
    rows.push({ row, fields });
  }
  if (body.length === 0) {
    problems.add(1, null, null, { vi: 'tệp chỉ có dòng tiêu đề', en: 'the file has a header and no rows' });
  }
  return rows;
}

interface CsvRecord {
  /** Line on which it begins, from 1. */
  row: number;
  cells: string[];
}

function parseRecords(text: string, delimiter: string, problems: Problems): CsvRecord[] {
  const all = parseCells(text, delimiter, problems);
  const quoted = text.includes('"');
  const records: CsvRecord[] = [];
  let line = 1;
  for (const cells of all) {
    if (cells.some((cell) => cell !== '')) records.push({ row: line, cells });
    line += 1 + (quoted ? lineBreaks(cells) : 0);
  }
  return records;
}

function parseCells(text: string, delimiter: string, problems: Problems): string[][] {
  // Nothing quoted, nothing to parse: the sample's 43,000 rows are on the way to the first picture, and this is several times as fast.
  if (!text.includes('"'))
    return text.split(/\r\n|\n|\r/).map((line) => line.split(delimiter).map((cell) => cell.trim()));
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
    if (column === undefined) problems.add(1, name, name, unknownColumn(name, names));
    else if (place.some((other) => other.column === column)) problems.add(1, name, name, TWICE);
    else place.push({ column, index });
  }
  for (const column of columns) {
    if (!column.required || place.some((other) => other.column === column)) continue;
    problems.add(1, column.name, null, { vi: 'thiếu cột bắt buộc', en: 'a required column is missing' });
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
