import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { auditCsv } from '../../../server/api/audit-csv.ts';
import type { AuditBody } from '../../../server/contract/accounts.ts';

const line = (id: number): AuditBody => ({
  ...{ id, at: '2026-11-27T00:00:00.000Z', actor: 'admin', action: 'key.created', target: '=1+1', address: null },
  ...{ before: null, after: { name: 'Khoá “một”; hai' }, hash: 'a' },
});

/** Newest first, as the audit reads them. */
function shelf(count: number) {
  return (before: number | undefined, limit: number) => {
    const newest = Math.min(count, (before ?? Infinity) - 1);
    return Array.from({ length: Math.min(limit, newest) }, (_, n) => line(newest - n));
  };
}

async function rowsOf(count: number, from?: number): Promise<string[][]> {
  let text = '';
  for await (const portion of auditCsv(shelf(count), from)) text += portion;
  expect(text.startsWith('\uFEFFid;at;actor;')).toBe(true);
  return parse(text, { delimiter: ';', bom: true, from: 2 });
}

it.each([0, 1, 999, 1_000, 1_001, 6_500])('holds every one of %i lines once, newest first', async (count) => {
  const ids = (await rowsOf(count)).map(([id]) => Number(id));
  expect(ids).toEqual(Array.from({ length: count }, (_, n) => count - n));
});

it('begins before the line it is given, and no cell becomes a formula', async () => {
  const rows = await rowsOf(5, 3);
  expect(rows.map(([id]) => id)).toEqual(['2', '1']);
  expect(rows[0]?.slice(4)).toEqual(["'=1+1", '', '', '{"name":"Khoá “một”; hai"}', 'a']);
});
