/**
 * Names on the printed map: each at the middle of its commune or, where another name stands, beside it. One that stands in another
 * commune has a line to its own.
 */
import { cleanText } from './clean-text.ts';
import type { Point } from './map-borders.ts';
import { textEm } from './text-width.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Label {
  name: string;
  /** Middle of the text. */
  x: number;
  y: number;
  /** Line from the commune to the text that stands outside it. */
  anchor: { x: number; y: number; toX: number; toY: number } | null;
}

/** Width of the white edge around a name, both sides together. */
const HALO = 2;

/** Steps away from the middle of the commune, in heights of a line; the nearer are tried first. */
const STEPS = [0, 1.4, 2.6, 4, 5.5];
const DIRECTIONS = 12;

/** @returns the labels in the order of the communes; one that finds no room is left out */
export function placeLabels(
  communes: readonly { name: string; rings: readonly Point[][] }[],
  size: number,
  frame: Box,
  obstacles: readonly Box[],
): Label[] {
  const taken = [...obstacles];
  return communes.flatMap(({ name, rings }): Label[] => {
    const middle = middleOf(rings);
    if (middle === null) return [];
    const short = cleanText(name).replace(/^(Xã|Phường|Đặc khu) /, '');
    const [width, height] = [textEm(short) * size + HALO, size * 1.15];
    for (const [x, y] of places(middle, width, height)) {
      const box = { x: x - width / 2, y: y - height / 2, width, height };
      if (!contains(frame, box) || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      const [fromX, fromY] = middle;
      // Without a line it would be taken for the name of the commune in which it stands.
      const away = !isInside(rings, x, y) && !holds(box, middle);
      // The line ends at the nearest edge of the text.
      const toX = round(Math.min(box.x + width, Math.max(box.x, fromX)));
      const toY = round(y < fromY ? box.y + height : y > fromY ? box.y : y);
      return [{ name: short, x: round(x), y: round(y), anchor: away ? { x: fromX, y: fromY, toX, toY } : null }];
    }
    return [];
  });
}

function places([x, y]: Point, width: number, height: number): Point[] {
  return STEPS.flatMap((step): Point[] => {
    if (step === 0) return [[x, y]];
    return Array.from({ length: DIRECTIONS }, (_, index): Point => {
      const angle = (2 * Math.PI * index) / DIRECTIONS - Math.PI / 2;
      return [x + Math.cos(angle) * (step * height + width / 2), y + Math.sin(angle) * step * height];
    });
  });
}

/** Centroid of the largest ring; where that lies outside, the middle of the widest stretch of the ring at its height. */
function middleOf(rings: readonly Point[][]): Point | null {
  const [largest] = rings.map((ring) => ({ ring, ...centroidOf(ring) })).sort((a, b) => b.area - a.area);
  if (largest === undefined || largest.area === 0) return null;
  const { ring, x, y } = largest;
  const crossings = crossingsAt(ring, y);
  const stretches = crossings.flatMap((from, index) => {
    const to = crossings[index + 1];
    return index % 2 === 0 && to !== undefined ? [{ from, to }] : [];
  });
  const [widest] = stretches.sort((a, b) => b.to - b.from - (a.to - a.from));
  const inside = widest === undefined || stretches.some(({ from, to }) => from <= x && x <= to);
  return [round(inside ? x : (widest.from + widest.to) / 2), round(y)];
}

function centroidOf(ring: readonly Point[]): { area: number; x: number; y: number } {
  let [double, x, y] = [0, 0, 0];
  ring.forEach(([ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
    const cross = ax * by - bx * ay;
    double += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  });
  return double === 0 ? { area: 0, x: 0, y: 0 } : { area: Math.abs(double), x: x / (3 * double), y: y / (3 * double) };
}

/** Where the ring crosses a height, from left to right. */
function crossingsAt(ring: readonly Point[], y: number): number[] {
  return ring
    .flatMap(([ax, ay], index) => {
      const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
      return ay < y === by < y ? [] : [ax + ((y - ay) / (by - ay)) * (bx - ax)];
    })
    .sort((a, b) => a - b);
}

function isInside(rings: readonly Point[][], x: number, y: number): boolean {
  const left = rings.flatMap((ring) => crossingsAt(ring, y)).filter((crossing) => crossing < x);
  return left.length % 2 === 1;
}

function holds({ x, y, width, height }: Box, [px, py]: Point): boolean {
  return px >= x && px <= x + width && py >= y && py <= y + height;
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

const round = (value: number): number => Math.round(value * 10) / 10;
