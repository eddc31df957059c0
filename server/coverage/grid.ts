/** The squares of the territory and who lives in them, from borders and people. */
import type { Commune, PopulationSpot } from '../inventory/types.ts';
import { rasterizeCommunes } from './commune-raster.ts';
import { settlePeople } from './people.ts';
import { popcount, SQUARE_M2 } from './squares.ts';
import type { Land } from './squares.ts';

export interface Grid extends Land {
  communes: number;
  /** Milli-persons in a regular square: four blocks a part. */
  partMilli: Uint32Array;
  oddMilli: Uint32Array;
  /** Area of each commune's polygon, m². */
  communeM2: Float64Array;
  /** Official population of each commune × 1000. */
  communeMilli: Float64Array;
}

/**
 * @param communes borders in WGS 84
 * @param population where people live; a commune without any spot has them spread evenly
 */
export function buildGrid(communes: readonly Commune[], population: readonly PopulationSpot[]): Grid {
  const land = rasterizeCommunes(communes.map((commune) => commune.geometry));
  const officialMilli = Float64Array.from(communes, (commune) => Math.round(commune.population * 1000));
  const settled = settlePeople(land, officialMilli, population);
  return {
    ...settled,
    communes: communes.length,
    communeM2: communeAreas(settled, communes.length),
    communeMilli: officialMilli,
  };
}

function communeAreas(land: Land, communes: number): Float64Array {
  const areas = new Float64Array(communes);
  land.partCommune.forEach((commune, part) => {
    let m2 = SQUARE_M2 * (popcount(land.partLo[part] ?? 0) + popcount(land.partHi[part] ?? 0));
    const end = land.firstOdd[part + 1] ?? 0;
    for (let odd = land.firstOdd[part] ?? 0; odd < end; odd++) m2 += land.oddM2[odd] ?? 0;
    areas[commune] = (areas[commune] ?? 0) + m2;
  });
  return areas;
}
