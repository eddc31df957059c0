/**
 * Patches of squares → rings along the sides of the squares, the patch on the left hand:
 *
 *        ┌─◀─┐               Where two squares of one patch touch in a corner alone, the ring turns right and
 *        ▼ # ▲ ┌─◀─┐         goes over to the other one, so that no ring meets itself: the hole beside them
 *        │ # └─┘ # ▲         has a ring of its own, which touches the outer one in that point.
 *        └─▶───────┘
 */
/** x, y */
export type Point = [number, number];

/**
 * The raster with a frame of nothing around it, so that every square has four neighbours.
 *
 *      place of square (x, y) = (y + 1) · width + x + 1
 */
export interface Frame {
  width: number;
  /** Number of each square's patch, from 1; 0 covered, or not of the commune. */
  patchAt: Int32Array;
}

const EAST = 0;
const NORTH = 1;
const WEST = 2;

/** @returns by patch: its outer ring, then its holes */
export function ringsOf(frame: Frame, count: number): Point[][][] {
  const rings = Array.from({ length: count }, (): Point[][] => []);
  const { width, patchAt } = frame;
  /** 1 for squares along whose southern side a ring has gone. */
  const gone = new Uint8Array(patchAt.length);
  // Every ring goes east somewhere. The first square of a patch is on its southern edge, and so is its first ring.
  for (let place = 0; place < patchAt.length; place++) {
    const patch = patchAt[place] ?? 0;
    if (patch === 0 || patchAt[place - width] === patch || gone[place] === 1) continue;
    rings[patch - 1]?.push(follow(frame, place, gone));
  }
  return rings;
}

/** Follows a ring from the south-west corner of a square, which is a corner of the ring, eastward. */
function follow({ width, patchAt }: Frame, start: number, gone: Uint8Array): Point[] {
  const patch = patchAt[start];
  const ring: Point[] = [];
  /** A point has the number of the square north-east of it. */
  let point = start;
  let heading = EAST;
  do {
    ring.push([(point % width) - 1, Math.floor(point / width) - 1]);
    let turn = 0;
    while (turn === 0) {
      if (heading === EAST) gone[point] = 1;
      point += stepOf(heading, width);
      const [left, right] = aheadOf(point, heading, width);
      if (patchAt[right] === patch) turn = -1;
      else if (patchAt[left] !== patch) turn = 1;
    }
    heading = (heading + turn + 4) % 4;
  } while (point !== start || heading !== EAST);
  const [first] = ring;
  if (first) ring.push([...first]);
  return ring;
}

function stepOf(heading: number, width: number): number {
  if (heading === EAST) return 1;
  if (heading === NORTH) return width;
  return heading === WEST ? -1 : -width;
}

/** The squares before one who comes to a point: left and right. */
function aheadOf(point: number, heading: number, width: number): [left: number, right: number] {
  const [northEast, northWest, southWest, southEast] = [point, point - 1, point - 1 - width, point - width];
  if (heading === EAST) return [northEast, southEast];
  if (heading === NORTH) return [northWest, northEast];
  return heading === WEST ? [southWest, northWest] : [southEast, southWest];
}
