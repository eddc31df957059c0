// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommuneShape } from '../../../client/map/borders.ts';
import { layoutGlyphs } from '../../../client/map/glyph-layout.ts';
import { groundOf } from '../../../client/map/ground.ts';
import { territoryOf } from '../../../client/map/hit.ts';
import { flat } from '../../../client/map/project.ts';

const ZOOM = 9.5;
const shape = (code: string, west: number, east: number): CommuneShape => ({
  type: 'Feature',
  properties: { code },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 20.8],
        [east, 20.8],
        [east, 21],
        [west, 21],
        [west, 20.8],
      ],
    ],
  },
});
/** Two communes side by side, some 70 px wide each; a third place is in the land of the neighbours. */
const territories = [shape('A', 106, 106.2), shape('B', 106.2, 106.4)].map(territoryOf);
const world = ({ lat, lon }: { lat: number; lon: number }) => {
  const { x, y } = flat(lat, lon);
  return { x: x * 2 ** ZOOM, y: y * 2 ** ZOOM };
};

describe('the ground', () => {
  it('tells the own commune, the province and what lies outside of it', () => {
    const ground = groundOf(territories, [
      { lat: 20.9, lon: 106.1 },
      { lat: 20.5, lon: 106.1 },
    ]);
    const at = (lon: number) => world({ lat: 20.9, lon });
    expect([106.05, 106.3, 105.9].map((lon) => ground.standing(at(lon), ZOOM, 0))).toEqual(['best', 'good', 'bad']);
    expect(ground.standing(at(105.9), ZOOM, 1)).toBe('best');
    expect([106.3, 105.9].map((lon) => ground.holds(at(lon), ZOOM))).toEqual([true, false]);
  });

  it('keeps every glyph of the province in it, however many are degraded at its corner', () => {
    const station = fc.record({
      lat: fc.double({ min: 20.93, max: 20.999, noNaN: true }),
      lon: fc.double({ min: 106.001, max: 106.15, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(station, { minLength: 10, maxLength: 24 }), (stations) => {
        const ground = groundOf(territories, stations);
        const { glyphs } = layoutGlyphs(
          stations.map(world),
          stations.map(() => 'degraded'),
          stations.map(() => 0),
          ZOOM,
          [],
          (place, glyph) => ground.standing(place, ZOOM, glyph.station),
        );
        for (const glyph of glyphs) expect(ground.holds(glyph, ZOOM)).toBe(true);
      }),
    );
  });
});
