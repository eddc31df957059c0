/**
 * Borders for paper: fewer points, the same picture. A border two communes share is thinned as one line from junction to junction, so
 * that both keep the same points and no gap opens between them.
 */

/** `[x, y]`, points on paper. */
export type Point = [number, number];
export type Ring = Point[];

/** How far the thinned line may lie from the true one, points: 0.1 mm. */
const TOLERANCE = 0.3;
/** Share of edges without a neighbour from which borders do not fit together. */
const MOSTLY_ALONE = 0.6;

/** @returns the rings of each area, their last point not the first again, those that came to nothing left out */
export function thinBorders(areas: readonly Ring[][]): Ring[][] {
  const open = areas.map((rings) => rings.map(withoutRepeats).filter((ring) => ring.length > 2));
  const neighbours = neighboursOf(open.flat());
  const isJunction = (point: Point) => neighbours.get(keyOf(point))?.size !== 2;
  return open.map((rings) => rings.map((ring) => thinRing(ring, isJunction)).filter((ring) => ring.length > 2));
}

/**
 * The outline of all areas together: the edges that have no area on their other side. Where borders that should be one are drawn apart
 * most edges are like that, and the outline is every border.
 */
export function outlineOf(areas: readonly Ring[][]): Ring[] {
  const rings = areas.flat();
  const edges = new Map<string, { from: Point; to: Point }>();
  for (const { from, to } of rings.flatMap(edgesOf)) {
    if (!edges.delete(`${keyOf(to)} ${keyOf(from)}`)) edges.set(`${keyOf(from)} ${keyOf(to)}`, { from, to });
  }
  if (edges.size > rings.flat().length * MOSTLY_ALONE) return rings;
  const onward = new Map<string, Point[]>();
  for (const { from, to } of edges.values()) onward.set(keyOf(from), [...(onward.get(keyOf(from)) ?? []), to]);
  return [...edges.values()].map(({ from }) => walk(from, onward)).filter((ring) => ring.length > 2);
}

/** Takes the edges from a point on, each once, until there is none left to go. */
function walk(start: Point, onward: Map<string, Point[]>): Ring {
  const ring: Ring = [];
  for (let at: Point | undefined = start; at !== undefined; at = onward.get(keyOf(at))?.pop()) ring.push(at);
  return ring;
}

function edgesOf(ring: Ring): { from: Point; to: Point }[] {
  return ring.map((from, index) => ({ from, to: ring[(index + 1) % ring.length] ?? from }));
}

function thinRing(ring: Ring, isJunction: (point: Point) => boolean): Ring {
  const start = startOf(ring, isJunction);
  const turned = [...ring.slice(start), ...ring.slice(0, start + 1)];
  const thinned: Ring = [];
  let from = 0;
  for (let index = 1; index < turned.length; index++) {
    const point = turned[index];
    if (point === undefined || (index < turned.length - 1 && !isJunction(point))) continue;
    thinned.push(...thinLine(turned.slice(from, index + 1)).slice(0, -1));
    from = index;
  }
  return thinned;
}

/** The first junction; on a ring without one, the corner furthest west, which its other side finds too. */
function startOf(ring: Ring, isJunction: (point: Point) => boolean): number {
  const junction = ring.findIndex(isJunction);
  if (junction >= 0) return junction;
  return ring.reduce((best, point, index) => (compare(point, ring[best] ?? point) < 0 ? index : best), 0);
}

/** The same from both ends: Douglas and Peucker's choice depends on the direction where distances are equal. */
function thinLine(line: Ring): Ring {
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined) return line;
  const order = compare(first, last) || compare(line[1] ?? first, line.at(-2) ?? last);
  return order <= 0 ? douglasPeucker(line) : douglasPeucker([...line].reverse()).reverse();
}

function douglasPeucker(line: Ring): Ring {
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined || line.length < 3) return line;
  let [furthest, distance] = [0, 0];
  line.forEach((point, index) => {
    const away = distanceTo(point, first, last);
    if (away > distance) [furthest, distance] = [index, away];
  });
  if (distance <= TOLERANCE) return [first, last];
  return [...douglasPeucker(line.slice(0, furthest + 1)).slice(0, -1), ...douglasPeucker(line.slice(furthest))];
}

function distanceTo([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** Point → the points next to it on any ring. */
function neighboursOf(rings: readonly Ring[]): Map<string, Set<string>> {
  const neighbours = new Map<string, Set<string>>();
  const join = (from: string, to: string) => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, new Set([to]));
    else known.add(to);
  };
  for (const ring of rings) {
    for (const { from, to } of edgesOf(ring)) {
      join(keyOf(from), keyOf(to));
      join(keyOf(to), keyOf(from));
    }
  }
  return neighbours;
}

/** On the grid of the paper points of a fine border fall together. */
function withoutRepeats(ring: Ring): Ring {
  return ring.filter(([x, y], index) => {
    const next = ring[(index + 1) % ring.length];
    return next === undefined || next[0] !== x || next[1] !== y;
  });
}

const keyOf = ([x, y]: Point): string => `${x} ${y}`;
const compare = ([ax, ay]: Point, [bx, by]: Point): number => ax - bx || ay - by;
