import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPERATORS } from '../../../server/contract/terms.ts';
import { NO_RECORDS } from '../../../server/inventory/edit.ts';
import { ImportError } from '../../../server/inventory/formats/problems.ts';
import { IMPORT_KINDS } from '../../../server/inventory/formats/read.ts';
import { cellRow, linkRow, nodeRow, stationRow } from '../../../server/inventory/rows.ts';
import type { CellRecord, InventoryRecords, StationRecord } from '../../../server/inventory/types.ts';
import {
  FACTS_A,
  FACTS_B,
  OWN,
  WORLD,
  collection,
  doImport,
  importProblems,
  polygon,
  problemsOf,
  smallWorld,
  square,
} from '../../support/import-world.ts';

const containing = (text: string): unknown => expect.stringContaining(text);

const REPLACE = { replace: true, origin: 'own' } as const;
const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);
const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);

describe('an import', () => {
  test.each(IMPORT_KINDS)('%s: the same file again is unchanged', (kind) => {
    const present = doImport(kind, WORLD[kind], smallWorld()).next;
    const { next, summary } = doImport(kind, WORLD[kind], present);
    expect(next).toEqual(present);
    expect(summary.unchanged[kind]).toBe(present[kind].length);
    const others = [summary.added, summary.updated, summary.retired, summary.removedSample];
    expect(others.flatMap((counts) => Object.values(counts)).every((count) => count === 0)).toBe(true);
  });

  test('adds, updates and leaves alone by code, and tells how many', () => {
    const text = 'code,operator,lat,lon,uplink_node\nT-2,VNP,20.62,106.12,LOI\nT-3,GTL,20.61,106.02,\n';
    const { next, summary } = doImport('stations', text, smallWorld());
    expect(codes(next.stations)).toEqual(['T-1', 'T-2', 'T-3']);
    expect(next.stations[1]).toMatchObject({ operator: 'VNP', uplinkNode: 'LOI', name: 'Trạm 2', mastHeightM: 30 });
    expect(next.stations[2]).toMatchObject({ uplinkNode: null, name: 'T-3', mastHeightM: 0, address: '' });
    expect([summary.added.stations, summary.updated.stations, summary.unchanged.stations]).toEqual([1, 1, 0]);
    expect(next.cells).toEqual(smallWorld().cells);
  });

  test('that replaces retires what is absent, and the cells of those stations', () => {
    const text = WORLD.stations.split('\n').slice(0, 2).join('\n');
    const { next, summary } = doImport('stations', text, smallWorld(), REPLACE);
    expect(codes(next.stations)).toEqual(['T-1']);
    expect(codes(next.cells)).toEqual(['T-1-A', 'T-1-B']);
    expect([summary.retired.stations, summary.retired.cells]).toEqual([1, 1]);
  });

  test('that replaces cannot leave a reference to nothing', () => {
    const { problems } = importProblems('nodes', 'code,kind,lat,lon\nLOI,core,20.65,106.05\n', smallWorld(), REPLACE);
    expect(problems).toMatchObject([
      { row: null, column: 'uplink_node', value: 'XA-2', rule: { en: containing('"T-2" (stations)') } },
      { row: null, column: 'node_b', value: 'XA-2', rule: { en: containing('"TQ-1" (links)') } },
    ]);
  });

  test('with a row that cannot be read retires nothing because of it', () => {
    const text = WORLD.nodes.replace('commune', 'commun');
    expect(importProblems('nodes', text, smallWorld(), REPLACE).problems).toHaveLength(1);
  });
});

test('a station with more cells than any mast carries is named where the file goes over', () => {
  const rows = Array.from({ length: 499 }, (_, i) => `N-${i},T-1,4G,1800,30,20`);
  const text = `code,station,technology,band_mhz,height_m,eirp_dbm\nM,T-2,4G,1800,30,20\n${rows.join('\n')}\n`;
  expect(importProblems('cells', text).problems).toMatchObject([
    { row: 3, column: 'station', value: 'T-1', rule: { en: 'the station would have 501 cells; 500 at most' } },
  ]);
  expect(doImport('cells', text.replace('N-7,T-1', 'N-7,T-2'), smallWorld()).summary.added.cells).toBe(500);
});

