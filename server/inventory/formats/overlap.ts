/**
 * How much communes cover each other, measured on parallels. Published borders differ by hairs, which is no error;
 * the same land given to two communes is.
 *
 *     parallel  ──────├─── A ───────┤──────
 *                              ├─── B ──────┤
 *                              └─┬──┘ this stretch × distance to the next parallel counts for (A, B)
 */
import type { Area } from '../geometry.ts';
import { boxOf, crossingAt, ringsOf } from '../geometry.ts';

export interface Overlap {
  /** Indices of the two areas, first < second. */
  first: number;
  second: number;
  /** Of the smaller of the two. */
  share: number;
}

const PARALLELS = 4096;
/** Crossings of edges with parallels, and pairs of stretches that meet; the real communes make about 300,000 and none. */
const MAX_CROSSINGS = 20_000_000;
const MAX_PAIRS = 20_000_000;

interface Stretch {
  area: number;
  from: number;
  to: number;
}

/** Pairs that share more than `tolerance` of the smaller one's area; null when the borders are too complex to tell. */
export function findOverlaps(areas: readonly Area[], tolerance: number): Overlap[] | null {
  const lines = parallelsOf(areas);
  if (lines === null) return null;
  const sizes = new Float64Array(areas.length);
  const shared = new Map<number, number>();
  let pairs = 0;
  for (const stretches of lines) {
    stretches.sort((a, b) => a.from - b.from);
    for (const { area, from, to } of stretches) sizes[area] = (sizes[area] ?? 0) + to - from;
    for (const [i, one] of stretches.entries()) {
      for (let j = i + 1; j < stretches.length; j++) {
        const other = stretches[j];
        if (other === undefined || other.from >= one.to) break;
        if (++pairs > MAX_PAIRS) return null;
        if (other.area === one.area) continue;
        const key = Math.min(one.area, other.area) * areas.length + Math.max(one.area, other.area);
        shared.set(key, (shared.get(key) ?? 0) + Math.min(one.to, other.to) - other.from);
      }
    }
  }
  const overlaps: Overlap[] = [];
  for (const [key, size] of shared) {
    const first = Math.floor(key / areas.length);
    const second = key % areas.length;
    const share = size / Math.min(sizes[first] ?? 0, sizes[second] ?? 0);
    if (share > tolerance) overlaps.push({ first, second, share });
  }
  return overlaps.sort((a, b) => a.second - b.second || a.first - b.first);
}

/** For each parallel the stretches of every area on it. */
function parallelsOf(areas: readonly Area[]): Stretch[][] | null {
  const boxes = areas.map(boxOf);
  const south = boxes.reduce((min, box) => Math.min(min, box[1]), Infinity);
  const north = boxes.reduce((max, box) => Math.max(max, box[3]), -Infinity);
  const step = (north - south) / PARALLELS;
  const lines = Array.from({ length: PARALLELS }, (): Stretch[] => []);
  let crossings = 0;
  for (const [index, area] of areas.entries()) {
    const at = crossingsOf(area, south + step / 2, step, MAX_CROSSINGS - crossings);
    if (at === null) return null;
    for (const [line, longitudes] of at) {
      crossings += longitudes.length;
      longitudes.sort((a, b) => a - b);
      for (let i = 0; i + 1 < longitudes.length; i += 2) {
        lines[line]?.push({ area: index, from: longitudes[i] ?? 0, to: longitudes[i + 1] ?? 0 });
      }
    }
  }
  return lines;
}

/** Number of the parallel → longitudes at which the area's edges cross it; null when there are more than `limit`. */
function crossingsOf(area: Area, south: number, step: number, limit: number): Map<number, number[]> | null {
  const at = new Map<number, number[]>();
  let count = 0;
  for (const ring of ringsOf(area)) {
    let [x0 = 0, y0 = 0] = ring.at(-1) ?? [];
    for (const [x1 = 0, y1 = 0] of ring) {
      const last = Math.ceil((Math.max(y0, y1) - south) / step);
      for (let line = Math.ceil((Math.min(y0, y1) - south) / step); line < last; line++) {
        const longitudes = at.get(line);
        const lon = crossingAt(x0, y0, x1, y1, south + line * step);
        if (longitudes === undefined) at.set(line, [lon]);
        else longitudes.push(lon);
        if (++count > limit) return null;
      }
      x0 = x1;
      y0 = y1;
    }
  }
  return at;
}
