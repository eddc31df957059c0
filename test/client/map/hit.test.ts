import { booleanPointInPolygon, point as turfPoint } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommuneShape } from '../../../client/map/borders.ts';
import { holds, middleOf, nearestLine, nearestPoint, territoryOf } from '../../../client/map/hit.ts';

const coordinate = fc.double({ min: -50, max: 50, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });

describe('nearestPoint', () => {
  it('finds what a search by sorting finds', () => {
    fc.assert(
      fc.property(fc.array(point), point, fc.double({ min: 1, max: 30, noNaN: true }), (points, at, reach) => {
        const far = points.map(({ x, y }) => Math.hypot(x - at.x, y - at.y));
        const found = nearestPoint(points, at, reach);
        const least = Math.min(...far);
        if (found < 0) expect(least).toBeGreaterThan(reach * (1 - 1e-9));
        else expect(far[found]).toBeCloseTo(least, 9);
      }),
    );
  });

  it('reaches as far as asked and no further', () => {
    const here = { x: 0, y: 0 };
    expect(nearestPoint([{ x: 3, y: 4 }], here, 5)).toBe(0);
    expect(nearestPoint([{ x: 3, y: 4.1 }], here, 5)).toBe(-1);
  });
});

describe('nearestLine', () => {
  const lines = [
    [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
    ],
    [
      { x: 0, y: 5 },
      { x: 5, y: 5 },
      { x: 5, y: 20 },
    ],
  ];

  it('measures to the line, not to its corners', () => {
    expect(nearestLine(lines, { x: 5, y: 1 }, 5)).toBe(0);
    expect(nearestLine(lines, { x: 7, y: 15 }, 5)).toBe(1);
  });

  it('ends where the line ends', () => {
    expect(nearestLine(lines, { x: 14, y: 0 }, 3)).toBe(-1);
    expect(nearestLine(lines, { x: 14, y: 0 }, 4)).toBe(0);
  });

  it('finds a point that was given as a line', () => {
    expect(nearestLine([[lines[0]?.[0] ?? { x: 0, y: 0 }, { x: 0, y: 0 }]], { x: 1, y: 0 }, 2)).toBe(0);
  });
});

describe('middleOf', () => {
  it('halves the length of the line', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 12 }), (line) => {
        const total = line.slice(1).reduce((sum, b, i) => sum + distance(b, line[i] ?? b), 0);
        const middle = middleOf(line);
        if (middle === null) return total === 0;
        let walked = 0;
        for (const [i, b] of line.slice(1).entries()) {
          const a = line[i] ?? b;
          const onThis = Math.abs(distance(a, middle) + distance(middle, b) - distance(a, b)) < 1e-6;
          if (onThis && Math.abs(walked + distance(a, middle) - total / 2) < 1e-6) return true;
          walked += distance(a, b);
        }
        return false;
      }),
    );
  });

  it('is nowhere on a line without length', () => {
    expect(middleOf([])).toBeNull();
    expect(
      middleOf([
        { x: 1, y: 1 },
        { x: 1, y: 1 },
      ]),
    ).toBeNull();
  });
});

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

describe('holds', () => {
  /** A square with a hole, and an island beside it. */
  const shape: CommuneShape = {
    type: 'Feature',
    properties: { code: '1' },
    geometry: {
      type: 'MultiPolygon',
      coordinates: [[square(0, 0, 10), square(3, 3, 4)], [square(20, 0, 5)]],
    },
  };

  it('agrees with turf everywhere', () => {
    const territory = territoryOf(shape);
    const place = fc.double({ min: -5, max: 30, noNaN: true }).filter((value) => !Number.isInteger(value));
    fc.assert(
      fc.property(place, place, (lon, lat) => {
        expect(holds(territory, lon, lat)).toBe(booleanPointInPolygon(turfPoint([lon, lat]), shape));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['inside', 1, 1, true],
    ['in the hole', 5, 5, false],
    ['on the island', 22, 2, true],
    ['between', 15, 2, false],
  ])('%s', (_where, lon, lat, expected) => {
    expect(holds(territoryOf(shape), lon, lat)).toBe(expected);
  });
});

function square(x: number, y: number, side: number): [number, number][] {
  return [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
}
