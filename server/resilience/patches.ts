/**
 * Squares that are not covered → contiguous patches: squares that share a side belong together, those that touch in a
 * corner alone do not. Everything in squares of the raster: (0, 0) is its south-west corner, x east, y north.
 */
import type { UncoveredSquares } from '../coverage/uncovered.ts';
import { ringsOf, type Frame, type Point } from './patch-rings.ts';

export interface Patch {
  m2: number;
  /** Milli-persons. */
  milli: number;
  /** Outer ring counter-clockwise, then its holes clockwise; closed, a point a corner. */
  rings: Point[][];
  /** Centre of the square that lies deepest inside. */
  middle: Point;
  /** By row · columns + column. */
  squares: number[];
}

/** In the order of their southernmost, westernmost squares. */
export function findPatches(squares: UncoveredSquares): Patch[] {
  const { columns, rows } = squares;
  const width = columns + 2;
  const patchAt = new Int32Array(width * (rows + 2));
  const frame: Frame = { width, patchAt };
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) if (isIn(squares, x, y)) patchAt[placeOf(frame, x, y)] = UNNUMBERED;
  }
  const count = numberPatches(frame);
  const depth = depths(frame);
  const rings = ringsOf(frame, count);
  const patches = rings.map((own): Patch => ({ m2: 0, milli: 0, rings: own, middle: [0, 0], squares: [] }));
  const deepest = new Int32Array(count);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const place = placeOf(frame, x, y);
      const number = (patchAt[place] ?? 0) - 1;
      const patch = patches[number];
      if (!patch) continue;
      patch.squares.push(y * columns + x);
      patch.m2 += squares.m2[y * columns + x] ?? 0;
      patch.milli += squares.milli[y * columns + x] ?? 0;
      if ((depth[place] ?? 0) <= (deepest[number] ?? 0)) continue;
      deepest[number] = depth[place] ?? 0;
      patch.middle = [x + 0.5, y + 0.5];
    }
  }
  return patches;
}

const UNNUMBERED = -1;

function isIn({ columns, m2 }: UncoveredSquares, x: number, y: number): boolean {
  return (m2[y * columns + x] ?? 0) > 0;
}

function placeOf({ width }: Frame, x: number, y: number): number {
  return (y + 1) * width + x + 1;
}

/** Gives all squares that hang together one number. @returns how many numbers */
function numberPatches({ width, patchAt }: Frame): number {
  let count = 0;
  for (let first = 0; first < patchAt.length; first++) {
    if (patchAt[first] !== UNNUMBERED) continue;
    count += 1;
    patchAt[first] = count;
    const open = [first];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      for (const next of [place - width, place - 1, place + 1, place + width]) {
        if (patchAt[next] !== UNNUMBERED) continue;
        patchAt[next] = count;
        open.push(next);
      }
    }
  }
  return count;
}

/** Steps from each square to the next one that is in no patch, in two sweeps (Rosenfeld and Pfaltz 1966). */
function depths({ width, patchAt }: Frame): Int32Array {
  const depth = new Int32Array(patchAt.length);
  for (let place = 0; place < depth.length; place++) {
    if (patchAt[place] !== 0) depth[place] = 1 + Math.min(depth[place - 1] ?? 0, depth[place - width] ?? 0);
  }
  for (let place = depth.length - 1; place >= 0; place--) {
    const fromBack = 1 + Math.min(depth[place + 1] ?? 0, depth[place + width] ?? 0);
    if (fromBack < (depth[place] ?? 0)) depth[place] = fromBack;
  }
  return depth;
}
