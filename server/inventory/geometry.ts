/** Plane geometry on WGS 84 degrees (good enough inside a province) and lengths on the ellipsoid. */
import geodesic from 'geographiclib-geodesic';
import type { MultiPolygon, Polygon, Position as Coordinate } from 'geojson';
import type { Position } from './types.ts';

/** `[minLon, minLat, maxLon, maxLat]`. */
export type Box = [number, number, number, number];
export type Area = Polygon | MultiPolygon;

/** All rings of an area, holes too: what is inside is inside an odd number of them. */
export function ringsOf(area: Area): Coordinate[][] {
  return area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
}

export function boxOf(area: Area): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of ringsOf(area)) {
    for (const [lon = 0, lat = 0] of ring) {
      if (lon < box[0]) box[0] = lon;
      if (lat < box[1]) box[1] = lat;
      if (lon > box[2]) box[2] = lon;
      if (lat > box[3]) box[3] = lat;
    }
  }
  return box;
}

/** Even-odd rule; a point on an arc two areas share is inside exactly one of them. */
export function contains(area: Area, { lat, lon }: Position): boolean {
  let inside = false;
  for (const ring of ringsOf(area)) {
    let [x0 = 0, y0 = 0] = ring.at(-1) ?? [];
    for (const [x1 = 0, y1 = 0] of ring) {
      if (y0 > lat !== y1 > lat && crossingAt(x0, y0, x1, y1, lat) > lon) inside = !inside;
      x0 = x1;
      y0 = y1;
    }
  }
  return inside;
}

/** Longitudes, west to east, at which the parallel `lat` enters and leaves the area, in pairs. */
function crossings(area: Area, lat: number): number[] {
  const at: number[] = [];
  for (const ring of ringsOf(area)) {
    let [x0 = 0, y0 = 0] = ring.at(-1) ?? [];
    for (const [x1 = 0, y1 = 0] of ring) {
      if (y0 > lat !== y1 > lat) at.push(crossingAt(x0, y0, x1, y1, lat));
      x0 = x1;
      y0 = y1;
    }
  }
  return at.sort((a, b) => a - b);
}

/**
 * Longitude where an edge meets a parallel it crosses. Computed from its lower end whichever way it runs,
 * so that neighbours who share the edge get the same number.
 */
export function crossingAt(x0: number, y0: number, x1: number, y1: number, lat: number): number {
  return y0 < y1 ? x0 + ((x1 - x0) * (lat - y0)) / (y1 - y0) : x1 + ((x0 - x1) * (lat - y1)) / (y0 - y1);
}

/** A point well inside: the middle of the widest stretch of the area on seven parallels. */
export function pointInside(area: Area): Position {
  const [west, south, east, north] = boxOf(area);
  let best = { lat: (south + north) / 2, lon: (west + east) / 2, width: 0 };
  for (let step = 1; step <= 7; step++) {
    const lat = south + ((north - south) * step) / 8;
    const at = crossings(area, lat);
    for (let i = 0; i + 1 < at.length; i += 2) {
      const from = at[i] ?? 0;
      const to = at[i + 1] ?? 0;
      if (to - from > best.width) best = { lat, lon: (from + to) / 2, width: to - from };
    }
  }
  return { lat: best.lat, lon: best.lon };
}

/** Length on the WGS 84 ellipsoid, km (Karney 2013, through geographiclib). */
export function lengthKm(route: readonly (readonly [number, number])[]): number {
  let metres = 0;
  for (let i = 1; i < route.length; i++) {
    const [lon1, lat1] = route[i - 1] ?? [0, 0];
    const [lon2, lat2] = route[i] ?? [0, 0];
    metres += geodesic.Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2).s12 ?? 0;
  }
  return metres / 1000;
}

/** Of latitude. */
export const KM_PER_DEGREE = 111.2;

/** Length on the plane, within one in a hundred: where only the order of magnitude matters, for routes of any number of points. */
export function roughKm(route: readonly (readonly [number, number])[]): number {
  let degrees = 0;
  for (let i = 1; i < route.length; i++) {
    const [lon1, lat1] = route[i - 1] ?? [0, 0];
    const [lon2, lat2] = route[i] ?? [0, 0];
    degrees += Math.hypot((lon2 - lon1) * Math.cos((lat1 * Math.PI) / 180), lat2 - lat1);
  }
  return degrees * KM_PER_DEGREE;
}

/** Squared distance in degrees with longitudes shrunk to the latitude: only for comparing which of two is nearer. */
export function nearness([lon, lat]: readonly [number, number], to: Position): number {
  const x = (lon - to.lon) * Math.cos((to.lat * Math.PI) / 180);
  return x * x + (lat - to.lat) ** 2;
}
