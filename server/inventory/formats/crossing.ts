/** Where the edges of a border cross each other, looked for in bounded time. */
import Flatbush from 'flatbush';

export type Point = [number, number];

/** Pairs of segments looked at over one area: hostile shapes make all meet all. */
const MAX_PAIRS = 20_000_000;

/** Where two edges of an area properly cross; touching and shared corners are no crossing. */
export function findCrossing(rings: readonly Point[][]): Point | 'too complex' | null {
  const edges = edgesOf(rings);
  if (edges.length === 0) return null;
  const tree = new Flatbush(edges.length / 4);
  for (let i = 0; i < edges.length; i += 4) {
    const [x0, y0, x1, y1] = edgeAt(edges, i);
    tree.add(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
  }
  tree.finish();
  const found: Point[] = [];
  let pairs = 0;
  for (let i = 0; i < edges.length; i += 4) {
    const edge = edgeAt(edges, i);
    const [x0, y0, x1, y1] = edge;
    tree.search(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1), (other) => {
      if (other * 4 <= i || found.length > 0) return false;
      pairs++;
      const crossing = crossingOf(edge, edgeAt(edges, other * 4));
      if (crossing !== null) found.push(crossing);
      return false;
    });
    if (found[0] !== undefined) return found[0];
    if (pairs > MAX_PAIRS) return 'too complex';
  }
  return null;
}

type Edge = [number, number, number, number];

/** Flat `x0 y0 x1 y1` of every edge that has a length. */
function edgesOf(rings: readonly Point[][]): Float64Array {
  const edges: number[] = [];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x0 = 0, y0 = 0] = ring[i - 1] ?? [];
      const [x1 = 0, y1 = 0] = ring[i] ?? [];
      if (x0 !== x1 || y0 !== y1) edges.push(x0, y0, x1, y1);
    }
  }
  return Float64Array.from(edges);
}

function edgeAt(edges: Float64Array, i: number): Edge {
  return [edges[i] ?? 0, edges[i + 1] ?? 0, edges[i + 2] ?? 0, edges[i + 3] ?? 0];
}

/** How far, in degrees, an end may reach across an edge before it counts: 1e-6° is 0.1 m, the last digit of published borders. */
export const HAIR = 1e-6;

/** Point where two edges cross, each having its ends more than a hair on either side of the other; else null. */
function crossingOf([ax, ay, bx, by]: Edge, [cx, cy, dx, dy]: Edge): Point | null {
  const hairAB = HAIR * Math.hypot(bx - ax, by - ay);
  const c = side(ax, ay, bx, by, cx, cy);
  const d = side(ax, ay, bx, by, dx, dy);
  if (!apart(c, d, hairAB)) return null;
  const hairCD = HAIR * Math.hypot(dx - cx, dy - cy);
  const a = side(cx, cy, dx, dy, ax, ay);
  const b = side(cx, cy, dx, dy, bx, by);
  if (!apart(a, b, hairCD)) return null;
  const t = c / (c - d);
  return [cx + (dx - cx) * t, cy + (dy - cy) * t];
}

/** Twice the signed area of a, b, p: positive when p is left of a→b. */
function side(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
}

function apart(p: number, q: number, hair: number): boolean {
  return (p > hair && q < -hair) || (p < -hair && q > hair);
}
