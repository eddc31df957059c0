/**
 * A year of the sample province, as its operators would have told it: simulated from the first change to the last. The stories are those
 * of the live simulation, played by the calendar of the delta.
 */
import type { Inventory } from '../../inventory/types.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { Agenda } from '../simulation/agenda.ts';
import { onBattery, pickStation, playCalm } from '../simulation/calm.ts';
import { MINUTE, SECOND } from '../simulation/habits.ts';
import type { Told } from '../simulation/speech.ts';
import { Stations } from '../simulation/stations.ts';
import { playStorm } from '../simulation/storm.ts';
import { Transport } from '../simulation/transport.ts';
import { nearest, repeat, groundOf } from '../simulation/world.ts';
import type { World } from '../simulation/world.ts';
import { DAY, HOUR, onceAYear } from './calendar.ts';
import { Chronicle } from './chronicle.ts';
import type { PastEvent, Silence } from './chronicle.ts';
import type { Growth } from './growth.ts';
import {
  EXCHANGE,
  SHEDDING,
  SUMMER_STORM,
  SUMMER_STORM_COMES,
  TYPHOON,
  TYPHOON_COMES,
  habitsOfYear,
  skewed,
} from './seasons.ts';

export interface PastOptions {
  seed: string;
  /** Epoch ms of the first word. */
  from: number;
  /** Epoch ms by which everything is well again and told. */
  to: number;
}

export interface PastBatch {
  /** In order of `at` over all batches. */
  events: PastEvent[];
  /** In order of `to`. */
  silences: Silence[];
}

const BATCH = 2_000;
const STORMS = [
  [SUMMER_STORM, SUMMER_STORM_COMES],
  [TYPHOON, TYPHOON_COMES],
] as const;
/** Within this what has come into service has said that it is up. */
const FIRST_WORDS_MS = 10 * SECOND;
/** Nothing new goes wrong any more this long before the end. */
const LAST_REPAIRS_MS = 45 * MINUTE;

/** @param growth no word comes of a station or cell before it was in service */
export function* pastOf(inventory: Inventory, growth: Growth, { seed, from, to }: PastOptions): Generator<PastBatch> {
  const random = createRandom(seed);
  const chronicle = new Chronicle(inventory, random.fork('receipt'), to);
  const world = createWorld(inventory, chronicle, seed, to);
  const isOver = (at: number) => at >= to - LAST_REPAIRS_MS;

  enterGrowth(world, inventory, growth, from, to);
  const begins = from + FIRST_WORDS_MS;
  playCalm(world, random.fork('calm'), begins, isOver);
  const [grid, exchanges, storms] = [random.fork('shedding'), random.fork('exchange'), random.fork('storms')];
  repeat(world, grid, begins, SHEDDING, isOver, (at) => loadShedding(world, grid, at));
  repeat(world, exchanges, begins, EXCHANGE, isOver, (at) => exchangeFailure(world, exchanges, at));
  for (const [storm, comes] of STORMS) {
    const at = onceAYear(comes, begins, to);
    if (at !== null) world.agenda.at(at, () => playStorm(world, storms, at, storm));
  }

  for (let day = from; day < to; day += DAY) {
    world.agenda.runUntil(Math.min(day + DAY, to));
    const { events, silences } = chronicle.take();
    for (let first = 0; first === 0 || first < events.length; first += BATCH) {
      yield { events: events.slice(first, first + BATCH), silences: first === 0 ? silences : [] };
    }
  }
}

function createWorld(inventory: Inventory, chronicle: Chronicle, seed: string, to: number): World {
  const grown: Inventory = { ...inventory, inService: new Uint8Array(inventory.cells.length) };
  const say = ({ event }: Told) => chronicle.write(event);
  const stations = new Stations(grown, say, chronicle);
  const transport = new Transport(grown, stations, say);
  return {
    inventory: grown,
    ground: groundOf(grown),
    agenda: new Agenda(),
    stations,
    transport,
    habits: habitsOfYear(seed, to),
  };
}

/** What comes into service says so; then it can go wrong. */
function enterGrowth(world: World, asBuilt: Inventory, growth: Growth, from: number, to: number): void {
  const { agenda, inventory, stations, transport } = world;
  const bornAt = (born: ReadonlyMap<string, number>, code: string) => Math.max(from, born.get(code) ?? from);
  const arrivals = new Map<number, { cells: number[]; words: ((at: number) => void)[] }>();
  const arrivalsAt = (at: number) => {
    const known = arrivals.get(at) ?? { cells: [], words: [] };
    arrivals.set(at, known);
    return known;
  };
  const { words } = arrivalsAt(from);
  inventory.nodes.forEach((_, node) => words.push((at) => transport.tellNode(node, at)));
  inventory.links.forEach((_, link) => words.push((at) => transport.tellLink(link, at)));
  inventory.stations.forEach(({ code, status }, station) => {
    if (status === 'in-service')
      arrivalsAt(bornAt(growth.stations, code)).words.push((at) => stations.tell(station, at));
  });
  inventory.cells.forEach(({ code }, cell) => {
    if (asBuilt.inService[cell] === 1) arrivalsAt(bornAt(growth.cells, code)).cells.push(cell);
  });
  for (const [moment, arriving] of arrivals) {
    if (moment + FIRST_WORDS_MS >= to) continue;
    arriving.words.forEach((word, place) =>
      agenda.at(moment + Math.ceil((FIRST_WORDS_MS * (place + 1)) / (arriving.words.length + 1)), word),
    );
    agenda.at(moment + FIRST_WORDS_MS, () => {
      for (const cell of arriving.cells) inventory.inService[cell] = 1;
      world.ground = groundOf(inventory);
    });
  }
}

/** A feeder is switched off: all stations on it live on their batteries. */
function loadShedding(world: World, random: Random, at: number): void {
  const place = pickStation(world, random);
  const count = random.whole(10, 24);
  const backAt = at + Math.min(random.between(2, 5.5) * HOUR, world.habits.longest(at));
  for (const station of nearest(world, place, count)) {
    onBattery(world, random, station, at + random.between(0, 30) * SECOND, backAt + random.between(0, 90) * SECOND);
  }
}

/** The node of a commune goes, and with it the path of every station that hangs on it. */
function exchangeFailure({ inventory, agenda, transport, habits }: World, random: Random, at: number): void {
  const node = random.whole(0, inventory.nodes.length - 1);
  const lasts = Math.min(skewed(random, 15 * MINUTE, 5 * HOUR), habits.longest(at));
  if (inventory.nodes[node]?.kind !== 'commune' || transport.isNodeTroubled(node)) return;
  const [cause, text] = random.pick([
    ['power', 'Mất nguồn nhà trạm, ắc quy cạn'],
    ['power', 'Hỏng bộ chỉnh lưu'],
    ['equipment', 'Treo thiết bị truyền dẫn, chờ khởi động lại'],
  ] as const);
  transport.node(node, at, { state: 'down', cause, text });
  agenda.at(at + Math.round(lasts), (back) => transport.node(node, back, { state: 'up' }));
}
