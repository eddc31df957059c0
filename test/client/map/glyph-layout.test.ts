import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GLYPH_DISTANCE, layoutGlyphs } from '../../../client/map/glyph-layout.ts';
import { densityDots, densityRadius } from '../../../client/map/density.ts';
import { STATION_STATES } from '../../../server/contract/terms.ts';

const station = fc.record({
  x: fc.integer({ min: 0, max: 200 }),
  y: fc.integer({ min: 0, max: 200 }),
  state: fc.constantFrom(...STATION_STATES, null),
  since: fc.integer({ min: 0, max: 3 }),
});

describe('layoutGlyphs', () => {
  it('shows every abnormal station once and apart at every zoom, and counts every healthy one', () => {
    fc.assert(
      fc.property(fc.array(station, { maxLength: 80 }), fc.constantFrom(8, 10.5, 11, 14), (stations, zoom) => {
        const states = stations.map(({ state }) => state);
        const { glyphs, dots, density } = layoutGlyphs(
          stations,
          states,
          stations.map(({ since }) => since),
          zoom,
          [],
        );
        const abnormal = states.flatMap((state, index) => (state !== null && state !== 'up' ? [index] : []));
        expect(glyphs.map((glyph) => glyph.station).sort((a, b) => a - b)).toEqual(abnormal);
        for (const glyph of glyphs) expect(glyph.state).toBe(states[glyph.station]);
        glyphs.forEach((a, i) => {
          for (const b of glyphs.slice(i + 1)) {
            expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(GLYPH_DISTANCE - 1e-9);
          }
        });
        const healthy = dots.length + density.reduce((sum, { count }) => sum + count, 0);
        expect(healthy).toBe(states.filter((state) => state === 'up').length);
      }),
    );
  });

  it('leaves the older alarm at its true place and draws the worse over the milder', () => {
    const place = { x: 50, y: 50 };
    const { glyphs } = layoutGlyphs([place, place], ['down', 'stale'], [2, 1], 9, []);
    expect(glyphs.map(({ state }) => state)).toEqual(['stale', 'down']);
    expect(glyphs[0]).toMatchObject(place);
  });
});

describe('densityDots', () => {
  it('draws one dot a square, in the middle of what it stands for', () => {
    const dots = densityDots(
      [
        { x: 1, y: 1 },
        { x: 3, y: 1 },
        { x: 11, y: 1 },
      ],
      5,
    );
    expect(dots).toEqual([
      { x: 2, y: 1, count: 2 },
      { x: 11, y: 1, count: 1 },
    ]);
    expect(densityRadius(4)).toBeGreaterThan(densityRadius(1));
  });
});
