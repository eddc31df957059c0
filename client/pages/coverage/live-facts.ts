/** What holds of a commune at this moment, beside the figures of the period: its stations, its fibre, its outages. */
import type { OperatorCode } from '../../../server/contract/terms.ts';
import { fibreSituation, type FibreSituation } from '../../model/commune-figures.ts';
import type { Picture } from '../../model/picture.ts';
import { stationState } from '../../model/selectors.ts';

export interface Facts {
  /** Of the chosen operators, whatever they send. */
  stations: number;
  /** null: no node of the network serves it. */
  fibre: FibreSituation | null;
  /** Ongoing outages that lower its coverage or hold a station of it down. */
  outages: number;
  /** Names before 1 July 2025. */
  former: readonly string[];
}

type FactsPicture = Pick<Picture, 'communes' | 'fibre' | 'outages' | 'stations' | 'stationStates' | 'lookup'>;

/** By code of the commune. @param operators whose stations are counted */
export function factsOf(picture: FactsPicture, operators: readonly OperatorCode[]): Map<string, Facts> {
  const isCounted = (index: number): boolean => isOf(picture.stations[index], operators);
  const outages = outagesPerCommune(picture);
  return new Map(
    picture.communes.map((commune, index) => [
      commune.code,
      {
        stations: picture.lookup.stationsOfCommune[index]?.filter(isCounted).length ?? 0,
        fibre: fibreSituation(commune, picture.fibre[index]),
        outages: outages[index] ?? 0,
        former: commune.former,
      },
    ]),
  );
}

/** Stations that stand in no commune, and are in no row. */
export function stationsOutside({ stations }: Pick<Picture, 'stations'>, operators: readonly OperatorCode[]): number {
  return stations.filter((station) => station.commune === -1 && isOf(station, operators)).length;
}

function isOf(station: Picture['stations'][number] | undefined, operators: readonly OperatorCode[]): boolean {
  return station !== undefined && operators.includes(station.operator);
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

let kept: { picture: FactsPicture; operators: readonly OperatorCode[]; facts: ReadonlyMap<string, Facts> } | null =
  null;

/** The facts of a picture, as the very same objects where nothing changed since the picture before: rows that did not change need not be drawn. */
export function sharedFacts(picture: FactsPicture, operators: readonly OperatorCode[]): ReadonlyMap<string, Facts> {
  if (kept?.picture === picture && kept.operators === operators) return kept.facts;
  const before = kept?.facts;
  const fresh = factsOf(picture, operators);
  let same = before?.size === fresh.size;
  for (const [code, facts] of fresh) {
    const known = before?.get(code);
    if (known !== undefined && sameFacts(known, facts)) fresh.set(code, known);
    else same = false;
  }
  kept = { picture, operators, facts: same && before !== undefined ? before : fresh };
  return kept.facts;
}

function sameFacts(a: Facts, b: Facts): boolean {
  return a.stations === b.stations && a.fibre === b.fibre && a.outages === b.outages && a.former === b.former;
}
