/** Every rule of the native formats, each with a file that breaks it: row, column, value and rule must be named. */
import { describe, expect, test } from 'vitest';
import type { ImportKind } from '../../../server/inventory/formats/read.ts';
import { WORLD, doImport, collection, importProblems, smallWorld } from '../../support/import-world.ts';

const containing = (text: string): unknown => expect.stringContaining(text);

/** A valid row of each kind, by column. */
const VALID = {
  stations: {
    code: 'N-1',
    name: 'Trạm mới',
    operator: 'MBF',
    lat: '20.61',
    lon: '106.01',
    mast_height_m: '36',
    address: '',
    uplink_node: 'LOI',
    status: 'in-service',
    mast_owner: '',
  },
  cells: {
    code: 'N-1-A',
    station: 'T-1',
    technology: '4G',
    band_mhz: '1800',
    azimuth_deg: '120',
    beamwidth_deg: '65',
    height_m: '34',
    eirp_dbm: '30.5',
    environment: '',
    retired_on: '',
  },
  nodes: { code: 'N-2', name: 'Nút', kind: 'ring', owner: 'VNP', lat: '20.61', lon: '106.01' },
  links: { code: 'L-2', name: 'Tuyến', node_a: 'LOI', node_b: 'XA-2', kind: 'microwave', owner: 'VTL', route: '' },
  population: { lat: '20.61', lon: '106.01', people: '12', size_m: '100' },
} as const;
type CsvKind = keyof typeof VALID;

function csv(kind: CsvKind, change: Readonly<Record<string, string>>): string {
  const row: Record<string, string> = { ...VALID[kind], ...change };
  return `${Object.keys(row).join(';')}\n${Object.values(row).join(';')}\n`;
}

