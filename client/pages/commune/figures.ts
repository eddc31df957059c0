/** The figures of one commune among the others. */
import { layerIndex, type LayerOperator, type StationState } from '../../../server/contract/terms.ts';
import type { SnapshotCommune } from '../../../server/contract/wire.ts';
import { SEVERITY, type CommuneStation } from '../../model/commune-figures.ts';
import { covered } from '../../model/selectors.ts';
import type { PageTechnology } from './address.ts';

export const layerOf = (technology: PageTechnology, operator: LayerOperator = 'any'): number =>
  layerIndex(technology, operator);

/**
 * Place of a commune by the share of its people covered, 1 the best, among all that have a figure; equal shares have the same place.
 * null where there is no figure.
 */
export function rankOf(
  communes: readonly SnapshotCommune[],
  commune: SnapshotCommune,
  layer: number,
): { place: number; of: number } | null {
  const share = (one: SnapshotCommune): number | null => {
    const part = covered(one, layer);
    return part === null || one.population <= 0 ? null : part.people / one.population;
  };
  const own = share(commune);
  if (own === null) return null;
  const shares = communes.map(share).filter((one) => one !== null);
  return { place: 1 + shares.filter((one) => one > own).length, of: shares.length };
}

/** The states that are not "up", the worst first, with how many stations are in them. */
export function abnormalOf(stations: readonly CommuneStation[]): { state: StationState; count: number }[] {
  return SEVERITY.filter((state) => state !== 'up')
    .map((state) => ({ state, count: stations.filter((station) => station.state === state).length }))
    .filter(({ count }) => count > 0);
}
