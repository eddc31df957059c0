import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxAt, layoutLabels, overlap, type Box, type LabelWish } from '../../../client/map/label-layout.ts';

const GAP = 6;
const place = fc.integer({ min: 0, max: 400 });
const wishes = fc
  .array(fc.record({ x: place, y: place, width: fc.integer({ min: 20, max: 90 }), urgent: fc.boolean() }), {
    maxLength: 40,
  })
  .map((list) =>
    list.map((wish, index): LabelWish => ({ ...wish, key: String(index), height: 16, reach: wish.urgent ? 10 : 8 })),
  );
const obstacles = fc.array(
  fc.record({ x: place, y: place }).map((centre): Box => boxAt({ width: 13, height: 13 }, centre, 0)),
  { maxLength: 60 },
);

describe('layoutLabels', () => {
  it('never lays a name over another, nor an ordinary one over a glyph', () => {
    fc.assert(
      fc.property(wishes, obstacles, (wanted, glyphs) => {
        const wishOf = new Map(wanted.map((wish) => [wish.key, wish]));
        const placed = layoutLabels(wanted, glyphs, GAP).flatMap((label) => {
          const wish = wishOf.get(label.key);
          return wish ? [{ wish, box: boxAt(wish, label, 0) }] : [];
        });
        placed.forEach(({ wish, box }, i) => {
          for (const other of placed.slice(i + 1)) expect(overlap(box, other.box)).toBe(false);
          if (!wish.urgent) for (const glyph of glyphs) expect(overlap(box, glyph)).toBe(false);
        });
      }),
    );
  });

  it('gives the first the place it wished for', () => {
    fc.assert(
      fc.property(wishes, (wanted) => {
        const [first] = wanted;
        if (first) expect(layoutLabels(wanted, [], GAP)[0]).toEqual({ key: first.key, x: first.x, y: first.y });
      }),
    );
  });

  const wish: LabelWish = { key: 'a', x: 100, y: 100, width: 40, height: 16, urgent: false, reach: 8 };
  const wall: Box = { left: 0, top: 0, right: 300, bottom: 300 };

  it('steps aside for a glyph', () => {
    const glyph = boxAt({ width: 13, height: 13 }, wish, 0);
    expect(layoutLabels([wish], [glyph], GAP)).toEqual([{ key: 'a', x: 100, y: 116 }]);
  });

  it('leaves an ordinary name out where there is no room, never an urgent one', () => {
    expect(layoutLabels([wish], [wall], GAP)).toEqual([]);
    expect(layoutLabels([{ ...wish, urgent: true }], [wall], GAP)).toEqual([{ key: 'a', x: 100, y: 100 }]);
  });

  it('keeps the gap to the names before', () => {
    const right: LabelWish = { ...wish, key: 'b', x: wish.x + wish.width + GAP - 1, reach: 0 };
    expect(layoutLabels([wish, right], [], GAP)).toHaveLength(1);
    expect(layoutLabels([wish, { ...right, x: right.x + 1 }], [], GAP)).toHaveLength(2);
  });
});
