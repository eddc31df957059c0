import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxAt, layoutLabels, overlap, type LabelWish } from '../../../client/map/label-layout.ts';

const at = fc.integer({ min: 0, max: 300 });
const wish = fc.record({
  key: fc.uuid(),
  x: at,
  y: at,
  width: fc.integer({ min: 10, max: 90 }),
  height: fc.constant(16),
  urgent: fc.boolean(),
  reach: fc.constantFrom(0, 8),
});
const wishes = fc.uniqueArray(wish, { maxLength: 40, selector: ({ key }) => key });
const obstacles = fc.array(
  fc.record({ x: at, y: at }).map((centre) => boxAt({ width: 13, height: 13 }, centre, 0)),
  { maxLength: 30 },
);

describe('layoutLabels', () => {
  it('lays no name over another, and no ordinary name over an obstacle', () => {
    fc.assert(
      fc.property(wishes, obstacles, (asked, blocked) => {
        const byKey = new Map(asked.map((one) => [one.key, one]));
        const boxes = layoutLabels(asked, blocked, 4).flatMap((label) => {
          const one = byKey.get(label.key);
          return one ? [{ box: boxAt(one, label, 0), urgent: one.urgent }] : [];
        });
        boxes.forEach(({ box, urgent }, index) => {
          expect(boxes.slice(index + 1).some((other) => overlap(box, other.box))).toBe(false);
          if (!urgent) expect(blocked.some((obstacle) => overlap(box, obstacle))).toBe(false);
        });
      }),
    );
  });

  const name: LabelWish = { key: 'a', x: 100, y: 100, width: 40, height: 16, urgent: false, reach: 8 };
  const here = boxAt({ width: 10, height: 10 }, { x: 100, y: 100 }, 0);

  it('steps aside, first below', () => {
    expect(layoutLabels([name], [here], 4)).toEqual([{ key: 'a', x: 100, y: 116 }]);
  });

  it('leaves out what may not step aside, unless it is urgent', () => {
    expect(layoutLabels([{ ...name, reach: 0 }], [here], 4)).toEqual([]);
    expect(layoutLabels([{ ...name, reach: 0, urgent: true }], [here], 4)).toEqual([{ key: 'a', x: 100, y: 100 }]);
  });

  it('gives the place to the more important, who is asked first', () => {
    const second = { ...name, key: 'b', reach: 0 };
    expect(layoutLabels([name, second], [], 4).map(({ key }) => key)).toEqual(['a']);
  });
});
