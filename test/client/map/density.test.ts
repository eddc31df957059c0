import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { densityDots, densityRadius } from '../../../client/map/density.ts';
import { GLYPHS } from '../../../client/ui/glyph-shapes.ts';

const coordinate = fc.double({ min: -500, max: 500, noNaN: true });

describe('densityDots', () => {
  it('stands for every station once', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ x: coordinate, y: coordinate })), (points) => {
        const dots = densityDots(points, 5);
        expect(dots.reduce((sum, dot) => sum + dot.count, 0)).toBe(points.length);
        expect(new Set(dots.map(({ x, y }) => `${Math.floor(x / 5)} ${Math.floor(y / 5)}`)).size).toBe(dots.length);
      }),
    );
  });

  it('draws stations of one square where they are on average', () => {
    const dots = densityDots(
      [
        { x: 1, y: 1 },
        { x: 3, y: 2 },
        { x: 9, y: 9 },
      ],
      5,
    );
    expect(dots).toEqual([
      { x: 2, y: 1.5, count: 2 },
      { x: 9, y: 9, count: 1 },
    ]);
  });

  it('never leaves the points it was given changed', () => {
    const points = [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ];
    densityDots(points, 5);
    expect(points[0]).toEqual({ x: 1, y: 1 });
  });
});

describe('densityRadius', () => {
  it('has an ink that grows with the stations, and an end well below a glyph', () => {
    expect(densityRadius(3)).toBeCloseTo(Math.sqrt(3) * densityRadius(1));
    expect(densityRadius(400)).toBe(densityRadius(4000));
    expect(2 * densityRadius(400)).toBeLessThan(GLYPHS.maintenance.mapSize);
  });
});
