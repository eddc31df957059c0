/** Uncovered patches: nothing is left out, nothing is counted twice, and their outlines are what they say. */
import { booleanPointInPolygon, booleanValid, kinks, polygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapsSchema, type Gaps } from '../../../server/contract/resilience.ts';
import { layerIndex } from '../../../server/contract/terms.ts';
import { toPlane } from '../../../server/coverage/projection.ts';
import { SQUARE_M, SQUARE_M2 } from '../../../server/coverage/squares.ts';
import type { UncoveredSquares } from '../../../server/coverage/uncovered.ts';
import { findGaps } from '../../../server/resilience/gaps.ts';
import type { Network } from '../../../server/resilience/network.ts';
import { findPatches, type Patch } from '../../../server/resilience/patches.ts';
import { planeArea } from '../../support/coverage-exact.ts';
import { draws, drawn, failingWorld, smallProvince } from '../../support/failing-world.ts';

const AT = Date.UTC(2026, 10, 23);

/** Rows from north to south, `#` a square that is not covered. */
function picture(...lines: string[]): UncoveredSquares {
  const rows = lines.length;
  const columns = lines[0]?.length ?? 0;
  const marks = lines.toReversed().join('');
  const m2 = Uint16Array.from(marks, (mark) => (mark === '#' ? SQUARE_M2 : 0));
  const milli = Uint32Array.from(marks, (mark) => (mark === '#' ? 1000 : 0));
  return { eastM: 0, northM: 0, columns, rows, m2, milli };
}

