/** Where something lies in a commune, in a word: seen from its middle. */
import type { Place } from '../../../map/plan.ts';
export const DIRECTIONS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
type Direction = (typeof DIRECTIONS)[number] | 'centre';

export interface Bearing {
  direction: Direction;
  km: number;
}

const KM_PER_DEGREE = 111.2;
/** Nearer than this part of the radius of a circle of the commune's area: in the middle of it. */
const CENTRE = 0.25;

/** @param areaKm2 of the commune */
export function bearingOf(centre: Place, place: Place, areaKm2: number): Bearing {
  const east = (place.lon - centre.lon) * KM_PER_DEGREE * Math.cos((centre.lat * Math.PI) / 180);
  const north = (place.lat - centre.lat) * KM_PER_DEGREE;
  const km = Math.hypot(east, north);
  if (km < CENTRE * Math.sqrt(areaKm2 / Math.PI)) return { direction: 'centre', km };
  const eighth = Math.round(Math.atan2(east, north) / (Math.PI / 4));
  return { direction: DIRECTIONS[(eighth + 8) % 8] ?? 'n', km };
}
