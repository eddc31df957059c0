import fc from 'fast-check';
import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { buildGrid } from '../../../server/coverage/grid.ts';
import type { Grid } from '../../../server/coverage/grid.ts';
import { toWgs84 } from '../../../server/coverage/projection.ts';
import type { Commune, PopulationSpot } from '../../../server/inventory/types.ts';
import { planeArea, planePolygons } from '../../support/coverage-exact.ts';
import { squareShares } from '../../support/coverage-reference.ts';
import { makeCommune, patchwork, pointInside, seeded } from '../../support/coverage-world.ts';

const threeCommunes = fc.nat().map((seed) => patchwork(3, 1, 1500, seeded(seed)));

/** Milli-persons and m² that the squares of each commune carry. */
function totals(grid: Grid): { milli: number[]; m2: number[] } {
  const milli = Array.from({ length: grid.communes }, () => 0);
  const m2 = Array.from({ length: grid.communes }, () => 0);
  for (const share of squareShares(grid).flat()) {
    milli[share.commune] = (milli[share.commune] ?? 0) + share.milli;
    m2[share.commune] = (m2[share.commune] ?? 0) + share.m2;
  }
  return { milli, m2 };
}

/** A rectangle in the plane, metres from a corner of squares and tiles. */
function block(west: number, south: number, east: number, north: number): [number, number][] {
  const corners: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return corners.map(([x, y]) => toWgs84(545_000 + x, 2_260_000 + y));
}

function communeOf(population: number, ...coordinates: [number, number][][]): Commune {
  const geometry: Polygon = { type: 'Polygon', coordinates };
  return makeCommune('C', geometry, population);
}

function spot(x: number, y: number, people: number, sizeM: number): PopulationSpot {
  const [lon, lat] = toWgs84(545_000 + x, 2_260_000 + y);
  return { lon, lat, people, sizeM };
}

/** Milli-persons of the square that holds this place. */
function milliAt(grid: Grid, x: number, y: number): number {
  const [column, row] = [(545_000 + x - grid.eastM) / 25, (2_260_000 + y - grid.northM) / 25].map(Math.floor);
  if (column === undefined || row === undefined) return NaN;
  const tile = grid.tileAt[(row >> 3) * grid.columns + (column >> 3)] ?? -1;
  const shares = squareShares(grid)[tile * 64 + (row & 7) * 8 + (column & 7)] ?? [];
  return shares.reduce((sum, { milli }) => sum + milli, 0);
}

describe('the squares of communes', () => {
  it('carry exactly the official population, wherever the people are said to live', () => {
    fc.assert(
      fc.property(threeCommunes, fc.nat(), fc.array(fc.nat(900), { maxLength: 6 }), (communes, seed, sizes) => {
        const random = seeded(seed);
        const spots = sizes.flatMap((sizeM) =>
          communes
            .slice(1)
            .map(({ geometry }) => ({ ...pointInside(geometry, random), people: 5000 * random(), sizeM })),
        );
        const { milli } = totals(buildGrid(communes, spots));
        expect(milli).toEqual(communes.map(({ population }) => population * 1000));
      }),
      { numRuns: 30 },
    );
  });

  it('are given out once: 625 m² inside the territory, never more', () => {
    fc.assert(
      fc.property(threeCommunes, (communes) => {
        const grid = buildGrid(communes, []);
        const squares = squareShares(grid);
        const given = squares.map((shares) => shares.reduce((sum, { m2 }) => sum + m2, 0));
        expect(given.every((m2) => m2 <= 625)).toBe(true);
        const owners = squares.map((shares) => new Set(shares.map(({ commune }) => commune)).size);
        expect(owners).toEqual(squares.map((shares) => shares.length));
        const whole = planeArea(communes.flatMap(({ geometry }) => planePolygons(geometry)));
        const land = grid.communeM2.reduce((sum, m2) => sum + m2, 0);
        expect(Math.abs(land - whole) / whole).toBeLessThan(1e-5);
      }),
      { numRuns: 20 },
    );
  });

  it('have the area of the polygon, and the grid knows it', () => {
    fc.assert(
      fc.property(threeCommunes, (communes) => {
        const grid = buildGrid(communes, []);
        expect(Array.from(grid.communeM2)).toEqual(totals(grid).m2);
        communes.forEach(({ geometry }, commune) => {
          const exact = planeArea(planePolygons(geometry));
          // Each of a few hundred cut squares is rounded to whole square metres.
          expect(Math.abs((grid.communeM2[commune] ?? NaN) - exact) / exact).toBeLessThan(1e-4);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('leave holes and gaps between parts out', () => {
    const holed = communeOf(1000, block(0, 0, 1000, 1000), block(300, 300, 500, 510));
    expect(buildGrid([holed], []).communeM2[0]).toBeCloseTo(1_000_000 - 200 * 210, -2);
    const islands = makeCommune(
      'I',
      { type: 'MultiPolygon', coordinates: [[block(0, 0, 310, 200)], [block(2000, 2000, 2200, 2190)]] },
      1000,
    );
    expect(buildGrid([islands], []).communeM2[0]).toBeCloseTo(310 * 200 + 200 * 190, -2);
  });

  it('whichever way the rings are drawn', () => {
    const rings = [block(0, 0, 1000, 1000), block(300, 300, 500, 510)];
    const forth = buildGrid([communeOf(1000, ...rings)], []);
    const back = buildGrid([communeOf(1000, ...rings.map((ring) => ring.toReversed()))], []);
    expect(totals(back)).toEqual(totals(forth));
  });
});

describe('people', () => {
  const square = communeOf(1600, block(0, 0, 1000, 1000));

  it('are spread evenly where nothing is known', () => {
    const grid = buildGrid([square], []);
    expect(Math.abs(milliAt(grid, 512, 512) - 1000)).toBeLessThanOrEqual(1);
    expect(Math.abs(milliAt(grid, 212, 812) - 1000)).toBeLessThanOrEqual(1);
  });

  it('live in the square of 100 m of a point', () => {
    const grid = buildGrid([square], [spot(530, 530, 7, 0)]);
    expect(Math.abs(milliAt(grid, 512, 512) - 100_000)).toBeLessThanOrEqual(1);
    expect(milliAt(grid, 612, 512)).toBe(0);
  });

  it('live on the land under a square, by how much of it overlaps', () => {
    const grid = buildGrid([square], [spot(500, 550, 3, 300)]);
    // 300 m wide from 350 to 650: half of the block at 300, all of those at 400 and 500, half of that at 600.
    expect(milliAt(grid, 412, 512)).toBeGreaterThan(1.9 * milliAt(grid, 312, 512));
    expect(milliAt(grid, 312, 512)).toBeGreaterThan(0);
    expect(milliAt(grid, 712, 512)).toBe(0);
  });

  it('that are said to live outside weigh nothing', () => {
    const grid = buildGrid([square], [spot(-9000, 0, 100, 0), spot(1e6, 1e6, 100, 500)]);
    expect(Array.from(grid.partMilli)).toEqual(Array.from(buildGrid([square], []).partMilli));
  });

  it('of nobody are nobody', () => {
    expect(totals(buildGrid([communeOf(0, block(0, 0, 500, 500))], [])).milli).toEqual([0]);
  });

  it('fit a commune smaller than a square', () => {
    const grid = buildGrid([communeOf(12, block(3, 3, 15, 17))], [spot(8, 8, 5, 0)]);
    expect(totals(grid)).toEqual({ milli: [12_000], m2: [168] });
  });
});
