import * as turf from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxOf, contains, lengthKm, pointInside } from '../../../server/inventory/geometry.ts';
import { square } from '../../support/import-world.ts';

const withHole = { type: 'Polygon' as const, coordinates: [square(106, 20, 1), square(106.4, 20.4, 0.2)] };
const two = { type: 'MultiPolygon' as const, coordinates: [[square(106, 20, 0.1)], [square(107, 20, 0.3)]] };

describe('an area', () => {
  test('agrees with turf on what is inside, holes and parts included', () => {
    const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(degrees(105.9, 107.5), degrees(19.9, 21.1), (lon, lat) => {
        for (const area of [withHole, two]) {
          const oracle = turf.booleanPointInPolygon([lon, lat], area, { ignoreBoundary: true });
          const onEdge = turf.booleanPointInPolygon([lon, lat], area) !== oracle;
          if (!onEdge) expect(contains(area, { lat, lon })).toBe(oracle);
        }
      }),
    );
  });

  test('gives a point of a shared border to exactly one neighbour', () => {
    const slanted: [number, number][] = [
      [106, 20],
      [106.3, 20.7],
    ];
    const west = { type: 'Polygon' as const, coordinates: [[...slanted, [105, 20.7], [105, 20], [106, 20]]] };
    const east = {
      type: 'Polygon' as const,
      coordinates: [[...slanted.toReversed(), [107, 20], [107, 20.7], [106.3, 20.7]]],
    };
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (t) => {
        const position = { lon: 106 + 0.3 * t, lat: 20 + 0.7 * t };
        expect(Number(contains(west, position)) + Number(contains(east, position))).toBe(1);
      }),
    );
  });

  test('has a point inside that is not in its hole', () => {
    for (const area of [withHole, two]) expect(contains(area, pointInside(area))).toBe(true);
  });

  test('has a box', () => {
    const [west, south, east, north] = boxOf(two);
    expect([west, south]).toEqual([106, 20]);
    expect(east).toBeCloseTo(107.3);
    expect(north).toBeCloseTo(20.3);
  });
});

test('the length of a meridian degree at 20.5° north is that of the ellipsoid', () => {
  // Published: one degree of latitude is 110.708 km long at 20.5°.
  expect(
    lengthKm([
      [106, 20],
      [106, 20.5],
      [106, 21],
    ]),
  ).toBeCloseTo(110.708, 2);
  expect(lengthKm([[106, 20]])).toBe(0);
});
