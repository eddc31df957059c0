/** Which names are shown and where, so that none covers another. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
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
  /** An abnormal thing's name: shown wherever no other name is, where it covers least. */
  urgent: boolean;
  /** How far it may step aside, px; 0 = here or not at all. */
  reach: number;
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

/** What lies beyond the edge of the screen is not read at all. */
const BEYOND_EDGE = 4;

/**
 * @param wishes most important first
 * @param gap clear space kept between an ordinary name and any other, px
 * @param frame the screen: a name of something inside it stays inside
 */
export function layoutLabels(
  wishes: readonly LabelWish[],
  obstacles: readonly Obstacle[],
  gap: number,
  frame: Box | null = null,
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const names: Box[] = [];
  for (const wish of wishes) {
    const margin = wish.urgent ? 0 : gap;
    const edge = frame !== null && overlap(frame, boxAt({ width: 0, height: 0 }, wish, 0)) ? frame : null;
    let best: { spot: Spot; cost: number } | null = null;
    for (const spot of spotsOf(wish)) {
      if (names.some((name) => overlap(name, boxAt(wish, spot, margin)))) continue;
      const cost = coveredBy(boxAt(wish, spot, 0), obstacles, edge);
      if (best === null || cost < best.cost) best = { spot, cost };
      if (cost === 0) break;
    }
    if (best === null || (best.cost > 0 && !wish.urgent)) continue;
    placed.push({ key: wish.key, ...best.spot });
    names.push(boxAt(wish, best.spot, 0));
  }
  return placed;
}

interface Spot {
  x: number;
  y: number;
}

/** Where it may stand, the best first; an urgent one looks round twice as far. */
function spotsOf({ x, y, width, height, reach, urgent }: LabelWish): Spot[] {
  const rings = reach === 0 ? [] : urgent ? [reach, reach + height] : [reach];
  return [
    { x, y },
    ...rings.flatMap((far) =>
      STEPS.map(([dx, dy]) => ({ x: x + dx * (far + width / 2), y: y + dy * (far + height / 2) })),
    ),
  ];
}

/** How much that matters the box would cover. */
function coveredBy(box: Box, obstacles: readonly Obstacle[], edge: Box | null): number {
  const area = (box.right - box.left) * (box.bottom - box.top);
  const beyond = edge === null ? 0 : area - sharedArea(box, edge);
  return obstacles.reduce(
    (sum, obstacle) => sum + obstacle.weight * sharedArea(box, obstacle),
    // A thousandth of a pixel is rounding.
    beyond < 1e-3 ? 0 : BEYOND_EDGE * beyond,
  );
}

function sharedArea(a: Box, b: Box): number {
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
