/** What CSV and GeoJSON have in common: named values of one row, before their rules are checked. */
import type { Column } from '../row-format.ts';

/** `fields` is keyed by column name; what was left blank is undefined. */
export interface RawRow {
  row: number;
  fields: Record<string, unknown>;
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A written value as its column wants it: text trimmed and in Unicode NFC, blank → undefined, digits → number where
 * the column holds one. What does not fit stays as it is, for the rule to name it.
 */
export function fieldValue(value: unknown, column: Column, decimalComma = false): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number') return column.numeric ? value : String(value);
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (text === '') return undefined;
  if (!column.numeric) return text.normalize('NFC');
  const digits = decimalComma ? text.replace(',', '.') : text;
  const number = NUMBER.test(digits) ? Number(digits) : NaN;
  return Number.isFinite(number) ? number : text;
}

/** The known name somebody most likely meant: a slip of the pen in every third letter, or one that begins alike (`azimuth`). */
export function suggestName(name: string, known: readonly string[]): string | null {
  const bare = bareName(name);
  const near = nearestName(name, known, Math.max(1, Math.floor(bare.length / 3)));
  if (near !== null || bare.length < 3) return near;
  return known.find((each) => bareName(each).startsWith(bare) || bare.startsWith(bareName(each))) ?? null;
}

/** The nearest of the known names that at most `slips` slips of the pen part from this one, or null. */
export function nearestName(name: string, known: readonly string[], slips: number): string | null {
  const bare = bareName(name);
  let best: string | null = null;
  let bestDistance = slips + 1;
  for (const candidate of known) {
    const distance = editDistance(bare, bareName(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `Mast Height (m)` and `mast_height_m` are the same name. */
function bareName(name: string): string {
  return name
    .slice(0, 64)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** Letters to insert, drop, change or swap with the next (Damerau–Levenshtein, optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (beforePrevious[j - 2] ?? Infinity) + 1 : Infinity;
      current.push(Math.min(change, swapped, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
