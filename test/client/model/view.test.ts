import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_VIEW,
  GROUND,
  ZOOMS,
  FOCUSES,
  MAP_LAYERS,
  formatView,
  layerOf,
  parseView,
  roundCamera,
  type View,
} from '../../../client/model/view.ts';
import { LAYER_TECHNOLOGIES, OPERATORS } from '../../../server/contract/terms.ts';

const view: fc.Arbitrary<View> = fc.record({
  technology: fc.constantFrom(...LAYER_TECHNOLOGIES),
  operators: fc.subarray([...OPERATORS], { minLength: 1 }),
  measure: fc.constantFrom('people', 'area'),
  layers: fc.subarray([...MAP_LAYERS]),
  camera: fc.option(
    fc
      .record({
        x: fc.double({ min: GROUND.west, max: GROUND.east, noNaN: true }),
        y: fc.double({ min: GROUND.south, max: GROUND.north, noNaN: true }),
        z: fc.double({ min: ZOOMS[0], max: ZOOMS[1], noNaN: true }),
      })
      .map(roundCamera),
  ),
  selection: fc.option(
    fc.record({
      kind: fc.constantFrom('station', 'link', 'node', 'commune'),
      code: fc.string({ minLength: 1, maxLength: 64, unit: 'grapheme' }).filter((code) => code.length <= 64),
    }),
  ),
  panel: fc.constantFrom('abnormal', 'events', 'feeds'),
  focus: fc.option(fc.constantFrom(...FOCUSES)),
  replay: fc.option(
    fc.record({
      at: fc
        .integer({ min: Date.parse('2001-01-01T00:00:00Z') / 1000, max: Date.parse('2099-01-01T00:00:00Z') / 1000 })
        .map((second) => second * 1000),
      asKnown: fc.boolean(),
    }),
  ),
});

const plain = (value: View): unknown => JSON.parse(JSON.stringify(value));

describe('the URL holds the view', () => {
  test('what is written is read back the same', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(plain(parseView(formatView(one)))).toEqual(plain(one));
      }),
    );
  });

  test('whatever stands in a query, it is read as some view, and that view is stable', () => {
    const key = fc.constantFrom(
      'cn',
      'nm',
      'do',
      'lop',
      'x',
      'y',
      'z',
      'tram',
      'tuyen',
      'bang',
      'loc',
      '__proto__',
      'a',
    );
    const query = fc
      .array(fc.tuple(key, fc.string({ unit: 'binary' })))
      .map((pairs) => new URLSearchParams(pairs).toString());
    fc.assert(
      fc.property(fc.oneof(query, fc.string({ unit: 'binary' })), (text) => {
        const read = parseView(text);
        expect(read.operators.length).toBeGreaterThan(0);
        expect(plain(parseView(formatView(read)))).toEqual(plain(read));
      }),
    );
  });

  test('the default view needs no query', () => {
    expect(formatView(DEFAULT_VIEW)).toBe('');
    expect(parseView('')).toEqual(DEFAULT_VIEW);
  });

  test('a link reads as it was agreed', () => {
    const read = parseView(
      '?cn=3G&nm=VTL,VNP&do=dientich&lop=phu,cap&x=106.1&y=20.6&z=11.5&tram=HYN-AT-001-MBF&bang=sukien',
    );
    expect(read).toEqual({
      technology: '3G',
      operators: ['VTL', 'VNP'],
      measure: 'area',
      layers: ['coverage', 'fibre'],
      camera: { x: 106.1, y: 20.6, z: 11.5 },
      selection: { kind: 'station', code: 'HYN-AT-001-MBF' },
      replay: null,
      panel: 'events',
      focus: null,
    });
    expect(formatView(read)).toContain('nm=VTL,VNP');
  });

  test.each(['?x=106', '?x=a&y=b&z=c', '?x=106&y=20&z=', '?x=NaN&y=20&z=9', '?x=106&y=120&z=9', '?x=Infinity&y=1&z=1'])(
    'half a camera is no camera: %s',
    (query) => {
      expect(parseView(query).camera).toBeNull();
    },
  );
});

test('one operator shows its own layer, several show any operator', () => {
  expect(layerOf({ technology: '4G', operators: OPERATORS })).toBe(17);
  expect(layerOf({ technology: '4G', operators: ['VNP', 'MBF'] })).toBe(17);
  expect(layerOf({ technology: '4G', operators: ['VNP'] })).toBe(13);
  expect(layerOf({ technology: 'any', operators: ['VTL'] })).toBe(18);
});

test('a past moment stands in the URL by the province\u2019s own clock', () => {
  const at = Date.parse('2026-11-18T14:14:20+07:00');
  expect(formatView({ ...DEFAULT_VIEW, replay: { at, asKnown: false } })).toBe('?luc=2026-11-18T14:14:20');
  expect(formatView({ ...DEFAULT_VIEW, replay: { at, asKnown: true } })).toBe('?luc=2026-11-18T14:14:20&biet=luc-do');
  expect(parseView('?luc=2026-11-18T14:14').replay).toEqual({ at: at - 20_000, asKnown: false });
  for (const same of ['T07:14:20Z', 'T14:14:20%2B07:00', 'T14:14:20+07:00', 'T02:14:20-05:00']) {
    expect(parseView(`?luc=2026-11-18${same}`).replay?.at, same).toBe(at);
  }
  for (const none of ['', 'bay-gio', '2026-02-30T10:00:00', '2026-11-18', '2026-11-18T25:00:00']) {
    expect(parseView(`?luc=${none}&biet=luc-do`).replay).toBeNull();
  }
});