type Case = [kind: CsvKind, column: string, value: string, rule: RegExp];
const long = 'x'.repeat(301);
const CASES: Case[] = [
  ['stations', 'code', '', /required: a code of 1–64/],
  ['stations', 'code', 'x'.repeat(65), /a code of 1–64/],
  ['stations', 'name', long, /at most 200 characters/],
  ['stations', 'operator', 'Viettel', /one of: VTL, VNP, MBF, VNM, GTL/],
  ['stations', 'operator', '', /required: one of/],
  ['stations', 'lat', '106.05', /a number from 8 to 24 \(WGS 84 latitude/],
  ['stations', 'lat', '', /required: a number from 8 to 24/],
  ['stations', 'lat', 'NaN', /a number from 8 to 24/],
  ['stations', 'lat', '1e400', /a number from 8 to 24/],
  ['stations', 'lon', '20.65', /a number from 102 to 110 \(WGS 84 longitude/],
  ['stations', 'mast_height_m', '0', /a number from 1 to 300 \(m\)/],
  ['stations', 'mast_height_m', '42 m', /a number from 1 to 300 \(m\)/],
  ['stations', 'address', long, /at most 300 characters/],
  ['stations', 'uplink_node', 'NOWHERE', /no node of this code/],
  ['stations', 'status', 'on', /one of: planned, in-service, retired/],
  ['stations', 'mast_owner', long, /at most 100 characters/],
  ['cells', 'code', '', /required: a code/],
  ['cells', 'station', '', /required: a code/],
  ['cells', 'station', 'NOWHERE', /no station of this code/],
  ['cells', 'technology', 'LTE', /one of: 2G, 3G, 4G, 5G/],
  ['cells', 'band_mhz', '3500', /a number from 30 to 3000 \(MHz; Extended Hata/],
  ['cells', 'band_mhz', 'B3', /a number from 30 to 3000/],
  ['cells', 'azimuth_deg', '361', /a number from 0 to 360/],
  ['cells', 'azimuth_deg', '-1', /a number from 0 to 360/],
  ['cells', 'azimuth_deg', '', /a sector antenna needs its azimuth/],
  ['cells', 'beamwidth_deg', '0', /a number from 1 to 360/],
  ['cells', 'height_m', '301', /a number from 1 to 300 \(m\)/],
  ['cells', 'height_m', '', /required: a number from 1 to 300/],
  ['cells', 'eirp_dbm', '91', /a number from -20 to 90 \(dBm/],
  ['cells', 'eirp_dbm', '', /required: a number from -20 to 90/],
  ['cells', 'environment', 'dense', /one of: urban, suburban, rural/],
  ['cells', 'retired_on', '2026-02-30', /a day of the calendar/],
  ['cells', 'retired_on', '15/09/2026', /a day of the calendar/],
  ['nodes', 'code', '', /required: a code/],
  ['nodes', 'kind', 'router', /one of: core, ring, commune/],
  ['nodes', 'owner', 'EVN', /one of: VTL, VNP, MBF, VNM, GTL, shared/],
  ['nodes', 'lat', '-20', /a number from 8 to 24/],
  ['nodes', 'lon', '180', /a number from 102 to 110/],
  ['links', 'code', '', /required: a code/],
  ['links', 'node_a', '', /required: a code/],
  ['links', 'node_a', 'NOWHERE', /no node of this code/],
  ['links', 'node_b', 'NOWHERE', /no node of this code/],
  ['links', 'node_b', 'LOI', /two different nodes/],
  ['links', 'kind', 'copper', /one of: fibre, microwave/],
  ['links', 'owner', 'me', /one of: VTL/],
  ['links', 'route', 'LINESTRING (106.05 20.65)', /LINESTRING .* 2 points or more/],
  ['links', 'route', 'LINESTRING (20.65 106.05, 20.66 106.06)', /inside Vietnam/],
  [
    'links',
    'route',
    'LINESTRING (106.05 20.65, 102.1 8.1, 109 23, 106.15 20.65)',
    /between nodes 10.4 km apart it has 154 km at most/,
  ],
  ['links', 'route', 'POINT (106.05 20.65)', /a route as LINESTRING/],
  ['population', 'people', '-1', /a number from 0 to 1000000 \(people\)/],
  ['population', 'people', '', /required: a number from 0 to 1000000/],
  ['population', 'size_m', '20000', /a number from 0 to 10000/],
  ['population', 'lat', '2', /a number from 8 to 24/],
];

describe('a CSV file that breaks a rule', () => {
  test.each(CASES)('%s: %s = "%s"', (kind, column, value, rule) => {
    const { problems } = importProblems(kind, csv(kind, { [column]: value }));
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    expect(problem).toMatchObject({ row: 2, column });
    expect(problem?.rule.en).toMatch(rule);
    expect(problem?.rule.vi).not.toBe('');
    if (value === '') expect(problem?.value).toBeNull();
    else if (value.includes('102.1 8.1')) expect(problem?.value).toMatch(/^\d{4} km$/);
    else expect(problem?.value).toBe(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  });

  test.each(Object.keys(VALID))('%s: the rows these are made of are right', (kind) => {
    const known = Object.keys(VALID).find((each): each is CsvKind => each === kind) ?? 'stations';
    expect(() => importProblems(known, csv(known, {}))).toThrow('the file was taken');
  });

  test('every column of every CSV format has its bad file', () => {
    const covered = new Set(CASES.map(([kind, column]) => `${kind}.${column}`));
    const all = Object.entries(VALID).flatMap(([kind, row]) => Object.keys(row).map((column) => `${kind}.${column}`));
    const anyText = ['nodes.name', 'links.name', 'population.lon'];
    expect(all.filter((column) => !covered.has(column))).toEqual(anyText);
  });
});

test('a route may make the detours that cables make', () => {
  const there = (km: number) => `106.05 ${20.65 + km / 2 / 111.2}`;
  const route = (km: number) => `LINESTRING (106.05 20.65, ${there(km)}, 106.05 20.65, 106.15 20.65)`;
  expect(doImport('links', csv('links', { route: route(140) }), smallWorld()).summary.added.links).toBe(1);
  expect(importProblems('links', csv('links', { route: route(150) })).problems).toMatchObject([{ column: 'route' }]);
});

describe('codes and names', () => {
  const station = (code: string, name = 'A') => `code,name,operator,lat,lon\n${code},"${name}",VTL,20.61,106.01\n`;

  test.each([
    ['a zero-width space', 'M8\u200b'],
    ['a zero-width joiner', 'M\u200d8'],
    ['a soft hyphen', 'M\u00ad8'],
    ['a byte order mark inside', 'M\ufeff8'],
    ['a turn of direction', '\u202eM8'],
    ['a line separator', 'M\u20288'],
    ['a filler', 'M\u31648'],
    ['a variation selector', 'M8\ufe0f'],
    ['a space that does not break', 'M\u00a08'],
    ['nothing that is seen', '\u00a0\u200b'],
    ['a control character', 'M\u00078'],
  ])('a code with %s is refused', (_, code) => {
    const [problem, more] = importProblems('stations', station(code)).problems;
    expect(problem).toMatchObject({ row: 2, column: 'code', rule: { en: containing('none of them invisible') } });
    expect(problem?.value).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(more).toBeUndefined();
  });

  test('half a character is refused in codes and names', () => {
    const feature = (facts: object) =>
      JSON.stringify({
        type: 'FeatureCollection',
        features: [{ type: 'Feature', properties: facts, geometry: { type: 'Point', coordinates: [106.01, 20.61] } }],
      });
    const half = { code: 'N\ud800', name: 'Trạm \udc00', operator: 'VTL' };
    expect(importProblems('stations', feature(half)).problems.map(({ column, value }) => [column, value])).toEqual([
      ['code', 'N\uFFFD'],
      ['name', 'Trạm \uFFFD'],
    ]);
  });

  test('codes keep their letters, marks and plain spaces; names are trimmed and composed', () => {
    const { next } = doImport(
      'stations',
      station('TRẠM 8 – Đ'.normalize('NFD'), ' Phố\u200bHiến '.normalize('NFD')),
      smallWorld(),
    );
    expect(next.stations.at(-1)).toMatchObject({
      code: 'TRẠM 8 – Đ'.normalize('NFC'),
      name: 'Phố\u200bHiến'.normalize('NFC'),
    });
  });

  test('a value is cut between characters', () => {
    const { problems } = importProblems('stations', station('😀'.repeat(90)));
    expect(problems[0]?.value).toBe(`${'😀'.repeat(80)}…`);
  });
});

describe('over the whole file', () => {
  test('every mistake of every row is named, those of references too', () => {
    const text =
      'code,operator,lat,lon,uplink_node\nA,VTL,2,106,\nB,XXX,20.6,300,\nC,VTL,20.6,106,NO\nD,VTL,20.6,1,NOR\n';
    const { problems } = importProblems('stations', text);
    expect(problems.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'lat', '2'],
      [3, 'operator', 'XXX'],
      [3, 'lon', '300'],
      [4, 'uplink_node', 'NO'],
      [5, 'lon', '1'],
      [5, 'uplink_node', 'NOR'],
    ]);
  });

  test('a route is shown as it was written', () => {
    const facts = { code: 'TQ-9', name: 'Tuyến 9', node_a: 'LOI', node_b: 'XA-2', kind: 'fibre', owner: 'shared' };
    const coordinates = [[106.05, 20.65], [500, 20.66], ...Array.from({ length: 20 }, () => [106.15, 20.65])];
    const { problems } = importProblems('links', collection([facts, { type: 'LineString', coordinates }]));
    expect(problems).toMatchObject([
      { row: 1, column: 'route', value: containing('[[106.05, 20.65], [500, 20.66], [') },
    ]);
    expect(problems[0]?.value).toHaveLength(81);
  });

  test('a code that is there twice is named with both rows', () => {
    const text = 'code,operator,lat,lon\nA,VTL,20.6,106\nB,VTL,20.6,106\nA,VTL,20.7,106\n';
    expect(importProblems('stations', text).problems).toMatchObject([
      { row: 4, column: 'code', value: 'A', rule: { en: 'the code is already in row 2', vi: 'mã đã có ở dòng 2' } },
    ]);
  });

  test('the list ends at a hundred and counts the rest', () => {
    const rows = Array.from({ length: 250 }, (_, i) => `S${i},VTL,99,106`).join('\n');
    const { problems, more } = importProblems('stations', `code,operator,lat,lon\n${rows}\n`);
    expect(problems).toHaveLength(100);
    expect(more).toBe(150);
  });

  test('an unknown column is named with the one that was meant', () => {
    const { problems } = importProblems(
      'stations',
      'code,operator,lat,Longitude,mast_heigth_m,colour\nA,VTL,20.6,106,30,red\n',
    );
    expect(problems).toMatchObject([
      { row: 1, column: 'Longitude', rule: { en: 'unknown column; did you mean "lon"?' } },
      { row: 1, column: 'mast_heigth_m', rule: { en: 'unknown column; did you mean "mast_height_m"?' } },
      { row: 1, column: 'colour', rule: { en: containing('known are: code, name, operator') } },
    ]);
  });

  test('a column that is there twice', () => {
    const { problems } = importProblems('nodes', 'code,kind,lat,lon,lat\nA,ring,20.6,106,20.6\n');
    expect(problems).toMatchObject([{ row: 1, column: 'lat', rule: { en: 'the column is there twice' } }]);
  });

  test('a link that ends where it begins is named beside what else is wrong with it', () => {
    const { problems } = importProblems('links', 'code,node_a,node_b,kind\nL,LOI,LOI,rope\n');
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [2, 'kind'],
      [2, 'node_b'],
    ]);
  });

  test('a row with too many or too few fields', () => {
    const { problems } = importProblems(
      'nodes',
      'code,kind,lat,lon\nA,ring,20.6\nB,ring,20.6,106,7\nC,ring,20.6,106\n',
    );
    expect(problems).toMatchObject([
      { row: 2, rule: { en: 'the row has 3 fields, the header 4' } },
      { row: 3, rule: { en: 'the row has 5 fields, the header 4' } },
    ]);
  });

  test('nothing is changed by a bad file', () => {
    const present = smallWorld();
    const before = structuredClone(present);
    for (const kind of ['stations', 'cells', 'nodes', 'links', 'population'] satisfies ImportKind[]) {
      importProblems(kind, `${WORLD[kind]}broken\n`, present, { replace: true, origin: 'own' });
    }
    expect(present).toEqual(before);
  });
});
