/**
 * What lies under the pointer. Plain scans: 2,118 points or 2,400 segments take some 10 µs, far less than building an index
 * after every change would.
 */
import type { Position } from 'geojson';
import { ringsOf, type CommuneShape } from './borders.ts';
import type { Point } from './push-apart.ts';

/** Index of the point nearest to `at` within `reach`, −1 when there is none. The first wins when two are equally near. */
export function nearestPoint(points: readonly Point[], at: Point, reach: number): number {
  let best = -1;
  let bestSquare = reach ** 2;
  points.forEach(({ x, y }, index) => {
    const square = (x - at.x) ** 2 + (y - at.y) ** 2;
    if (square < bestSquare || (square === bestSquare && best < 0)) {
      best = index;
      bestSquare = square;
    }
  });
  return best;
}

/** Index of the line nearest to `at` within `reach`, −1 when there is none. */
export function nearestLine(lines: readonly (readonly Point[])[], at: Point, reach: number): number {
  let best = -1;
  let bestSquare = reach ** 2;
  lines.forEach((line, index) => {
    for (let i = 1; i < line.length; i++) {
      const a = line[i - 1];
      const b = line[i];
      if (!a || !b) continue;
      const square = squaredDistanceToSegment(at, a, b);
      if (square > bestSquare || (square === bestSquare && best >= 0)) continue;
      best = index;
      bestSquare = square;
    }
  });
  return best;
}

function squaredDistanceToSegment(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length));
  return (a.x + t * dx - p.x) ** 2 + (a.y + t * dy - p.y) ** 2;
}

/** Middle of a line by length, and the direction there in radians; null for a line without length. */
export function middleOf(line: readonly Point[]): (Point & { angle: number }) | null {
  const lengths = line.slice(1).map((b, i) => Math.hypot(b.x - (line[i]?.x ?? b.x), b.y - (line[i]?.y ?? b.y)));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  if (left === 0) return null;
  for (const [i, length] of lengths.entries()) {
    const a = line[i];
    const b = line[i + 1];
    if (a && b && left <= length) {
      const t = left / length;
      return { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y), angle: Math.atan2(b.y - a.y, b.x - a.x) };
    }
    left -= length;
  }
  return null;
}

/** A commune ready to be asked whether it holds a place. */
export interface Territory {
  shape: CommuneShape;
  west: number;
  south: number;
  east: number;
  north: number;
}

export function territoryOf(shape: CommuneShape): Territory {
  const box: Territory = { shape, west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [lon = 0, lat = 0] of ringsOf(shape).flat()) {
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}

/** Even-odd rule over all rings, so holes and several parts need no care of their own. */
export function holds(territory: Territory, lon: number, lat: number): boolean {
  if (lon < territory.west || lon > territory.east || lat < territory.south || lat > territory.north) return false;
  return ringsOf(territory.shape).reduce((inside, ring) => (crossesOdd(ring, lon, lat) ? !inside : inside), false);
}

function crossesOdd(ring: readonly Position[], lon: number, lat: number): boolean {
  let odd = false;
  let [x1 = 0, y1 = 0] = ring.at(-1) ?? [];
  for (const [x2 = 0, y2 = 0] of ring) {
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) odd = !odd;
    x1 = x2;
    y1 = y2;
  }
  return odd;
}
