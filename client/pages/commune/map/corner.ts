/** The legend stands in a corner the commune leaves free; where there is none, the commune is drawn smaller until there is. */
import { isInside, type Rectangle } from './name-places.ts';
import type { Dot, Size } from '../../../map/plan.ts';

const CORNERS = ['bottom-left', 'bottom-right', 'top-left'] as const;
export type Corner = (typeof CORNERS)[number];

const EDGE = 12;
const STEP = 12;

export function cornerBox(corner: Corner, box: Size, size: Size): Rectangle {
  return {
    x: corner === 'bottom-right' ? size.width - EDGE - box.width : EDGE,
    y: corner === 'top-left' ? EDGE : size.height - EDGE - box.height,
    ...box,
  };
}

/** The first corner in which nothing of the shape lies under the box; null when there is none. */
export function freeCorner(rings: readonly (readonly Dot[])[], box: Size, size: Size): Corner | null {
  return CORNERS.find((corner) => !covers(cornerBox(corner, box, size), rings)) ?? null;
}

function covers({ x, y, width, height }: Rectangle, rings: readonly (readonly Dot[])[]): boolean {
  const corner = (dot: Dot): boolean => dot.x > x && dot.x < x + width && dot.y > y && dot.y < y + height;
  if (rings.some((ring) => ring.some(corner))) return true;
  for (let dx = 0; dx <= width; dx += STEP) {
    for (let dy = 0; dy <= height; dy += STEP) if (isInside(rings, { x: x + dx, y: y + dy })) return true;
  }
  return false;
}
