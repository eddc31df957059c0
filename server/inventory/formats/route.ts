/** The route of a link: GeoJSON LineString coordinates, or WKT in a CSV column. */

type Range = readonly [number, number];
type Route = [number, number][];

const MAX_POINTS = 20_000;
const WKT = /^LINESTRING\s*\(([^()]*)\)$/i;

/** `[lon, lat]` pairs, or null when it is not a line of 2 to 20,000 points inside the ranges. */
export function parseRoute(value: unknown, lonRange: Range, latRange: Range): Route | null {
  const points = typeof value === 'string' ? pointsOfWkt(value) : listOf(value);
  if (points === null || points.length < 2 || points.length > MAX_POINTS) return null;
  const route: Route = [];
  for (const point of points) {
    const [lon, lat] = listOf(point) ?? [];
    if (typeof lon !== 'number' || typeof lat !== 'number') return null;
    if (!within(lon, lonRange) || !within(lat, latRange)) return null;
    route.push([lon, lat]);
  }
  return route;
}

/** `LINESTRING (106.05 20.65, 106.06 20.66)`; a height after the two is let pass and dropped. */
function pointsOfWkt(text: string): number[][] | null {
  const inside = WKT.exec(text)?.[1];
  if (inside === undefined) return null;
  return inside.split(',').map((point) => point.trim().split(/\s+/).map(Number));
}

/** The value when it is a list, of whatever. */
export function listOf(value: unknown): unknown[] | null {
  return Array.isArray(value) ? value : null;
}

function within(value: number, [min, max]: Range): boolean {
  return value >= min && value <= max;
}
