/** What holds of a commune at this moment, beside the figures of the period: its stations, its fibre, its outages. */
import type { FibreTuple, SnapshotCommune } from '../../../server/contract/wire.ts';
import type { Picture } from '../../model/picture.ts';
import { stationState } from '../../model/selectors.ts';

/** The worst first. `single` was built so, `oneLeft` has lost its ring. */
export const FIBRE_SITUATIONS = ['cut', 'lastDegraded', 'oneLeft', 'single', 'ring'] as const;
export type FibreSituation = (typeof FIBRE_SITUATIONS)[number];

export interface Facts {
  stations: number;
  /** null: no node of the network serves it. */
  fibre: FibreSituation | null;
  /** Ongoing outages that lower its coverage or hold a station of it down. */
  outages: number;
  /** Names before 1 July 2025. */
  former: readonly string[];
}

type FactsPicture = Pick<Picture, 'communes' | 'fibre' | 'outages' | 'stations' | 'stationStates' | 'lookup'>;

/** By code of the commune. */
export function factsOf(picture: FactsPicture): Map<string, Facts> {
  const outages = outagesPerCommune(picture);
  return new Map(
    picture.communes.map((commune, index) => [
      commune.code,
      {
        stations: picture.lookup.stationsOfCommune[index]?.length ?? 0,
        fibre: fibreSituation(commune, picture.fibre[index]),
        outages: outages[index] ?? 0,
        former: commune.former,
      },
    ]),
  );
}

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

function outagesPerCommune({ communes, outages, stations, stationStates }: FactsPicture): number[] {
  const counts = communes.map(() => 0);
  for (const outage of outages) {
    const touched = new Set(outage.communes);
    for (const station of outage.stations) {
      const tuple = stationStates[station];
      const home = stations[station]?.commune;
      if (home !== undefined && tuple !== undefined && stationState(tuple) === 'down') touched.add(home);
    }
    for (const commune of touched) if (counts[commune] !== undefined) counts[commune] += 1;
  }
  return counts;
}

let kept: { picture: FactsPicture; facts: ReadonlyMap<string, Facts> } | null = null;

/** The facts of a picture, as the very same objects where nothing changed since the picture before: rows that did not change need not be drawn. */
export function sharedFacts(picture: FactsPicture): ReadonlyMap<string, Facts> {
  if (kept?.picture === picture) return kept.facts;
  const before = kept?.facts;
  const fresh = factsOf(picture);
  let same = before?.size === fresh.size;
  for (const [code, facts] of fresh) {
    const known = before?.get(code);
    if (known !== undefined && sameFacts(known, facts)) fresh.set(code, known);
    else same = false;
  }
  kept = { picture, facts: same && before !== undefined ? before : fresh };
  return kept.facts;
}

function sameFacts(a: Facts, b: Facts): boolean {
  return a.stations === b.stations && a.fibre === b.fibre && a.outages === b.outages && a.former === b.former;
}
