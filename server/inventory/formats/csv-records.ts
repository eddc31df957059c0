/**
 * CSV text → records. A parser of our own, because a file that people made is told what is wrong with it: the line on which
 * a quote opens that never closes, the value it begins; line ends of any kind, mixed within one file too.
 *
 *     a line without quotes  ── split ──►  a record
 *     a line with quotes     ── read value by value, over as many lines as they hold ──►  a record, or where it is broken
 */
import type { Words } from '../../errors.ts';

export interface CsvRecord {
  /** Line on which it begins, from 1. */
  row: number;
  /** Trimmed; quotes taken off. */
  cells: string[];
  /** Why it ends before its end: what follows cannot be told apart any more. */
  fault: CsvFault | null;
}

interface CsvFault {
  /** Line on which the broken value begins. */
  row: number;
  /** Place of the value in the record, from 0. */
  index: number;
  /** As written, from its beginning. */
  value: string;
  rule: Words;
}

/** One quoted value longer than this is a quote that was never closed: a route of 20,000 points is shorter. */
const MAX_VALUE = 1_000_000;
/** Of a broken value, so much is kept to know it by. */
const SHOWN = 100;

const NOT_CLOSED: Words = {
  vi: 'dấu ngoặc kép mở ra ở đây không được đóng lại; dấu ngoặc kép nằm trong giá trị thì viết hai lần ("")',
  en: 'the quote that opens here is never closed; a quote inside a value is written twice ("")',
};
const NOT_ALONE: Words = {
  vi: 'sau dấu ngoặc kép đóng lại còn chữ: có thể dấu ngoặc mở ở đây bị thừa; dấu ngoặc kép nằm trong giá trị thì viết hai lần ("")',
  en: 'text follows the closing quote: the quote that opens here may be one too many; a quote inside a value is written twice ("")',
};
const INSIDE: Words = {
  vi: 'dấu ngoặc kép nằm giữa giá trị: hãy đặt cả giá trị trong ngoặc kép và viết dấu bên trong hai lần ("")',
  en: 'a quote in the middle of a value: put the whole value in quotes and write the inner one twice ("")',
};

/** One by one, so that a long file is never held twice; blank lines are left out, a record with a fault is the last. */
export function* readRecords(text: string, delimiter: ',' | ';'): Generator<CsvRecord> {
  let row = 1;
  for (let at = 0; at < text.length;) {
    const end = endOfLine(text, at);
    const line = text.slice(at, end);
    if (!line.includes('"')) {
      const cells = line.split(delimiter).map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) yield { row, cells, fault: null };
      at = afterLineEnd(text, end);
      row++;
      continue;
    }
    const read = readQuoted(text, at, row, delimiter);
    if (read.fault !== null || read.cells.some((cell) => cell !== '')) {
      yield { row, cells: read.cells, fault: read.fault };
    }
    if (read.fault !== null) return;
    at = read.next;
    row = read.row;
  }
}

interface QuotedRecord {
  cells: string[];
  fault: CsvFault | null;
  /** Where the next record begins, and on which line. */
  next: number;
  row: number;
}

function readQuoted(text: string, from: number, firstRow: number, delimiter: string): QuotedRecord {
  const cells: string[] = [];
  let row = firstRow;
  let at = from;
  for (;;) {
    const begin = skipBlanks(text, at, delimiter);
    const broken = (value: string, rule: Words): QuotedRecord => {
      const fault = { row, index: cells.length, value: value.slice(0, SHOWN), rule };
      return { cells, fault, next: text.length, row };
    };
    let end: number;
    if (text[begin] === '"') {
      const close = closingQuote(text, begin);
      if (close === -1) return broken(text.slice(begin, begin + SHOWN), NOT_CLOSED);
      end = skipBlanks(text, close + 1, delimiter);
      if (!endsValue(text, end, delimiter)) return broken(text.slice(begin, end + 1), NOT_ALONE);
      const value = text.slice(begin + 1, close).replaceAll('""', '"');
      cells.push(value.trim());
      row += lineEnds(value);
    } else {
      end = begin;
      while (!endsValue(text, end, delimiter)) end++;
      const value = text.slice(begin, end).trim();
      if (value.includes('"')) return broken(value, INSIDE);
      cells.push(value);
    }
    if (text[end] === delimiter) at = end + 1;
    else return { cells, fault: null, next: afterLineEnd(text, end), row: row + 1 };
  }
}

/** The quote that closes the one at `open`, doubled ones passed over; −1 when there is none. */
function closingQuote(text: string, open: number): number {
  for (let at = open + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at === -1 || at - open > MAX_VALUE) return -1;
    if (text[at + 1] !== '"') return at;
  }
}

function endsValue(text: string, at: number, delimiter: string): boolean {
  return at >= text.length || text[at] === delimiter || text[at] === '\n' || text[at] === '\r';
}

/** Spaces and their like, but no line end. */
function skipBlanks(text: string, from: number, delimiter: string): number {
  let at = from;
  while (!endsValue(text, at, delimiter) && text.charAt(at).trim() === '') at++;
  return at;
}

function endOfLine(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) break;
  }
  return at;
}

function afterLineEnd(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? at + 2 : at + 1;
}

function lineEnds(value: string): number {
  return value.match(/\r\n|\r|\n/g)?.length ?? 0;
}
