import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATION_STATES } from '../../../server/contract/terms.ts';
import { SINGLE_DOTS_FROM_ZOOM } from '../../../client/map/density.ts';
import { GLYPH_DISTANCE, layoutGlyphs } from '../../../client/map/glyph-layout.ts';

const FAR = SINGLE_DOTS_FROM_ZOOM - 1;
const NEAR = SINGLE_DOTS_FROM_ZOOM + 1;

const stations = fc.array(
  fc.record({
    x: fc.integer({ min: 0, max: 120 }),
    y: fc.integer({ min: 0, max: 120 }),
    state: fc.constantFrom(...STATION_STATES, null),
    since: fc.integer({ min: 0, max: 5 }),
  }),
  { maxLength: 80 },
);

describe('layoutGlyphs', () => {
  it('drops nobody: each abnormal station is one glyph, each healthy one is in a dot', () => {
    fc.assert(
      fc.property(stations, fc.constantFrom(FAR, NEAR), (list, zoom) => {
        const { glyphs, dots, density } = layout(list, zoom);
        const abnormal = list.flatMap(({ state }, i) => (state !== null && state !== 'up' ? [i] : []));
        const healthy = list.filter(({ state }) => state === 'up').length;
        expect(glyphs.map(({ station }) => station).sort((a, b) => a - b)).toEqual(abnormal);
        expect(dots.length + density.reduce((sum, { count }) => sum + count, 0)).toBe(healthy);
        for (const glyph of glyphs) expect(glyph.state).toBe(list[glyph.station]?.state);
      }),
    );
  });

  it('keeps abnormal glyphs apart whatever the order they are drawn in', () => {
    fc.assert(
      fc.property(stations, (list) => {
        const { glyphs } = layout(list, FAR);
        glyphs.forEach((a, i) => {
          for (const b of glyphs.slice(i + 1)) {
            // Half of what each of them takes: 13 px where both are whole.
            const least = (GLYPH_DISTANCE * (a.size + b.size)) / 2;
            expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(least - 1e-6);
          }
        });
      }),
    );
  });

  it('leaves the older of two at its place', () => {
    const { glyphs } = layout(
      [
        { x: 50, y: 50, state: 'down', since: 9 },
        { x: 50, y: 50, state: 'down', since: 4 },
      ],
      NEAR,
    );
    expect(glyphs.find(({ station }) => station === 1)).toMatchObject({ x: 50, y: 50 });
    expect(glyphs.find(({ station }) => station === 0)).not.toMatchObject({ x: 50, y: 50 });
  });

  it('draws what is down over what is degraded', () => {
    const { glyphs } = layout(
      [
        { x: 0, y: 90, state: 'down', since: 1 },
        { x: 0, y: 0, state: 'degraded', since: 1 },
        { x: 90, y: 0, state: 'maintenance', since: 1 },
      ],
      NEAR,
    );
    expect(glyphs.map(({ state }) => state)).toEqual(['maintenance', 'degraded', 'down']);
  });

  it('makes way for a break mark', () => {
    const { glyphs } = layoutGlyphs([{ x: 0, y: 0 }], ['down'], [1], NEAR, [{ x: 2, y: 0, radius: 11 }]);
    const [glyph] = glyphs;
    expect(Math.hypot((glyph?.x ?? 0) - 2, glyph?.y ?? 0)).toBeGreaterThanOrEqual(11 + GLYPH_DISTANCE / 2);
  });
});

type Listed = { x: number; y: number; state: (typeof STATION_STATES)[number] | null; since: number };

function layout(list: readonly Listed[], zoom: number) {
  return layoutGlyphs(
    list,
    list.map(({ state }) => state),
    list.map(({ since }) => since),
    zoom,
    [],
  );
}

describe('layoutGlyphs in a storm', () => {
  // Nine hundred stations on the ground a phone has for them, and three far from it.
  const storm = Array.from({ length: 900 }, (_, i) => ({ x: (i * 73) % 190, y: (i * 151) % 190 }));
  const quiet = [0, 100, 180].map((y) => ({ x: 400, y }));
  const places = [...storm, ...quiet];
  const { glyphs } = layoutGlyphs(
    places,
    places.map((_, i) => (i % 3 === 0 ? 'down' : 'degraded')),
    places.map((_, i) => i),
    9,
    [],
  );
  const wayOf = ({ station, x, y }: { station: number; x: number; y: number }): number =>
    Math.hypot(x - (places[station]?.x ?? NaN), y - (places[station]?.y ?? NaN));

  it('draws each of them once, small where they crowd and whole elsewhere', () => {
    expect(glyphs).toHaveLength(903);
    for (const { station, size } of glyphs) {
      if (station < 900) expect(size).toBeLessThan(0.5);
      else expect(size).toBe(1);
    }
  });

  it('lays none over another', () => {
    const over = glyphs.flatMap((a, i) =>
      glyphs.slice(i + 1).filter((b) => {
        const least = (GLYPH_DISTANCE * (a.size + b.size)) / 2;
        return Math.hypot(a.x - b.x, a.y - b.y) < least - 1e-6;
      }),
    );
    expect(over).toEqual([]);
  });

  it('keeps each near its true place, what is down nearest', () => {
    for (const glyph of glyphs) expect(wayOf(glyph)).toBeLessThan(25);
    const mean = (state: string): number => {
      const ways = glyphs.filter((glyph) => glyph.state === state).map(wayOf);
      return ways.reduce((sum, way) => sum + way, 0) / ways.length;
    };
    expect(mean('down')).toBeLessThan(mean('degraded'));
    expect(mean('down')).toBeLessThan(2);
  });
});
