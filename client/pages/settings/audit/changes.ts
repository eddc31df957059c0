export interface Change {
  key: string;
  /** undefined: there was nothing. */
  from: unknown;
  /** undefined: nothing is left. */
  to: unknown;
}

/** No value is no news, except where it means everybody. */
const MEANS_ALL: ReadonlySet<string> = new Set(['operator']);

/** What differs between before and after, field by field; a value that is no object is one field called `value`. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const old = fieldsOf(before);
  const next = fieldsOf(after);
  const keys = [...new Set([...Object.keys(old), ...Object.keys(next)])];
  return keys
    .map((key) => ({ key, from: old[key], to: next[key] }))
    .filter(({ key, from, to }) => !isSame(from, to) || (MEANS_ALL.has(key) && from !== to));
}

/** A field that is not there says as much as one that holds nothing. */
function isSame(from: unknown, to: unknown): boolean {
  return JSON.stringify(from ?? null) === JSON.stringify(to ?? null);
}

/** What a schedule orders is told among its own fields. */
function fieldsOf(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  if (!isRecord(value)) return { value };
  const { order, ...fields } = value;
  return isRecord(order) ? { ...fields, ...order } : value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
