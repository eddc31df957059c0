import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boxAt,
  layoutLabels,
  overlap,
  type Box,
  type LabelWish,
  type Obstacle,
} from '../../../client/map/label-layout.ts';

const GAP = 6;
const glyphAt = (centre: { x: number; y: number }, weight = 1): Obstacle => ({
  ...boxAt({ width: 13, height: 13 }, centre, 0),
  weight,
});
const place = fc.integer({ min: 0, max: 400 });
const wishes = fc
  .array(fc.record({ x: place, y: place, width: fc.integer({ min: 20, max: 90 }), urgent: fc.boolean() }), {
    maxLength: 40,
  })
  .map((list) =>
    list.map((wish, index): LabelWish => {
      const { urgent } = wish;
      return { ...wish, key: String(index), height: 16, reach: urgent ? 10 : 8, mayCover: urgent ? Infinity : 0 };
    }),
  );
const obstacles = fc.array(
  fc.record({ x: place, y: place }).map((centre): Obstacle => glyphAt(centre)),
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

  const wish: LabelWish = { key: 'a', x: 100, y: 100, width: 40, height: 16, urgent: false, mayCover: 0, reach: 8 };
  const wall: Obstacle = { left: 0, top: 0, right: 300, bottom: 300, weight: 1 };

  it('steps aside for a glyph', () => {
    expect(layoutLabels([wish], [glyphAt(wish)], GAP)).toEqual([{ key: 'a', x: 100, y: 116 }]);
  });

  it('leaves an ordinary name out where there is no room, not one that may cover all', () => {
    expect(layoutLabels([wish], [wall], GAP)).toEqual([]);
    const urgent = { ...wish, urgent: true, mayCover: Infinity };
    expect(layoutLabels([urgent], [wall], GAP)).toEqual([{ key: 'a', x: 100, y: 100 }]);
  });

  it('leaves out a name that would hide more than it may', () => {
    const glyph = glyphAt(wish);
    const stuck = { ...wish, urgent: true, reach: 0 };
    expect(layoutLabels([{ ...stuck, mayCover: 13 * 13 }], [glyph], GAP)).toHaveLength(1);
    expect(layoutLabels([{ ...stuck, mayCover: 13 * 13 - 1 }], [glyph], GAP)).toEqual([]);
  });

  it('lays an urgent name where it covers least, the heavier thing last of all', () => {
    const urgent = { ...wish, urgent: true, mayCover: Infinity };
    const crowd = [0, 16, 32, 48, 64, 80, 96].flatMap((x) =>
      [-48, -32, -16, 0, 16, 32, 48].map((y) => glyphAt({ x: 52 + x, y: 100 + y })),
    );
    const mark: Obstacle = { ...boxAt({ width: 36, height: 36 }, { x: 100, y: 120 }, 0), weight: 3 };
    const covers = (obstacle: Box, spot: { x: number; y: number } | undefined): boolean =>
      spot !== undefined && overlap(boxAt(wish, spot, 0), obstacle);
    const [free] = layoutLabels([urgent], [mark], GAP);
    expect(covers(mark, free)).toBe(false);
    const [crowded] = layoutLabels([urgent], [...crowd, mark], GAP);
    expect(crowded).toBeDefined();
    expect(covers(mark, crowded)).toBe(false);
  });

  it('keeps the name of what is on the screen on the screen, and off the panels', () => {
    const frame: Box = { left: 95, top: 0, right: 400, bottom: 400 };
    const screen = { frame, covers: [] };
    const [inside] = layoutLabels([{ ...wish, urgent: true }], [], GAP, screen);
    expect(inside?.x).toBeGreaterThanOrEqual(115);
    expect(layoutLabels([{ ...wish, reach: 0 }], [], GAP, screen)).toEqual([]);
    // What lies beyond the edge is there when the map is dragged, but not half of it before.
    expect(layoutLabels([{ ...wish, x: 40 }], [], GAP, screen)).toHaveLength(1);
    expect(layoutLabels([{ ...wish, x: 90, reach: 0 }], [], GAP, screen)).toEqual([]);
    const panel: Box = { left: 60, top: 40, right: 400, bottom: 107 };
    const covered = { frame: { left: 0, top: 0, right: 400, bottom: 400 }, covers: [panel] };
    expect(layoutLabels([wish], [], GAP, covered)[0]?.y).toBeGreaterThanOrEqual(116);
    expect(layoutLabels([{ ...wish, urgent: true, reach: 0 }], [], GAP, covered)).toEqual([]);
    // Its mark is on the screen, though the name above it would not be.
    const lifted = { ...wish, x: 200, y: -10, below: 26, urgent: true };
    expect(layoutLabels([lifted], [], GAP, { ...covered, covers: [] })[0]?.y).toBeGreaterThanOrEqual(8);
  });

  it('in a storm every name that is shown can be read, urgent or not', () => {
    const frame: Box = { left: 40, top: 30, right: 360, bottom: 380 };
    const corner = fc.record({ left: fc.integer({ min: 0, max: 300 }), top: fc.integer({ min: 0, max: 300 }) });
    const panels = fc
      .array(corner, { maxLength: 4 })
      .map((list) => list.map(({ left, top }): Box => ({ left, top, right: left + 120, bottom: top + 90 })));
    fc.assert(
      fc.property(wishes, obstacles, panels, (wanted, glyphs, covers) => {
        const wishOf = new Map(wanted.map((wish) => [wish.key, wish]));
        for (const label of layoutLabels(wanted, glyphs, GAP, { frame, covers })) {
          const box = boxAt(wishOf.get(label.key)!, label, 0);
          const inside =
            box.left >= frame.left - 0.01 &&
            box.right <= frame.right + 0.01 &&
            box.top >= frame.top - 0.01 &&
            box.bottom <= frame.bottom + 0.01;
          expect(inside || !overlap(box, frame)).toBe(true);
          if (inside) for (const cover of covers) expect(overlap(box, cover)).toBe(false);
        }
      }),
    );
  });

  it('keeps the gap to the names before', () => {
    const right: LabelWish = { ...wish, key: 'b', x: wish.x + wish.width + GAP - 1, reach: 0 };
    expect(layoutLabels([wish, right], [], GAP)).toHaveLength(1);
    expect(layoutLabels([wish, { ...right, x: right.x + 1 }], [], GAP)).toHaveLength(2);
  });
});
