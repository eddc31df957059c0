/** The figures of a commune as the drawer shows them. */
import {
  LAYER_OPERATORS,
  layerIndex,
  type LayerOperator,
  type LayerTechnology,
  type StationState,
} from '../../../../server/contract/terms.ts';
import { percent } from '../../../../server/contract/percent.ts';
import type { FibreTuple, SnapshotCommune } from '../../../../server/contract/wire.ts';
import type { Picture } from '../../../model/picture.ts';
import { covered, share, stationState } from '../../../model/selectors.ts';
import type { Measure } from '../../../model/view.ts';

/** Columns, newest technology first. */
export const COLUMNS: readonly LayerTechnology[] = ['4G', '3G', '2G', 'any'];
/** Rows: the operators; any of them stands in the table above. */
export const ROWS: readonly LayerOperator[] = LAYER_OPERATORS.filter((operator) => operator !== 'any');

export interface LayerFigures {
  /** Per cent. */
  live: number;
  asBuilt: number;
  /** Points of per cent live is below as built; 0 when it is not. */
  points: number;
  /** People or m² lost. */
  lost: number;
}

/** null where the operator has no cell of that technology there. */
export function layerFigures(
  commune: SnapshotCommune,
  technology: LayerTechnology,
  operator: LayerOperator,
  measure: Measure,
): LayerFigures | null {
  const layer = layerIndex(technology, operator);
  const [now, built] = [covered(commune, layer), covered(commune, layer, 'asBuilt')];
  const [live, asBuilt] = [share(commune, layer, measure), share(commune, layer, measure, 'asBuilt')];
  if (now === null || built === null || live === null || asBuilt === null) return null;
  const [have, could, whole] =
    measure === 'people' ? [now.people, built.people, commune.population] : [now.m2, built.m2, commune.m2];
  const lost = Math.max(0, could - have);
  return { live, asBuilt, points: percent(lost, whole) ?? 0, lost };
}

export type FibreWarning = 'isolated' | 'lastDegraded' | 'oneLeft' | 'single';

/** What is to be said about a commune's fibre; null when it has what it was built with, and more than one path of it. */
export function fibreWarning(commune: SnapshotCommune, [, paths, degraded]: FibreTuple): FibreWarning | null {
  if (paths < 0) return null;
  if (paths === 0) return 'isolated';
  if (paths > 1) return null;
  if (degraded === 1) return 'lastDegraded';
  return commune.pathsAsBuilt > 1 ? 'oneLeft' : 'single';
}

const SEVERITY: readonly StationState[] = ['down', 'degraded', 'stale', 'maintenance', 'up'];

/** A commune's stations, the worst first, then by code. */
export function stationsByState(picture: Picture, commune: number): number[] {
  const rank = (index: number): number => {
    const tuple = picture.stationStates[index];
    return tuple === undefined ? SEVERITY.length : SEVERITY.indexOf(stationState(tuple));
  };
  const code = (index: number): string => picture.stations[index]?.code ?? '';
  return [...(picture.lookup.stationsOfCommune[commune] ?? [])].sort(
    (a, b) => rank(a) - rank(b) || code(a).localeCompare(code(b)),
  );
}
