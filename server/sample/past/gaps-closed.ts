/** Which gaps in 4G the past year closed: hamlets, more of them on the coast and in weak communes, with every station that now serves them. */
import type { Inventory } from '../../inventory/types.ts';
import type { Random } from '../random.ts';
import type { Spot } from './weak-spots.ts';

export interface GapClosed {
  people: number;
  /** `isNew`: there was no mast before; else it got 4G beside what it had. */
  sites: { station: number; isNew: boolean }[];
}

export interface Wanted {
  /** Share of all people. */
  people: number;
  stations: number;
}

/** Where more stations than this serve people there was no gap within living memory. */
const MOST_STATIONS = 3;
/** Communes counted from the sea to which the programme for the coast went. */
const COAST_COMMUNES = 26;

export function gapsClosed(inventory: Inventory, spots: readonly Spot[], random: Random, wanted: Wanted): GapClosed[] {
  const communes = communesOf(inventory, spots, random);
  const book = new Book(inventory, spots);
  const candidates = spots.flatMap((spot, index) => {
    const stations = book.stationsOf(spot);
    if (stations.length === 0 || stations.length > MOST_STATIONS) return [];
    const cost = stations.reduce((sum, station) => sum + book.cellsOf(station).length, 0);
    const score = (spot.people * (communes[spot.commune]?.weight ?? 0) * random.between(0.4, 1.6)) / cost;
    return [{ index, commune: communes[spot.commune], stations, score }];
  });
  candidates.sort((a, b) => b.score - a.score || a.index - b.index);

  const target = wanted.people * spots.reduce((sum, { people }) => sum + people, 0);
  const closed: GapClosed[] = [];
  let people = 0;
  let newStations = 0;
  for (const { index, commune, stations } of candidates) {
    if (people >= target) break;
    if (!commune || commune.without >= commune.most || !book.isCovered(index)) continue;
    const built = stations.filter((station) => !book.isTaken(station));
    const bare = built.filter((station) => book.hasOnly4G(station));
    if (newStations + bare.length > wanted.stations) continue;
    const lost = book.lostWith(built);
    const without = communes.map((each) => each.without);
    for (const spot of lost) without[spot.commune] = (without[spot.commune] ?? 0) + spot.people;
    if (communes.some(({ most }, at) => (without[at] ?? 0) > most)) continue;
    communes.forEach((each, at) => (each.without = without[at] ?? 0));
    for (const station of built) book.take(station);
    const gained = lost.reduce((sum, spot) => sum + spot.people, 0);
    people += gained;
    newStations += bare.length;
    closed.push({ people: gained, sites: built.map((station) => ({ station, isNew: bare.includes(station) })) });
  }

  for (const site of closed.flatMap(({ sites }) => sites)) {
    if (newStations >= wanted.stations) break;
    if (site.isNew) continue;
    site.isNew = true;
    newStations++;
  }
  return closed;
}

interface Need {
  /** How much sooner than elsewhere a gap was closed there. */
  weight: number;
  /** People without 4G a year ago, and at most. */
  without: number;
  most: number;
}

function communesOf(inventory: Inventory, spots: readonly Spot[], random: Random): Need[] {
  const fromTheSea = [...inventory.communes.keys()].sort(
    (a, b) => (inventory.communes[b]?.lon ?? 0) - (inventory.communes[a]?.lon ?? 0) || a - b,
  );
  const coast = new Set(fromTheSea.slice(0, COAST_COMMUNES));
  const people = inventory.communes.map(() => 0);
  const bare = inventory.communes.map(() => 0);
  for (const spot of spots) {
    people[spot.commune] = (people[spot.commune] ?? 0) + spot.people;
    if (spot.cells.length === 0) bare[spot.commune] = (bare[spot.commune] ?? 0) + spot.people;
  }
  return people.map((all, commune) => ({
    weight: (coast.has(commune) ? 2.2 : 1) + (12 * (bare[commune] ?? 0)) / Math.max(1, all),
    without: 0,
    most: all * random.between(0.01, coast.has(commune) ? 0.09 : 0.05),
  }));
}

/** Keeps account of which stations are taken away and which spots nobody is left for. */
class Book {
  readonly #inventory: Inventory;
  readonly #spots: readonly Spot[];
  /** Spot → 4G cells left. */
  readonly #left: Uint16Array;
  /** Cell → spots it reaches. */
  readonly #reached: number[][];
  readonly #taken = new Set<number>();

  constructor(inventory: Inventory, spots: readonly Spot[]) {
    this.#inventory = inventory;
    this.#spots = spots;
    this.#left = Uint16Array.from(spots, ({ cells }) => cells.length);
    this.#reached = inventory.cells.map(() => []);
    spots.forEach(({ cells }, spot) => cells.forEach((cell) => this.#reached[cell]?.push(spot)));
  }

  stationsOf({ cells }: Spot): number[] {
    return [...new Set(cells.map((cell) => this.#inventory.cells[cell]?.station ?? -1))];
  }

  /** 4G cells in service. */
  cellsOf(station: number): number[] {
    const { cells, cellsOfStation, inService } = this.#inventory;
    return (cellsOfStation[station] ?? []).filter((cell) => cells[cell]?.technology === '4G' && inService[cell] === 1);
  }

  hasOnly4G(station: number): boolean {
    const { cellsOfStation, inService } = this.#inventory;
    return this.cellsOf(station).length === (cellsOfStation[station] ?? []).filter((cell) => inService[cell]).length;
  }

  isCovered(spot: number): boolean {
    return (this.#left[spot] ?? 0) > 0;
  }

  isTaken(station: number): boolean {
    return this.#taken.has(station);
  }

  /** Spots that nobody is left for when these stations are taken away too. */
  lostWith(stations: readonly number[]): Spot[] {
    const fewer = new Map<number, number>();
    for (const spot of this.#reachedFrom(stations)) fewer.set(spot, (fewer.get(spot) ?? 0) + 1);
    return [...fewer].flatMap(([spot, cells]) => (this.#left[spot] === cells ? (this.#spots[spot] ?? []) : []));
  }

  take(station: number): void {
    this.#taken.add(station);
    for (const spot of this.#reachedFrom([station])) this.#left[spot] = (this.#left[spot] ?? 0) - 1;
  }

  /** A spot as often as cells reach it. */
  #reachedFrom(stations: readonly number[]): number[] {
    return stations.flatMap((station) => this.cellsOf(station)).flatMap((cell) => this.#reached[cell] ?? []);
  }
}
