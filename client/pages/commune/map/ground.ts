/** What does not move on the map: the commune, its neighbours with their names, the sea. Plain path data, drawn by ground.tsx. */
import type { Position } from 'geojson';
import { ringsOf, splitBorders, type CommuneShape, type CommuneShapes } from '../../../map/borders.ts';
import { SEA } from '../../../map/surroundings.ts';
import { bareName } from '../../../model/commune-name.ts';
import { cornerBox, freeCorner, type Corner } from './corner.ts';
import { placeNames, type NamePlace, type Rectangle } from './name-places.ts';
import { boxOf, overlap, pathOf, planOf, type Box, type Dot, type Plan, type Size } from '../../../map/plan.ts';

export interface Ground {
  plan: Plan;
  shape: CommuneShape;
  own: string;
  neighbours: { code: string; name: string; path: string }[];
  borders: string;
  outline: string;
  sea: string;
  names: NamePlace[];
  /** Where the legend stands. */
  legend: Corner;
}

/** Free room round the commune, px: as much as the legend needs, but no more than the last. */
const ROOMS = [52, 72, 92, 112, 132] as const;
const PHONE_ROOM = 24;
/** What the scale and the way to the live map take, px. */
const SCALE = { width: 140, height: 36 } as const;
const TO_MAP = { width: 140, height: 44 } as const;

/**
 * @param province its outline, the same for every commune
 * @param names of the communes, by code
 * @param legend its size; null: it stands outside the map
 */
export function groundOf(
  shapes: CommuneShapes,
  province: readonly Position[][],
  shape: CommuneShape,
  names: ReadonlyMap<string, string>,
  size: Size,
  legend: Size | null,
): Ground {
  const { plan, corner } = fitted(shape, size, legend);
  const near = shapes.features.filter((other) => other !== shape && overlap(boxOf(other), plan.seen));
  const { inner, outer } = splitBorders({ type: 'FeatureCollection', features: [shape, ...near] });
  const wishes = near.map((other) => ({
    text: bareName(names.get(other.properties.code) ?? ''),
    rings: dotsOf(other, plan),
  }));
  return {
    plan,
    shape,
    own: pathOf(ringsOf(shape), plan),
    neighbours: near.map((other, index) => ({
      code: other.properties.code,
      name: wishes[index]?.text ?? '',
      path: pathOf(ringsOf(other), plan),
    })),
    borders: linesOf([...inner, ...outer], plan),
    outline: linesOf(province, plan),
    sea: pathOf([[...SEA, SEA[0] ?? [0, 0]].map(([lat, lon]) => [lon, lat])], plan),
    names: placeNames(wishes, size, takenIn(size, corner, legend)),
    legend: corner,
  };
}

const dotsOf = (shape: CommuneShape, plan: Plan): Dot[][] =>
  ringsOf(shape).map((ring) => ring.map(([lon = 0, lat = 0]) => plan.at(lon, lat)));

function fitted(shape: CommuneShape, size: Size, legend: Size | null): { plan: Plan; corner: Corner } {
  const box: Box = boxOf(shape);
  if (legend === null) return { plan: planOf(box, size, PHONE_ROOM), corner: 'bottom-left' };
  for (const room of ROOMS) {
    const plan = planOf(box, size, room);
    const corner = freeCorner(dotsOf(shape, plan), legend, size);
    if (corner !== null) return { plan, corner };
  }
  return { plan: planOf(box, size, ROOMS[0]), corner: 'bottom-left' };
}

/** What the names must not lie on. */
function takenIn(size: Size, corner: Corner, legend: Size | null): Rectangle[] {
  const scale = cornerBox(corner === 'bottom-right' ? 'bottom-left' : 'bottom-right', SCALE, size);
  if (legend === null) return [scale];
  return [scale, { x: size.width - TO_MAP.width, y: 0, ...TO_MAP }, cornerBox(corner, legend, size)];
}

function linesOf(lines: readonly Position[][], plan: Plan): string {
  return lines
    .map((line) => {
      const dots = line.map(([lon = 0, lat = 0]) => {
        const { x, y } = plan.at(lon, lat);
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
      });
      return dots.length < 2 ? '' : `M${dots.join('L')}`;
    })
    .join('');
}