/** In squares: outer ring + , holes −. */
const signedAreas = ({ rings }: Patch) =>
  rings.map((ring) => {
    const [x0, y0] = ring[0] ?? [0, 0];
    return ring.reduce((sum, [x1, y1], i) => {
      const [x2, y2] = ring[(i + 1) % ring.length] ?? [0, 0];
      return sum + ((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / 2;
    }, 0);
  });

const cornersOf = (patches: Patch[]) => patches.map(({ rings }) => rings.map((ring) => ring.length - 1));

describe('patches', () => {
  it('hang together by sides, and not by corners', () => {
    const patches = findPatches(picture('##..', '#.#.', '..##'));
    expect(patches.map(({ m2 }) => m2 / SQUARE_M2)).toEqual([3, 3]);
    expect(cornersOf(patches)).toEqual([[6], [6]]);
    expect(patches.map(signedAreas)).toEqual([[3], [3]]);
  });

  it('have holes, and corners where they turn and nowhere else', () => {
    const patches = findPatches(picture('#####', '#...#', '#.#.#', '#...#', '#####'));
    expect(cornersOf(patches)).toEqual([[4, 4], [4]]);
    expect(patches.map(signedAreas)).toEqual([[25, -9], [1]]);
    expect(patches[1]?.rings).toEqual(
      [
        [
          [
            [2, 2],
            [3, 2],
            [3, 3],
            [2, 3],
            [2, 2],
          ],
        ],
      ].flat(),
    );
  });

  it('give a hole that touches the outside in a corner a ring of its own', () => {
    const patches = findPatches(picture('####', '#.##', '##.#', '###.'));
    expect(patches).toHaveLength(1);
    expect(signedAreas(patches[0]!)).toEqual([15, -1, -1]);
    expect(patches[0]?.rings.every(isSimple)).toBe(true);
  });

  it('have their middle where they are thickest', () => {
    const [patch] = findPatches(picture('#......', '#......', '###....', '#######', '###....', '.......'));
    expect(patch?.middle).toEqual([1.5, 2.5]);
  });

  it('are none where everything is covered, and nothing where there is no land', () => {
    expect(findPatches(picture('....', '....'))).toEqual([]);
    expect(findPatches(picture())).toEqual([]);
  });

  it('of any picture cover its squares exactly, in rings that never meet themselves', () => {
    const pictures = fc
      .record({
        columns: fc.integer({ min: 1, max: 12 }),
        marks: fc.array(fc.constantFrom('#', '#', '.'), { minLength: 1, maxLength: 144, size: 'max' }),
      })
      .map(({ columns, marks }) => {
        const lines = Array.from({ length: Math.ceil(marks.length / columns) }, (_, row) =>
          marks
            .slice(row * columns, (row + 1) * columns)
            .join('')
            .padEnd(columns, '.'),
        );
        return picture(...lines);
      });
    fc.assert(
      fc.property(pictures, (squares) => {
        const patches = findPatches(squares);
        const inside = new Map<number, number>();
        patches.forEach((patch, number) => {
          const areas = signedAreas(patch);
          expect(areas.slice(1).every((area) => area < 0)).toBe(true);
          expect(areas.reduce((sum, area) => sum + area, 0) * SQUARE_M2).toBe(patch.m2);
          expect(patch.milli / 1000).toBe(patch.m2 / SQUARE_M2);
          expect(patch.rings.every(isSimple)).toBe(true);
          expect(patch.rings.every(turnsEverywhere)).toBe(true);
          expect(isInside(patch, patch.middle)).toBe(true);
          for (let at = 0; at < squares.m2.length; at++) {
            const centre: [number, number] = [(at % squares.columns) + 0.5, Math.floor(at / squares.columns) + 0.5];
            if (!isInside(patch, centre)) continue;
            expect(inside.has(at)).toBe(false);
            inside.set(at, number);
          }
        });
        const expected = [...squares.m2.keys()].filter((at) => squares.m2[at] !== 0);
        expect([...inside.keys()].sort((a, b) => a - b)).toEqual(expected);
        // Neighbours by a side are of one patch.
        for (const at of expected) {
          if ((at + 1) % squares.columns !== 0 && inside.has(at + 1)) expect(inside.get(at + 1)).toBe(inside.get(at));
          if (inside.has(at + squares.columns)) expect(inside.get(at + squares.columns)).toBe(inside.get(at));
        }
      }),
      { numRuns: 400 },
    );
  });
});

function isSimple(ring: readonly (readonly [number, number])[]): boolean {
  const corners = ring.slice(0, -1).map(([x, y]) => `${x} ${y}`);
  return (
    new Set(corners).size === corners.length && kinks(polygon([ring.map(([x, y]) => [x, y])])).features.length === 0
  );
}

function turnsEverywhere(ring: readonly (readonly [number, number])[]): boolean {
  const corners = ring.slice(0, -1);
  return corners.every(([x1], i) => {
    const [x0] = corners.at(i - 1) ?? [NaN];
    const [x2] = corners[(i + 1) % corners.length] ?? [NaN];
    return (x0 === x1) !== (x1 === x2);
  });
}

function isInside({ rings }: Patch, point: readonly [number, number]): boolean {
  return booleanPointInPolygon([...point], polygon(rings.map((ring) => ring.map(([x, y]) => [x, y]))));
}

describe('gaps', () => {
  const layers = [layerIndex('4G', 'any'), layerIndex('any', 'VTL'), layerIndex('3G', 'MBF'), layerIndex('any', 'any')];

  it('add up to what the commune lacks, to the person and the square metre', () => {
    fc.assert(
      fc.property(smallProvince, draws, (inventory, picks) => {
        const world = failingWorld(inventory, drawn(inventory, picks));
        const { coverage } = world;
        inventory.communes.forEach(({ population, code }, commune) => {
          for (const layer of layers) {
            const gaps = findGaps(world, AT, { commune, layer, basis: 'live', minM2: 0 });
            expect(gapsSchema.parse(gaps)).toEqual(gaps);
            expect(gaps).toMatchObject({ commune: code, basis: 'live' });
            expect(gaps.totalPeople).toBe(population - coverage.people(commune, layer));
            expect(gaps.totalM2).toBe(coverage.communeM2(commune) - coverage.m2(commune, layer));
            expect(sumOf(gaps, ({ m2 }) => m2)).toBe(gaps.totalM2);
            // Each rounded once.
            const rounded = sumOf(gaps, ({ people }) => people) - gaps.totalPeople;
            expect(Math.abs(rounded)).toBeLessThanOrEqual((gaps.features.length + 1) / 2);
            const built = findGaps(world, AT, { commune, layer, basis: 'as-built', minM2: 0 });
            expect(built.totalPeople).toBe(population - coverage.peopleAsBuilt(commune, layer));
            expect(built.totalM2).toBe(coverage.communeM2(commune) - coverage.m2AsBuilt(commune, layer));
          }
        });
      }),
      { numRuns: 6 },
    );
  });

  it('are drawn around their squares: valid polygons of the area they say, with a point inside', () => {
    fc.assert(
      fc.property(smallProvince, draws, fc.nat(5), (inventory, picks, commune) => {
        const world = failingWorld(inventory, drawn(inventory, picks));
        for (const layer of layers) {
          const gaps = findGaps(world, AT, { commune, layer, basis: 'live', minM2: 10_000 });
          const squares = world.coverage.uncovered(commune, layer);
          const patches = findPatches(squares).sort((a, b) => b.milli - a.milli || b.m2 - a.m2);
          const listed = patches.filter(({ m2 }) => m2 >= 10_000);
          expect(gaps.features.map(({ properties }) => properties.number)).toEqual(listed.map((_, i) => i + 1));
          gaps.features.forEach(({ geometry, properties }, i) => {
            expect(properties).toMatchObject({ m2: listed[i]!.m2, people: Math.round(listed[i]!.milli / 1000) });
            expect(booleanValid(geometry)).toBe(true);
            expect(booleanPointInPolygon([properties.lon, properties.lat], geometry)).toBe(true);
            const inPlane = geometry.coordinates.map((ring) => ring.map(([lon = NaN, lat = NaN]) => toPlane(lon, lat)));
            const whole = signedAreas(listed[i]!).reduce((sum, area) => sum + area, 0) * SQUARE_M2;
            expect(Math.abs(planeArea([inPlane]) / whole - 1)).toBeLessThan(1e-3);
            expect(properties.m2).toBeLessThanOrEqual(whole);
            const [east, north] = inPlane[0]?.[0] ?? [NaN, NaN];
            expect(Math.abs(east / SQUARE_M - Math.round(east / SQUARE_M)) * SQUARE_M).toBeLessThan(0.02);
            expect(Math.abs(north / SQUARE_M - Math.round(north / SQUARE_M)) * SQUARE_M).toBeLessThan(0.02);
          });
        }
      }),
      { numRuns: 10 },
    );
  });

  it('round halves so that covered and uncovered are together the people of the commune', () => {
    const { inventory, topology, coverage } = failingWorld(fc.sample(smallProvince, { numRuns: 1, seed: 3 })[0]!);
    const squares = { ...picture('#.#'), milli: Uint32Array.of(1500, 0, 1000) };
    const asked: Network = {
      ...{ inventory, topology },
      coverage: {
        isOnAir: (cell) => coverage.isOnAir(cell),
        people: () => 8,
        lostWithout: () => undefined,
        uncovered: () => squares,
        asBuilt: (ask) => ask(),
      },
    };
    const gaps = findGaps(asked, AT, { commune: 0, layer: 17, basis: 'live', minM2: 0 });
    // 7.5 of 10 covered are shown as 8.
    expect(gaps.totalPeople).toBe(2);
    expect(gaps.features.map(({ properties }) => properties.people)).toEqual([2, 1]);
  });

  it('leave small ones out of the list and in the sum', () => {
    fc.assert(
      fc.property(smallProvince, (inventory) => {
        const world = failingWorld(inventory);
        const question = { commune: 0, layer: layerIndex('any', 'any'), basis: 'live' } as const;
        const all = findGaps(world, AT, { ...question, minM2: 0 });
        const large = findGaps(world, AT, { ...question, minM2: 50_000 });
        expect(large.features).toHaveLength(all.features.filter(({ properties }) => properties.m2 >= 50_000).length);
        expect([large.totalM2, large.totalPeople]).toEqual([all.totalM2, all.totalPeople]);
        const ranks = large.features.map(({ properties }) => properties.people);
        expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
      }),
      { numRuns: 10 },
    );
  });
});

function sumOf({ features }: Gaps, of: (properties: Gaps['features'][number]['properties']) => number): number {
  return features.reduce((sum, { properties }) => sum + of(properties), 0);
}
