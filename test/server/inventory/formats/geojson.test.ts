import * as turf from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArea } from '../../../../server/inventory/formats/area.ts';
import { IMPORT_KINDS } from '../../../../server/inventory/formats/read.ts';
import {
  FACTS_A,
  FACTS_B,
  WORLD,
  collection,
  doImport,
  importProblems,
  polygon,
  problemsOf,
  smallWorld,
  square,
} from '../../../support/import-world.ts';

const present = smallWorld();
const point = (lon: unknown, lat: unknown) => ({ type: 'Point', coordinates: [lon, lat] });

describe('a GeoJSON file', () => {
  test('of points gives stations and nodes', () => {
    const stations = collection([
      { code: 'N', operator: 'MBF', uplink_node: 'LOI', mast_height_m: '36' },
      point(106.01, 20.61),
    ]);
    expect(doImport('stations', stations, present).next.stations.at(-1)).toMatchObject({
      code: 'N',
      lat: 20.61,
      lon: 106.01,
      uplinkNode: 'LOI',
      mastHeightM: 36,
    });
    const nodes = collection([{ code: 12, kind: 'ring' }, point(106.01, 20.61)]);
    expect(doImport('nodes', nodes, present).next.nodes.at(-1)).toMatchObject({ code: '12', kind: 'ring', lat: 20.61 });
  });

  test('of lines gives links, without a geometry the straight line', () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [106.05, 20.65, 3],
        [106.15, 20.65],
      ],
    };
    const ends = { node_a: 'LOI', node_b: 'XA-2' };
    const text = collection([{ code: 'A', ...ends }, line], [{ code: 'B', ...ends }, null]);
    const { links } = doImport('links', text, present).next;
    expect(links.slice(1).map(({ route }) => route)).toEqual([
      [
        [106.05, 20.65],
        [106.15, 20.65],
      ],
      [],
    ]);
  });

  test('lets pass what map software adds, but not what looks misspelt', () => {
    const added = collection([{ code: 'N', kind: 'ring', fid: 7, styleUrl: '#a', lat: 1 }, point(106.01, 20.61)]);
    expect(doImport('nodes', added, present).summary.added.nodes).toBe(1);
    const misspelt = collection([{ code: 'N', kind: 'ring', onwer: 'VTL' }, point(106.01, 20.61)]);
    expect(importProblems('nodes', misspelt).problems).toMatchObject([
      { row: 1, column: 'onwer', rule: { en: 'unknown property; did you mean "owner"?' } },
    ]);
  });

  test.each([
    [
      'another geometry',
      collection([
        { code: 'N', kind: 'ring' },
        { type: 'LineString', coordinates: [] },
      ]),
      1,
      'geometry',
    ],
    ['no geometry', collection([{ code: 'N', kind: 'ring' }, null]), 1, 'geometry'],
    ['a swapped position', collection([{ code: 'N', kind: 'ring' }, point(20.61, 106.01)]), 1, 'lat'],
    ['a position of words', collection([{ code: 'N', kind: 'ring' }, point('106.x', 20.61)]), 1, 'lon'],
    ['a property of another type', collection([{ code: { a: 1 }, kind: 'ring' }, point(106.01, 20.61)]), 1, 'code'],
    ['properties that are a list', collection([[], point(106.01, 20.61)]), 1, null],
    ['a feature that is none', '{"type":"FeatureCollection","features":[1]}', 1, null],
    ['no features', '{"type":"FeatureCollection","features":[]}', null, null],
    ['no collection', '{"type":"Topology"}', null, null],
    ['features that are none', '{"type":"FeatureCollection","features":{"length":5}}', null, null],
    ['broken JSON', '{"type":"FeatureCollection",\n"features":[}', 2, null],
    ['NaN', '{"type":"FeatureCollection","features":[NaN]}', 1, null],
    [
      'a number beyond numbers',
      collection([{ code: 'N', kind: 'ring' }, point(1, 2)]).replace('[1,2]', '[1e400,20]'),
      1,
      'lon',
    ],
  ])('with %s is refused', (_, text, row, column) => {
    expect(importProblems('nodes', text).problems[0]).toMatchObject({ row, column });
  });

  test('nested a hundred thousand deep is refused', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const text = collection([FACTS_A, { type: 'MultiPolygon', coordinates: 1 }]).replace(':1}', `:${deep}}`);
    expect(importProblems('communes', text).problems[0]).toMatchObject({ row: 1, column: 'geometry' });
    expect(importProblems('nodes', deep).problems[0]).toMatchObject({ row: null });
  });

  test('with __proto__ changes nothing but what it says', () => {
    const text = collection([{ code: 'N', kind: 'ring' }, point(106.01, 20.61)]).replace(
      '"kind"',
      '"__proto__":{"owner":"VTL"},"kind"',
    );
    expect(doImport('nodes', text, present).next.nodes.at(-1)).toMatchObject({ owner: 'shared' });
  });

  test('gives cells, with no place or a point that says nothing', () => {
    const cell = { station: 'T-1', technology: '4G', band_mhz: 2100, height_m: '30', eirp_dbm: 30.5, azimuth_deg: 10 };
    const text = collection(
      [{ code: 'A', ...cell }, null],
      [{ code: 'B', ...cell, beamwidth_deg: 65 }, point(106, 20)],
    );
    expect(doImport('cells', text, present).next.cells.slice(3)).toMatchObject([
      { code: 'A', station: 'T-1', bandMhz: 2100, heightM: 30, azimuthDeg: 10, beamwidthDeg: 360 },
      { code: 'B', beamwidthDeg: 65 },
    ]);
    const bad = collection(
      [{ code: 'A', ...cell, eirp_dbm: 91 }, null],
      [{ code: 'B', ...cell }, polygon(square(106, 20.6))],
      [{ ...cell, code: 'C', azimuth_deg: undefined, azimut_deg: 5 }, null],
    );
    expect(importProblems('cells', bad).problems.map(({ row, column }) => [row, column])).toEqual([
      [1, 'eirp_dbm'],
      [2, 'geometry'],
      [3, 'azimut_deg'],
    ]);
  });

  test('of points gives people', () => {
    const text = collection([{ people: 7, size_m: 100 }, point(106.05, 20.65)], [{ people: 5 }, point(106.06, 20.65)]);
    expect(doImport('population', text, present).next.population).toEqual([
      { lat: 20.65, lon: 106.05, people: 7, sizeM: 100 },
      { lat: 20.65, lon: 106.06, people: 5, sizeM: 0 },
    ]);
    expect(importProblems('population', collection([{ people: 7 }, null])).problems).toMatchObject([
      { row: 1, column: 'geometry' },
    ]);
  });
});

