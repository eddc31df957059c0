/** Which names are shown and where, so that none covers another. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface LabelWish {
  key: string;
  /** Where the text would like its centre, px. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** An abnormal thing's name: shown wherever no other name is, if need be beside or over glyphs. */
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
  [0, 0],
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
 * @param obstacles glyphs and panels a name should not cover
 * @param gap clear space kept between an ordinary name and any other, px
 */
export function layoutLabels(wishes: readonly LabelWish[], obstacles: readonly Box[], gap: number): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const names: Box[] = [];
  for (const wish of wishes) {
    const spots = (wish.reach > 0 ? STEPS : STEPS.slice(0, 1)).map(([dx, dy]) => ({
      x: wish.x + dx * (wish.reach + wish.width / 2),
      y: wish.y + dy * (wish.reach + wish.height / 2),
    }));
    const clearOfNames = spots.filter(
      (spot) => !names.some((name) => overlap(name, boxAt(wish, spot, wish.urgent ? 0 : gap))),
    );
    const clear = clearOfNames.find((spot) => !obstacles.some((obstacle) => overlap(obstacle, boxAt(wish, spot, 0))));
    const spot = clear ?? (wish.urgent ? clearOfNames[0] : undefined);
    if (!spot) continue;
    placed.push({ key: wish.key, ...spot });
    names.push(boxAt(wish, spot, 0));
  }
  return placed;
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
