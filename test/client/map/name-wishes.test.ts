// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { boxAt, overlap, type Obstacle } from '../../../client/map/label-layout.ts';
import { nameWidth, NAME_HEIGHT } from '../../../client/map/layers/names.ts';
import { obstaclesOf, placeNames, type NameWish } from '../../../client/map/name-wishes.ts';

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
    expect(Math.abs(label!.y)).toBeGreaterThanOrEqual(50 + 8);
    const [x1, y1, x2, y2] = label!.leader!;
    // From the edge of the text to the rim of the mark.
    expect([label!.x + x1, Math.abs(y1)]).toEqual([0, 8]);
    expect(Math.hypot(label!.x + x2, label!.y + y2)).toBeCloseTo(18);
    expect(Math.hypot(x2, y2)).toBeGreaterThan(Math.hypot(x1, y1));
    expect(shown([{ ...CUT, weight: 47 }, COMMUNE], STORM)).toEqual([]);
    expect(shown([CUT], wide)).toEqual([]);
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
