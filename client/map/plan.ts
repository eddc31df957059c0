/** From degrees to the pixels of a small map: north up, true in both directions at the commune's latitude. */
import type { Position } from 'geojson';
import { ringsOf, type CommuneShape } from './borders.ts';

/** Degrees. */
export interface Place {
  lat: number;
  lon: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Dot {
  x: number;
  y: number;
}

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface Plan extends Size {
  at: (lon: number, lat: number) => Dot;
  pxPerKm: number;
  /** What the map shows, degrees. */
  seen: Box;
}

const KM_PER_DEGREE = 111.2;

export function boxOf(...shapes: readonly CommuneShape[]): Box {
  const box: Box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const ring of shapes.flatMap(ringsOf)) {
    for (const [lon = 0, lat = 0] of ring) {
      box.west = Math.min(box.west, lon);
      box.east = Math.max(box.east, lon);
      box.south = Math.min(box.south, lat);
      box.north = Math.max(box.north, lat);
    }
  }
  return box;
}

export function overlap(a: Box, b: Box): boolean {
  return a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north;
}

/**
 * Fits a box into a size.
 * @param room px left free on every side
 */
export function planOf(box: Box, { width, height }: Size, room: number): Plan {
  const lon = (box.west + box.east) / 2;
  const lat = (box.south + box.north) / 2;
  const narrowing = Math.cos((lat * Math.PI) / 180);
  const wideKm = Math.max((box.east - box.west) * KM_PER_DEGREE * narrowing, 0.1);
  const highKm = Math.max((box.north - box.south) * KM_PER_DEGREE, 0.1);
  const pxPerKm = Math.max(0.01, Math.min((width - 2 * room) / wideKm, (height - 2 * room) / highKm));
  const x = pxPerKm * KM_PER_DEGREE * narrowing;
  const y = pxPerKm * KM_PER_DEGREE;
  return {
    width,
    height,
    pxPerKm,
    at: (east, north) => ({ x: width / 2 + (east - lon) * x, y: height / 2 - (north - lat) * y }),
    seen: {
      west: lon - width / 2 / x,
      east: lon + width / 2 / x,
      south: lat - height / 2 / y,
      north: lat + height / 2 / y,
    },
  };
}

/** SVG path data of closed rings; a tenth of a pixel is enough. */
export function pathOf(rings: readonly Position[][], plan: Plan): string {
  return rings
    .map((ring) => {
      const dots = ring.slice(0, -1).map(([lon = 0, lat = 0]) => {
        const { x, y } = plan.at(lon, lat);
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
      });
      return dots.length === 0 ? '' : `M${dots.join('L')}Z`;
    })
    .join('');
}

/** The middle of a commune's area: the centroid of its largest ring. */
export function centreOf(shape: CommuneShape): Place {
  let best = { area: 0, lon: 0, lat: 0 };
  for (const ring of ringsOf(shape)) {
    const found = centroidOf(ring);
    if (Math.abs(found.area) > Math.abs(best.area)) best = found;
  }
  return { lon: best.lon, lat: best.lat };
}

/** Shoelace formula, seen from the first corner so that no digits are lost. */
function centroidOf(ring: readonly Position[]): { area: number; lon: number; lat: number } {
  const [[x0 = 0, y0 = 0] = []] = ring;
  let area = 0;
  let x = 0;
  let y = 0;
  ring.forEach(([ax = 0, ay = 0], index) => {
    const [bx = ax, by = ay] = ring[index + 1] ?? [];
    const cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
    area += cross / 2;
    x += (ax - x0 + (bx - x0)) * cross;
    y += (ay - y0 + (by - y0)) * cross;
  });
  return area === 0 ? { area, lon: x0, lat: y0 } : { area, lon: x0 + x / (6 * area), lat: y0 + y / (6 * area) };
}

/** A length for the scale bar: 1, 2 or 5 times a power of ten, at most so many px. */
export function scaleKm(pxPerKm: number, most: number): number {
  const wanted = most / pxPerKm;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([5, 2, 1].find((step) => step * power <= wanted) ?? 1) * power;
}
