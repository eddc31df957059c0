/** Where the neighbours' names stand: in the widest part of them that is in sight, clear of the commune and of each other. */
import type { Dot, Size } from '../../../map/plan.ts';

export interface NameWish {
  text: string;
  /** Its rings, px. */
  rings: readonly (readonly Dot[])[];
}

export interface NamePlace extends Dot {
  text: string;
}

export interface Rectangle extends Dot, Size {}

const STEP = 14;
const HEIGHT = 16;
/** Mean width of a letter at 12 px. */
const LETTER = 6.6;
const EDGE = 6;

/** @param taken what names must not lie on, such as the legend */
export function placeNames(wishes: readonly NameWish[], size: Size, taken: readonly Rectangle[]): NamePlace[] {
  const used = [...taken];
  const places: NamePlace[] = [];
  for (const { text, rings } of wishes) {
    const box = { width: text.length * LETTER, height: HEIGHT };
    const place = bestPlace(rings, box, size, used);
    if (place === null) continue;
    places.push({ text, ...place });
    used.push(around(place, box));
  }
  return places;
}

/** The place with most room round it: edges at the sides count by the width of the text, those above and below by its height. */
function bestPlace(rings: NameWish['rings'], box: Size, size: Size, used: readonly Rectangle[]): Dot | null {
  let best: Dot | null = null;
  let most = 0.5;
  for (let y = HEIGHT; y < size.height - HEIGHT; y += STEP) {
    for (let x = box.width / 2 + EDGE; x < size.width - box.width / 2 - EDGE; x += STEP) {
      if (!isInside(rings, { x, y }) || used.some((other) => meet(other, around({ x, y }, box)))) continue;
      const room = roomAt(rings, { x, y }, box, most);
      if (room > most) {
        most = room;
        best = { x, y };
      }
    }
  }
  return best;
}

/** Even–odd rule. */
export function isInside(rings: readonly (readonly Dot[])[], { x, y }: Dot): boolean {
  let inside = false;
  for (const ring of rings) {
    ring.forEach((a, index) => {
      const b = ring[index === 0 ? ring.length - 1 : index - 1];
      if (b === undefined || a.y > y === b.y > y) return;
      if (x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
    });
  }
  return inside;
}

/**
 * 1 when the edge just touches an ellipse round the text; of places as good as each other the one farther from everything.
 * @param enough 0 is told for no more than this
 */
function roomAt(rings: NameWish['rings'], { x, y }: Dot, { width, height }: Size, enough: number): number {
  const [rx, ry] = [width / 2, height];
  let room = Infinity;
  let far = Infinity;
  for (const ring of rings) {
    for (const [index, a] of ring.entries()) {
      const b = ring[index === 0 ? ring.length - 1 : index - 1] ?? a;
      const [ax, ay] = [(a.x - x) / rx, (a.y - y) / ry];
      const [dx, dy] = [(b.x - a.x) / rx, (b.y - a.y) / ry];
      const long = dx * dx + dy * dy;
      const t = long === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / long));
      const [nx, ny] = [ax + t * dx, ay + t * dy];
      room = Math.min(room, Math.hypot(nx, ny));
      far = Math.min(far, Math.hypot(nx * rx, ny * ry));
      if (room + far / 1e3 <= enough) return 0;
    }
  }
  return room + far / 1e3;
}

function around({ x, y }: Dot, { width, height }: Size): Rectangle {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function meet(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
