/**
 * Do the rings of a border fit into each other? Holes lie in their polygon and in no other hole, polygons beside each other or
 * in a hole of another. Rings that do not cross can still be wrong: drawn twice, nested, a hole outside or as large as its
 * polygon; then what the border encloses depends on who reads it, and the commune's figures with it.
 *
 *     parallel  ─┤ A     ├──┤ hole of A ├──┤ A   ├──       on each stretch: shells that cover it − holes that cover it,
 *                1       0              1   0              for each polygon 0 or 1, and 1 for one polygon only
 */
import type { Words } from '../../errors.ts';
import { HAIR, type Point } from './crossing.ts';
import { parallelsOf, type Stretch } from './parallels.ts';

/** Over one commune: about every 10 m. */
const PARALLELS = 1024;

/** The rule that is broken, with the place; null when all is well. Land thinner than a hair all along the rings does not count. */
export function findMisfit(polygons: readonly Point[][][]): Words | null {
  const hollow = polygons.find(isHollow);
  if (hollow?.[0]?.[0] !== undefined) return hollowRule(hollow[0][0]);
  const polygonOf = polygons.flatMap((rings, polygon) => rings.map(() => polygon));
  if (polygonOf.length < 2) return null;
  const isHole = polygons.flatMap((rings) => rings.map((_, place) => place > 0));
  const rings = polygons.flat();
  const parallels = parallelsOf(
    rings.map((ring) => ({ type: 'Polygon', coordinates: [ring] })),
    PARALLELS,
  );
  if (parallels === null) return TOO_COMPLEX;
  const twice = new Tally();
  const outside = new Tally();
  for (const [line, stretches] of parallels.lines.entries()) {
    const lat = parallels.south + (line + 0.5) * parallels.step;
    sweep(stretches, polygonOf, isHole, (from, to, kind) => {
      (kind === 'twice' ? twice : outside).add(from, to, lat);
    });
  }
  const allowed = (HAIR * rings.reduce((sum, ring) => sum + lengthOf(ring), 0)) / parallels.step;
  if (outside.length > allowed) return outsideRule(outside.place);
  return twice.length > allowed ? twiceRule(twice.place) : null;
}

/** Bad stretches, and the middle of the longest. Degrees. */
class Tally {
  length = 0;
  place: Point = [0, 0];
  private longest = 0;

  add(from: number, to: number, lat: number): void {
    this.length += to - from;
    if (to - from <= this.longest) return;
    this.longest = to - from;
    this.place = [(from + to) / 2, lat];
  }
}

function sweep(
  stretches: readonly Stretch[],
  polygonOf: readonly number[],
  isHole: readonly boolean[],
  report: (from: number, to: number, kind: 'twice' | 'outside') => void,
): void {
  const ends = stretches
    .flatMap(({ area: ring, from, to }) => {
      const step = isHole[ring] === true ? -1 : 1;
      return [
        { lon: from, ring, step },
        { lon: to, ring, step: -step },
      ];
    })
    .sort((a, b) => a.lon - b.lon);
  /** Polygon → shells − holes here; what is not in it is 0. */
  const depth = new Map<number, number>();
  let covering = 0;
  let lacking = 0;
  let from = 0;
  for (const { lon, ring, step } of ends) {
    if (lacking > 0) report(from, lon, 'outside');
    else if (covering > 1) report(from, lon, 'twice');
    const polygon = polygonOf[ring] ?? 0;
    const before = depth.get(polygon) ?? 0;
    depth.set(polygon, before + step);
    covering += Number(before + step > 0) - Number(before > 0);
    lacking += Number(before + step < 0) - Number(before < 0);
    from = lon;
  }
}

/** Its holes leave nothing of it but a hair along its border. */
function isHollow([shell, ...holes]: readonly Point[][]): boolean {
  if (shell === undefined || holes.length === 0) return false;
  return sizeOf(shell) - holes.reduce((sum, hole) => sum + sizeOf(hole), 0) <= HAIR * lengthOf(shell);
}

/** Area a ring encloses, square degrees (shoelace formula, from its first corner so that no digits are lost). */
export function sizeOf(ring: readonly number[][]): number {
  const [ox = 0, oy = 0] = ring[0] ?? [];
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x0 = 0, y0 = 0] = ring[i - 1] ?? [];
    const [x1 = 0, y1 = 0] = ring[i] ?? [];
    twice += (x0 - ox) * (y1 - oy) - (x1 - ox) * (y0 - oy);
  }
  return Math.abs(twice) / 2;
}

/** Degrees. */
function lengthOf(ring: readonly Point[]): number {
  let length = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x0, y0] = ring[i - 1] ?? [0, 0];
    const [x1, y1] = ring[i] ?? [0, 0];
    length += Math.hypot(x1 - x0, y1 - y0);
  }
  return length;
}

export const TOO_COMPLEX: Words = {
  vi: 'đường biên quá phức tạp để kiểm tra',
  en: 'the border is too complex to check',
};

function hollowRule(place: Point): Words {
  return {
    vi: `lỗ khuyết chiếm hết đa giác gần ${written(place)}: không còn diện tích nào`,
    en: `holes take all of a polygon near ${written(place)}: no area is left of it`,
  };
}

function outsideRule(place: Point): Words {
  return {
    vi: `lỗ khuyết nằm ngoài đa giác của nó, hoặc trong một lỗ khác, gần ${written(place)}`,
    en: `a hole lies outside its polygon, or in another hole, near ${written(place)}`,
  };
}

function twiceRule(place: Point): Words {
  return {
    vi: `hai đa giác của cùng một xã, phường phủ lên nhau gần ${written(place)} (trùng hoặc lồng nhau)`,
    en: `two polygons of the commune cover the same land near ${written(place)} (drawn twice, or one inside the other)`,
  };
}

/** Longitude and latitude as borders are written. */
export function written([lon, lat]: Point): string {
  return `${lon.toFixed(6)} ${lat.toFixed(6)}`;
}
