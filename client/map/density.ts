/** At province zoom healthy stations are a texture: one dot a pixel square, larger where more stand together. */
import type { Point } from './push-apart.ts';

export interface DensityDot extends Point {
  /** Stations it stands for. */
  count: number;
}

/** Above this zoom every healthy station is a dot of its own and can be pointed at. */
export const SINGLE_DOTS_FROM_ZOOM = 11;

/**
 * @param points world pixels, so that the squares do not crawl when the map is panned
 * @param square side of the squares, px
 */
export function densityDots(points: readonly Point[], square: number): DensityDot[] {
  const sums = new Map<string, DensityDot>();
  for (const { x, y } of points) {
    const key = `${String(Math.floor(x / square))}:${String(Math.floor(y / square))}`;
    const sum = sums.get(key);
    if (sum) {
      sum.x += x;
      sum.y += y;
      sum.count++;
    } else sums.set(key, { x, y, count: 1 });
  }
  return [...sums.values()].map(({ x, y, count }) => ({ x: x / count, y: y / count, count }));
}

/** Radius of a dot, px: its ink grows with the stations it stands for. */
export function densityRadius(count: number): number {
  return Math.min(2.4, 1.15 * Math.sqrt(count));
}
