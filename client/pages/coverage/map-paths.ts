/** The communes as SVG paths of a small map: projected once, thinned to what a few pixels can show. */
import type { Position } from 'geojson';
import { ringsOf, splitBorders, type CommuneShapes } from '../../map/borders.ts';
import { boxOf, planOf, type Dot } from '../../map/plan.ts';
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
  const { at } = planOf(boxOf(...shapes.features), { width, height }, ROOM);
  const line = (points: readonly Position[], closed: boolean): string =>
    pathOf(
      points.map(([lon = 0, lat = 0]) => at(lon, lat)),
      closed,
    );
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

function pathOf(points: readonly Dot[], closed: boolean): string {
  const kept: Dot[] = [];
  points.forEach((point, index) => {
    const before = kept.at(-1);
    const end = index === points.length - 1 && !closed;
    if (before === undefined || end || Math.hypot(point.x - before.x, point.y - before.y) >= LEAST_STEP)
      kept.push(point);
  });
  return `M${kept.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${closed ? 'Z' : ''}`;
}
