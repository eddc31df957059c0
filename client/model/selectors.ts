/** Every figure on the page is made here, once, from the picture: strip, card, drawer, map and phone show the same number. */
import { percent } from '../../server/contract/percent.ts';
import {
  CAUSES,
  HIT_POINTS,
  NETWORK_STATES,
  STATION_STATES,
  TECHNOLOGIES,
  layerIndex,
  type Cause,
  type LayerTechnology,
  type LinkKind,
  type NetworkState,
  type StationState,
  type Technology,
} from '../../server/contract/terms.ts';
import type { FibreTuple, Figures, NetworkTuple, SnapshotCommune, StationTuple } from '../../server/contract/wire.ts';
import type { Picture } from './picture.ts';
import type { Measure } from './view.ts';

/* ── Tuples by name ── */

export const stationState = (tuple: StationTuple): StationState => STATION_STATES[tuple[1]] ?? 'stale';
/** Epoch ms; null when never heard of. */
export const stationSince = (tuple: StationTuple): number | null => (tuple[2] === 0 ? null : tuple[2]);
export const isConnected = (tuple: StationTuple): boolean => tuple[7] === 1;
export const stationCause = (tuple: StationTuple): Cause | null => CAUSES[tuple[8]] ?? null;

/** null: the station has no cell of it in service. */
export function technologyState(tuple: StationTuple, technology: Technology): StationState | null {
  return STATION_STATES[tuple[3 + TECHNOLOGIES.indexOf(technology)] ?? -1] ?? null;
}

/** The newest technology with coverage of its own that any station has; 4G where none has any. */
export function usualTechnology({ stationStates }: { stationStates: readonly StationTuple[] }): '4G' | '3G' | '2G' {
  const has = (technology: Technology): boolean =>
    stationStates.some((tuple) => technologyState(tuple, technology) !== null);
  return (['4G', '3G', '2G'] as const).find(has) ?? '4G';
}

/** The state that counts for the chosen technology; null when the station has none of it. */
export function stateFor(tuple: StationTuple, technology: LayerTechnology): StationState | null {
  return technology === 'any' ? stationState(tuple) : technologyState(tuple, technology);
}

export const networkState = (tuple: NetworkTuple): NetworkState => NETWORK_STATES[tuple[1]] ?? 'up';
export const networkSince = (tuple: NetworkTuple): number | null => (tuple[2] === 0 ? null : tuple[2]);
/** Since when a maintenance window of it runs, epoch ms; null: none does. Links only. */
export const plannedSince = (tuple: NetworkTuple): number | null => tuple[4] ?? null;
export const networkCause = (tuple: NetworkTuple): Cause | null => CAUSES[tuple[3]] ?? null;

/** Fibre is cut; a microwave link, which is no cable, is lost. */
export function linkWord(kind: LinkKind | undefined, state: NetworkState): NetworkState | 'lost' {
  return kind === 'microwave' && state === 'down' ? 'lost' : state;
}

/* ── One commune ── */

export interface Covered {
  /** Whole people and m². */
  people: number;
  m2: number;
}

/** What is covered in a layer; null where the operator has no cell of that technology there. */
export function covered(commune: SnapshotCommune, layer: number, when: 'live' | 'asBuilt' = 'live'): Covered | null {
  const people = commune[when][2 * layer] ?? -1;
  const m2 = commune[when][2 * layer + 1] ?? -1;
  return people < 0 ? null : { people, m2 };
}

/** Per cent, one decimal, by the rule of contract/percent.ts; null as in `covered`. */
export function share(
  commune: SnapshotCommune,
  layer: number,
  measure: Measure,
  when: 'live' | 'asBuilt' = 'live',
): number | null {
  const part = covered(commune, layer, when);
  if (part === null) return null;
  return measure === 'people' ? percent(part.people, commune.population) : percent(part.m2, commune.m2);
}

/** Class of the coverage ramp: 1 best (≥ 99) … 5 worst (< 90). */
export function coverageClass(sharePercent: number): 1 | 2 | 3 | 4 | 5 {
  if (sharePercent >= 99) return 1;
  if (sharePercent >= 97) return 2;
  if (sharePercent >= 95) return 3;
  return sharePercent >= 90 ? 4 : 5;
}

/** Technologies whose loss makes a commune "hit". */
const HIT_LAYERS = (['2G', '3G', '4G'] as const).map((technology) => layerIndex(technology, 'any'));

