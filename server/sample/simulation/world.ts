/** The stage the stories of a day are played on. */
import type { Inventory } from '../../inventory/types.ts';
import type { Random } from '../random.ts';
import type { Agenda } from './agenda.ts';
import type { Habits, Story } from './habits.ts';
import type { Condition, Stations } from './stations.ts';
import { simulatedKeys } from './speech.ts';
import type { Transport } from './transport.ts';

export interface World {
  inventory: Inventory;
  ground: Ground;
  agenda: Agenda;
  stations: Stations;
  transport: Transport;
  habits: Habits;
}

export interface Rate {
  /** Mean ms between two at the liveliest. */
  every: number;
  /** How often at that moment, as a share of the liveliest. */
  likely(at: number): number;
}

/** Plays something again and again from `from` until `isOver` says so. */
export function repeat(
  { agenda }: World,
  random: Random,
  from: number,
  rate: Rate,
  isOver: (at: number) => boolean,
  play: (at: number) => void,
): void {
  const next = (after: number): void =>
    agenda.at(after + Math.round(random.between(0.3, 1.7) * rate.every), (at) => {
      if (isOver(at)) return;
      const likely = rate.likely(at);
      if (likely >= 1 || random.chance(likely)) play(at);
      next(at);
    });
  next(from);
}

/** Where there are stations that something can happen to. */
export interface Ground {
  /** Those with a cell in service. */
  serving: readonly number[];
  /** Of these the ones whose operator's key tells of every station by itself. */
  heardSingly: readonly number[];
  /** Longitude and latitude of every station of the inventory, one after the other. */
  places: Float64Array;
}

export function groundOf(inventory: Inventory): Ground {
  const serving = [...inventory.stations.keys()].filter((station) => servingCells({ inventory }, station).length > 0);
  const heardSingly = serving.filter((station) => {
    const operator = inventory.stations[station]?.operator;
    return operator !== undefined && simulatedKeys[operator] === 'station';
  });
  return { serving, heardSingly, places: Float64Array.from(inventory.stations.flatMap(({ lon, lat }) => [lon, lat])) };
}

/** How long something lasts that begins at `at`, ms; of a station as long as its operator takes. */
export function lasting({ inventory, habits }: World, random: Random, story: Story, at: number, station = -1): number {
  const operator = inventory.stations[station]?.operator;
  const usual = habits.lasts[story](random);
  return Math.min(operator ? usual * habits.patience[operator] : usual, habits.longest(at));
}

/**
 * A trouble that begins now and is over after `durationMs`.
 *
 * @param done what was done about it
 */
export function passing({ agenda, stations }: World, condition: Condition, durationMs: number, done?: string): void {
  stations.begin(condition);
  agenda.at(condition.since + Math.round(durationMs), (at) => {
    stations.end(condition, at, done);
  });
}

export function servingCells({ inventory }: Pick<World, 'inventory'>, station: number): number[] {
  return (inventory.cellsOfStation[station] ?? []).filter((cell) => inventory.inService[cell]);
}

/** At most `count` serving stations nearest to one of them, itself first. */
export function nearest(
  { ground: { serving, places } }: World,
  station: number,
  count: number,
  suits: (station: number) => boolean = () => true,
): number[] {
  const lon = places[2 * station] ?? NaN;
  const lat = places[2 * station + 1] ?? NaN;
  /** Nearest first, of two as near the first. */
  const found: { index: number; distance: number }[] = [];
  let farthest = Infinity;
  for (const index of serving) {
    // A degree of longitude is 0.936 of one of latitude here.
    const x = ((places[2 * index] ?? NaN) - lon) * 0.936;
    const y = (places[2 * index + 1] ?? NaN) - lat;
    const distance = x * x + y * y;
    if (distance >= farthest) continue;
    if (!suits(index)) continue;
    const place = found.findIndex((nearer) => distance < nearer.distance);
    found.splice(place === -1 ? found.length : place, 0, { index, distance });
    found.length = Math.min(found.length, count);
    if (found.length === count) farthest = found.at(-1)?.distance ?? farthest;
  }
  return found.map(({ index }) => index);
}