describe('what a file does not mention', () => {
  const AFTER = {
    stations: {
      name: 'Khác',
      mast_height_m: '7',
      address: 'ở kia',
      uplink_node: 'XA-2',
      status: 'planned',
      mast_owner: 'VNP',
    },
    cells: { azimuth_deg: '11', beamwidth_deg: '90', environment: 'rural', retired_on: '2027-01-02' },
    nodes: { name: 'Khác', owner: 'MBF' },
    links: { name: 'Khác', kind: 'microwave', owner: 'VTL', route: 'LINESTRING (106.05 20.65, 106.15 20.65)' },
  };
  type Kind = keyof typeof AFTER;
  const REQUIRED: Record<Kind, Record<string, string>> = {
    stations: { code: 'T-1', operator: 'VTL', lat: '20.65', lon: '106.05' },
    cells: { code: 'T-1-A', station: 'T-1', technology: '4G', band_mhz: '1800', height_m: '40', eirp_dbm: '30.5' },
    nodes: { code: 'LOI', kind: 'core', lat: '20.65', lon: '106.05' },
    links: { code: 'TQ-1', node_a: 'LOI', node_b: 'XA-2' },
  };
  /** Other values of what a new one needs. */
  const MOVED: Record<Kind, Record<string, string>> = {
    stations: { operator: 'MBF', lat: '20.66', lon: '106.06' },
    cells: { station: 'T-2', technology: '3G', band_mhz: '2100', height_m: '35', eirp_dbm: '33' },
    nodes: { kind: 'ring', lat: '20.66', lon: '106.06' },
    links: {},
  };
  const FORMATS = { stations: stationRow, cells: cellRow, nodes: nodeRow, links: linkRow };
  const KINDS: Kind[] = ['stations', 'cells', 'nodes', 'links'];
  const write = (row: Record<string, string>) => `${Object.keys(row).join(';')}\n${Object.values(row).join(';')}\n`;
  const first = (kind: Kind, text: string, present = smallWorld()): Record<string, unknown> => ({
    ...doImport(kind, text, present).next[kind].find(({ code: each }) => each === REQUIRED[kind]['code']),
  });

  test.each(KINDS)('of optional columns these tests know all: %s', (kind) => {
    const optional = FORMATS[kind].columns.map(({ name }) => name).filter((name) => !(name in REQUIRED[kind]));
    expect(Object.keys(AFTER[kind]).sort()).toEqual(optional.sort());
  });

  test.each(KINDS)('stays as it is, whatever columns are there: %s', (kind) => {
    const changes: Record<string, string> = AFTER[kind];
    const before = first(kind, write(REQUIRED[kind]));
    expect(before).toEqual({ ...smallWorld()[kind][0] });
    const after = first(kind, write({ ...REQUIRED[kind], ...changes }));
    fc.assert(
      fc.property(fc.subarray(Object.keys(changes)), (columns) => {
        const given = Object.fromEntries(columns.map((column) => [column, changes[column] ?? '']));
        const now = first(kind, write({ ...REQUIRED[kind], ...given }));
        for (const property of Object.keys(before)) {
          const bare = (name: string) => name.replaceAll('_', '').toLowerCase();
          const changed = columns.some((column) => bare(column) === bare(property));
          expect([property, now[property]]).toEqual([property, changed ? after[property] : before[property]]);
        }
      }),
    );
  });

  test.each(KINDS)('stays when a file has the code and one column more, whichever: %s', (kind) => {
    const before = { ...smallWorld()[kind][0] };
    const all: Record<string, string> = { ...REQUIRED[kind], ...AFTER[kind], ...MOVED[kind] };
    const whole = first(kind, write(all));
    for (const [column, value] of Object.entries(all).filter(([name]) => name !== 'code')) {
      const now = first(kind, write({ code: all['code'] ?? '', [column]: value }));
      const bare = (name: string) => name.replaceAll('_', '').toLowerCase();
      for (const property of Object.keys(before)) {
        const expected = bare(property) === bare(column) ? whole[property] : before[property as keyof typeof before];
        expect([column, property, now[property]]).toEqual([column, property, expected]);
      }
    }
  });

  test.each(KINDS)('must be there of a new one, and of what only the sample has: %s', (kind) => {
    const needed = Object.keys(REQUIRED[kind]).filter((column) => column !== 'code');
    const missing = (text: string, present: InventoryRecords) =>
      problemsOf(() => doImport(kind, text, present)).problems.map(({ row, column }) => [row, column]);
    const known = REQUIRED[kind]['code'] ?? '';
    expect(missing(`code\n${known}\nNEW\n`, smallWorld())).toEqual(needed.map((column) => [3, column]));
    expect(missing(`code\n${known}\n`, smallWorld('sample'))).toEqual(needed.map((column) => [2, column]));
  });

  test.each(KINDS)('is said to be missing for the reason it is: new, or of the sample: %s', (kind) => {
    const known = REQUIRED[kind]['code'] ?? '';
    const ruleOf = (code: string) =>
      problemsOf(() => doImport(kind, `code\n${code}\n`, smallWorld('sample'))).problems[0]?.rule;
    expect(ruleOf(known)?.en).toContain(`${known} is an element of the sample, which your own rows replace`);
    expect(ruleOf(known)?.vi).toContain(`${known} là phần tử của dữ liệu mẫu`);
    expect(ruleOf('NEW')?.en).toContain('a column is missing that a new element (NEW) needs');
  });

  test('keeps a link from ending where it begins, whichever end the file names', () => {
    for (const text of ['code,node_a\nTQ-1,XA-2\n', 'code,node_b\nTQ-1,LOI\n']) {
      expect(problemsOf(() => doImport('links', text, smallWorld())).problems).toMatchObject([
        { row: 2, column: 'node_b', rule: { en: 'a link joins two different nodes' } },
      ]);
    }
  });

  test.each(KINDS)('is not what it leaves empty: that becomes the default: %s', (kind) => {
    const empty = Object.fromEntries(Object.keys(AFTER[kind]).map((column) => [column, '']));
    const dependent = { nodes: { links: [], stations: [], cells: [] }, stations: { cells: [] }, links: {}, cells: {} };
    const fresh = first(kind, write(REQUIRED[kind]), { ...smallWorld(), ...dependent[kind], [kind]: [] });
    expect(first(kind, write({ ...REQUIRED[kind], ...empty }))).toEqual(fresh);
  });

  test('stays in GeoJSON feature by feature, the route of a link too', () => {
    const point = { type: 'Point', coordinates: [106.05, 20.65] };
    const text = collection(
      [{ code: 'T-1', operator: 'VTL', mast_height_m: 9 }, point],
      [{ code: 'T-2', operator: 'VNP', name: null }, point],
    );
    expect(doImport('stations', text, smallWorld()).next.stations).toMatchObject([
      { code: 'T-1', name: 'Trạm 1', mastHeightM: 9, address: '12 phố Mới, Phố Hiến', uplinkNode: 'LOI' },
      { code: 'T-2', name: 'T-2', mastHeightM: 30, mastOwner: 'VTL' },
    ]);
    const links = collection([{ code: 'TQ-1', node_a: 'LOI', node_b: 'XA-2', owner: 'VTL' }, null]);
    const [before] = smallWorld().links;
    expect(doImport('links', links, smallWorld()).next.links).toEqual([{ ...before, owner: 'VTL' }]);
  });

  test('cannot be the azimuth of a cell that only now becomes a sector', () => {
    const header = 'code,station,technology,band_mhz,height_m,eirp_dbm,beamwidth_deg\n';
    const sector = `${header}T-1-A,T-1,4G,1800,40,30.5,90\n`;
    expect(doImport('cells', sector, smallWorld()).next.cells[0]).toMatchObject({ azimuthDeg: 120, beamwidthDeg: 90 });
    const bad = `${header}T-1-A,T-1,4G,1800,40,30.5,360\nT-1-B,T-1,2G,900,40,50,90\nT-1-C,T-1,2G,900,40,50,90\n`;
    expect(importProblems('cells', bad).problems).toMatchObject([
      { row: 3, column: 'azimuth_deg', rule: { en: 'a sector antenna needs its azimuth' } },
      { row: 4, column: 'azimuth_deg' },
    ]);
  });

  test('is not taken over from the sample', () => {
    const own = doImport('stations', write(REQUIRED.stations), smallWorld('sample')).next.stations;
    expect(own).toMatchObject([{ code: 'T-1', name: 'T-1', mastHeightM: 0, address: '', uplinkNode: null }]);
  });
});

