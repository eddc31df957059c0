/** Room for the mark of the last value. */
const SIDE = 2;
const TOP = 3;

interface Spark {
  /** SVG path data; empty when nothing is known. */
  line: string;
  /** Where the last value stands; null when it is not known. */
  last: { x: number; y: number } | null;
}

/** From the lowest value at the bottom to the highest at the top; equal values lie in the middle. A gap stays a gap, a lone value is a dot. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number, leastSpan = 0): Spark {
  const known = values.filter((value) => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const span = Math.max(most - least, leastSpan);
  const low = (least + most - span) / 2;
  const step = (width - 2 * SIDE) / Math.max(1, values.length - 1);
  const placed = values.map((value, index) => {
    if (value === null) return null;
    const part = span === 0 ? 0.5 : (value - low) / span;
    return { x: round(SIDE + index * step), y: round(height - TOP - part * (height - 2 * TOP)) };
  });
  let line = '';
  placed.forEach((point, index) => {
    if (point === null) return;
    const before = placed[index - 1] ?? null;
    line += `${before === null ? 'M' : 'L'}${point.x} ${point.y}`;
    if (before === null && (placed[index + 1] ?? null) === null) line += 'h.1';
  });
  return { line, last: placed.at(-1) ?? null };
}

const round = (value: number): number => Math.round(value * 10) / 10;
