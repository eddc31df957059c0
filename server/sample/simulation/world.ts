/** The stage the stories of a day are played on. */
import type { Inventory } from '../../inventory/types.ts';
import type { Random } from '../random.ts';
import type { Agenda } from './agenda.ts';
import type { Condition, Stations } from './stations.ts';
import { recoveredAfter } from './speech.ts';
import type { Transport } from './transport.ts';

export const SECOND = 1_000;
export const MINUTE = 60_000;

export interface World {
  inventory: Inventory;
  agenda: Agenda;
  stations: Stations;
  transport: Transport;
}

/** Plays something again and again, on the average every `meanMs`, from `from` until `isOver` says so. */
export function repeat(
  { agenda }: World,
  random: Random,
  from: number,
  meanMs: number,
  isOver: (at: number) => boolean,
  story: (at: number) => void,
): void {
  const next = (after: number): void =>
    agenda.at(after + Math.round(random.between(0.3, 1.7) * meanMs), (at) => {
      if (isOver(at)) return;
      story(at);
      next(at);
    });
  next(from);
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

/** In-service stations by distance from one of them, itself first. */
export function around({ inventory }: World, station: number): number[] {
  const centre = inventory.stations[station];
  if (!centre) return [];
  const distance = (index: number): number => {
    const other = inventory.stations[index];
    // A degree of longitude is 0.936 of one of latitude here.
    return other ? ((other.lon - centre.lon) * 0.936) ** 2 + (other.lat - centre.lat) ** 2 : Infinity;
  };
  const indices = [...inventory.stations.keys()].filter((index) => inventory.stations[index]?.status === 'in-service');
  return indices
    .map((index) => [distance(index), index] as const)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .map(([, index]) => index);
}
