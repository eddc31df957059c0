/** A station's sectors as the map shows them: one footprint a direction, by the state of the cells that face there. */
import type { CellBody } from '../../server/contract/rest.ts';
import type { LayerTechnology, Technology } from '../../server/contract/terms.ts';

export interface Sector {
  /** S1, S2 … clockwise from north. */
  label: string;
  state: 'up' | 'degraded' | 'down';
  /** `[lon, lat]` */
  outline: readonly [number, number][];
  /** Degrees clockwise from north; null for a cell that serves all round. */
  azimuth: number | null;
  /** m, along the azimuth. */
  reach: number;
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
        {
          label: `S${String(index + 1)}`,
          state: stateOf(facing),
          outline: widest.footprint,
          azimuth: widest.beamwidthDeg >= 360 ? null : widest.azimuthDeg,
          reach: widest.rangeM,
        },
      ];
    });
}

function stateOf(cells: readonly CellBody[]): Sector['state'] {
  if (cells.every((cell) => !cell.onAir)) return 'down';
  return cells.some((cell) => !cell.onAir || cell.state === 'degraded') ? 'degraded' : 'up';
}

/** A label closer to the station's own glyph than this would lie on it, px. */
const CLEAR_OF_GLYPH = 24;
/** A sector smaller than this on the screen has no room for a label, px. */
const LABELLED_FROM = 45;
/** Where along the azimuth a label stands, as a share of the reach: there a sector is wide, and still its own. */
const ALONG = 0.6;

/**
 * Where a sector's label stands as seen from its station, px right and down; null where there is no room for it, and no
 * direction to put it in.
 */
export function labelOffset(
  { azimuth, reach }: Pick<Sector, 'azimuth' | 'reach'>,
  metresPerPixel: number,
): { x: number; y: number } | null {
  const onScreen = reach / metresPerPixel;
  if (azimuth === null || onScreen < LABELLED_FROM) return null;
  const distance = Math.max(ALONG * onScreen, CLEAR_OF_GLYPH);
  const angle = (azimuth * Math.PI) / 180;
  return { x: distance * Math.sin(angle), y: -distance * Math.cos(angle) };
}

/** The zoom at which a reach of so many metres takes so many pixels. */
export function zoomForReach(reach: number, lat: number, pixels: number): number {
  return Math.log2((metresPerPixelAt(lat, 0) * pixels) / reach);
}

/** Web Mercator: the equator is 256 px long at zoom 0. */
export function metresPerPixelAt(lat: number, zoom: number): number {
  return ((2 * Math.PI * 6_378_137) / 256 / 2 ** zoom) * Math.cos((lat * Math.PI) / 180);
}
