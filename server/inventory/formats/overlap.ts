/**
 * How much communes cover each other, measured on parallels. Published borders differ by hairs, which is no error;
 * the same land given to two communes is.
 *
 *     parallel  ──────├─── A ───────┤──────
 *                              ├─── B ──────┤
 *                              └─┬──┘ this stretch × distance to the next parallel counts for (A, B)
 */
import type { Words } from '../../errors.ts';
import type { Area } from '../geometry.ts';
import { parallelsOf } from './parallels.ts';

/** What to say when `findOverlaps` answers null. */
export const TOO_COMPLEX: Words = {
  vi: 'đường biên quá phức tạp để kiểm tra chồng lấn',
  en: 'the borders are too complex to check for overlaps',
};

export interface Overlap {
  /** Indices of the two areas, first < second. */
  first: number;
  second: number;
  /** Of the smaller of the two. */
  share: number;
}

/** Share of the smaller one that two communes may have in common: more is the same land given twice. */
export const MAX_OVERLAP = 0.01;

const PARALLELS = 4096;
/** Pairs of stretches that meet; the real communes make none. */
const MAX_PAIRS = 20_000_000;

/** Pairs that share more than `tolerance` of the smaller one's area; null when the borders are too complex to tell. */
export function findOverlaps(areas: readonly Area[], tolerance: number): Overlap[] | null {
  const parallels = parallelsOf(areas, PARALLELS);
  if (parallels === null) return null;
  const sizes = new Float64Array(areas.length);
  const shared = new Map<number, number>();
  let pairs = 0;
  for (const stretches of parallels.lines) {
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
