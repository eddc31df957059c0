/**
 * Names on the printed map: each within its commune, in smaller letters where that lets it fit. One for which the commune is too small
 * stands beside the map, with a line to its commune: on a neighbour it would be taken for the neighbour's.
 */
import { cleanText } from './clean-text.ts';
import type { Point, Ring } from './map-borders.ts';
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
  /** Of its letters. */
  size: number;
  /** Line from the commune to the text that stands outside it. */
  anchor: { x: number; y: number; toX: number; toY: number } | null;
}

interface Commune {
  name: string;
  rings: readonly Ring[];
}

/** Width of the white edge around a name, both sides together. */
export const HALO = 1.4;

/** Letters that are smaller cannot be read; they shrink in such steps. */
const SMALLEST = 7;
const STEP = 0.5;
/** Places tried within a commune, each way: those nearest to its middle first. */
const GRID = 11;
/** Of a line to a name beside the map: it begins no further away, and is tried in steps and directions. */
const LONGEST_LINE = 150;
const LINE_STEP = 6;
const DIRECTIONS = 24;

/**
 * @param outline of all communes, be they named or not
 * @returns the labels in the order of the communes; one that finds no room is left out
 */
export function placeLabels(
  communes: readonly Commune[],
  size: number,
  frame: Box,
  obstacles: readonly Box[],
  outline: readonly Ring[],
): Label[] {
  const inside = communes.map((commune) => within(commune, size, obstacles));
  const taken = [...obstacles, ...inside.flatMap((label) => (label === null ? [] : [boxOf(label)]))];
  const lines: Line[] = [];
  const around = edgesOf(outline);
  return communes.flatMap((commune, index): Label[] => {
    const own = inside[index] ?? null;
    if (own !== null) return [own];
    const label = beside(commune, size, frame, { taken, lines, around });
    if (label === null) return [];
    taken.push(boxOf(label));
    lines.push(lineOf(label.anchor));
    return [label];
  });
}

const shortName = (name: string): string => cleanText(name).replace(/^(Xã|Phường|Đặc khu) /, '');

const boxOf = ({ name, x, y, size }: Label): Box => boxAt(x, y, sizeOf(name, size));

function sizeOf(name: string, size: number): Pick<Box, 'width' | 'height'> {
  return { width: textEm(name) * size + HALO, height: size * 1.05 + HALO };
}

function boxAt(x: number, y: number, { width, height }: Pick<Box, 'width' | 'height'>): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** In the largest letters that fit. */
function within({ name, rings }: Commune, size: number, obstacles: readonly Box[]): Label | null {
  const middle = middleOf(rings);
  if (middle === null) return null;
  const short = shortName(name);
  const places = placesIn(rings, middle);
  const [left, right] = rangeOf(rings.flat().map(([x]) => x));
  const widest = right - left;
  const edges = edgesOf(rings);
  for (let letters = size; letters >= Math.min(size, SMALLEST); letters -= STEP) {
    const text = sizeOf(short, letters);
    if (text.width >= widest) continue;
    for (const [x, y] of places) {
      const box = boxAt(x, y, text);
      if (!isInside(edges, x, y) || isCrossed(box, edges) || obstacles.some((other) => overlap(box, other))) continue;
      return { name: short, x, y, size: letters, anchor: null };
    }
  }
  return null;
}

/** The middle, and a grid over the commune. */
function placesIn(rings: readonly Ring[], middle: Point): Point[] {
  const points = rings.flat();
  const [left, right] = rangeOf(points.map(([x]) => x));
  const [top, bottom] = rangeOf(points.map(([, y]) => y));
  const steps = Array.from({ length: GRID - 1 }, (_, index) => (index + 1) / GRID);
  const grid = steps.flatMap((across) =>
    steps.map((down): Point => [round(left + across * (right - left)), round(top + down * (bottom - top))]),
  );
  const away = ([x, y]: Point) => Math.hypot(x - middle[0], y - middle[1]);
  return [middle, ...grid.sort((a, b) => away(a) - away(b))];
}

function rangeOf(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
}

interface Line {
  from: Point;
  to: Point;
}

type Anchored = Label & { anchor: NonNullable<Label['anchor']> };

const lineOf = ({ x, y, toX, toY }: Anchored['anchor']): Line => ({ from: [x, y], to: [toX, toY] });

