/**
 * Who stands in a crowd: where more glyphs want to be than the ground holds, each one whole, only smaller ones can all be seen.
 *
 *      ·  ▲    ■■▲■■▲
 *        ■    ▲■■■▲■■■   ←  all of these: those with many round them, and whoever stands near one of those. A crowd has
 *     ▲       ■▲■■■■▲       one size, or the large ones at its rim would look as if they mattered more.
 */
import type { Point } from './push-apart.ts';

/** px; how far round a glyph is looked. */
export const NEAR = 40;
/** Glyphs 13 px apart that fill the disc of that radius as they are laid out. */
export const MANY = 24;

/** Share of its ground a crowd may fill. */
const FILL = 0.4;
/** px between centres, in half px, so that one more or less does not move everybody. */
const LEAST = 3;
const MOST = 9;
/** Side of the squares its ground is measured in, px. */
const SQUARE = 20;

/** @returns which of the points stand in a crowd */
export function crowdedOf(points: readonly Point[]): boolean[] {
  if (points.length <= MANY) return points.map(() => false);
  const near = neighboursIn(points);
  const isCore = points.map((point) => near(point).length > MANY);
  return points.map((point, i) => isCore[i] === true || near(point).some((other) => isCore[other] === true));
}

/** Distance of the centres at which a crowd has room where it stands, px. */
export function crowdDistance(points: readonly Point[]): number {
  const squares = new Set(points.map(({ x, y }) => cellNumber(x, y, SQUARE)));
  const room = (squares.size * SQUARE ** 2) / points.length;
  return Math.min(MOST, Math.max(LEAST, Math.round(2 * Math.sqrt(FILL * room)) / 2));
}

function neighboursIn(points: readonly Point[]): (place: Point) => number[] {
  const grid = new Map<number, number[]>();
  points.forEach(({ x, y }, index) => {
    const cell = cellNumber(x, y, NEAR);
    const here = grid.get(cell);
    if (here) here.push(index);
    else grid.set(cell, [index]);
  });
  const isNear = (place: Point, index: number): boolean => {
    const other = points[index];
    return other !== undefined && (other.x - place.x) ** 2 + (other.y - place.y) ** 2 <= NEAR ** 2;
  };
  return (place) =>
    [-NEAR, 0, NEAR].flatMap((dx) =>
      [-NEAR, 0, NEAR].flatMap((dy) =>
        (grid.get(cellNumber(place.x + dx, place.y + dy, NEAR)) ?? []).filter((index) => isNear(place, index)),
      ),
    );
}

/** Columns and rows stay below 2²⁵ even at zoom 20, so the number is exact and unique. */
function cellNumber(x: number, y: number, side: number): number {
  return Math.floor(x / side) * 2 ** 26 + Math.floor(y / side);
}
