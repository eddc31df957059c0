/** A cable follows roads and dykes, not the crow. */
import type { Random } from '../random.ts';

type Point = [number, number];

/** Bends are no closer than this, m. */
const STEP_M = 900;
/** How far the middle of a stretch leaves the straight line, as a share of its length. */
const BEND = 0.1;

/** Midpoint displacement: halve a stretch, push its middle aside, and do the same with both halves. */
export function layRoute(from: Point, to: Point, random: Random): Point[] {
  return [from, ...between(from, to, random), to];
}

function between(from: Point, to: Point, random: Random): Point[] {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  if (dx * dx + dy * dy < STEP_M * STEP_M) return [];
  const aside = random.normal() * BEND;
  const middle: Point = [(from[0] + to[0]) / 2 - dy * aside, (from[1] + to[1]) / 2 + dx * aside];
  return [...between(from, middle, random), middle, ...between(middle, to, random)];
}