describe('the sample', () => {
  const sample = smallWorld('sample');

  test('is all marked', () => {
    const marked = [...sample.stations, ...sample.cells, ...sample.nodes, ...sample.links];
    expect(marked.every((element) => element.sample)).toBe(true);
    expect(sample.people).toBe('simulated');
    expect(sample.borders).toBe('approximate');
  });

  test('goes whole when own stations come that need nothing of it', () => {
    const { next, summary } = doImport('stations', 'code,operator,lat,lon\nN,VTL,20.6,106\n', sample);
    expect(next.stations).toMatchObject([{ code: 'N', sample: false }]);
    expect([next.cells, next.nodes, next.links]).toEqual([[], [], []]);
    expect(summary.removedSample).toMatchObject({ stations: 2, cells: 3, nodes: 2, links: 1 });
    expect(next.population).toEqual(sample.population);
  });

  test('leaves its fibre whole when an own station hangs on it', () => {
    const { next } = doImport('stations', 'code,operator,lat,lon,uplink_node\nN,VTL,20.6,106,XA-2\n', sample);
    expect(codes(next.stations)).toEqual(['N']);
    expect(next.cells).toEqual([]);
    expect(next.nodes).toEqual(sample.nodes);
    expect(next.links).toEqual(sample.links);
  });

  test('leaves its fibre later, with the last own station that hung on it', () => {
    const hanging = doImport('stations', 'code,operator,lat,lon,uplink_node\nN,VTL,20.6,106,XA-2\n', sample).next;
    const { next, summary } = doImport('stations', 'code,operator,lat,lon,uplink_node\nN,VTL,20.6,106,\n', hanging);
    expect([next.nodes, next.links]).toEqual([[], []]);
    expect(summary.removedSample).toMatchObject({ stations: 0, nodes: 2, links: 1 });
  });

  test('stays beside own nodes and links as long as no own station came', () => {
    const nodes = doImport('nodes', 'code,kind,lat,lon\nM,core,20.6,106\n', sample, REPLACE).next;
    expect(nodes.nodes.map(({ code, sample: marked }) => [code, marked])).toEqual([
      ['LOI', true],
      ['XA-2', true],
      ['M', false],
    ]);
    const links = doImport('links', 'code,node_a,node_b\nK,M,XA-2\n', nodes).next;
    const { next } = doImport('stations', 'code,operator,lat,lon\nN,VTL,20.6,106\n', links);
    expect(codes(next.nodes)).toEqual(['LOI', 'XA-2', 'M']);
  });

  test('becomes own when its own files are imported, cells after stations', () => {
    const stations = doImport('stations', WORLD.stations, sample).next;
    expect(stations.stations.every((station) => !station.sample)).toBe(true);
    expect(stations.cells).toEqual([]);
    expect(codes(doImport('cells', WORLD.cells, stations).next.cells)).toEqual(['T-1-A', 'T-1-B', 'T-2-A']);
  });

  test('population is replaced by an imported one', () => {
    const { next, summary } = doImport('population', 'lat,lon,people\n20.6,106,7\n', sample);
    expect(next.population).toEqual([{ lat: 20.6, lon: 106, people: 7, sizeM: 0 }]);
    expect(next.people).toBe('imported');
    expect([summary.added.population, summary.removedSample.population]).toEqual([1, 2]);
  });
});