describe('commune borders', () => {
  const refuse = (properties: unknown, geometry: unknown) =>
    importProblems('communes', collection([properties, geometry])).problems;

  test('take the official words and names of types', () => {
    const text = collection(
      [{ ...FACTS_A, type: 'Phường', name: 'Phố Hiến' }, polygon(square(106, 20.6))],
      [{ ...FACTS_B, type: 'dac-khu', name: 'Bạch Long Vĩ' }, polygon(square(106.1, 20.6))],
    );
    const { communes } = doImport('communes', text, present).next;
    expect(communes.map(({ name, type }) => [name, type])).toEqual([
      ['Phường Phố Hiến', 'phuong'],
      ['Đặc khu Bạch Long Vĩ', 'dac-khu'],
    ]);
  });

  test.each([
    ['type', { ...FACTS_A, type: 'huyện' }, /one of: phuong, xa, dac-khu/],
    ['areaKm2', { ...FACTS_A, areaKm2: 0 }, /0.01 to 10000 \(km²/],
    ['population', { ...FACTS_A, population: 1.5 }, /a whole number from 0/],
    ['population', { ...FACTS_A, population: '12 nghìn' }, /a whole number from 0/],
    ['code', { ...FACTS_A, code: null }, /required: a code/],
    ['name', { ...FACTS_A, name: 'x'.repeat(201) }, /at most 200/],
  ])('with a bad %s', (column, properties, rule) => {
    const [problem, more] = refuse(properties, polygon(square(106, 20.6)));
    expect(problem).toMatchObject({ row: 1, column });
    expect(problem?.rule.en).toMatch(rule);
    expect(more).toBeUndefined();
  });

  test('of a new commune need all the official facts', () => {
    const problems = refuse({ code: '3', name: 'Xã Mới' }, polygon(square(106.3, 20.6)));
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [1, 'type'],
      [1, 'areaKm2'],
      [1, 'population'],
    ]);
  });

  const multiPolygon = (...polygons: [number, number][][][]) => ({ type: 'MultiPolygon', coordinates: polygons });
  /** Of the square at (106, 20.6), from south to north. */
  const strip = (from: number, to: number): [number, number][] => [
    [106, 20.6 + from],
    [106.1, 20.6 + from],
    [106.1, 20.6 + to],
    [106, 20.6 + to],
    [106, 20.6 + from],
  ];
  const [a, b, c, d] = square(106, 20.6);
  test.each([
    ['a point', { type: 'Point', coordinates: [106, 20.6] }, /Polygon or MultiPolygon/],
    ['none', null, /Polygon or MultiPolygon/],
    ['an open ring', polygon([a, b, c, d].flatMap((p) => (p ? [p] : []))), /last equal to the first/],
    ['a ring of three', polygon([a, b, a].flatMap((p) => (p ? [p] : []))), /4 or more/],
    ['no ring', polygon(), /each ring/],
    ['an empty multipolygon', { type: 'MultiPolygon', coordinates: [] }, /each ring/],
    ['a position outside Vietnam', polygon(square(20.6, 106)), /inside Vietnam/],
    ['a position in metres', polygon(square(557_000, 2_323_600)), /inside Vietnam/],
    [
      'a position of text',
      {
        type: 'Polygon',
        coordinates: [
          [
            ['106', '20'],
            [1, 2],
            [3, 4],
            ['106', '20'],
          ],
        ],
      },
      /each ring/,
    ],
    ['one point four times', polygon([a, a, a, a].flatMap((p) => (p ? [p] : []))), /the border encloses no area/],
    ['no area', polygon([a, c, a, c, a].flatMap((p) => (p ? [p] : []))), /the border encloses no area/],
    ['a bow tie', polygon([a, b, d, c, a].flatMap((p) => (p ? [p] : []))), /crosses itself near 106.050000 20.650000/],
    ['a hole that crosses the shell', polygon(square(106, 20.6), square(106.05, 20.65)), /crosses itself/],
    [
      'a hole as large as its polygon',
      polygon(square(106, 20.6), square(106, 20.6)),
      /holes take all of a polygon near/,
    ],
    [
      'holes that together take all',
      polygon(square(106, 20.6), strip(0, 0.06), strip(0.06, 0.1)),
      /holes take all of a polygon near 106.000000 20.600000/,
    ],
    [
      'a hole outside its polygon',
      polygon(square(106, 20.6), square(106.15, 20.65, 0.02)),
      /a hole lies outside its polygon, .* near 106.1[56]\d+ 20.6[56]/,
    ],
    [
      'a hole of another polygon',
      multiPolygon([square(106, 20.6)], [square(106.15, 20.6), square(106.05, 20.65, 0.02)]),
      /a hole lies outside its polygon/,
    ],
    [
      'a hole in a hole',
      polygon(square(106, 20.6), square(106.02, 20.62, 0.06), square(106.04, 20.64, 0.02)),
      /in another hole, near 106.050000 20.64/,
    ],
    ['one hole twice', polygon(square(106, 20.6), square(106.02, 20.62, 0.02), square(106.02, 20.62, 0.02)), /a hole/],
    ['one polygon twice', multiPolygon([square(106, 20.6)], [square(106, 20.6)]), /cover the same land near 106.05/],
    [
      'a polygon in a polygon',
      multiPolygon([square(106, 20.6)], [square(106.04, 20.64, 0.02)]),
      /cover the same land near 106.05\d+ 20.6[45]\d+ \(drawn twice, or one inside the other\)/,
    ],
    // No edge crosses another in its middle: corners lie on edges.
    ['polygons that overlap along a line', multiPolygon([square(106, 20.6)], [square(106.05, 20.6)]), /the same land/],
    [
      'an islet 1,300 km away',
      multiPolygon([square(106, 20.6)], [square(103.9, 8.5)]),
      /reaches over 13\d\d km, a commune over 100 km at most/,
    ],
  ])('of %s', (_, geometry, rule) => {
    const [problem] = refuse(FACTS_A, geometry);
    expect(problem).toMatchObject({ row: 1, column: 'geometry' });
    expect(problem?.rule.en).toMatch(rule);
  });

  test('may have holes, islands in them, islets beside, rings that touch and the hairs of published borders', () => {
    const geometry = multiPolygon(
      [square(106, 20.6), square(106.02, 20.62, 0.06), strip(0.095, 0.1)],
      [square(106.02, 20.62, 0.06), square(106.03, 20.63, 0.01)],
      [square(106.1 - 5e-7, 20.6, 0.01)],
    );
    const { communes } = doImport('communes', collection([FACTS_A, geometry]), { ...present, communes: [] }).next;
    expect(communes[0]?.geometry).toEqual(geometry);
  });

  test('agree with turf on how much they enclose, or are refused', () => {
    const ring = fc
      .record({
        x: fc.integer({ min: 0, max: 6 }),
        y: fc.integer({ min: 0, max: 6 }),
        side: fc.integer({ min: 1, max: 6 }),
      })
      .map(({ x, y, side }) => square(106 + x * 0.01, 20.6 + y * 0.01, side * 0.01));
    const area = fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
    let taken = 0;
    fc.assert(
      fc.property(area, (polygons) => {
        const read = readArea(multiPolygon(...polygons));
        if ('broken' in read) return;
        taken++;
        const parts = polygons.map((rings) => {
          const [shell, ...holes] = rings.map((one) => turf.polygon([one]));
          return holes.reduce<ReturnType<typeof turf.union> | undefined>(
            (left, hole) => (left ? turf.difference(turf.featureCollection([left, hole])) : left),
            shell,
          );
        });
        const signed = polygons.flatMap((rings) =>
          rings.map((one, i) => (i > 0 ? -1 : 1) * turf.area(turf.polygon([one]))),
        );
        const pieces = parts.flatMap((part) => (part ? [part] : []));
        const whole = pieces.length > 1 ? turf.union(turf.featureCollection(pieces)) : pieces[0];
        // Laid together and counted ring by ring the land is as large: nothing is there twice, no hole takes what is not there.
        const counted = signed.reduce((sum, m2) => sum + m2, 0);
        expect(Math.abs(turf.area(whole ?? turf.polygon([])) / counted - 1)).toBeLessThan(1e-3);
      }),
      { numRuns: 400 },
    );
    expect(taken).toBeGreaterThan(20);
  });

  test('lose the holes and islets that enclose nothing', () => {
    const sliver: [number, number][] = [
      [106.05, 20.65],
      [106.06, 20.65],
      [106.05, 20.65],
      [106.05, 20.65],
    ];
    const text = collection([FACTS_A, { type: 'MultiPolygon', coordinates: [[square(106, 20.6), sliver], [sliver]] }]);
    const { communes } = doImport('communes', text, present).next;
    expect(communes[0]?.geometry).toEqual(polygon(square(106, 20.6)));
  });

  test('that cover each other are refused with both named, a hair is not', () => {
    const pair = (shift: number) =>
      collection([FACTS_A, polygon(square(106, 20.6))], [FACTS_B, polygon(square(106.1 - shift, 20.6))]);
    expect(importProblems('communes', pair(0.005)).problems).toMatchObject([
      { row: 2, column: 'geometry', value: '2', rule: { en: 'covers 1 of row 1: 5.0 % of its area (1 % is allowed)' } },
    ]);
    expect(doImport('communes', pair(0.0005), present).summary.updated.communes).toBe(1);
  });

  test('may not take land of communes that are there and not in the file', () => {
    const known = { ...present, borders: 'imported' as const };
    const moved = (shift: number) => collection([FACTS_A, polygon(square(106 + shift, 20.6))]);
    expect(importProblems('communes', moved(0.1), known).problems).toMatchObject([
      {
        row: 1,
        column: 'geometry',
        value: '1',
        rule: {
          en: 'covers "Xã Tân Hưng" (2), which is there and not in the file: 100.0 % of its area (1 % is allowed); bring both in one file',
        },
      },
    ]);
    expect(importProblems('communes', moved(0.002), known).problems).toHaveLength(1);
    expect(doImport('communes', moved(0.0005), known).summary.updated.communes).toBe(1);
    // The approximate borders of those that stay are worth a few per cent.
    const approximate = { ...present, borders: 'approximate' as const };
    expect(doImport('communes', moved(0.002), approximate).summary.updated.communes).toBe(1);
    expect(importProblems('communes', moved(0.006), approximate).problems).toHaveLength(1);
    // What the file replaces does not stay; what it moves makes room.
    const replace = { replace: true, origin: 'own' } as const;
    expect(doImport('communes', moved(0.1), known, replace).next.communes).toHaveLength(1);
    const swapped = collection([FACTS_A, polygon(square(106.1, 20.6))], [FACTS_B, polygon(square(106, 20.6))]);
    expect(doImport('communes', swapped, known).summary.updated.communes).toBe(2);
  });

  test('are of one province', () => {
    const far = collection([{ ...FACTS_B, code: '3' }, polygon(square(104, 10))]);
    expect(importProblems('communes', far).problems).toMatchObject([
      { row: 1, column: 'geometry', value: '3', rule: { en: expect.stringMatching(/lies 11\d\d km from the middle/) } },
    ]);
  });

  test('come as GeoJSON only', () => {
    expect(importProblems('communes', 'code,name\n1,A\n').problems).toMatchObject([
      { row: null, rule: { en: expect.stringMatching(/as GeoJSON only, as a CSV has no place for borders/) } },
    ]);
  });

  test('in which everything crosses everything end in bounded time', () => {
    const star: [number, number][] = Array.from({ length: 20_000 }, (_, i) => [
      106 + Math.cos(i * 3) * 0.4,
      20.6 + Math.sin(i * 3) * 0.4,
    ]);
    const [first] = star;
    expect(refuse(FACTS_A, polygon(first ? [...star, first] : star))[0]).toMatchObject({ row: 1, column: 'geometry' });
  });
});

test('whatever JSON comes, it is taken or refused by name', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...IMPORT_KINDS), (value, kind) => {
      const text = JSON.stringify({
        type: 'FeatureCollection',
        features: [value, { type: 'Feature', properties: value, geometry: value }],
      });
      expect(problemsOf(() => doImport(kind, text, present)).problems.length).toBeGreaterThan(0);
    }),
  );
});

test('whatever text comes, it is taken or refused by name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...IMPORT_KINDS), (text, kind) => {
      const header = kind === 'communes' ? '' : (WORLD[kind].split('\n')[0] ?? '');
      expect(problemsOf(() => doImport(kind, `${header}\n${text}`, present)).problems.length).toBeGreaterThan(0);
    }),
  );
});
