import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pushApart, type Disc, type Point, type Standing } from '../../../client/map/push-apart.ts';

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

  it('pushes nothing where it should not be as long as there is another place near enough, and keeps it where it belongs', () => {
    const standing = ({ x }: Point): Standing => (x > 40 ? 'bad' : x > 30 ? 'good' : 'best');
    fc.assert(
      fc.property(crowd, (points) => {
        const places = pushApart(points, DISTANCE, [], standing);
        places.forEach((place, i) => {
          const point = points[i];
          if (point && place !== point) expect(standing(place)).not.toBe('bad');
        });
      }),
    );
    const two = pushApart(
      [
        { x: 29, y: 0 },
        { x: 29, y: 0 },
      ],
      DISTANCE,
      [],
      standing,
    );
    expect(two[1]?.x).toBeLessThanOrEqual(30);
  });

  it('prefers a good place near by to the best one far away, and finds one even where none is good', () => {
    const alone: Point[] = Array.from({ length: 2 }, () => ({ x: 0, y: 0 }));
    const [, moved] = pushApart(alone, DISTANCE, [], ({ x }) => (x > 300 ? 'best' : 'good'));
    expect(Math.hypot(moved?.x ?? NaN, moved?.y ?? NaN)).toBeLessThan(2 * DISTANCE);
    const many = Array.from({ length: 200 }, () => ({ x: 0, y: 0 }));
    expect(pushApart(many, DISTANCE, [], () => 'bad')).toHaveLength(200);
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
