/** From a raster of labels to rings along the pixel edges, in pixel coordinates. */
import type { Raster } from './vote.ts';

export type Ring = [number, number][];

/**
 * Rings of every label but 0, closed, the label always on the left: outer rings anticlockwise, holes clockwise.
 * Where two pixels of a label meet only at a corner they are kept apart, so no ring touches itself.
 *
 *     edges leave a corner           at a corner met by two edges
 *     with the label on their left   take the left turn
 *          ▲ │█                          █│
 *            │█                        ──┼──
 *            └──▶                        │█
 *
 * @returns label → rings
 */
export function traceRings({ columns, rows, labels }: Raster): Map<number, Ring[]> {
  const width = columns + 1;
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= columns || y >= rows ? 0 : (labels[y * columns + x] ?? 0);

  /** Label → start corner → end corners of the edges that leave it. */
  const edges = new Map<number, Map<number, number[]>>();
  const add = (label: number, from: number, to: number) => {
    const ofLabel = edges.get(label) ?? new Map<number, number[]>();
    edges.set(label, ofLabel.set(from, [...(ofLabel.get(from) ?? []), to]));
  };
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const label = at(x, y);
      if (label === 0) continue;
      const corner = y * width + x;
      if (at(x, y - 1) !== label) add(label, corner, corner + 1);
      if (at(x + 1, y) !== label) add(label, corner + 1, corner + 1 + width);
      if (at(x, y + 1) !== label) add(label, corner + 1 + width, corner + width);
      if (at(x - 1, y) !== label) add(label, corner + width, corner);
    }
  }

  const rings = new Map<number, Ring[]>();
  for (const [label, ofLabel] of edges) {
    const found: Ring[] = [];
    for (const start of ofLabel.keys()) {
      while ((ofLabel.get(start)?.length ?? 0) > 0) found.push(follow(ofLabel, start, width));
    }
    rings.set(label, found);
  }
  return rings;
}

function follow(edges: Map<number, number[]>, start: number, width: number): Ring {
  const ring: Ring = [];
  let from = start;
  let heading = 0;
  do {
    ring.push([from % width, Math.floor(from / width)]);
    const leaving = edges.get(from) ?? [];
    const left = leaving.findIndex((to) => to - from === turnLeft(heading, width));
    const [to] = leaving.splice(Math.max(left, 0), 1);
    if (to === undefined) throw new Error('borders: a ring does not close');
    heading = to - from;
    from = to;
  } while (from !== start);
  const [first] = ring;
  if (first) ring.push(first);
  return ring;
}

/** East (+1) → north (+width) → west (−1) → south (−width) → east. */
function turnLeft(heading: number, width: number): number {
  if (heading === 1) return width;
  if (heading === width) return -1;
  if (heading === -1) return -width;
  return 1;
}

/** Twice the signed area, positive when anticlockwise. */
export function doubleArea(ring: readonly (readonly number[])[]): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i - 1] ?? [];
    const [bx = 0, by = 0] = ring[i] ?? [];
    sum += ax * by - bx * ay;
  }
  return sum;
}
