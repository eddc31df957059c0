/** The stage the stories of a day are played on. */
import type { Inventory } from '../../inventory/types.ts';
import type { Random } from '../random.ts';
import type { Agenda } from './agenda.ts';
import type { Habits, Story } from './habits.ts';
import type { Condition, Stations } from './stations.ts';
import { recoveredAfter } from './speech.ts';
import type { Transport } from './transport.ts';

export interface World {
  inventory: Inventory;
  /** Stations with a cell in service. */
  serving: readonly number[];
  agenda: Agenda;
  stations: Stations;
  transport: Transport;
  habits: Habits;
}

/** Plays a story again and again, as often as is usual, from `from` until `isOver` says so. */
export function repeat(
  { agenda, habits }: World,
  random: Random,
  from: number,
  story: Story,
  isOver: (at: number) => boolean,
  play: (at: number) => void,
): void {
  const next = (after: number): void =>
    agenda.at(after + Math.round(random.between(0.3, 1.7) * habits.every[story]), (at) => {
      if (isOver(at)) return;
      const likely = habits.likely(story, at);
      if (likely >= 1 || random.chance(likely)) play(at);
      next(at);
    });
  next(from);
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
    const after = recoveredAfter(at - condition.since);
    stations.end(condition, at, done === undefined ? after : `${done}. ${after}`);
  });
}

/** Stations with a cell in service. */
export function servingStations(inventory: Inventory): number[] {
  return [...inventory.stations.keys()].filter((station) => servingCells({ inventory }, station).length > 0);
}

export function servingCells({ inventory }: Pick<World, 'inventory'>, station: number): number[] {
  return (inventory.cellsOfStation[station] ?? []).filter((cell) => inventory.inService[cell]);
}

/** At most `count` serving stations nearest to one of them, itself first. */
export function nearest(
  { inventory, serving }: World,
  station: number,
  count: number,
  suits: (station: number) => boolean = () => true,
): number[] {
  const centre = inventory.stations[station];
  if (!centre) return [];
  const candidates = serving.filter(suits);
  const distances = candidates.map((index) => {
    const other = inventory.stations[index];
    // A degree of longitude is 0.936 of one of latitude here.
    return other ? ((other.lon - centre.lon) * 0.936) ** 2 + (other.lat - centre.lat) ** 2 : Infinity;
  });
  const found: number[] = [];
  while (found.length < Math.min(count, candidates.length)) {
    let best = 0;
    distances.forEach((distance, place) => {
      if (distance < (distances[best] ?? Infinity)) best = place;
    });
    found.push(candidates[best] ?? -1);
    distances[best] = Infinity;
  }
  return found;
}
