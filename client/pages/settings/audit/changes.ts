export interface Change {
  key: string;
  /** undefined: there was nothing. */
  from: unknown;
  /** undefined: nothing is left. */
  to: unknown;
}

/** What differs between before and after, field by field; a value that is no object is one field called `value`. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const old = fieldsOf(before);
  const next = fieldsOf(after);
  const keys = [...new Set([...Object.keys(old), ...Object.keys(next)])];
  return keys
    .map((key) => ({ key, from: old[key], to: next[key] }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  return typeof value === 'object' && !Array.isArray(value) ? { ...value } : { value };
}
