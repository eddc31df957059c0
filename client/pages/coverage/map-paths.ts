/** The communes as SVG paths of a small map: projected once, thinned to what a few pixels can show. */
import type { Position } from 'geojson';
import { ringsOf, splitBorders, type CommuneShapes } from '../../map/borders.ts';
import { SEA } from '../../map/surroundings.ts';

export interface MapPaths {
  communes: readonly { code: string; d: string }[];
  inner: string;
  outer: string;
  sea: string;
}

/** Points nearer than this to the one before are left out, px. */
const LEAST_STEP = 0.5;
/** Free room around the province, px. */
const ROOM = 12;

/** @returns null as long as there are no shapes */
export function mapPaths(shapes: CommuneShapes, width: number, height: number): MapPaths | null {
  if (shapes.features.length === 0) return null;
  const place = projectionFor(shapes, width, height);
  const line = (points: readonly Position[], closed: boolean): string => pathOf(points.map(place), closed);
  const { inner, outer } = splitBorders(shapes);
  return {
    communes: shapes.features.map((shape) => ({
      code: shape.properties.code,
      d: ringsOf(shape)
        .map((ring) => line(ring, true))
        .join(''),
    })),
    inner: inner.map((border) => line(border, false)).join(''),
    outer: outer.map((border) => line(border, false)).join(''),
    sea: line(
      SEA.map(([lat, lon]) => [lon, lat]),
      true,
    ),
  };
}

type Point = readonly [number, number];

/** Degrees to px: a degree of longitude is shorter than one of latitude by the cosine of where the province lies. */
function projectionFor(shapes: CommuneShapes, width: number, height: number): (at: Position) => Point {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const shape of shapes.features) {
    for (const [lon = 0, lat = 0] of ringsOf(shape).flat()) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min((width - 2 * ROOM) / ((east - west) * narrow), (height - 2 * ROOM) / (north - south));
  const [left, top] = [(width - (east - west) * narrow * scale) / 2, (height - (north - south) * scale) / 2];
  return ([lon = 0, lat = 0]) => [left + (lon - west) * narrow * scale, top + (north - lat) * scale];
}

function pathOf(points: readonly Point[], closed: boolean): string {
  const kept: Point[] = [];
  points.forEach((point, index) => {
    const before = kept.at(-1);
    const end = index === points.length - 1 && !closed;
    if (before === undefined || end || Math.hypot(point[0] - before[0], point[1] - before[1]) >= LEAST_STEP)
      kept.push(point);
  });
  return `M${kept.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${closed ? 'Z' : ''}`;
}
