/** Where the people of a population grid live: in a commune, or outside of them all, where they count for nobody. */
import type { Words } from '../errors.ts';
import { CommuneLocator } from './commune-locator.ts';
import type { Problems } from './formats/problems.ts';
import { KM_PER_DEGREE } from './geometry.ts';
import type { Commune, PopulationSpot, Position } from './types.ts';

/** Does anybody live in a commune? Then the figures follow the grid. */
export function placesAnybody(population: readonly PopulationSpot[], locator: CommuneLocator): boolean {
  return population.some((spot) => spot.people > 0 && communeOf(spot, locator) !== -1);
}

export interface Placement {
  /** Squares with people in them. */
  inhabited: number;
  /** Indices of those that lie outside every commune. */
  outside: number[];
  /** Communes without a square. */
  without: Commune[];
}

export function placePeople(communes: readonly Commune[], population: readonly PopulationSpot[]): Placement {
  const locator = new CommuneLocator(communes);
  const reached = new Set<number>();
  const outside: number[] = [];
  let inhabited = 0;
  for (const [index, spot] of population.entries()) {
    if (spot.people <= 0) continue;
    inhabited++;
    const commune = communeOf(spot, locator);
    if (commune === -1) outside.push(index);
    else reached.add(commune);
  }
  return { inhabited, outside, without: communes.filter((_, index) => !reached.has(index)) };
}

/** Of its middle, otherwise of a corner that reaches in: people of a square live on its land. */
function communeOf(spot: PopulationSpot, locator: CommuneLocator): number {
  const middle = locator.find(spot);
  if (middle !== -1 || spot.sizeM === 0) return middle;
  for (const corner of cornersOf(spot)) {
    const commune = locator.find(corner);
    if (commune !== -1) return commune;
  }
  return -1;
}

function cornersOf({ lat, lon, sizeM }: PopulationSpot): Position[] {
  const y = sizeM / 2 / (KM_PER_DEGREE * 1_000);
  const x = y / Math.cos((lat * Math.PI) / 180);
  return [
    { lat: lat - y, lon: lon - x },
    { lat: lat - y, lon: lon + x },
    { lat: lat + y, lon: lon - x },
    { lat: lat + y, lon: lon + x },
  ];
}

/** A file that places nobody is refused. @param rows of the squares in the file */
export function checkPlacement(
  { inhabited, outside }: Placement,
  communes: readonly Commune[],
  population: readonly PopulationSpot[],
  rows: readonly number[],
  problems: Problems,
): void {
  if (inhabited === 0) {
    problems.add(null, 'people', 0, {
      vi: `tệp không có người nào: cả ${population.length} dòng đều ghi 0`,
      en: `the file has nobody in it: people is 0 in all ${population.length} rows`,
    });
  } else if (communes.length === 0) {
    problems.add(null, null, null, {
      vi: 'chưa có xã, phường nào để người dân sinh sống: hãy nhập communes trước',
      en: 'there is no commune yet for people to live in: import communes first',
    });
  } else if (outside.length === inhabited) {
    const first = population[outside[0] ?? -1];
    const row = rows[outside[0] ?? -1] ?? null;
    const last = rows[outside.at(-1) ?? -1] ?? 0;
    problems.add(row, 'lat', first && `${first.lat} ${first.lon}`, {
      vi: `không ô có người nào của tệp (${inhabited} ô, dòng ${row ?? 0}–${last}) nằm trong một xã, phường`,
      en: `not one of the squares with people (${inhabited}, in rows ${row ?? 0}–${last}) lies in a commune`,
    });
  }
}

const NAMED = 5;

/** What somebody who brought people, or communes, wants to know of them. */
export function remarksOn({ inhabited, outside, without }: Placement): Words[] {
  const remarks: Words[] = [];
  if (outside.length === inhabited) return [NOBODY_PLACED];
  if (outside.length > 0) {
    remarks.push({
      vi: `${outside.length} trong ${inhabited} ô có người nằm ngoài mọi xã, phường và không được tính`,
      en: `${outside.length} of ${inhabited} squares with people lie outside every commune and count for nobody`,
    });
  }
  if (without.length > 0) {
    const names = without.slice(0, NAMED).map(({ name }) => name);
    const list = names.join(', ') + (without.length > NAMED ? ', …' : '');
    remarks.push({
      vi: `xã, phường không có ô nào: ${without.length} (${list}); dân số ở đó vẫn được rải đều`,
      en: `communes without a square: ${without.length} (${list}); their people stay spread evenly`,
    });
  }
  return remarks;
}

const NOBODY_PLACED: Words = {
  vi: 'không ô dân số nào nằm trong các xã, phường: dân số được rải đều',
  en: 'no square of the population lies inside the communes: people are spread evenly',
};