describe('imported borders', () => {
  const known: InventoryRecords = {
    ...smallWorld(),
    communes: smallWorld().communes.map((commune) => ({ ...commune, former: ['Xã Cũ'] })),
  };

  test('keep the former names and the facts they leave out', () => {
    const text = collection([{ code: '1' }, polygon(square(106, 20.61))], [FACTS_B, polygon(square(106.1, 20.61))]);
    const { next } = doImport('communes', text, known);
    expect(next.communes[0]).toMatchObject({
      code: '1',
      name: 'Phường Phố Hiến',
      population: 68982,
      former: ['Xã Cũ'],
    });
    expect(next.communes[0]?.geometry.coordinates[0]).toEqual(square(106, 20.61));
  });

  test('are called imported only when none of the approximate ones is left', () => {
    const approximate: InventoryRecords = { ...known, borders: 'approximate' };
    const one = collection([FACTS_A, polygon(square(106, 20.61, 0.09))]);
    expect(doImport('communes', one, approximate).next.borders).toBe('approximate');
    expect(doImport('communes', WORLD.communes, approximate).next.borders).toBe('imported');
    expect(doImport('communes', one, approximate, REPLACE).next).toMatchObject({ borders: 'imported', communes: [{}] });
    expect(doImport('communes', one, known).next.borders).toBe('imported');
  });

  test('of a new commune take its former names from the register', () => {
    const formerNames = new Map([['1', ['Xã Trung Nghĩa']]]);
    const { next } = doImport('communes', WORLD.communes, { ...NO_RECORDS }, { ...OWN, formerNames });
    expect(next.communes.map(({ former }) => former)).toEqual([['Xã Trung Nghĩa'], []]);
  });

  test('move the named point only when it would fall outside', () => {
    const [before] = known.communes;
    const moved = doImport('communes', collection([FACTS_A, polygon(square(106.3, 20.6))]), known).next.communes[0];
    expect(moved?.lon).toBeCloseTo(106.35);
    const kept = doImport('communes', collection([FACTS_A, polygon(square(106, 20.6, 0.099))]), known).next.communes[0];
    expect([kept?.lat, kept?.lon]).toEqual([before?.lat, before?.lon]);
  });
});

