/** CSV text → raw rows: comma, or semicolon with decimal commas as Excel writes it in Vietnam. Columns in any order. */
import type { Words } from '../../errors.ts';
import type { Column } from '../row-format.ts';
import { readRecords } from './csv-records.ts';
import { fieldValue, suggestName } from './fields.ts';
import type { RawRow } from './fields.ts';
import type { Problems } from './problems.ts';

/**
 * Rows of the file one by one, so that a long one is never held twice; none when the header is wrong. Every problem is noted.
 */
export function* readCsv(text: string, columns: readonly Column[], problems: Problems): Generator<RawRow> {
  const delimiter = delimiterOf(text);
  let header: string[] | null = null;
  let place: PlacedColumn[] | null = null;
  let headerRow = 1;
  let bodyRows = 0;
  for (const { row, cells, fault } of readRecords(text, delimiter)) {
    if (fault !== null) {
      problems.add(fault.row, header?.[fault.index] ?? String(fault.index + 1), fault.value, fault.rule);
      return;
    }
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
