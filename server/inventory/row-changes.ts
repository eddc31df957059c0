/** What an edit of the network changed, row by row: how each was and how it is. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ImportKind } from './formats/read.ts';
import type { InventoryRecords } from './types.ts';

/** The records before and after. */
export interface Edit {
  before: Readonly<InventoryRecords>;
  after: Readonly<InventoryRecords>;
}

/** Code → column → value. */
type Rows = Record<string, Record<string, unknown>>;

export interface RowChanges {
  /** Changed columns as they were, and all of a row that went. */
  before: Rows;
  /** The same as they are, and all of a row that came. */
  after: Rows;
  /** Changed rows beyond those. */
  more: number;
}

type Row = Readonly<{ code: string }>;

/**
 * Of own rows of one kind, and of the sample's that one of the same code took the place of; the others of the sample that made room are
 * nobody's. Squares and points of people have no rows.
 */
export function rowChanges(kind: ImportKind, { before, after }: Edit, most: number): RowChanges {
  const changes: RowChanges = { before: {}, after: {}, more: 0 };
  if (kind === 'population') return changes;
  const is = byCode(after[kind], () => false);
  const was = byCode(before[kind], (code) => is.has(code));
  let named = 0;
  for (const code of new Set([...was.keys(), ...is.keys()])) {
    const [old, now] = [was.get(code) ?? {}, is.get(code) ?? {}];
    const columns = Object.keys({ ...old, ...now }).filter(
      (column) => !isDeepStrictEqual(of(old, column), of(now, column)),
    );
    if (columns.length === 0) continue;
    if (++named > most) {
      changes.more += 1;
      continue;
    }
    const told = (row: object) => Object.fromEntries(columns.map((column) => [column, short(of(row, column))]));
    if (was.has(code)) changes.before[code] = told(old);
    if (is.has(code)) changes.after[code] = told(now);
  }
  return changes;
}

function byCode(
  rows: readonly (Row & { sample?: boolean })[],
  withSample: (code: string) => boolean,
): Map<string, Row> {
  return new Map(rows.filter(({ sample, code }) => sample !== true || withSample(code)).map((row) => [row.code, row]));
}

const of = (row: object, column: string): unknown =>
  Object.hasOwn(row, column) ? Reflect.get(row, column) : undefined;

/** A border or a route is told by its length in JSON and its fingerprint: whether it is the same as another can still be seen. */
function short(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const json = JSON.stringify(value);
  if (json.length <= MOST_BYTES) return value;
  return `${String(json.length)} B, SHA-256 ${createHash('sha256').update(json).digest('hex').slice(0, 16)}`;
}

const MOST_BYTES = 200;
