import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { bordersOf, splitBorders, type CommuneShapes } from '../../../client/map/borders.ts';

/** Unit squares, each a commune, given by their south-west corners. */
function squares(corners: readonly (readonly [number, number])[], hole?: Position[]): CommuneShapes {
  return {
    type: 'FeatureCollection',
    features: corners.map(([x, y], index) => ({
      type: 'Feature',
      properties: { code: String(index) },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [x, y],
            [x + 1, y],
            [x + 1, y + 1],
            [x, y + 1],
            [x, y],
          ],
          ...(index === 0 && hole ? [hole] : []),
        ],
      },
    })),
  };
}

function length(lines: readonly Position[][]): number {
  return lines
    .flatMap((line) =>
      line.slice(1).map(([x = 0, y = 0], i) => Math.hypot(x - (line[i]?.[0] ?? 0), y - (line[i]?.[1] ?? 0))),
    )
    .reduce((sum, step) => sum + step, 0);
}

describe('splitBorders', () => {
  it('draws the border of two neighbours once and the rest as outline', () => {
    const borders = splitBorders(
      squares([
        [0, 0],
        [1, 0],
      ]),
    );
    expect(length(borders.inner)).toBe(1);
    expect(length(borders.outer)).toBe(6);
    expect(borders.inner).toHaveLength(1);
    expect(new Set(borders.inner[0]?.map(String))).toEqual(new Set(['1,0', '1,1']));
  });

  it('knows inner from outer on any set of squares', () => {
    const cell = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: String, maxLength: 36 }), (corners) => {
        const taken = new Set(corners.map(String));
        const shared = corners.reduce(
          (sum, [x, y]) => sum + Number(taken.has(`${x + 1},${y}`)) + Number(taken.has(`${x},${y + 1}`)),
          0,
        );
        const borders = splitBorders(squares(corners));
        expect(length(borders.inner)).toBe(shared);
        expect(length(borders.outer)).toBe(4 * corners.length - 2 * shared);
      }),
    );
  });

  it('outlines a hole nobody fills', () => {
    const hole: Position[] = [
      [0.25, 0.25],
      [0.75, 0.25],
      [0.75, 0.75],
      [0.25, 0.25],
    ];
    const borders = splitBorders(squares([[0, 0]], hole));
    expect(borders.inner).toEqual([]);
    expect(borders.outer).toContainEqual(hole);
  });
});

describe('bordersOf', () => {
  it('draws what two chosen neighbours share once, and all round them', () => {
    const row = bordersOf(
      squares([
        [0, 0],
        [1, 0],
        [2, 0],
      ]),
    );
    const chosen = row.filter(({ owners }) => owners.some((owner) => owner < 2)).map(({ line }) => line);
    // Round two squares, and the one line between them.
    expect(length(chosen)).toBe(6 + 1);
    const segments = chosen.flatMap((line) =>
      line.slice(1).map((to, i) => [String(line[i]), String(to)].sort().join(';')),
    );
    expect(new Set(segments).size).toBe(segments.length);
  });

  it('names both owners of an inner border and the one of an outer', () => {
    const owners = bordersOf(
      squares([
        [0, 0],
        [1, 0],
      ]),
    ).map((border) => String(border.owners));
    expect(new Set(owners)).toEqual(new Set(['0', '1', '0,1']));
  });
});
