import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crowdDistance, crowdedOf, MANY, NEAR } from '../../../client/map/crowd.ts';
import type { Point } from '../../../client/map/push-apart.ts';

const coordinate = fc.integer({ min: -300, max: 300 });
const points = fc.array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 400 });
/** A square block of `side` × `side` points. */
const block = (side: number, step: number): Point[] =>
  Array.from({ length: side ** 2 }, (_, i) => ({ x: (i % side) * step, y: Math.floor(i / side) * step }));

describe('crowdedOf', () => {
  it('agrees with counting everybody round everybody', () => {
    fc.assert(
      fc.property(points, (list) => {
        const near = (a: Point) => list.filter((b) => Math.hypot(a.x - b.x, a.y - b.y) <= NEAR);
        const isCore = (a: Point) => near(a).length > MANY;
        expect(crowdedOf(list)).toEqual(list.map((a) => near(a).some(isCore)));
      }),
      { numRuns: 40 },
    );
  });

  it('leaves an incident of a quiet day whole', () => {
    expect(crowdedOf(block(4, 11))).not.toContain(true);
  });

  it('takes the whole of a storm, its rim too, and nobody far from it', () => {
    const storm = block(30, 6);
    const far = { x: 400, y: 400 };
    const crowded = crowdedOf([...storm, far]);
    expect(crowded.slice(0, -1)).not.toContain(false);
    expect(crowded.at(-1)).toBe(false);
  });
});

describe('crowdDistance', () => {
  it('is smaller the more stand on the same ground, and never too small to be seen', () => {
    const [thin, thick, packed] = [block(10, 20), block(20, 10), block(200, 1)].map(crowdDistance);
    expect(thin).toBe(9);
    expect(thick).toBeLessThan(9);
    expect(packed).toBe(3);
  });

  it('does not change when one more joins', () => {
    const storm = block(30, 6);
    expect(crowdDistance([...storm, { x: 91, y: 92 }])).toBe(crowdDistance(storm));
  });
});
