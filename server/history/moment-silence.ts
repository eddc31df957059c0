/** Who was silent at a moment, and how much of its figures rests on them alone. */
import { layerName } from '../contract/layers.ts';
import { percent } from '../contract/percent.ts';
import {
  LAYER_TECHNOLOGIES,
  STATION_STATES,
  layerIndex,
  type LayerOperator,
  type LayerTechnology,
  type OperatorCode,
} from '../contract/terms.ts';
import { unconfirmedShares } from '../resilience/unconfirmed.ts';
import type { Past, Silence } from '../store/past.ts';
import type { Sight } from '../stream/sight.ts';
import type { World } from '../world.ts';

const STALE = STATION_STATES.indexOf('stale');
/** Who falls silent is written down every second: of the last moments it may not be yet, and whoever asks again later would hear more. */
const KEPT_WITHIN_MS = 3_000;

/** Technology → points of the share of people that rest on silent stations alone; zeros left out. */
type Points = Partial<Record<LayerTechnology, number>>;

/** Technology → per cent; null: nobody lives there. */
type Shares = Partial<Record<LayerTechnology, number | null>>;

export interface SilenceFigures {
  /** Whoever was not heard for so long is silent. */
  staleAfterMs: number;
  /** Stations asked for that are not down, as far as is known, but silent: what they said last may not hold. */
  stale: number;
  staleByOperator: { operator: OperatorCode; stations: number }[];
  /** Of the people asked for: the share that has a signal at that moment, %, and the points of it that are unconfirmed. */
  signal: { technology: LayerTechnology; population: number | null; unconfirmed: number }[];
  /** By index of a commune; `population`: the share of its people that has a signal then, %. */
  communes: { stale: number; unconfirmed: Points; population: Shares }[];
}

interface Asked {
  /** Stations that are counted. */
  stations: readonly number[];
  isAsked: (commune: number) => boolean;
  /** Whose signal. */
  whose: LayerOperator;
  sight: Sight | undefined;
}

/** Silences that were known at a moment. */
export function silencesKeptBy(at: number, past: Pick<Past, 'silences'>): Silence[] {
  return past.silences(at, at + 1).filter(({ since }) => since <= at - KEPT_WITHIN_MS);
}

/** @param world shows who is silent */
export function silenceAt(world: World, { stations, isAsked, whose, sight }: Asked): SilenceFigures {
  const { air, inventory, coverage } = world;
  const isStale = (station: number) => air.state[station] === STALE;
  const stale = stations.filter(isStale);
  // Whoever else is silent too: where any operator's signal counts, it is everybody's that is unconfirmed.
  const shares = unconfirmedShares(world, [...air.state.keys()].filter(isStale), isAsked);
  const technologies = LAYER_TECHNOLOGIES.filter((technology) => sight?.layer(layerIndex(technology, whose)) ?? true);
  const operatorOf = (station: number) => inventory.stations[station]?.operator;
  const places = [...inventory.communes.keys()].filter(isAsked);
  const sum = (value: (commune: number) => number) => places.reduce((total, commune) => total + value(commune), 0);
  const population = sum((commune) => inventory.communes[commune]?.population ?? 0);
  return {
    staleAfterMs: world.staleAfterMs,
    stale: stale.length,
    staleByOperator: [...new Set(stale.flatMap((station) => operatorOf(station) ?? []))].map((operator) => ({
      operator,
      stations: stale.filter((station) => operatorOf(station) === operator).length,
    })),
    signal: technologies.map((technology) => ({
      technology,
      population: percent(
        sum((commune) => coverage.people(commune, layerIndex(technology, whose))),
        population,
      ),
      unconfirmed: shares.province[layerName(technology, whose)] ?? 0,
    })),
    communes: inventory.communes.map(({ population: people }, commune) => ({
      stale: stale.filter((station) => inventory.stations[station]?.commune === commune).length,
      unconfirmed: Object.fromEntries(
        technologies.flatMap((technology) => {
          const points = shares.communes[commune]?.[layerName(technology, whose)];
          return points === undefined ? [] : [[technology, points] as const];
        }),
      ),
      population: Object.fromEntries(
        technologies.map((technology) => [
          technology,
          percent(coverage.people(commune, layerIndex(technology, whose)), people),
        ]),
      ),
    })),
  };
}
