/** How large the province can be drawn so that nothing of it lies under a panel. */
import { isInside } from './covers.ts';
import type { Box } from './label-layout.ts';
import type { Point } from './push-apart.ts';

export interface Fit {
  /** A point p is drawn at p × scale + (x, y), px of the map. */
  scale: number;
  x: number;
  y: number;
}

/** It is made smaller by this much at a time, and no smaller than this for the panels' sake. */
const STEP = 0.99;
const LEAST = 0.6;
/** Places it is tried at, px apart. */
const GRID = 6;
/** Left free round a panel, px. */
const GAP = 6;

/**
 * The largest there is, as near to the middle of the room as can be.
 * @param points of its outline, any unit
 * @param room where it may lie, px
 * @param covers panels in that room
 * @returns the largest that fits the room, panels or not, where all that would be free of them is too small
 */
export function fitBeside(points: readonly Point[], room: Box, covers: readonly Box[]): Fit | null {
  const box = boxOf(points);
  const [wide, high] = [box.right - box.left, box.bottom - box.top];
  const [roomWide, roomHigh] = [room.right - room.left, room.bottom - room.top];
  const most = Math.min(roomWide / Math.max(wide, 1e-9), roomHigh / Math.max(high, 1e-9));
  if (points.length === 0 || most <= 0) return null;
  const near = covers.filter((cover) => cover.left < room.right && room.left < cover.right);
  for (let scale = most; scale >= LEAST * most; scale *= STEP) {
    const offsets = offsetsIn(roomWide - wide * scale, roomHigh - high * scale);
    for (const offset of offsets) {
      const x = room.left - box.left * scale + offset.x;
      const y = room.top - box.top * scale + offset.y;
      if (isFree(points, { scale, x, y }, near)) return { scale, x, y };
    }
  }
  const scale = most;
  return {
    scale,
    x: room.left - box.left * scale + (roomWide - wide * scale) / 2,
    y: room.top - box.top * scale + (roomHigh - high * scale) / 2,
  };
}

function isFree(points: readonly Point[], { scale, x, y }: Fit, covers: readonly Box[]): boolean {
  return !points.some((point) => {
    const at = { x: point.x * scale + x, y: point.y * scale + y };
    return covers.some((cover) => isInside(cover, at, GAP));
  });
}

/** Shifts within so much room, the middle first. */
function offsetsIn(wide: number, high: number): Point[] {
  const middle = { x: Math.max(0, wide) / 2, y: Math.max(0, high) / 2 };
  const steps = (half: number): number[] => {
    const count = Math.floor(half / GRID);
    return Array.from({ length: 2 * count + 1 }, (_, index) => (index - count) * GRID);
  };
  return steps(middle.y)
    .flatMap((dy) => steps(middle.x).map((dx) => ({ dx, dy })))
    .sort((a, b) => a.dx ** 2 + a.dy ** 2 - (b.dx ** 2 + b.dy ** 2))
    .map(({ dx, dy }) => ({ x: middle.x + dx, y: middle.y + dy }));
}

function boxOf(points: readonly Point[]): Box {
  const box: Box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

/** Leaves out what lies nearer than this to a point before. */
export function thinned(points: readonly Point[], step: number): Point[] {
  const kept = new Map<string, Point>();
  for (const point of points) {
    const key = `${Math.round(point.x / step)} ${Math.round(point.y / step)}`;
    if (!kept.has(key)) kept.set(key, point);
  }
  return [...kept.values()];
}
