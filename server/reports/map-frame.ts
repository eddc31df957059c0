/** Where on the paper the map stands, and its legend: in a corner of it that is empty, else beside or below it. Sizes are points. */
import type { MultiPolygon, Polygon } from 'geojson';
import type { Point } from './map-borders.ts';
import type { Box } from './map-labels.ts';

type Area = Polygon | MultiPolygon;
interface Size {
  width: number;
  height: number;
}

interface View {
  frame: Box;
  ptPerKm: number;
  toPoint: (position: readonly number[]) => Point;
}

/** Room for the outline's outer half. */
const EDGE = 2;
/** Between the map and the legend outside it. */
const GAP = 8;
const KM_PER_DEGREE = 111.195;

/** @param room of map and legend together, `top` being left free above both */
export function placeMap(areas: readonly Area[], room: Size, top: number, legend: Size): { view: View; legend: Box } {
  const whole = fit(areas, room.width, room.height, top);
  const points = areas.flatMap((area) => ringsOf(area).flat().map(whole.toPoint));
  const corner = freeCorner(legend, whole.frame, points);
  if (corner !== null) return { view: whole, legend: corner };
  const beside = fit(areas, room.width - legend.width - GAP, room.height, top);
  const below = fit(areas, room.width, room.height - legend.height - GAP, top);
  return beside.ptPerKm >= below.ptPerKm
    ? { view: beside, legend: { x: round(beside.frame.width + GAP), y: top, ...legend } }
    : { view: below, legend: { x: 0, y: round(below.frame.y + below.frame.height + GAP), ...legend } };
}

/** Equirectangular about the middle of the province, which at this size no eye tells from its official projection. */
function fit(areas: readonly Area[], maxWidth: number, maxHeight: number, top: number): View {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const area of areas) {
    for (const [lon = 0, lat = 0] of ringsOf(area).flat()) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  if (west > east) [west, south, east, north] = [105.8, 20.2, 106.7, 21.1];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const widthKm = Math.max(0.1, (east - west) * shrink * KM_PER_DEGREE);
  const heightKm = Math.max(0.1, (north - south) * KM_PER_DEGREE);
  const ptPerKm = Math.max(0.001, Math.min((maxWidth - 2 * EDGE) / widthKm, (maxHeight - 2 * EDGE) / heightKm));
  const toPoint = ([lon = 0, lat = 0]: readonly number[]): Point => [
    round(EDGE + (lon - west) * shrink * KM_PER_DEGREE * ptPerKm),
    round(top + EDGE + (north - lat) * KM_PER_DEGREE * ptPerKm),
  ];
  const frame: Box = {
    x: 0,
    y: top,
    width: round(widthKm * ptPerKm + 2 * EDGE),
    height: round(heightKm * ptPerKm + 2 * EDGE),
  };
  return { frame, ptPerKm, toPoint };
}

export function ringsOf(area: Area): number[][][] {
  return area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
}

/** Top right first: the column of figures on the right reads best there. */
function freeCorner(size: Size, frame: Box, points: readonly Point[]): Box | null {
  const right = round(frame.x + frame.width - size.width);
  const bottom = round(frame.y + frame.height - size.height);
  const corners: [number, number][] = [
    [right, frame.y],
    [frame.x, bottom],
    [frame.x, frame.y],
    [right, bottom],
  ];
  for (const [x, y] of corners) {
    const taken = points.some(
      ([px, py]) => px > x - 4 && px < x + size.width + 4 && py > y - 4 && py < y + size.height + 4,
    );
    if (!taken && size.width < frame.width && size.height < frame.height) return { x, y, ...size };
  }
  return null;
}

const round = (value: number): number => Math.round(value * 10) / 10;
