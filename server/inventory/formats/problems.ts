/** What is wrong with a file: row, column, value and the rule it breaks, gathered over the whole file. */
import { AppError } from '../../errors.ts';
import type { Words } from '../../errors.ts';

export interface Problem {
  /** Line of a CSV or NDJSON file (the header is 1), number of a GeoJSON feature from 1; null: the file as a whole. */
  row: number | null;
  column: string | null;
  /** As written, cut to 80 characters; null where nothing was written. */
  value: string | null;
  rule: Words;
}

/** What is right by itself in a row of which something else is wrong: whether it fits what is there can still be told. */
interface Named {
  row: number;
  /** Column → value. */
  fields: Readonly<Record<string, string>>;
}

const MAX_PROBLEMS = 100;
const MAX_NAMED = 5_000;
const MAX_VALUE = 80;
/** Of a list so much is shown, in each of so many lists inside each other. */
const MAX_ITEMS = 12;
const MAX_DEPTH = 3;

/** Keeps the first hundred and counts the rest. */
export class Problems {
  readonly list: Problem[];
  count: number;
  readonly named: Named[];

  /** @param list what was found already, and `count` of how many */
  constructor(list: Problem[] = [], count = list.length, named: Named[] = []) {
    this.list = list;
    this.count = count;
    this.named = named;
  }

  add(row: number | null, column: string | null, value: unknown, rule: Words): void {
    this.count++;
    if (this.list.length < MAX_PROBLEMS) this.list.push({ row, column, value: show(value), rule });
  }

  /** Beyond a few thousand the file has to come again anyway. */
  lookUp(row: number, fields: Named['fields']): void {
    if (this.named.length < MAX_NAMED) this.named.push({ row, fields });
  }

  /** @throws ImportError when there is any */
  throwIfAny(): void {
    const byRow = this.list.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
    if (this.count > 0) throw new ImportError(byRow, this.count - byRow.length);
  }
}

/** `import_invalid`; its details carry the same two. */
export class ImportError extends AppError {
  readonly problems: readonly Problem[];
  /** Problems beyond those listed. */
  readonly more: number;

  constructor(problems: readonly Problem[], more: number) {
    super('import_invalid', { problems, more });
    this.problems = problems;
    this.more = more;
  }
}

/** Text of a value for a person: one line, what is invisible made visible, no insides of objects. */
function show(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = asText(value);
  const begin = Array.from(text.slice(0, 2 * MAX_VALUE + 2).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\uFFFD'));
  return begin.length > MAX_VALUE ? `${begin.slice(0, MAX_VALUE).join('')}…` : begin.join('');
}

function asText(value: unknown, depth = 0): string {
  if (Array.isArray(value)) {
    if (depth === MAX_DEPTH) return '[…]';
    const items = value.slice(0, MAX_ITEMS).map((item) => asText(item, depth + 1).slice(0, MAX_VALUE));
    return `[${items.join(', ')}${value.length > MAX_ITEMS ? ', …' : ''}]`;
  }
  return typeof value === 'object' && value !== null ? '{…}' : String(value);
}
