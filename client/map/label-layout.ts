/** Which names are shown and where, so that none covers another. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Kept free at the edge of the screen by names that can step aside, px. */
const EDGE = 4;
/** Round letters: two texts that come nearer eat into each other, px. */
const HALO = 2;

/** What surrounds the part of the map that is seen. */
export interface Surroundings {
  /** Panels. */
  covers: readonly Box[];
  /** The map's window. */
  frame: Box;
}

/** Something a name should not cover. */
export interface Obstacle extends Box {
  /** How bad a square pixel of it is to cover: 1 for a glyph. */
  weight: number;
}

export interface LabelWish {
  key: string;
  /** Where the text would like its centre, px. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** What its box may cover at most, px² times weight; where it may cover something it stands where it covers least. */
  mayCover: number;
  /** An abnormal thing's name: it may stand close by others. */
  urgent: boolean;
  /** Places on its own ground, the best first: tried before it steps aside. */
  inside?: readonly Spot[];
  /** How far it may step aside, px; 0 = here or not at all. */
  reach: number;
  /** Rounds of places tried, each that much further out; left out: one. Whoever may go far is tied to its thing by a line. */
  rounds?: number;
  /** How far below the wished place the named thing itself lies, px; left out: at it. */
  below?: number;
}

export interface Spot {
  x: number;
  y: number;
}

export interface PlacedLabel {
  key: string;
  /** Centre of the text, px. */
  x: number;
  y: number;
}

/** Directions tried after the wished place: below, above, right, left, then the corners. */
const STEPS: readonly (readonly [number, number])[] = [
  [0, 1],
  [0, -1],
  [1, 0],
  [-1, 0],
  [1, 1],
  [-1, 1],
  [1, -1],
  [-1, -1],
];

/**
 * @param wishes most important first
 * @param gap clear space kept between an ordinary name and any other, px
 * @param surroundings names stand in the free part of the screen or, of things beyond its edge, wholly outside: cut off or
 * under a panel none is read
 * @param taken boxes of texts placed before
 */
export function layoutLabels(
  wishes: readonly LabelWish[],
  obstacles: readonly Obstacle[],
  gap: number,
  surroundings: Surroundings | null = null,
  taken: readonly Box[] = [],
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const names: Box[] = [...taken];
  for (const wish of wishes) {
    const margin = wish.urgent ? HALO : gap;
    let best: { spot: Spot; cost: number } | null = null;
    const spots = spotsIn(wish, surroundings);
    // Of thousands in a storm a few are near enough to be in its way.
    const near = obstaclesNear(wish, spots, obstacles);
    for (const spot of spots) {
      if (names.some((name) => overlap(name, boxAt(wish, spot, margin)))) continue;
      const cost = coveredBy(boxAt(wish, spot, 0), near);
      if (best === null || cost < best.cost) best = { spot, cost };
      if (cost === 0) break;
    }
    if (best === null || best.cost > wish.mayCover) continue;
    placed.push({ key: wish.key, ...best.spot });
    names.push(boxAt(wish, best.spot, 0));
  }
  return placed;
}

function obstaclesNear(wish: LabelWish, spots: readonly Spot[], obstacles: readonly Obstacle[]): readonly Obstacle[] {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const reach: Box = {
    left: Math.min(...xs) - wish.width / 2,
    right: Math.max(...xs) + wish.width / 2,
    top: Math.min(...ys) - wish.height / 2,
    bottom: Math.max(...ys) + wish.height / 2,
  };
  return obstacles.filter((obstacle) => overlap(reach, obstacle));
}

/** Where it may stand, the best first: further away it would be read as another thing's name. */
function spotsOf({ x, y, width, height, reach, rounds = 1 }: LabelWish): Spot[] {
  if (reach === 0) return [{ x, y }];
  const around = (aside: number): Spot[] =>
    STEPS.map(([dx, dy]) => ({ x: x + dx * (aside + width / 2), y: y + dy * (aside + height / 2) }));
  return [{ x, y }, ...Array.from({ length: rounds }, (_, round) => around((round + 1) * reach)).flat()];
}

/** px between a text and what it names. */
export function distance(box: Box, at: Spot): number {
  const { x, y } = nearestIn(box, at);
  return Math.hypot(x - at.x, y - at.y);
}

/** The place in the box nearest to another. */
export function nearestIn({ left, top, right, bottom }: Box, { x, y }: Spot): Spot {
  return { x: between(x, left, right), y: between(y, top, bottom) };
}

/** Those of them where it can be read; pushed back from the edge where it would run over it. */
function spotsIn(wish: LabelWish, surroundings: Surroundings | null): Spot[] {
  const [wished, ...aside] = spotsOf(wish);
  const { inside: own = [] } = wish;
  const spots = wished === undefined ? [] : [wished, ...own, ...aside];
  if (surroundings === null) return spots;
  const { frame, covers } = surroundings;
  const thing = { x: wish.x, y: wish.y + (wish.below ?? 0) };
  if (!holds(frame, thing)) {
    return spots.filter((spot) => !overlap(frame, boxAt(wish, spot, 0)));
  }
  const room = {
    left: frame.left + EDGE,
    top: frame.top + EDGE,
    right: frame.right - EDGE,
    bottom: frame.bottom - EDGE,
  };
  // From the place above the thing it may step one place further up, and a corner lies askew.
  const farthest = Math.SQRT2 * (wish.reach * (wish.rounds ?? 1) + wish.height + (wish.below ?? 0));
  return spots.flatMap((wanted) => {
    const isOwn = own.includes(wanted);
    const spot = wish.reach === 0 || isOwn ? wanted : pushedInto(room, wish, wanted);
    const box = boxAt(wish, spot, 0);
    // A thousandth of a pixel is rounding.
    const isWhole = (box.right - box.left) * (box.bottom - box.top) - sharedArea(box, frame) < 1e-3;
    const isNear = isOwn || distance(box, thing) <= farthest;
    return isWhole && isNear && !covers.some((cover) => overlap(cover, box)) ? [spot] : [];
  });
}

function holds({ left, top, right, bottom }: Box, { x, y }: Spot): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function pushedInto(frame: Box, { width, height }: LabelWish, { x, y }: Spot): Spot {
  return {
    x: between(x, frame.left + width / 2, frame.right - width / 2),
    y: between(y, frame.top + height / 2, frame.bottom - height / 2),
  };
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** How much that matters the box would cover. */
function coveredBy(box: Box, obstacles: readonly Obstacle[]): number {
  return obstacles.reduce((sum, obstacle) => sum + obstacle.weight * sharedArea(box, obstacle), 0);
}

export function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

export function boxAt(size: { width: number; height: number }, centre: { x: number; y: number }, margin: number): Box {
  return {
    left: centre.x - size.width / 2 - margin,
    right: centre.x + size.width / 2 + margin,
    top: centre.y - size.height / 2 - margin,
    bottom: centre.y + size.height / 2 + margin,
  };
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
