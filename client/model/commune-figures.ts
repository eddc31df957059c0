/** What several pages say of one commune, worked out once: a layer against as built, its fibre, its stations. */
import { percent } from '../../server/contract/percent.ts';
import type { StationState } from '../../server/contract/terms.ts';
import type { FibreTuple, SnapshotCommune } from '../../server/contract/wire.ts';
import type { Picture } from './picture.ts';
import { covered, share, stationState } from './selectors.ts';
import type { Measure } from './view.ts';

export interface LayerFigures {
  /** Per cent. */
  live: number;
  asBuilt: number;
  /** Points of per cent live is below as built, of what is lost and not of the two rounded shares; 0 when it is not. */
  points: number;
  /** People or m² lost. */
  lost: number;
}

/** @returns null where the operator has no cell of that technology there */
export function layerFigures(commune: SnapshotCommune, layer: number, measure: Measure): LayerFigures | null {
  const [now, built] = [covered(commune, layer), covered(commune, layer, 'asBuilt')];
  const [live, asBuilt] = [share(commune, layer, measure), share(commune, layer, measure, 'asBuilt')];
  if (now === null || built === null || live === null || asBuilt === null) return null;
  const [have, could, whole] =
    measure === 'people' ? [now.people, built.people, commune.population] : [now.m2, built.m2, commune.m2];
  const lost = Math.max(0, could - have);
  return { live, asBuilt, points: percent(lost, whole) ?? 0, lost };
}

/** The worst first. `single` was built so, `oneLeft` has lost its ring. */
export const FIBRE_SITUATIONS = ['cut', 'lastDegraded', 'oneLeft', 'single', 'ring'] as const;
export type FibreSituation = (typeof FIBRE_SITUATIONS)[number];

/** @returns null: no node of the network serves it */
export function fibreSituation(
  { pathsAsBuilt }: Pick<SnapshotCommune, 'pathsAsBuilt'>,
  fibre: FibreTuple | undefined,
): FibreSituation | null {
  if (fibre === undefined || fibre[1] < 0) return null;
  const [, paths, degraded] = fibre;
  if (paths === 0) return 'cut';
  if (paths > 1) return 'ring';
  if (degraded === 1) return 'lastDegraded';
  return pathsAsBuilt > 1 ? 'oneLeft' : 'single';
}

/** The worst first. */
export const SEVERITY: readonly StationState[] = ['down', 'degraded', 'stale', 'maintenance', 'up'];

export interface CommuneStation {
  index: number;
  state: StationState;
}

/** The stations of a commune, the worst first, then by code. */
export function stationsOf(picture: Picture, commune: number): CommuneStation[] {
  const code = (index: number): string => picture.stations[index]?.code ?? '';
  return (picture.lookup.stationsOfCommune[commune] ?? [])
    .flatMap((index): CommuneStation[] => {
      const tuple = picture.stationStates[index];
      return tuple === undefined ? [] : [{ index, state: stationState(tuple) }];
    })
    .sort((a, b) => SEVERITY.indexOf(a.state) - SEVERITY.indexOf(b.state) || (code(a.index) < code(b.index) ? -1 : 1));
}
