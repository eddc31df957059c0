/**
 * The tables of a report as CSV that a Vietnamese Excel opens right at a double click: there the list separator is ; and the decimal
 * sign a comma, and only a byte order mark says UTF-8. One table stands below the other, each under a line with its title and its
 * heading, an empty line between them; the sources and definitions follow. The headings are the titles with their units, the figures
 * plain numbers without separators of thousands; what is – elsewhere is an empty field. Times are those of Asia/Ho_Chi_Minh, durations
 * minutes. Every line has as many fields as the widest table.
 *
 * Text that a spreadsheet would take for a formula (= + - @ at its start) gets an apostrophe before it, as OWASP advises.
 */
import { stringify } from 'csv-stringify/sync';
import { DECIMALS, dateTimeText, rounded } from './cell-text.ts';
import { cleanText } from './clean-text.ts';
import type { CellValue, Column, ReportDocument, Table, WrittenFile } from './document.ts';
import { definitionsOf, sourcesOf, titleOf } from './letter.ts';
import { fullTitle } from './table-head.ts';

const MIME = 'text/csv; charset=utf-8; header=present';
const MINUTE = 60_000;

export function writeCsv(report: ReportDocument): WrittenFile {
  const lines = [
    ...report.tables.flatMap(section),
    ...[titleOf(report), ...notesOf(report)].map((text) => [safe(text)]),
  ];
  const width = Math.max(1, ...report.tables.map(({ columns }) => columns.length));
  const text = stringify(
    lines.map((line) => [...line, ...Array.from({ length: width - line.length }, () => '')]),
    { bom: true, delimiter: ';', record_delimiter: 'windows', quoted_match: /^\s|\s$|^'/ },
  );
  return { bytes: new TextEncoder().encode(text), mime: MIME, pages: null };
}

/** Title, heading, rows, totals and note of a table, and the empty line that ends it. */
function section({ name, caption, columns, rows, totals, note = '' }: Table): string[][] {
  return [
    [safe(cleanText(caption) || cleanText(name))],
    columns.map((column) => safe(column.format === 'duration' ? minutesTitle(column) : fullTitle(column))),
    ...[...rows, ...(totals === undefined ? [] : [totals])].map((row) =>
      columns.map(({ format }, index) => field(row[index] ?? null, format)),
    ),
    ...(cleanText(note) === '' ? [] : [[safe(cleanText(note))]]),
    [],
  ];
}

function notesOf(report: ReportDocument): string[] {
  return [...sourcesOf(report), ...definitionsOf(report)].map(({ label, text }) => `${label}: ${text}`);
}

function minutesTitle(column: Column): string {
  return fullTitle({ ...column, unit: 'phút' });
}

function field(value: CellValue, format: Column['format']): string {
  if (value === null) return '';
  if (typeof value === 'string') return safe(cleanText(value));
  if (!Number.isFinite(value)) return '';
  switch (format) {
    case 'text':
      return decimalComma(String(value));
    case 'datetime':
      return dateTimeText(value);
    case 'duration':
      return decimalComma(String(Math.round((value / MINUTE) * 10) / 10));
    default:
      return decimalComma(rounded(value, format).toFixed(DECIMALS[format]));
  }
}

function safe(text: string): string {
  return /^[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
}

const decimalComma = (digits: string): string => digits.replace('.', ',');
