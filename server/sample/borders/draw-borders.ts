/**
 * The communes' borders drawn from the register: vote on a finer raster, trace, find the shared arcs, smooth and simplify each arc
 * once, so that neighbours keep sharing every border whatever happens to its shape.
 */
import type { FeatureCollection, MultiPolygon, Position } from 'geojson';
import { quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { Objects, Topology } from 'topojson-specification';
import { SQUARE_M } from '../register.ts';
import type { Register } from '../register.ts';
import { toDegrees } from '../vn2000.ts';
import { doubleArea, traceRings } from './trace.ts';
import type { Ring } from './trace.ts';
import { absorbSpecks, voteLabels } from './vote.ts';

export interface BorderOptions {
  /** Pixels of the raster along a square's side. */
  factor: number;
  /** Reach of a square's voice, in squares. */
  sigma: number;
  /** A bend enclosing less than this is straightened, m². */
  minBendM2: number;
}

/** Step of the quantized coordinates, degrees: about a metre. */
const STEP = 1e-5;

/** A part of a commune smaller than this is the register's noise. */
const MIN_PART_SQUARES = 3;

/** Chosen by the agreement with the real borders: mean IoU 0.957 in 85 kB; a finer raster costs more and gives nothing. */
const BORDER_OPTIONS: BorderOptions = { factor: 6, sigma: 0.7, minBendM2: 2_000 };

/** @returns quantized TopoJSON in WGS 84 with one object `communes`; each geometry's `id` and `properties.code` is the commune's code. */
export function drawBorders(register: Register, options: BorderOptions = BORDER_OPTIONS): Topology {
  const { factor, sigma, minBendM2 } = options;
  const pixelM = SQUARE_M / factor;
  const rings = traceRings(absorbSpecks(voteLabels(register, factor, sigma), MIN_PART_SQUARES * factor * factor));

  const collection: FeatureCollection<MultiPolygon, { code: string }> = {
    type: 'FeatureCollection',
    features: register.codes.map((code, index) => ({
      type: 'Feature',
      id: code,
      properties: { code },
      geometry: toMultiPolygon(rings.get(index + 1) ?? []),
    })),
  };
  const shared = topology({ communes: collection });
  // What follows moves points along arcs and never touches the objects made of them.
  const smooth: Topology<Objects> = { type: 'Topology', objects: {}, arcs: shared.arcs.map(halfway) };
  const simple = simplify(presimplify(smooth), minBendM2 / (pixelM * pixelM));
  const arcs = simple.arcs.map((arc) =>
    arc.map(([x = 0, y = 0]) => toDegrees([register.west + x * pixelM, register.south + y * pixelM])),
  );
  // A round origin and step keep the file free of digits that another machine's sine could change.
  const translate = toDegrees([register.west, register.south]).map((degrees) => Math.floor(degrees * 100) / 100);
  const [lon = 0, lat = 0] = translate;
  const quantized = quantize({ ...simple, arcs }, { scale: [STEP, STEP], translate: [lon, lat] });
  return { ...quantized, objects: shared.objects };
}

/** Replaces a staircase by the middles of its steps; the ends, shared with other arcs, stay. */
function halfway(arc: Position[]): Position[] {
  const [first] = arc;
  const last = arc.at(-1);
  if (!first || !last || arc.length <= 3) return arc;
  const middles = arc.slice(1).map(([x = 0, y = 0], index) => {
    const [fromX = 0, fromY = 0] = arc[index] ?? [];
    return [(fromX + x) / 2, (fromY + y) / 2];
  });
  return [first, ...middles, last];
}

/** Each hole goes to the outer ring that contains it. GeoJSON wants the first ring of a polygon to be the outer one. */
function toMultiPolygon(rings: Ring[]): MultiPolygon {
  const polygons = rings.filter((ring) => doubleArea(ring) > 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => doubleArea(ring) < 0)) {
    const [corner = [0, 0]] = hole;
    // A corner of the hole may lie on the outer ring's corner; the pixel inside it cannot.
    polygons.find(([outer = []]) => contains(outer, [corner[0] + 1e-3, corner[1] - 1e-3]))?.push(hole);
  }
  return { type: 'MultiPolygon', coordinates: polygons };
}

function contains(ring: Ring, [x, y]: [number, number]): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] ?? [0, 0];
    const [bx, by] = ring[i] ?? [0, 0];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
