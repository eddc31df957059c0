import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pushApart, type Point } from '../../../client/map/push-apart.ts';

const DISTANCE = 13;
/** Few places on purpose, so that many points want the same one. */
const point = fc.record({ x: fc.integer({ min: 0, max: 120 }), y: fc.integer({ min: 0, max: 120 }) });
const points = fc.array(point, { maxLength: 120 });
const disc = fc.record({
  x: fc.integer({ min: 0, max: 120 }),
  y: fc.integer({ min: 0, max: 120 }),
  radius: fc.constant(11),
});

describe('pushApart', () => {
  it('drops none and brings no two nearer than the distance, nor to a blocked disc', () => {
    fc.assert(
      fc.property(points, fc.array(disc, { maxLength: 3 }), (wanted, blocked) => {
        const places = pushApart(wanted, DISTANCE, blocked);
        expect(places).toHaveLength(wanted.length);
        expect(nearestPair(places)).toBeGreaterThanOrEqual(DISTANCE - 1e-9);
        for (const place of places) {
          for (const { x, y, radius } of blocked) {
            expect(Math.hypot(place.x - x, place.y - y)).toBeGreaterThanOrEqual(radius + DISTANCE / 2 - 1e-9);
          }
        }
      }),
    );
  });

  it('never moves those who were there before a newcomer', () => {
    fc.assert(
      fc.property(points, point, (wanted, newcomer) => {
        const before = pushApart(wanted, DISTANCE);
        expect(pushApart([...wanted, newcomer], DISTANCE).slice(0, -1)).toEqual(before);
      }),
    );
  });

  it('leaves a point that is in nobody’s way where it is', () => {
    const alone = [
      { x: 0, y: 0 },
      { x: 13, y: 0 },
      { x: 0, y: 40 },
    ];
    expect(pushApart(alone, DISTANCE)).toEqual(alone);
  });

  it('keeps a crowd on one mast within a few rings', () => {
    const crowd = Array.from({ length: 30 }, () => ({ x: 5, y: 5 }));
    const farthest = Math.max(...pushApart(crowd, DISTANCE).map(({ x, y }) => Math.hypot(x - 5, y - 5)));
    expect(farthest).toBeLessThan(5 * DISTANCE);
  });
});

function nearestPair(places: readonly Point[]): number {
  return Math.min(
    Infinity,
    ...places.flatMap((a, i) => places.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))),
  );
}