/** Any technology one point of people or more below as built. */
export function isHit(commune: SnapshotCommune): boolean {
  const lost = mostLost(commune);
  return lost > 0 && lost * 100 >= HIT_POINTS * commune.population;
}

/** Points of people it is below as built in the technology that lost most: what makes it hit. */
export function dropOf(commune: SnapshotCommune): number {
  return percent(mostLost(commune), commune.population) ?? 0;
}

/** People, of the technology that lost most. */
function mostLost(commune: SnapshotCommune): number {
  const lost = HIT_LAYERS.map(
    (layer) => (covered(commune, layer, 'asBuilt')?.people ?? 0) - (covered(commune, layer)?.people ?? 0),
  );
  return Math.max(0, ...lost);
}

/** One path left of several, or its last path degraded. */
export function isAtRisk(commune: SnapshotCommune, fibre: FibreTuple | undefined): boolean {
  if (fibre === undefined) return false;
  const [, paths, degraded] = fibre;
  return paths === 1 && (commune.pathsAsBuilt > 1 || degraded === 1);
}

/** People of the commune without a signal in a layer. */
export function withoutSignal(commune: SnapshotCommune, layer: number): number {
  return commune.population - (covered(commune, layer)?.people ?? 0);
}

/* ── The province ── */

export type StationCounts = Record<StationState, number>;

/** Stations by displayed state; with a technology, only those that have it in service and by that technology's state. */
export function countStations(states: readonly StationTuple[], technology: LayerTechnology = 'any'): StationCounts {
  const counts: StationCounts = { up: 0, degraded: 0, stale: 0, down: 0, maintenance: 0 };
  for (const tuple of states) {
    const state = stateFor(tuple, technology);
    if (state !== null) counts[state] += 1;
  }
  return counts;
}

export function countLinks(states: readonly NetworkTuple[]): Record<NetworkState, number> {
  const counts: Record<NetworkState, number> = { up: 0, degraded: 0, down: 0, dark: 0 };
  for (const tuple of states) counts[networkState(tuple)] += 1;
  return counts;
}

/** The figures of the KPI strip, made once per picture. */
export const figures = once((picture: Picture): Figures => {
  const stations = countStations(picture.stationStates);
  const links = countLinks(picture.linkStates);
  return {
    at: picture.at,
    ...stations,
    linksDown: links.down,
    linksDark: links.dark,
    atRisk: picture.communes.filter((commune, index) => isAtRisk(commune, picture.fibre[index])).length,
    hit: picture.communes.filter(isHit).length,
    people: Array.from({ length: 24 }, (_, layer) =>
      picture.communes.reduce((sum, commune) => sum + (covered(commune, layer)?.people ?? 0), 0),
    ),
  };
});

/** Official people of the whole province. */
const population = once((picture: Picture): number =>
  picture.communes.reduce((sum, commune) => sum + commune.population, 0),
);

export interface WithoutSignal {
  /** null where nobody has a cell of it in the whole province: a layer that does not exist is not lost. */
  people: number | null;
  /** Per cent of the province. */
  percent: number | null;
  /** More (+) or fewer (−) than one hour ago; null when we were not running then. */
  change: number | null;
}

/** People of the province without a signal in a layer. */
export function peopleWithout(picture: Picture, layer: number): WithoutSignal {
  if (!isBuilt(picture, layer)) return { people: null, percent: null, change: null };
  const total = population(picture);
  const people = total - (figures(picture).people[layer] ?? 0);
  const before = picture.hourAgo?.people[layer];
  return { people, percent: percent(people, total), change: before === undefined ? null : people - (total - before) };
}

/** Some commune has the layer. */
function isBuilt(picture: Picture, layer: number): boolean {
  return picture.communes.some((commune) => covered(commune, layer) !== null);
}

/** Some commune has not, while others may. */
export function isMissingSomewhere(picture: Picture, layer: number): boolean {
  return picture.communes.some((commune) => covered(commune, layer) === null);
}

/** Remembers the answer for each picture as long as that picture lives. */
function once<T>(work: (picture: Picture) => T): (picture: Picture) => T {
  const known = new WeakMap<Picture, { value: T }>();
  return (picture) => {
    let answer = known.get(picture);
    if (answer === undefined) known.set(picture, (answer = { value: work(picture) }));
    return answer.value;
  };
}
