/** Areas cut into stretches by parallels: how land is measured that several of them claim. */
import type { Area } from '../geometry.ts';
import { boxOf, crossingAt, ringsOf } from '../geometry.ts';

/** Crossings of edges with parallels; the real communes make about 300,000. */
const MAX_CROSSINGS = 20_000_000;

/** Longitudes between which a parallel is inside an area. */
export interface Stretch {
  /** Index of the area. */
  area: number;
  from: number;
  to: number;
}

/** Evenly spaced parallels over all of some areas, the first half a step north of the southern end. */
interface Parallels {
  south: number;
  /** Degrees. */
  step: number;
  /** What each parallel holds of every area. */
  lines: Stretch[][];
}

/** Null when there are too many crossings. */
export function parallelsOf(areas: readonly Area[], count: number): Parallels | null {
  const boxes = areas.map(boxOf);
  const south = boxes.reduce((min, box) => Math.min(min, box[1]), Infinity);
  const north = boxes.reduce((max, box) => Math.max(max, box[3]), -Infinity);
  const step = (north - south) / count;
  const lines = Array.from({ length: count }, (): Stretch[] => []);
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
  return { south, step, lines };
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
