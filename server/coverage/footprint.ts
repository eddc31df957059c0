/**
 * What a cell covers: the curve around its station inside which the predicted level reaches the threshold, and the
 * squares whose centres lie inside.
 */
import type { Environment } from '../contract/terms.ts';
import type { Cell, Inventory } from '../inventory/types.ts';
import { northInPlane, toPlane, toWgs84 } from './projection.ts';
import { antennaLoss, rangeFinder } from './propagation.ts';
import type { Thresholds } from './types.ts';

/** The curve has a vertex a degree of azimuth: a 360-gon loses 0.005 % of a circle. */
const VERTICES = 360;
const SIN = Float64Array.from({ length: VERTICES }, (_, degree) => Math.sin((degree * Math.PI) / 180));
const COS = Float64Array.from({ length: VERTICES }, (_, degree) => Math.cos((degree * Math.PI) / 180));

/** Environment of a cell's path loss: its own, or phường urban, anything else suburban. */
export function environmentOf(inventory: Inventory, cell: Cell): Environment {
  if (cell.environment !== null) return cell.environment;
  const station = inventory.stations[cell.station];
  const commune = station === undefined ? undefined : inventory.communes[station.commune];
  return commune?.type === 'phuong' ? 'urban' : 'suburban';
}

/**
 * The curve of a cell, as a closed ring of `[easting, northing]` (VN-2000 TM-3, m) or `[lon, lat]`; empty when the cell
 * reaches nobody.
 */
export function footprintPolygon(
  inventory: Inventory,
  cell: number,
  thresholds: Thresholds,
  frame: 'vn2000' | 'wgs84',
): [number, number][] {
  const curve = new Curves(inventory, thresholds);
  if (!curve.trace(cell)) return [];
  const ring = Array.from(curve.xs, (x, i): [number, number] => [x, curve.ys[i] ?? 0]);
  return frame === 'vn2000' ? ring : ring.map(([easting, northing]) => toWgs84(easting, northing));
}

/** Traces the curves of cells, one at a time into the same arrays. */
export class Curves {
  /** Vertices in the plane, m; the last is the first again. */
  readonly xs = new Float64Array(VERTICES + 1);
  readonly ys = new Float64Array(VERTICES + 1);
  readonly #inventory: Inventory;
  readonly #thresholds: Thresholds;
  /** Easting, northing and direction of true north (rad) of each station. */
  readonly #places: Float64Array;
  /** Ranges by degree off the axis, keyed by everything they depend on. */
  readonly #ranges = new Map<string, Float64Array>();

  constructor(inventory: Inventory, thresholds: Thresholds) {
    this.#inventory = inventory;
    this.#thresholds = thresholds;
    this.#places = new Float64Array(inventory.stations.length * 3).fill(NaN);
  }

  /** @returns false when the cell reaches nobody; xs and ys are then left as they were */
  trace(cellIndex: number): boolean {
    const cell = this.#inventory.cells[cellIndex];
    if (cell === undefined) return false;
    const ranges = this.#rangesOf(cell);
    if (ranges[0] === 0) return false;
    const [x, y, north] = this.#placeOf(cell.station);
    const axis = (cell.azimuthDeg * Math.PI) / 180 + north;
    const [sinAxis, cosAxis] = [Math.sin(axis), Math.cos(axis)];
    for (let degree = 0; degree < VERTICES; degree++) {
      const range = ranges[Math.min(degree, VERTICES - degree)] ?? 0;
      const [sin, cos] = [SIN[degree] ?? 0, COS[degree] ?? 0];
      this.xs[degree] = x + range * (sin * cosAxis + cos * sinAxis);
      this.ys[degree] = y + range * (cos * cosAxis - sin * sinAxis);
    }
    this.xs[VERTICES] = this.xs[0] ?? 0;
    this.ys[VERTICES] = this.ys[0] ?? 0;
    return true;
  }

  #placeOf(station: number): [x: number, y: number, north: number] {
    const place = this.#places.subarray(station * 3, station * 3 + 3);
    const at = this.#inventory.stations[station];
    if (at !== undefined && Number.isNaN(place[2])) place.set([...toPlane(at.lon, at.lat), northInPlane(at)]);
    return [place[0] ?? NaN, place[1] ?? NaN, place[2] ?? NaN];
  }

  /** m, by whole degrees off the axis, 0–180. */
  #rangesOf(cell: Cell): Float64Array {
    const environment = environmentOf(this.#inventory, cell);
    const budget = cell.eirpDbm - this.#thresholds[cell.technology];
    const key = `${cell.bandMhz} ${cell.heightM} ${environment} ${budget} ${cell.beamwidthDeg}`;
    let ranges = this.#ranges.get(key);
    if (ranges === undefined) {
      const range = rangeFinder(cell.bandMhz, cell.heightM, environment);
      const { beamwidthDeg } = cell;
      ranges = Float64Array.from({ length: 181 }, (_, degree) => range(budget - antennaLoss(degree, beamwidthDeg)));
      this.#ranges.set(key, ranges);
    }
    return ranges;
  }
}
