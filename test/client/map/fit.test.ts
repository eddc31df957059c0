import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBorders } from '../../../client/map/borders.ts';
import { isInside } from '../../../client/map/covers.ts';
import { fitBeside, thinned } from '../../../client/map/fit.ts';
import type { Box } from '../../../client/map/label-layout.ts';
import { realCommunes } from '../../support/fake-snapshot.ts';

const boxOf = (left: number, top: number, width: number, height: number): Box => ({
  ...{ left, top, right: left + width, bottom: top + height },
});

const outline = thinned(
  splitBorders(realCommunes())
    .outer.flat()
    // Mercator's projection, px at zoom 10.
    .map(([lon = 0, lat = 0]) => ({
      x: ((lon + 180) / 360) * 2 ** 18,
      y: (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * 2 ** 18,
    })),
  4,
);

const drawn = ({ scale, x, y }: { scale: number; x: number; y: number }) =>
  outline.map((point) => ({ x: point.x * scale + x, y: point.y * scale + y }));

/** px, as the map of a 1440 × 900 screen has them. */
const ROOM = boxOf(14, 14, 961, 668);

describe('the whole province', () => {
  it('stands beside the panels of the design, hardly smaller than without them', () => {
    const covers = [boxOf(688, 14, 286, 312), boxOf(14, 226, 226, 456), boxOf(14, 14, 40, 142)];
    const alone = fitBeside(outline, ROOM, [])!;
    const beside = fitBeside(outline, ROOM, covers)!;
    expect(drawn(alone).some((at) => covers.some((cover) => isInside(cover, at)))).toBe(true);
    expect(drawn(beside).some((at) => covers.some((cover) => isInside(cover, at)))).toBe(false);
    expect(beside.scale / alone.scale).toBeGreaterThan(0.9);
  });

  it('stays in its room whatever stands in it, and is free of panels unless there is no room for it', () => {
    const panel = fc
      .record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 600 }) })
      .map(({ x, y }) => boxOf(x, y, 180, 120));
    fc.assert(
      fc.property(fc.array(panel, { maxLength: 3 }), (covers) => {
        const fit = fitBeside(outline, ROOM, covers)!;
        const places = drawn(fit);
        for (const { x, y } of places) {
          expect(x).toBeGreaterThan(ROOM.left - 0.01);
          expect(x).toBeLessThan(ROOM.right + 0.01);
          expect(y).toBeGreaterThan(ROOM.top - 0.01);
          expect(y).toBeLessThan(ROOM.bottom + 0.01);
        }
        const most = fitBeside(outline, ROOM, [])!.scale;
        const touched = places.some((at) => covers.some((cover) => isInside(cover, at)));
        expect(!touched || fit.scale === most).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('is nothing without an outline or without a room', () => {
    expect(fitBeside([], ROOM, [])).toBeNull();
    expect(fitBeside(outline, boxOf(0, 0, 0, 0), [])).toBeNull();
  });
});
