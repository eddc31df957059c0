/** Coverage by exact polygon union in the plane, square metres: what squares of 25 m are an approximation of. */
import { areaPaths, FillRule, intersect as clip, union as unite } from 'clipper2-ts';
import type { Paths64 } from 'clipper2-ts';
import { featureCollection, intersect, multiPolygon, polygon, union } from '@turf/turf';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { toPlane } from '../../server/coverage/projection.ts';
import { SQUARE_M } from '../../server/coverage/squares.ts';

export type Ring = [number, number][];

/** Clipper counts in whole numbers: millimetres. */
const PER_M = 1000;

/** Borders in the plane, m. */
export function planePolygons(geometry: Polygon | MultiPolygon): Ring[][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) => rings.map((ring) => ring.map(([lon = NaN, lat = NaN]) => toPlane(lon, lat))));
}

/** Of polygons (outer ring first, then its holes), m². */
export function planeArea(polygons: readonly (readonly Position[])[][]): number {
  return polygons.reduce((sum, [outer = [], ...holes]) => {
    const taken = holes.reduce((area, hole) => area + Math.abs(ringArea(hole)), 0);
    return sum + Math.abs(ringArea(outer)) - taken;
  }, 0);
}

function ringArea(ring: readonly Position[]): number {
  // From the first corner: coordinates of millions of metres would eat the digits.
  const [x0 = 0, y0 = 0] = ring[0] ?? [];
  return ring.reduce((sum, [x1 = 0, y1 = 0], i) => {
    const [x2 = 0, y2 = 0] = ring[(i + 1) % ring.length] ?? [];
    return sum + ((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / 2;
  }, 0);
}

/** Area of the union of `footprints` inside `land`, by turf. */
export function turfM2(footprints: readonly Ring[], land: Ring[][]): number {
  if (footprints.length === 0) return 0;
  const all = footprints.map((ring) => polygon([ring]));
  const covered = all.length === 1 ? all[0] : union(featureCollection(all));
  if (covered === undefined || covered === null) return 0;
  const inside = intersect(featureCollection<Polygon | MultiPolygon>([covered, multiPolygon(land)]));
  if (inside === null) return 0;
  const { geometry } = inside;
  return planeArea(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);
}

/** Rings as Clipper takes them, wound so that outer ones count +1 and holes take it back. */
export function clipperPaths(polygons: readonly Ring[][]): Paths64 {
  return unite(polygons.flat().map(millimetres), FillRule.EvenOdd);
}

/** The union of `footprints` inside `land`. */
export function clipperUnion(footprints: readonly Ring[], land: Paths64): Paths64 {
  return footprints.length === 0 ? [] : clip(footprints.map(millimetres), land, FillRule.NonZero);
}

/** The union of unions. */
export function clipperMerge(unions: readonly Paths64[]): Paths64 {
  return unite(unions.flat(), FillRule.NonZero);
}

/** m². */
export function clipperM2(paths: Paths64): number {
  return Math.abs(areaPaths(paths)) / PER_M ** 2;
}

/** Where the people of a commune live, by square of SQUARE_M: evenly on what the commune has of it. */
export interface PeopledSquares {
  /** South-west corner of square (0, 0), m. */
  eastM: number;
  northM: number;
  columns: number;
  /** By `row * columns + column`. */
  milliPerM2: Float64Array;
}

/** Lines a square along which lengths are summed; from west to east they are exact. */
const LINES = 10;

/** Milli-persons inside the union `paths`. */
export function milliInside(paths: Paths64, { eastM, northM, columns, milliPerM2 }: PeopledSquares): number {
  const crossings = new Map<number, number[]>();
  const step = SQUARE_M / LINES;
  for (const path of paths) {
    path.forEach((to, i) => {
      const from = path.at(i - 1) ?? to;
      const [x0, y0] = [from.x / PER_M - eastM, from.y / PER_M - northM];
      const [x1, y1] = [to.x / PER_M - eastM, to.y / PER_M - northM];
      const first = Math.ceil(Math.min(y0, y1) / step - 0.5);
      for (let line = first; (line + 0.5) * step < Math.max(y0, y1); line++) {
        const x = x0 + (((line + 0.5) * step - y0) * (x1 - x0)) / (y1 - y0);
        const there = crossings.get(line);
        if (there === undefined) crossings.set(line, [x]);
        else there.push(x);
      }
    });
  }
  let milli = 0;
  for (const [line, xs] of crossings) {
    const row = Math.floor(line / LINES) * columns;
    xs.sort((a, b) => a - b);
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const [west, east] = [xs[i] ?? 0, xs[i + 1] ?? 0];
      for (let column = Math.floor(west / SQUARE_M); column * SQUARE_M < east; column++) {
        const length = Math.min(east, (column + 1) * SQUARE_M) - Math.max(west, column * SQUARE_M);
        milli += length * step * (milliPerM2[row + column] ?? 0);
      }
    }
  }
  return milli;
}

function millimetres(ring: Ring): { x: number; y: number }[] {
  return ring.slice(1).map(([x, y]) => ({ x: Math.round(x * PER_M), y: Math.round(y * PER_M) }));
}
