// @vitest-environment jsdom
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { boxAt, overlap, sharedArea, type Obstacle } from '../../../client/map/label-layout.ts';
import { nameWidth, NAME_HEIGHT } from '../../../client/map/layers/names.ts';
import { boxSize, obstaclesOf, placeNames, type NameWish } from '../../../client/map/name-wishes.ts';

/** Height of a cut's plate, px. */
const PLATE = 20;
const SCREEN = { covers: [], frame: { left: -1000, top: -1000, right: 1000, bottom: 1000 } };
const CUT: NameWish = { key: 'cut', text: 'Đứt cáp', kind: 'cut', dim: false, x: 0, y: -26, lift: 26, weight: 0 };
const COMMUNE: NameWish = {
  key: 'commune',
  text: 'An Thi',
  kind: 'urgent',
  dim: false,
  x: 0,
  y: 0,
  lift: 0,
  weight: 1,
};
/** Glyphs everywhere. */
const STORM: readonly Obstacle[] = [{ ...boxAt({ width: 600, height: 600 }, { x: 0, y: 0 }, 0), weight: 1 }];
const shown = (wishes: readonly NameWish[], obstacles: readonly Obstacle[]): string[] =>
  placeNames(wishes, obstacles, 9, SCREEN).map(({ key }) => key);

beforeEach(() => {
  Object.defineProperty(document, 'fonts', { configurable: true, value: { status: 'loaded' } });
});

describe('placeNames', () => {
  const crowd = (width: number, height: number): Obstacle[] => [
    { ...boxAt({ width, height }, { x: 0, y: 0 }, 0), weight: 1 },
  ];

  it('in a storm says what a cut took beside the glyphs, tied to its mark by a line, and nothing over them', () => {
    const wide = crowd(400, 100);
    const [label, ...others] = placeNames([{ ...CUT, weight: 47 }, COMMUNE], wide, 9, SCREEN);
    expect(others).toEqual([]);
    expect(Math.abs(label!.y)).toBeGreaterThanOrEqual(50 + PLATE / 2);
    const [x1, y1, x2, y2] = label!.leader!;
    // From the edge of its plate to the rim of the mark.
    expect([label!.x + x1, Math.abs(y1)]).toEqual([0, PLATE / 2]);
    expect(Math.hypot(label!.x + x2, label!.y + y2)).toBeCloseTo(18);
    expect(Math.hypot(x2, y2)).toBeGreaterThan(Math.hypot(x1, y1));
    expect(shown([{ ...CUT, weight: 47 }, COMMUNE], STORM)).toEqual([]);
    expect(shown([CUT], wide)).toEqual([]);
  });

  it('finds a place for it beyond a crowd three hundred pixels across', () => {
    const [label] = placeNames([{ ...CUT, weight: 60 }], crowd(340, 300), 9, SCREEN);
    expect(Math.abs(label!.y)).toBeGreaterThanOrEqual(150 + PLATE / 2);
    expect(label!.leader).not.toBeNull();
  });

  it('lets the labels of two cuts side by side both be read', () => {
    const near = [CUT, { ...CUT, key: 'other', x: 12, y: -20 }].map((cut) => ({ ...cut, weight: 9 }));
    const [one, other] = placeNames(near, [], 9, SCREEN).map((label) =>
      boxAt({ width: nameWidth(label.text, 'cut'), height: NAME_HEIGHT }, label, 1),
    );
    expect(overlap(one!, other!)).toBe(false);
  });

  it('draws no line to a label that stands at its mark', () => {
    expect(placeNames([{ ...CUT, weight: 9 }], [], 9, SCREEN)).toMatchObject([{ leader: null }]);
  });

  it('on a quiet day says both', () => {
    expect(shown([CUT, COMMUNE], [])).toEqual(['cut', 'commune']);
    const [glyph] = obstaclesOf(
      { cuts: [], nodes: [], glyphs: [{ station: 0, state: 'down', x: 0, y: 0, size: 1 }] },
      [],
    );
    expect(glyph && shown([COMMUNE], [glyph])).toEqual(['commune']);
  });

  it('keeps the name of what is hit clear of glyphs on its own ground before it steps aside, and is silent where it can not', () => {
    const glyphs = fc.array(fc.record({ x: fc.integer({ min: -80, max: 80 }), y: fc.integer({ min: -80, max: 80 }) }), {
      maxLength: 60,
    });
    const inside = [-40, 0, 40].flatMap((y) => [-40, 0, 40].map((x) => ({ x, y })));
    fc.assert(
      fc.property(glyphs, (places) => {
        const drawn = places.map((at, station) => ({ station, state: 'down' as const, size: 1, ...at }));
        const obstacles = obstaclesOf({ cuts: [], nodes: [], glyphs: drawn }, []);
        const covered = (at: { x: number; y: number }): number => {
          const box = boxAt(boxSize(COMMUNE), at, 0);
          return obstacles.reduce((sum, one) => sum + sharedArea(box, one), 0);
        };
        const [name] = placeNames([{ ...COMMUNE, inside }], obstacles, 9, SCREEN);
        const { width, height } = boxSize(COMMUNE);
        if (name !== undefined) expect(covered(name)).toBeLessThanOrEqual(0.04 * width * height + 1e-9);
        const free = inside.filter((spot) => covered(spot) === 0);
        if (free.length > 0 && name !== undefined) {
          expect(covered(name)).toBe(0);
          expect([{ x: 0, y: 0 }, ...inside]).toContainEqual({ x: name.x, y: name.y });
        }
        if (free.length > 0) expect(name).toBeDefined();
      }),
    );
    expect(shown([{ ...COMMUNE, inside }], STORM)).toEqual([]);
  });

  it('lays no name across the line or the plate of a cut', () => {
    const cut = { ...CUT, weight: 47 };
    const wide = crowd(100, 100);
    const [label] = placeNames([cut], wide, 9, SCREEN);
    const onPlate = { ...COMMUNE, key: 'plate', x: label!.x, y: label!.y };
    const onLine = { ...COMMUNE, key: 'line', x: label!.x, y: label!.y - Math.sign(label!.y) * 16 };
    const [, ...names] = placeNames([cut, onPlate, onLine], wide, 9, SCREEN);
    const plate = boxAt(boxSize(cut), label!, 0);
    for (const name of names) {
      const box = boxAt(boxSize(name), name, 0);
      expect(overlap(box, plate)).toBe(false);
      const [x1, y1, x2, y2] = label!.leader!;
      for (let step = 0; step <= 20; step++) {
        const at = { x: label!.x + x1 + ((x2 - x1) * step) / 20, y: label!.y + y1 + ((y2 - y1) * step) / 20 };
        expect(overlap(box, boxAt({ width: 1, height: 1 }, at, 0))).toBe(false);
      }
    }
  });

  it('lays nothing that is not looked for over what is', () => {
    expect(shown([{ ...CUT, weight: 47, dim: true }], STORM)).toEqual([]);
    expect(shown([{ ...CUT, weight: 47, dim: true }], [])).toEqual(['cut']);
  });
});

describe('obstaclesOf', () => {
  it('takes the ground a small glyph of a crowd takes', () => {
    const [box] = obstaclesOf(
      { cuts: [], nodes: [], glyphs: [{ station: 0, state: 'down', x: 0, y: 0, size: 0.5 }] },
      [],
    );
    expect(box).toMatchObject({ left: -3.5, right: 3.5, top: -3.5, bottom: 3.5 });
  });
});
