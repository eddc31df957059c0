/**
 * The official population of each commune, in whole milli-persons, on the squares of its land.
 *
 * Weights first: a spot of people weighs on the blocks of 100 m that it overlaps, and inside a block on its communes by
 * their area there. Then each commune's official total is dealt out by weight, block after block: a regular square of a
 * block gets a whole number rounded down, and what is left over goes on to the next block; the last rest (a few
 * milli-persons) makes one square odd. So the sum of every commune is exact.
 */
import type { PopulationSpot } from '../inventory/types.ts';
import { toPlane } from './projection.ts';
import { EAST_BLOCK, popcount, SQUARE_M, SQUARE_M2, TILE_M, WEST_BLOCK } from './squares.ts';
import type { Land } from './squares.ts';

const BLOCK_M = 100;

export interface Settled extends Land {
  /** Milli-persons in a regular square: four blocks a part. */
  partMilli: Uint32Array;
  oddMilli: Uint32Array;
}

/** @param officialMilli population × 1000 of each commune */
export function settlePeople(land: Land, officialMilli: Float64Array, population: readonly PopulationSpot[]): Settled {
  const areas = blockAreas(land);
  const weights = blockWeights(land, areas, population);
  const totals = sumByCommune(land, weights, officialMilli.length);
  const even = sumByCommune(land, areas, officialMilli.length);
  land.partCommune.forEach((commune, part) => {
    if (totals[commune] === 0) weights.set(areas.subarray(part * 4, part * 4 + 4), part * 4);
  });
  const sums = totals.map((total, commune) => (total === 0 ? (even[commune] ?? 0) : total));
  return dealOut(land, officialMilli, areas, weights, sums);
}

/** The squares of a block: where they lie in a part's lo (blocks 0, 1) or hi (2, 3). */
function blockOfBit(bit: number): number {
  return ((bit >>> 5) << 1) | ((bit >>> 2) & 1);
}

function regularOfBlock(land: Land, part: number, block: number): number {
  const half = block < 2 ? land.partLo[part] : land.partHi[part];
  return (half ?? 0) & (block % 2 === 0 ? WEST_BLOCK : EAST_BLOCK);
}

/** m², four blocks a part. */
function blockAreas(land: Land): Float64Array {
  const areas = new Float64Array(land.partCommune.length * 4);
  for (let part = 0; part < land.partCommune.length; part++) {
    for (let block = 0; block < 4; block++) {
      areas[part * 4 + block] = popcount(regularOfBlock(land, part, block)) * SQUARE_M2;
    }
    for (let odd = land.firstOdd[part] ?? 0; odd < (land.firstOdd[part + 1] ?? 0); odd++) {
      const at = part * 4 + blockOfBit(land.oddBit[odd] ?? 0);
      areas[at] = (areas[at] ?? 0) + (land.oddM2[odd] ?? 0);
    }
  }
  return areas;
}

function sumByCommune(land: Land, values: Float64Array, communes: number): Float64Array {
  const sums = new Float64Array(communes);
  land.partCommune.forEach((commune, part) => {
    for (let at = part * 4; at < part * 4 + 4; at++) sums[commune] = (sums[commune] ?? 0) + (values[at] ?? 0);
  });
  return sums;
}

function blockWeights(land: Land, areas: Float64Array, population: readonly PopulationSpot[]): Float64Array {
  const weights = new Float64Array(areas.length);
  for (const spot of population) {
    if (!(spot.people > 0)) continue;
    const [east, north] = toPlane(spot.lon, spot.lat);
    const [x, y] = [east - land.eastM, north - land.northM];
    if (spot.sizeM > 0) weighSquare(land, areas, weights, x, y, spot.sizeM, spot.people);
    else weighPoint(land, areas, weights, x, y, spot.people);
  }
  return weights;
}

/** People of a point live in its square: with the commune that has most of it. */
function weighPoint(
  land: Land,
  areas: Float64Array,
  weights: Float64Array,
  x: number,
  y: number,
  people: number,
): void {
  const tile = tileAtMetres(land, x, y);
  if (tile < 0) return;
  const bit = (Math.floor((y % TILE_M) / SQUARE_M) << 3) | Math.floor((x % TILE_M) / SQUARE_M);
  let [owner, most] = [-1, 0];
  for (let part = land.firstPart[tile] ?? 0; part < (land.firstPart[tile + 1] ?? 0); part++) {
    const m2 = squareM2(land, part, bit);
    if (m2 > most) [owner, most] = [part, m2];
  }
  if (owner < 0) return;
  const at = owner * 4 + blockOfBit(bit);
  if ((areas[at] ?? 0) > 0) weights[at] = (weights[at] ?? 0) + people;
}

function squareM2(land: Land, part: number, bit: number): number {
  const half = (bit < 32 ? land.partLo[part] : land.partHi[part]) ?? 0;
  if ((half >>> (bit & 31)) & 1) return SQUARE_M2;
  for (let odd = land.firstOdd[part] ?? 0; odd < (land.firstOdd[part + 1] ?? 0); odd++) {
    if (land.oddBit[odd] === bit) return land.oddM2[odd] ?? 0;
  }
  return 0;
}

