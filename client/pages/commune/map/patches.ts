/** The uncovered patches as the list and the map show them. */
import type { Gaps } from '../../../../server/contract/resilience.ts';
import { bearingOf, type Bearing } from './direction.ts';
import { pathOf, type Dot, type Place, type Plan } from '../../../map/plan.ts';

export interface Patch {
  number: number;
  m2: number;
  people: number;
  bearing: Bearing;
  mast: Gaps['features'][number]['properties']['mast'];
  feature: Gaps['features'][number];
}

/** @param centre of the commune */
export function patchesOf({ features }: Gaps, centre: Place, areaKm2: number): Patch[] {
  return features.map((feature) => {
    const { number, m2, people, lat, lon, mast } = feature.properties;
    return { number, m2, people, bearing: bearingOf(centre, { lat, lon }, areaKm2), mast, feature };
  });
}

export interface DrawnPatch extends Dot {
  number: number;
  path: string;
}

export function drawnPatch({ number, feature }: Patch, plan: Plan): DrawnPatch {
  const { lat, lon } = feature.properties;
  return { number, path: pathOf(feature.geometry.coordinates, plan), ...plan.at(lon, lat) };
}
