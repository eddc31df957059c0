/** Is this the polygon of a commune? Closed rings, real positions, no line that crosses another; in bounded time. */
import Flatbush from 'flatbush';
import type { Words } from '../../errors.ts';
import type { Area } from '../geometry.ts';
import { ringsOf } from '../geometry.ts';
import { LAT_RANGE, LON_RANGE } from '../rows.ts';
import { listOf } from './route.ts';

type Point = [number, number];

/** Positions of a whole file; the real 104 communes have 78,433. */
export const MAX_POSITIONS = 1_000_000;
/** Pairs of segments looked at over one area: hostile shapes make all meet all. */
const MAX_PAIRS = 20_000_000;

/** The area with its positions cut to `[lon, lat]`, or the rule it breaks. */
export function readArea(geometry: { type: string; coordinates: unknown } | null): Area | { broken: Words } {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') {
    return {
      broken: { vi: 'ranh giới phải là Polygon hoặc MultiPolygon', en: 'a border is a Polygon or MultiPolygon' },
    };
  }
  const { type, coordinates } = geometry;
  const polygons = type === 'Polygon' ? [readPolygon(coordinates)] : (listOf(coordinates)?.map(readPolygon) ?? []);
  const whole: Point[][][] = [];
  for (const rings of polygons) {
    if (rings === null) return { broken: RING_RULE };
    whole.push(rings);
  }
  if (whole.length === 0) return { broken: RING_RULE };
  const crossing = findCrossing(whole.flat());
  if (crossing === null) return withoutSlivers(whole) ?? { broken: HOLLOW_RULE };
  if (crossing === 'too complex') {
    return { broken: { vi: 'đường biên quá phức tạp để kiểm tra', en: 'the border is too complex to check' } };
  }
  const place = `${crossing[0].toFixed(6)} ${crossing[1].toFixed(6)}`;
  return { broken: { vi: `đường biên tự cắt gần ${place}`, en: `the border crosses itself near ${place}` } };
}

const RING_RULE: Words = {
  vi: 'mỗi vòng biên cần từ 4 điểm [kinh độ, vĩ độ] trở lên trong lãnh thổ Việt Nam (WGS 84), điểm cuối trùng điểm đầu',
  en: 'each ring has 4 or more [longitude, latitude] positions inside Vietnam (WGS 84), the last equal to the first',
};

const HOLLOW_RULE: Words = { vi: 'đường biên không bao quanh diện tích nào', en: 'the border encloses no area' };

/** Published borders have holes and islets without any area, left by merging: they are dropped. Null when nothing is left. */
function withoutSlivers(polygons: readonly Point[][][]): Area | null {
  const solid = polygons.flatMap(([shell, ...holes]) =>
    shell !== undefined && size(shell) >= MIN_SIZE ? [[shell, ...holes.filter((hole) => size(hole) >= MIN_SIZE)]] : [],
  );
  const [first, ...others] = solid;
  if (first === undefined) return null;
  return others.length === 0 ? { type: 'Polygon', coordinates: first } : { type: 'MultiPolygon', coordinates: solid };
}

function readPolygon(coordinates: unknown): Point[][] | null {
  const rings = listOf(coordinates)?.map(readRing) ?? [];
  const whole: Point[][] = [];
  for (const ring of rings) {
    if (ring === null) return null;
    whole.push(ring);
  }
  return whole.length === 0 ? null : whole;
}

function readRing(coordinates: unknown): Point[] | null {
  const positions = listOf(coordinates) ?? [];
  const ring: Point[] = [];
  for (const position of positions) {
    const [lon, lat] = listOf(position) ?? [];
    if (typeof lon !== 'number' || typeof lat !== 'number') return null;
    if (!(lon >= LON_RANGE[0] && lon <= LON_RANGE[1] && lat >= LAT_RANGE[0] && lat <= LAT_RANGE[1])) return null;
    ring.push([lon, lat]);
  }
  const first = ring[0];
  const last = ring.at(-1);
  if (ring.length < 4 || first === undefined || last === undefined) return null;
  return first[0] === last[0] && first[1] === last[1] ? ring : null;
}

/** Square degrees, about 0.01 m². */
const MIN_SIZE = 1e-12;

/** Area a ring encloses, square degrees (shoelace formula, from its first corner so that no digits are lost). */
function size(ring: readonly number[][]): number {
  const [ox = 0, oy = 0] = ring[0] ?? [];
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x0 = 0, y0 = 0] = ring[i - 1] ?? [];
    const [x1 = 0, y1 = 0] = ring[i] ?? [];
    twice += (x0 - ox) * (y1 - oy) - (x1 - ox) * (y0 - oy);
  }
  return Math.abs(twice) / 2;
}

export function countPositions(area: Area): number {
  return ringsOf(area).reduce((sum, ring) => sum + ring.length, 0);
}

/** Where two edges of an area properly cross; touching and shared corners are no crossing. */
function findCrossing(rings: readonly Point[][]): Point | 'too complex' | null {
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
const HAIR = 1e-6;

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
