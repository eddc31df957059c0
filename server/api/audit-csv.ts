/** The audit as CSV: UTF-8 with BOM and semicolons, as a Vietnamese spreadsheet opens it; a cell never becomes a formula. */
import { stringify } from 'csv-stringify/sync';
import type { AuditBody } from '../contract/accounts.ts';

const COLUMNS = ['id', 'at', 'actor', 'action', 'target', 'address', 'before', 'after', 'hash'] as const;
const FORMULA = /^[=+\-@\t\r]/;

export function auditCsv(lines: readonly AuditBody[]): string {
  const rows = lines.map((line) => COLUMNS.map((column) => cell(line[column])));
  return stringify([COLUMNS, ...rows], { bom: true, delimiter: ';', record_delimiter: 'windows' });
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return FORMULA.test(text) ? `'${text}` : text;
}
