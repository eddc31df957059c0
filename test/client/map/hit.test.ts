import { describe, expect, it } from 'vitest';
import type { CommuneShape } from '../../../client/map/borders.ts';
import { splitBorders } from '../../../client/map/borders.ts';
import { holds, middleOf, nearestLine, nearestPoint, territoryOf } from '../../../client/map/hit.ts';

/** A square with its south-west corner at (x, 0), side 2, and optionally a hole in its middle. */
function square(code: string, x: number, hole = false): CommuneShape {
  const outer = [
    [x, 0],
    [x + 2, 0],
    [x + 2, 2],
    [x, 2],
    [x, 0],
  ];
  const inner = [
    [x + 0.5, 0.5],
    [x + 1.5, 0.5],
    [x + 1.5, 1.5],
    [x + 0.5, 1.5],
    [x + 0.5, 0.5],
  ];
  return {
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Polygon', coordinates: hole ? [outer, inner] : [outer] },
  };
}

describe('what lies under the pointer', () => {
  it('is the nearest point within reach', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
    ];
    expect(nearestPoint(points, { x: 7, y: 0 }, 5)).toBe(1);
    expect(nearestPoint(points, { x: 5, y: 8 }, 5)).toBe(-1);
  });

  it('is the nearest line, by its segments and not their extensions', () => {
    const lines = [
      [
        { x: 0, y: 0 },
        { x: 10, y: 0 },
      ],
      [
        { x: 0, y: 6 },
        { x: 10, y: 6 },
      ],
    ];
    expect(nearestLine(lines, { x: 5, y: 4 }, 5)).toBe(1);
    expect(nearestLine(lines, { x: 20, y: 0 }, 5)).toBe(-1);
  });

  it('is the commune that holds the place, but not its hole', () => {
    const territory = territoryOf(square('a', 0, true));
    expect(holds(territory, 0.2, 0.2)).toBe(true);
    expect(holds(territory, 1, 1)).toBe(false);
    expect(holds(territory, 3, 1)).toBe(false);
  });
});

describe('middleOf', () => {
  it('measures along the line', () => {
    const line = [
      { x: 0, y: 0 },
      { x: 2, y: 0 },
      { x: 2, y: 6 },
    ];
    expect(middleOf(line)).toEqual({ x: 2, y: 2, angle: Math.PI / 2 });
    expect(middleOf([{ x: 1, y: 1 }])).toBeNull();
  });
});

describe('splitBorders', () => {
  it('draws the border between two communes once, and the rest as the outline', () => {
    const { inner, outer } = splitBorders({ type: 'FeatureCollection', features: [square('a', 0), square('b', 2)] });
    const segments = (lines: readonly (readonly unknown[])[]) => lines.reduce((sum, line) => sum + line.length - 1, 0);
    expect(inner).toEqual([
      [
        [2, 0],
        [2, 2],
      ],
    ]);
    expect(segments(outer)).toBe(6);
  });
});
