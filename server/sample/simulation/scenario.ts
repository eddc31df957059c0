/** A province that lives: pure, seeded, and driven by a clock from outside. */
import type { Inventory } from '../../inventory/types.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { Agenda } from './agenda.ts';
import { playCalm } from './calm.ts';
import { LIVE, MINUTE, SECOND } from './habits.ts';
import { simulatedKeys } from './speech.ts';
import type { Speaker, Told } from './speech.ts';
import { Stations } from './stations.ts';
import { STORM_MS, playStorm } from './storm.ts';
import { Transport } from './transport.ts';
import { groundOf } from './world.ts';
import type { World } from './world.ts';

/** A day has to be going for this long before its troubles are as many as they will be. */
const WARM_UP_MS = 60 * MINUTE;
/** Within this everything has said how it is. */
const SWEEP_MS = 10 * SECOND;

export interface ScenarioOptions {
  seed: string;
  /** Epoch ms at which the province begins to speak. */
  from: number;
  /** Every station of a `station` key is heard this often, ms. */
  heartbeatMs: number;
  /** After this nothing new goes wrong; what is broken is still repaired. */
  calmUntil?: number;
}

export interface Scenario {
  /** What is said up to and including `until` that was not handed out before, in order. */
  advance(until: number): Told[];
  /** A typhoon from `at`, which is not before what was handed out. */
  storm(at: number): void;
}

export function createScenario(inventory: Inventory, options: ScenarioOptions): Scenario {
  const { seed, from, heartbeatMs, calmUntil = Infinity } = options;
  const random = createRandom(seed);
  let said: Told[] = [];
  const world = createWorld(inventory, (told) => said.push(told));
  const { agenda, stations, transport } = world;

  if (inventory.inService.includes(1)) playCalm(world, random.fork('calm'), from - WARM_UP_MS, (at) => at >= calmUntil);
  agenda.runUntil(from);
  said = [];
  // Nobody heard the hour before; of it only what still lasts is told, as of when it began.
  transport.tellSince();
  stations.tellSince();
  sweep(world, from);
  beat(world, random.fork('heartbeat'), from + SWEEP_MS, heartbeatMs);

  let storms = 0;
  return {
    advance(until) {
      agenda.runUntil(until);
      const told = said;
      said = [];
      return told;
    },
    storm(at) {
      storms++;
      playStorm(world, random.fork(`storm/${storms}`), at);
    },
  };
}

/**
 * The burst of a typhoon by itself: several thousand events in the order they happen, none later than `at`. Nothing is repaired.
 *
 * @returns speaker → batches of at most `batchSize` events
 */
export function stormEvents(
  inventory: Inventory,
  seed: string,
  at: number,
  batchSize = 1_000,
): Map<Speaker, Told['event'][][]> {
  const batches = new Map<Speaker, Told['event'][][]>();
  const world = createWorld(inventory, ({ speaker, event }) => {
    const own = batches.get(speaker) ?? [];
    const last = own.at(-1);
    if (last && last.length < batchSize) last.push(event);
    else own.push([event]);
    batches.set(speaker, own);
  });
  playStorm(world, createRandom(seed), at - STORM_MS);
  world.agenda.runUntil(at);
  return batches;
}

function createWorld(inventory: Inventory, say: (told: Told) => void): World {
  const stations = new Stations(inventory, say);
  const transport = new Transport(inventory, stations, say);
  return { inventory, ground: groundOf(inventory), agenda: new Agenda(), stations, transport, habits: LIVE };
}

/** Everything says once how it is, so that nothing is left from a day before that is no more. */
function sweep({ inventory, agenda, stations, transport }: World, from: number): void {
  const calls = [
    ...inventory.nodes.map((_, index) => (at: number) => transport.tellNode(index, at)),
    ...inventory.links.map((_, index) => (at: number) => transport.tellLink(index, at)),
    ...inventory.stations.map((_, index) => (at: number) => stations.tell(index, at)),
  ];
  calls.forEach((call, index) => agenda.at(from + Math.ceil((SWEEP_MS * (index + 1)) / calls.length), call));
}

/** The stations that are to be heard one by one, each at its own moment of the period. */
function beat({ inventory, agenda, stations }: World, random: Random, from: number, everyMs: number): void {
  inventory.stations.forEach(({ operator }, station) => {
    if (simulatedKeys[operator] !== 'station') return;
    const again = (at: number): void => {
      stations.tell(station, at);
      agenda.at(at + everyMs, again);
    };
    agenda.at(from + Math.floor(random.next() * everyMs), again);
  });
}
