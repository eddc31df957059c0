/** A station's sectors as the map shows them: one footprint a direction, by the state of the cells that face there. */
import type { CellBody } from '../../server/contract/rest.ts';
import type { LayerTechnology, Technology } from '../../server/contract/terms.ts';

export interface Sector {
  /** S1, S2 … clockwise from north. */
  label: string;
  state: 'up' | 'degraded' | 'down';
  /** `[lon, lat]` */
  outline: readonly [number, number][];
  /** Where the label stands. */
  lon: number;
  lat: number;
}

/** Which technology to show when none is chosen: the newest the station has. */
const PREFERENCE: readonly Technology[] = ['4G', '5G', '3G', '2G'];

/**
 * @param chosen the technology of the view; one the station has not got shows nothing
 * @returns the widest footprint of each azimuth: down when no cell there is on air, degraded when one is off air or degraded
 */
export function sectorsOf(cells: readonly CellBody[], chosen: LayerTechnology): Sector[] {
  const serving = cells.filter((cell) => cell.inService);
  const technology =
    chosen === 'any' ? PREFERENCE.find((name) => serving.some((cell) => cell.technology === name)) : chosen;
  const byAzimuth = new Map<number, CellBody[]>();
  for (const cell of serving) {
    if (cell.technology !== technology) continue;
    byAzimuth.set(cell.azimuthDeg, [...(byAzimuth.get(cell.azimuthDeg) ?? []), cell]);
  }
  return [...byAzimuth]
    .sort(([a], [b]) => a - b)
    .flatMap(([, facing], index) => {
      const widest = facing.reduce((best, cell) => (cell.rangeM > best.rangeM ? cell : best));
      if (widest.footprint.length < 3) return [];
      return [
        { label: `S${String(index + 1)}`, state: stateOf(facing), outline: widest.footprint, ...centreOf(widest) },
      ];
    });
}

function stateOf(cells: readonly CellBody[]): Sector['state'] {
  if (cells.every((cell) => !cell.onAir)) return 'down';
  return cells.some((cell) => !cell.onAir || cell.state === 'degraded') ? 'degraded' : 'up';
}

function centreOf({ footprint }: CellBody): { lon: number; lat: number } {
  const sum = footprint.reduce(([lon, lat], [x, y]) => [lon + x, lat + y], [0, 0]);
  return { lon: sum[0] / footprint.length, lat: sum[1] / footprint.length };
}
