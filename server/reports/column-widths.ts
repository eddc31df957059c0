/** How wide each column of a table is: from the shares asked for to points. */

/** Columns too narrow get what they need; the others give it, each in proportion to what it has to spare. */
export function withNeeds(wished: readonly number[], needs: readonly number[]): number[] {
  const slack = wished.map((width, index) => Math.max(0, width - (needs[index] ?? 0)));
  const missing = sum(wished.map((width, index) => Math.max(0, (needs[index] ?? 0) - width)));
  const total = sum(slack);
  const give = total === 0 ? 0 : missing / total;
  return wished.map((width, index) => Math.max(width, needs[index] ?? 0) - (slack[index] ?? 0) * give);
}

/**
 * Columns whose texts wrap get what the others have beyond theirs, each in proportion to what it lacks to hold its longest text on one
 * line.
 * @param wholes width of each column's longest text
 * @param floors no column gives so much that it would be narrower
 */
export function withSpare(widths: readonly number[], wholes: readonly number[], floors: readonly number[]): number[] {
  const lacks = widths.map((width, index) => Math.max(0, (wholes[index] ?? 0) - width));
  const spares = widths.map((width, index) =>
    Math.max(0, width - Math.max(wholes[index] ?? width, floors[index] ?? width)),
  );
  const [lack, spare] = [sum(lacks), sum(spares)];
  if (lack === 0 || spare === 0) return [...widths];
  const moved = Math.min(lack, spare);
  return widths.map(
    (width, index) => width + ((lacks[index] ?? 0) / lack) * moved - ((spares[index] ?? 0) / spare) * moved,
  );
}

/** Shares that add up to one, whatever was asked for. */
export function sane(shares: readonly number[]): number[] {
  const positive = shares.map((share) => (share > 0 ? Math.min(1, Math.max(0.01, share)) : 0.01));
  const total = sum(positive);
  return positive.map((share) => share / total);
}

export const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