// ── Properties ───────────────────────────────────────────────────────────────────────────────────────────────────────

const printable = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .trim()
    .normalize('NFC'),
);
const code = fc.stringMatching(/^[A-Z]{1,3}-[0-9]{1,2}$/);
const coordinate = (min: number, max: number) => fc.integer({ min: min * 1e5, max: max * 1e5 }).map((n) => n / 1e5);

const station: fc.Arbitrary<StationRecord> = fc.record({
  code,
  name: printable.filter((name) => name !== ''),
  operator: fc.constantFrom(...OPERATORS),
  lat: coordinate(20.5, 20.8),
  lon: coordinate(105.9, 106.3),
  mastHeightM: fc.integer({ min: 1, max: 300 }),
  address: printable,
  uplinkNode: fc.constantFrom('LOI', 'XA-2', null),
  status: fc.constantFrom('planned', 'in-service', 'retired'),
  mastOwner: printable,
  sample: fc.constant(false),
});
const stations = fc.uniqueArray(station, { selector: (each) => each.code, minLength: 1, maxLength: 12 });

const stationsCsv = (list: readonly StationRecord[]): string =>
  stringify(
    list.map((each) => ({
      code: each.code,
      name: each.name,
      operator: each.operator,
      lat: each.lat,
      lon: each.lon,
      mast_height_m: each.mastHeightM,
      address: each.address,
      uplink_node: each.uplinkNode,
      status: each.status,
      mast_owner: each.mastOwner,
    })),
    { header: true, quoted: true },
  );

