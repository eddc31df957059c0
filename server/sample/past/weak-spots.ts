/** Where people live, and which 4G cells serve them there: a quick look at the middle of every square of the population grid. */
import { environmentOf } from '../../coverage/footprint.ts';
import { antennaLoss, rangeFinder } from '../../coverage/propagation.ts';
import type { Cell, Inventory } from '../../inventory/types.ts';

/** Metres of a degree of latitude, and of longitude at the latitude of the delta. */
const LAT_M = 110_700;
const LON_M = 104_200;
/** No 4G cell is heard farther. */
const FARTHEST_M = 4_000;

export interface Spot {
  people: number;
  /** Index of the commune of the station nearest to it. */
  commune: number;
  /** 4G cells in service that reach it. */
  cells: number[];
}

/** @param threshold level of 4G that serves, dBm */
export function spotsOf(inventory: Inventory, threshold: number): Spot[] {
  const rangesOf = createRanges(inventory, threshold);
  const masts = inventory.stations.map(({ lat, lon, commune }, station) => ({
    x: lon * LON_M,
    y: lat * LAT_M,
    commune,
    cells: (inventory.cellsOfStation[station] ?? []).flatMap((index) => {
      const cell = inventory.cells[index];
      if (cell?.technology !== '4G' || inventory.inService[index] !== 1) return [];
      return [{ index, azimuthDeg: cell.azimuthDeg, ranges: rangesOf(cell) }];
    }),
  }));
  masts.sort((a, b) => a.y - b.y);
  return inventory.population
    .filter(({ people }) => people > 0)
    .map(({ lat, lon, people }) => {
      const [x, y] = [lon * LON_M, lat * LAT_M];
      const spot: Spot = { people, commune: -1, cells: [] };
      let nearest = Infinity;
      for (let at = firstFrom(masts, y - FARTHEST_M); at < masts.length; at++) {
        const mast = masts[at];
        if (!mast || mast.y > y + FARTHEST_M) break;
        const east = x - mast.x;
        const north = y - mast.y;
        const distance = Math.sqrt(east * east + north * north);
        if (distance > FARTHEST_M) continue;
        if (distance < nearest) [nearest, spot.commune] = [distance, mast.commune];
        const bearing = (Math.atan2(east, north) * 180) / Math.PI + 360;
        for (const { index, azimuthDeg, ranges } of mast.cells) {
          const off = Math.round(bearing - azimuthDeg + 360) % 360;
          if ((ranges[Math.min(off, 360 - off)] ?? 0) >= distance) spot.cells.push(index);
        }
      }
      return spot;
    });
}

/** The first of the masts, which lie from south to north, that is not south of `y`. */
function firstFrom(masts: readonly { y: number }[], y: number): number {
  let [low, high] = [0, masts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((masts[middle]?.y ?? Infinity) < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Cell → its range by whole degrees off the axis, 0–180, m. */
function createRanges(inventory: Inventory, threshold: number): (cell: Cell) => Float64Array {
  const known = new Map<string, Float64Array>();
  return (cell) => {
    const environment = environmentOf(inventory, cell);
    const { bandMhz, heightM, eirpDbm, beamwidthDeg } = cell;
    const key = `${bandMhz} ${heightM} ${environment} ${eirpDbm} ${beamwidthDeg}`;
    let ranges = known.get(key);
    if (!ranges) {
      const range = rangeFinder(bandMhz, heightM, environment);
      const budget = eirpDbm - threshold;
      ranges = Float64Array.from({ length: 181 }, (_, off) => range(budget - antennaLoss(off, beamwidthDeg)));
      known.set(key, ranges);
    }
    return ranges;
  };
}