/** Off every commune, as near as there is room; its line meets neither a name nor another line. */
function beside(
  { name, rings }: Commune,
  size: number,
  frame: Box,
  { taken, lines, around }: { taken: readonly Box[]; lines: readonly Line[]; around: Edges },
): Anchored | null {
  const middle = middleOf(rings);
  if (middle === null) return null;
  const [fromX, fromY] = middle;
  const short = shortName(name);
  const text = sizeOf(short, size);
  const { width, height } = text;
  for (let length = LINE_STEP; length <= LONGEST_LINE; length += LINE_STEP) {
    for (let direction = 0; direction < DIRECTIONS; direction++) {
      const angle = (2 * Math.PI * direction) / DIRECTIONS;
      const x = round(fromX + Math.cos(angle) * (length + width / 2));
      const y = round(fromY + Math.sin(angle) * (length + height / 2));
      if (isInside(around, x, y)) continue;
      const box = boxAt(x, y, text);
      if (!contains(frame, box) || isCrossed(box, around)) continue;
      const [toX, toY] = [clamp(fromX, box.x, box.x + width), clamp(fromY, box.y, box.y + height)];
      const anchor = { x: fromX, y: fromY, toX: round(toX), toY: round(toY) };
      const line = lineOf(anchor);
      if (taken.some((other) => overlap(box, other) || meets(line, other))) continue;
      if (lines.some((other) => cross(line, other) || meets(other, box))) continue;
      return { name: short, x, y, size, anchor };
    }
  }
  return null;
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Centroid of the largest ring; where that lies outside, the middle of the widest stretch of the ring at its height. */
function middleOf(rings: readonly Ring[]): Point | null {
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

function centroidOf(ring: Ring): { area: number; x: number; y: number } {
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
function crossingsAt(ring: Ring, y: number): number[] {
  const crossings: number[] = [];
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
    if (ay < y !== by < y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
  }
  return crossings.sort((a, b) => a - b);
}

/** Edges of borders by the bands of the page that they touch: most are far from where one looks. */
type Edges = ReadonlyMap<number, readonly Line[]>;

/** Points. */
const BAND = 8;
const bandOf = (y: number): number => Math.floor(y / BAND);

function edgesOf(rings: readonly Ring[]): Edges {
  const edges = new Map<number, Line[]>();
  for (const ring of rings) {
    for (const [index, from] of ring.entries()) {
      const to = ring[(index + 1) % ring.length] ?? from;
      for (let band = bandOf(Math.min(from[1], to[1])); band <= bandOf(Math.max(from[1], to[1])); band++) {
        const known = edges.get(band);
        if (known === undefined) edges.set(band, [{ from, to }]);
        else known.push({ from, to });
      }
    }
  }
  return edges;
}

function isInside(edges: Edges, x: number, y: number): boolean {
  let isIn = false;
  for (const { from, to } of edges.get(bandOf(y)) ?? []) {
    const [[ax, ay], [bx, by]] = [from, to];
    if (ay < y !== by < y && ax + ((y - ay) / (by - ay)) * (bx - ax) < x) isIn = !isIn;
  }
  return isIn;
}

/** A border goes through it. */
function isCrossed(box: Box, edges: Edges): boolean {
  for (let band = bandOf(box.y); band <= bandOf(box.y + box.height); band++) {
    if (edges.get(band)?.some((edge) => meets(edge, box)) === true) return true;
  }
  return false;
}

/** What of the line lies between the box's sides is followed from edge to edge. */
function meets({ from: [ax, ay], to: [bx, by] }: Line, { x, y, width, height }: Box): boolean {
  // Most are far away.
  if (Math.max(ax, bx) <= x || Math.min(ax, bx) >= x + width) return false;
  if (Math.max(ay, by) <= y || Math.min(ay, by) >= y + height) return false;
  let [start, end] = [0, 1];
  for (const [at, step, least, most] of [
    [ax, bx - ax, x, x + width],
    [ay, by - ay, y, y + height],
  ] as const) {
    if (step === 0 && (at <= least || at >= most)) return false;
    if (step === 0) continue;
    const [one, other] = [(least - at) / step, (most - at) / step];
    start = Math.max(start, Math.min(one, other));
    end = Math.min(end, Math.max(one, other));
  }
  return start < end;
}

function cross(one: Line, other: Line): boolean {
  const side = ({ from: [ax, ay], to: [bx, by] }: Line, [x, y]: Point) =>
    Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
  return side(one, other.from) !== side(one, other.to) && side(other, one.from) !== side(other, one.to);
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
