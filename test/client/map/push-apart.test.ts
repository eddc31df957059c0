import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pushApart, type Disc, type Point } from '../../../client/map/push-apart.ts';

const DISTANCE = 13;
/** Crowded on purpose: up to 120 points on a patch that holds about 20. */
const point = fc.record({
  x: fc.double({ min: 0, max: 60, noNaN: true }),
  y: fc.double({ min: 0, max: 60, noNaN: true }),
});
const crowd = fc.array(point, { maxLength: 120 });
const discs = fc.array(
  point.map((centre): Disc => ({ ...centre, radius: 11 })),
  { maxLength: 4 },
);
/** Rounding of the last bit is no crowding. */
const SLACK = 1e-6;

const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

describe('pushApart', () => {
  it('places everybody, each as far from every other and from what is blocked as asked', () => {
    fc.assert(
      fc.property(crowd, discs, (points, blocked) => {
        const places = pushApart(points, DISTANCE, blocked);
        expect(places).toHaveLength(points.length);
        places.forEach((place, i) => {
          for (const other of places.slice(i + 1)) {
            expect(apart(place, other)).toBeGreaterThanOrEqual(DISTANCE - SLACK);
          }
          for (const disc of blocked) {
            expect(apart(place, disc)).toBeGreaterThanOrEqual(disc.radius + DISTANCE / 2 - SLACK);
          }
        });
      }),
    );
  });

  it('pushes nothing from sight into what hides it, near enough to its place', () => {
    const isHidden = ({ x }: Point): boolean => x > 40;
    fc.assert(
      fc.property(crowd, (points) => {
        const places = pushApart(points, DISTANCE, [], isHidden);
        places.forEach((place, i) => {
          const point = points[i];
          if (point && !isHidden(point)) expect(isHidden(place)).toBe(false);
        });
      }),
    );
  });

  it('finds a place even where everything is hidden', () => {
    const points = Array.from({ length: 200 }, () => ({ x: 0, y: 0 }));
    expect(pushApart(points, DISTANCE, [], ({ x, y }) => x !== 0 || y !== 0)).toHaveLength(200);
  });

  it('gives the same layout for the same points', () => {
    fc.assert(
      fc.property(crowd, discs, (points, blocked) => {
        expect(pushApart(structuredClone(points), DISTANCE, blocked)).toEqual(pushApart(points, DISTANCE, blocked));
      }),
    );
  });

  it('moves nobody when a newcomer joins at the end', () => {
    fc.assert(
      fc.property(crowd, point, (points, newcomer) => {
        const before = pushApart(points, DISTANCE);
        expect(pushApart([...points, newcomer], DISTANCE).slice(0, -1)).toEqual(before);
      }),
    );
  });

  it('leaves whoever stands free at its true place', () => {
    const far = [
      { x: 0, y: 0 },
      { x: DISTANCE, y: 0 },
      { x: -40, y: -7 },
    ];
    expect(pushApart(far, DISTANCE)).toEqual(far);
  });

  it('keeps a mast with five operators within two glyphs of its place', () => {
    const mast = { x: 1000, y: 1000 };
    const places = pushApart(
      Array.from({ length: 5 }, () => mast),
      DISTANCE,
    );
    expect(places[0]).toEqual(mast);
    for (const place of places) expect(apart(place, mast)).toBeLessThan(2 * DISTANCE);
  });
});
