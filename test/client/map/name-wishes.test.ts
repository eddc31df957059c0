// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { boxAt, type Obstacle } from '../../../client/map/label-layout.ts';
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
  it('in a storm only says what each cut took, over the glyphs where it must', () => {
    expect(shown([{ ...CUT, weight: 47 }, COMMUNE], STORM)).toEqual(['cut']);
    expect(shown([CUT, COMMUNE], STORM)).toEqual([]);
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
