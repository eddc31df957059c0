/** The audit as CSV: UTF-8 with BOM and semicolons, as a Vietnamese spreadsheet opens it; a cell never becomes a formula. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import type { AuditBody } from '../contract/accounts.ts';

const COLUMNS = ['id', 'at', 'actor', 'action', 'target', 'address', 'before', 'after', 'hash'] as const;
const FORMULA = /^[=+\-@\t\r]/;

const PORTION = 1_000;
const FORMAT = { delimiter: ';', record_delimiter: 'windows' } as const;

/** All of it, a portion a turn of the event loop. @param read the newest lines before this one, so many at most */
export async function* auditCsv(
  read: (before: number | undefined, limit: number) => readonly AuditBody[],
  from?: number,
): AsyncGenerator<string> {
  yield stringify([COLUMNS], { ...FORMAT, bom: true });
  for (let before = from; ;) {
    const lines = read(before, PORTION);
    yield stringify(
      lines.map((line) => COLUMNS.map((column) => cell(line[column]))),
      FORMAT,
    );
    before = lines.at(-1)?.id;
    if (lines.length < PORTION) return;
    await nextTurn();
  }
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return FORMULA.test(text) ? `'${text}` : text;
}