const cellsCsv = (list: readonly CellRecord[]): string =>
  stringify(
    list.map((each) => [
      each.code,
      each.station,
      each.technology,
      each.bandMhz,
      each.azimuthDeg,
      each.beamwidthDeg,
      each.heightM,
      each.eirpDbm,
      each.environment,
      each.retiredOn,
    ]),
    { header: true, columns: (WORLD.cells.split('\n')[0] ?? '').split(',') },
  );

describe('upsert', () => {
  test('what was written is read back the same', () => {
    fc.assert(
      fc.property(stations, (list) => {
        const { next } = doImport('stations', stationsCsv(list), smallWorld(), REPLACE);
        expect(next.stations.toSorted(byCode)).toEqual(list.toSorted(byCode));
      }),
    );
    const { cells } = smallWorld();
    expect(doImport('cells', cellsCsv(cells), smallWorld()).summary.unchanged.cells).toBe(cells.length);
  });

  test('twice is once, and the order of rows does not matter', () => {
    const shuffled = stations.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.boolean(), ([list, other], replace) => {
        const options = { replace, origin: 'own' } as const;
        const once = doImport('stations', stationsCsv(list), smallWorld(), options);
        const twice = doImport('stations', stationsCsv(other), once.next, options);
        expect(twice.next).toEqual(once.next);
        expect(twice.summary.unchanged.stations).toBe(list.length);
        const swapped = doImport('stations', stationsCsv(other), smallWorld(), options);
        expect(swapped.next.stations.toSorted(byCode)).toEqual(once.next.stations.toSorted(byCode));
        // Remarks say in which row.
        expect({ ...swapped.summary, remarks: [] }).toEqual({ ...once.summary, remarks: [] });
      }),
    );
  });

  test('after any imports each code is there once and every reference leads somewhere', () => {
    const step = fc.record({ file: stations, replace: fc.boolean(), sample: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), fc.constantFrom('own', 'sample'), (steps, origin) => {
        let present = smallWorld(origin);
        for (const { file, replace } of steps) {
          try {
            present = doImport('stations', stationsCsv(file), present, { replace, origin: 'own' }).next;
          } catch (error) {
            expect(error).toBeInstanceOf(ImportError);
          }
          expectWhole(present);
        }
      }),
    );
  });

  test('counts add up', () => {
    fc.assert(
      fc.property(stations, fc.boolean(), (list, replace) => {
        const before = smallWorld();
        const { next, summary } = doImport('stations', stationsCsv(list), before, { replace, origin: 'own' });
        const { added, updated, unchanged, retired } = summary;
        expect(added.stations + updated.stations + unchanged.stations).toBe(list.length);
        expect(next.stations).toHaveLength(before.stations.length + added.stations - retired.stations);
      }),
    );
  });
});

function expectWhole({ stations, cells, nodes, links }: InventoryRecords): void {
  for (const list of [stations, cells, nodes, links]) expect(new Set(codes(list)).size).toBe(list.length);
  const stationCodes = codes(stations);
  const nodeCodes = codes(nodes);
  for (const { uplinkNode } of stations) if (uplinkNode !== null) expect(nodeCodes).toContain(uplinkNode);
  for (const cell of cells) expect(stationCodes).toContain(cell.station);
  for (const { nodeA, nodeB } of links) expect(nodeCodes).toEqual(expect.arrayContaining([nodeA, nodeB]));
}

test('a station outside every commune is taken, and whoever brings it is told', () => {
  const rows = ['T-1,VTL,20.65,106.05', 'FAR,VTL,21.5,106.05', 'T-3,VTL,20.61,106.11'];
  const { next, summary } = doImport('stations', `code,operator,lat,lon\n${rows.join('\n')}\n`, smallWorld());
  expect(next.stations.map(({ code }) => code)).toContain('FAR');
  expect(summary.remarks).toMatchObject([{ en: expect.stringMatching(/outside every commune: 1: row 3 \(FAR\)/) }]);
  // What lay outside before is nobody's news.
  expect(doImport('stations', 'code,name\nT-1,Trạm khác\n', next).summary.remarks).toEqual([]);
});
