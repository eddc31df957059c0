/**
 * How the sample's network became what it is: most of it was always there, the rest of its 4G came in a batch a month. Some of it closed
 * gaps (people had no 4G of anybody before), most of it only made room: further carriers on masts that had 4G already.
 */
import { defaultThresholds } from '../../coverage/engine.ts';
import { buildInventory } from '../../inventory/build.ts';
import type { Inventory, InventoryRecords } from '../../inventory/types.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { localDate, localTime, monthly } from './calendar.ts';
import { gapsClosed } from './gaps-closed.ts';
import { spotsOf } from './weak-spots.ts';

/** Code → when it came into service, epoch ms. */
export interface Growth {
  stations: ReadonlyMap<string, number>;
  cells: ReadonlyMap<string, number>;
}

/** A batch comes into service in the night to this day of the month. */
const BATCH_DAY = 5;
const BATCH_HOUR = 2;
/** 4G cells that came within a year, and stations, as shares of all. */
const NEW_CELLS = 0.09;
const NEW_STATIONS = 0.02;
/** People for whom 4G came within a year, as a share of all. */
const NEW_PEOPLE = 0.017;
const YEAR_OF_BATCHES = 12;

/**
 * @param firstAt what was always there is as old as this
 * @param now no batch comes later
 */
export function growthOf(records: InventoryRecords, seed: string, firstAt: number, now: number): Growth {
  const inventory = buildInventory(records, localDate(now));
  const random = createRandom(`${seed}/growth`);
  const stations = new Map(records.stations.map(({ code }) => [code, firstAt]));
  const cells = new Map(records.cells.map(({ code }) => [code, firstAt]));
  const batches = monthly(BATCH_DAY, BATCH_HOUR, firstAt, now);
  const grown = { stations, cells };
  if (batches.length === 0) return grown;
  /** As much of a year's growth as there is time for. */
  const share = Math.min(1, batches.length / YEAR_OF_BATCHES);
  const deal = createDealer(batches, random.fork('batches'));

  const spots = spotsOf(inventory, defaultThresholds['4G']);
  const closed = gapsClosed(inventory, spots, random.fork('gaps'), {
    people: NEW_PEOPLE * share,
    stations: Math.round(NEW_STATIONS * share * inventory.stations.length),
  });
  for (const { people, sites } of closed) {
    const moment = deal(people);
    for (const { station, isNew } of sites) {
      if (isNew) stations.set(inventory.stations[station]?.code ?? '', moment);
      for (const cell of inventory.cellsOfStation[station] ?? []) {
        const { code = '', technology } = inventory.cells[cell] ?? {};
        if (isNew || technology === '4G') cells.set(code, moment);
      }
    }
  }

  const cells4G = inventory.cells.filter(({ technology }) => technology === '4G');
  const isOld = (cell: number) => cells.get(inventory.cells[cell]?.code ?? '') === firstAt;
  let wanted =
    Math.round(NEW_CELLS * share * cells4G.length) - cells4G.filter(({ code }) => cells.get(code) !== firstAt).length;
  for (const carrier of carriersForRoom(inventory, random.fork('room'))) {
    if (wanted <= 0) break;
    if (!carrier.every(isOld)) continue;
    wanted -= carrier.length;
    const moment = random.pick(batches);
    for (const cell of carrier) cells.set(inventory.cells[cell]?.code ?? '', moment);
  }
  return grown;
}

/** Deals so much to each batch that people come on evenly, fewer in the months of Tết and of the storms. */
function createDealer(batches: readonly number[], random: Random): (people: number) => number {
  const shares = batches.map((moment) => {
    const { month, isTet } = localTime(moment);
    return random.between(0.6, 1.4) * (isTet || month === 1 || month === 8 ? 0.5 : 1);
  });
  const dealt = batches.map(() => 0);
  return (people) => {
    const fullness = dealt.map((sum, batch) => sum / (shares[batch] ?? 1));
    const batch = fullness.indexOf(Math.min(...fullness));
    dealt[batch] = (dealt[batch] ?? 0) + people;
    return batches[batch] ?? 0;
  };
}

/** Carriers (the cells of one band of one station) beside another 4G carrier of lower frequency, in the order of a draw. */
function carriersForRoom(inventory: Inventory, random: Random): number[][] {
  const carriers = inventory.cellsOfStation.flatMap((cells) => {
    const byBand = new Map<number, number[]>();
    for (const cell of cells) {
      const { technology, bandMhz = 0 } = inventory.cells[cell] ?? {};
      if (technology !== '4G' || inventory.inService[cell] !== 1) continue;
      byBand.set(bandMhz, [...(byBand.get(bandMhz) ?? []), cell]);
    }
    const highest = Math.max(...byBand.keys());
    return byBand.size > 1 ? [byBand.get(highest) ?? []] : [];
  });
  const drawn = carriers.map((carrier) => ({ carrier, place: random.next() }));
  return drawn.sort((a, b) => a.place - b.place).map(({ carrier }) => carrier);
}