/** People of a square live on the blocks it overlaps, evenly over its land. */
function weighSquare(
  land: Land,
  areas: Float64Array,
  weights: Float64Array,
  x: number,
  y: number,
  sizeM: number,
  people: number,
): void {
  const reached: [at: number, share: number][] = [];
  const [west, east, south, north] = [x - sizeM / 2, x + sizeM / 2, y - sizeM / 2, y + sizeM / 2];
  for (let by = Math.floor(south / BLOCK_M); by * BLOCK_M < north; by++) {
    for (let bx = Math.floor(west / BLOCK_M); bx * BLOCK_M < east; bx++) {
      const tile = tileAtMetres(land, bx * BLOCK_M, by * BLOCK_M);
      if (tile < 0) continue;
      const width = Math.min(east, (bx + 1) * BLOCK_M) - Math.max(west, bx * BLOCK_M);
      const height = Math.min(north, (by + 1) * BLOCK_M) - Math.max(south, by * BLOCK_M);
      const block = ((by & 1) << 1) | (bx & 1);
      for (let part = land.firstPart[tile] ?? 0; part < (land.firstPart[tile + 1] ?? 0); part++) {
        const at = part * 4 + block;
        if ((areas[at] ?? 0) > 0) reached.push([at, (areas[at] ?? 0) * width * height]);
      }
    }
  }
  const whole = reached.reduce((sum, [, share]) => sum + share, 0);
  if (whole === 0) return;
  for (const [at, share] of reached) weights[at] = (weights[at] ?? 0) + (people * share) / whole;
}

/** x, y from the raster's corner, m. */
function tileAtMetres(land: Land, x: number, y: number): number {
  const column = Math.floor(x / TILE_M);
  const row = Math.floor(y / TILE_M);
  if (column < 0 || row < 0 || column >= land.columns || row >= land.rows) return -1;
  return land.tileAt[row * land.columns + column] ?? -1;
}

function dealOut(
  land: Land,
  officialMilli: Float64Array,
  areas: Float64Array,
  weights: Float64Array,
  sums: Float64Array,
): Settled {
  const partMilli = new Uint32Array(weights.length);
  const oddMilli = new Uint32Array(land.oddBit.length);
  const carried = new Float64Array(sums.length);
  const left = officialMilli.slice();
  /** The block with most weight of each commune: the rest goes there. */
  const fullest = new Int32Array(sums.length).fill(-1);
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at] ?? 0;
    if (weight === 0) continue;
    const part = at >> 2;
    const commune = land.partCommune[part] ?? 0;
    const perM2 = ((officialMilli[commune] ?? 0) * weight) / (sums[commune] ?? 1) / (areas[at] ?? 1);
    let due = perM2 * (areas[at] ?? 0) + (carried[commune] ?? 0);
    let given = 0;
    for (let odd = land.firstOdd[part] ?? 0; odd < (land.firstOdd[part + 1] ?? 0); odd++) {
      if (blockOfBit(land.oddBit[odd] ?? 0) !== (at & 3)) continue;
      const milli = Math.floor(perM2 * (land.oddM2[odd] ?? 0));
      oddMilli[odd] = milli;
      given += milli;
    }
    const regular = popcount(regularOfBlock(land, part, at & 3));
    if (regular > 0) {
      const milli = Math.floor((due - given) / regular);
      partMilli[at] = milli;
      given += milli * regular;
    }
    due -= given;
    carried[commune] = due;
    left[commune] = (left[commune] ?? 0) - given;
    if (weight > (weights[fullest[commune] ?? -1] ?? 0)) fullest[commune] = at;
  }
  return settleRests({ ...land, partMilli, oddMilli }, left, fullest);
}

/** Makes a square of each commune's fullest block odd, so that it can carry the rest. */
function settleRests(settled: Settled, left: Float64Array, fullest: Int32Array): Settled {
  const extraOf = new Map<number, { bit: number; milli: number }>();
  fullest.forEach((at, commune) => {
    const rest = left[commune] ?? 0;
    if (at < 0 || rest === 0) return;
    const part = at >> 2;
    const regular = regularOfBlock(settled, part, at & 3);
    if (regular !== 0) {
      const bit = (31 - Math.clz32(regular)) | ((at & 2) << 4);
      extraOf.set(part, { bit, milli: (settled.partMilli[at] ?? 0) + rest });
      const half = bit < 32 ? settled.partLo : settled.partHi;
      half[part] = (half[part] ?? 0) & ~(1 << (bit & 31));
      return;
    }
    const first = settled.firstOdd[part] ?? 0;
    const odd = settled.oddBit.findIndex((bit, i) => i >= first && blockOfBit(bit) === (at & 3));
    settled.oddMilli[odd] = (settled.oddMilli[odd] ?? 0) + rest;
  });
  return insertOdds(settled, extraOf);
}

/** @param extraOf by part */
function insertOdds(settled: Settled, extraOf: ReadonlyMap<number, { bit: number; milli: number }>): Settled {
  const odds = settled.oddBit.length + extraOf.size;
  const grown = {
    firstOdd: new Uint32Array(settled.firstOdd.length),
    oddBit: new Uint8Array(odds),
    oddM2: new Uint16Array(odds),
    oddMilli: new Uint32Array(odds),
  };
  let to = 0;
  for (let part = 0; part < settled.partCommune.length; part++) {
    for (let from = settled.firstOdd[part] ?? 0; from < (settled.firstOdd[part + 1] ?? 0); from++, to++) {
      grown.oddBit[to] = settled.oddBit[from] ?? 0;
      grown.oddM2[to] = settled.oddM2[from] ?? 0;
      grown.oddMilli[to] = settled.oddMilli[from] ?? 0;
    }
    const extra = extraOf.get(part);
    if (extra !== undefined) {
      grown.oddBit[to] = extra.bit;
      grown.oddM2[to] = SQUARE_M2;
      grown.oddMilli[to++] = extra.milli;
    }
    grown.firstOdd[part + 1] = to;
  }
  return { ...settled, ...grown };
}
