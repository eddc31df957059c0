import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRecords } from '../../../../server/inventory/formats/csv-records.ts';
import { WORLD, bytes, doImport, importProblems, smallWorld } from '../../../support/import-world.ts';

const containing = (text: string): unknown => expect.stringContaining(text);

const present = smallWorld();
const nodes = (text: string) => doImport('nodes', text, present).next.nodes.slice(2);

describe('a CSV file', () => {
  test('may have its columns in any order and leave optional ones out', () => {
    expect(nodes('lon,kind,code,lat\n106.01,ring,N,20.61\n')).toEqual([
      { code: 'N', name: 'N', kind: 'ring', owner: 'shared', lat: 20.61, lon: 106.01, sample: false },
    ]);
  });

  const wanted = nodes('code,name,kind,lat,lon\nN,Nút giữa,ring,20.61,106.01\n');
  test.each([
    ['a byte order mark', '\uFEFFcode,name,kind,lat,lon\nN,Nút giữa,ring,20.61,106.01\n'],
    ['Windows line ends', 'code,name,kind,lat,lon\r\nN,Nút giữa,ring,20.61,106.01\r\n'],
    ['old Mac line ends', 'code,name,kind,lat,lon\rN,Nút giữa,ring,20.61,106.01\r'],
    ['Windows line ends after the header only', 'code,name,kind,lat,lon\r\nN,"Nút giữa",ring,20.61,106.01\n'],
    ['Windows line ends after the rows only', 'code,name,kind,lat,lon\nN,"Nút giữa",ring,20.61,106.01\r\n'],
    ['old Mac line ends after the rows only', 'code,name,kind,lat,lon\nN,"Nút giữa",ring,20.61,106.01\r'],
    ['no last line end', 'code,name,kind,lat,lon\nN,Nút giữa,ring,20.61,106.01'],
    ['semicolons and decimal commas', 'code;name;kind;lat;lon\r\nN;Nút giữa;ring;20,61;106,01\r\n'],
    ['semicolons and points', 'code;name;kind;lat;lon\nN;Nút giữa;ring;20.61;106.01\n'],
    ['quotes', '"code","name","kind","lat","lon"\r\n"N","Nút giữa","ring","20.61","106.01"\r\n'],
    ['spaces around', ' code , name,kind , lat,lon\n N , Nút giữa ,ring, 20.61 , 106.01 \n'],
    ['blank lines', '\n\ncode,name,kind,lat,lon\n\nN,Nút giữa,ring,20.61,106.01\n\n\n'],
    ['the empty columns Excel adds', 'code,name,kind,lat,lon,,\nN,Nút giữa,ring,20.61,106.01,,\n,,,,,,\n'],
    ['a header in capitals', 'CODE,NAME,KIND,LAT,LON\nN,Nút giữa,ring,20.61,106.01\n'],
    ['decomposed accents', 'code,name,kind,lat,lon\nN,Nút giữa,ring,20.61,106.01\n'.normalize('NFD')],
  ])('means the same with %s', (_, text) => {
    expect(nodes(text)).toEqual(wanted);
  });

  test('keeps commas and doubled quotes inside quotes', () => {
    const text = 'code,name,kind,lat,lon\nN,"Nút ""A"", tầng 2",ring,20.61,106.01\n';
    expect(nodes(text)[0]?.name).toBe('Nút "A", tầng 2');
  });

  test('counts rows as lines of the file, after blank lines and line breaks in quotes too', () => {
    const text = 'code,name,kind,lat,lon\n\nA,"hai\ndòng",ring,20,106\nB,x,ring,99,106\n';
    expect(importProblems('nodes', text).problems.map(({ row, column }) => [row, column])).toEqual([
      [3, 'name'],
      [5, 'lat'],
    ]);
  });

  test('names the header by its line', () => {
    expect(importProblems('nodes', '\n\nkind,lat,lon\nring,20,106\n').problems).toMatchObject([
      { row: 3, column: 'code' },
    ]);
  });

  test('a decimal comma is a mistake where commas part columns', () => {
    const { problems } = importProblems('nodes', 'code,kind,lat,lon\nN,ring,"20,61",106.01\n');
    expect(problems).toMatchObject([{ row: 2, column: 'lat', value: '20,61' }]);
  });

  test('a value in a column without a name', () => {
    const { problems } = importProblems('nodes', 'code,kind,lat,lon,\nN,ring,20.61,106.01,gì\n');
    expect(problems).toMatchObject([{ row: 2, column: '5', value: 'gì' }]);
  });

  test('line ends of every kind in one file, with quotes and without', () => {
    const text =
      'code,kind,lat,lon,name\r\nA,ring,20,106,"a"\nB,ring,20,106,b\rC,ring,20,106,"c\n\r\n1"\r\nD,ring,99,106,"d"';
    expect(importProblems('nodes', text).problems.map(({ row, column }) => [row, column])).toEqual([
      [4, 'name'],
      [7, 'lat'],
    ]);
    const fixed = text.replace('c\n\r\n1', 'c').replace('99', '20');
    expect(nodes(fixed).map(({ code, name }) => code + name)).toEqual(['Aa', 'Bb', 'Cc', 'Dd']);
  });

  const after = Array.from({ length: 1000 }, (_, i) => `S${i},Nút,ring,20.6,106`);
  test.each([
    ['no quote follows', after, /quote that opens here is never closed; .* written twice/],
    ['quotes follow', ['B,"Nút",ring,20.6,106', ...after], /quote that opens here may be one too many/],
    ['a doubled quote follows', ['B,"",ring,20.6,106', ...after], /never closed/],
    ['it ends the file', [], /never closed/],
  ])('a quote that is never closed is one problem, where it opens: %s', (_, rows, rule) => {
    const text = ['code,name,kind,lat,lon', 'A,"Nút,ring,20.6,106', ...rows].join('\n');
    const { problems, more } = importProblems('nodes', text);
    expect(problems).toHaveLength(1);
    expect(more).toBe(0);
    expect(problems[0]).toMatchObject({ row: 2, column: 'name', value: containing('"Nút,ring,20.6,106') });
    expect(problems[0]?.rule.en).toMatch(rule);
  });

  test('a quote that opens after a value of several lines is named by its own line', () => {
    const { problems } = importProblems('nodes', 'code,kind,lat,lon,name\n"A\n1",ring,20.6,106,"Nút\n');
    expect(problems).toMatchObject([{ row: 3, column: 'name', value: '"Nút\uFFFD' }]);
  });

  test('a quote in the middle of a value, in the header too', () => {
    expect(importProblems('nodes', 'code,name,kind,lat,lon\nN,cột 12" cao,ring,20.6,106\n').problems).toMatchObject([
      { row: 2, column: 'name', value: 'cột 12" cao', rule: { en: containing('a quote in the middle') } },
    ]);
    expect(importProblems('nodes', 'code,na"me,kind,lat,lon\nN,x,ring,20.6,106\n').problems).toMatchObject([
      { row: 1, column: '2', value: 'na"me' },
    ]);
  });

  test('whatever values it holds, quoted or not, with whatever line ends, they are read as an RFC 4180 reader reads them', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'ơ', ',', ';', '"', '\n', '\r', ' '), maxLength: 6 });
    const table = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 5 });
    const needsQuotes = /[",;\r\n]/;
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';'),
        fc.infiniteStream(fc.constantFrom('\n', '\r', '\r\n')),
        (rows, delimiter, ends) => {
          const written = (text: string) => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
          let text = '';
          for (const row of rows) text += row.map(written).join(delimiter) + String(ends.next().value);
          const read = [...readRecords(text, delimiter === ',' ? ',' : ';')];
          const wanted = rows
            .map((row) => row.map((cell) => cell.trim()))
            .filter((row) => row.some((cell) => cell !== ''));
          expect(read.map(({ cells }) => cells)).toEqual(wanted);
          expect(read.every(({ fault }) => fault === null)).toBe(true);
        },
      ),
    );
  });

  test('quoted and plain files are read alike', () => {
    const quoted = WORLD.cells.replaceAll(/[^,\n]+/g, '"$&"');
    expect(doImport('cells', quoted, present).summary.unchanged.cells).toBe(3);
  });
});

describe('a hostile CSV file', () => {
  const single = (file: string | Uint8Array) => importProblems('stations', file).problems;

  test('empty, blank or header only', () => {
    expect(single('')).toMatchObject([{ row: null, rule: { en: 'the file is empty' } }]);
    expect(single(' \n\n ')).toMatchObject([{ rule: { en: 'the file is empty' } }]);
    expect(single('code,operator,lat,lon\n')).toMatchObject([
      { row: 1, rule: { en: 'the file has a header and no rows' } },
    ]);
  });

  test('binary garbage, NUL bytes, UTF-16', () => {
    const garbage = Uint8Array.from({ length: 5000 }, (_, i) => (i * 167 + 13) % 256);
    for (const file of [
      garbage,
      bytes('code,operator\0\n'),
      new Uint8Array(Buffer.from('\uFEFFcode,lat', 'utf16le')),
    ]) {
      expect(single(file)).toMatchObject([{ row: null, rule: { en: containing('not UTF-8 text') } }]);
    }
  });

  test('more than 64 MB', () => {
    expect(single(new Uint8Array(64 * 1024 * 1024 + 1))).toMatchObject([{ rule: { en: containing('64 MB') } }]);
  });

  test('columns and codes named after what objects inherit', () => {
    expect(single('code,operator,lat,lon,__proto__\nA,VTL,20,106,x\n')).toMatchObject([
      { row: 1, column: '__proto__' },
    ]);
    const { next } = doImport(
      'stations',
      'code,operator,lat,lon\n__proto__,VTL,20,106\nconstructor,VTL,20,106\n',
      present,
    );
    expect(next.stations.map(({ code }) => code)).toEqual(['T-1', 'T-2', '__proto__', 'constructor']);
    expect(Object.prototype).not.toHaveProperty('operator');
  });

  test('200,000 rows, right and wrong', () => {
    const line = (i: number) => `20.6${i % 10},106.0${i % 7},3,100`;
    const rows = Array.from({ length: 200_000 }, (_, i) => line(i));
    const plan = doImport('population', `lat,lon,people,size_m\n${rows.join('\n')}`, present);
    expect(plan.next.population).toHaveLength(200_000);
    const wrong = importProblems('population', `lat,lon,people,size_m\n${rows.join('x\n')}x`);
    expect(wrong.problems).toHaveLength(100);
    expect(wrong.more).toBe(199_900);
  });

  test('200,000 cells of a station that is not there', () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `C${i},NO${i % 1_000},4G,1800,30,30`);
    const wrong = importProblems('cells', `code,station,technology,band_mhz,height_m,eirp_dbm\n${rows.join('\n')}`);
    expect(wrong.more).toBe(199_900);
    expect(wrong.problems[99]).toMatchObject({ row: 101, column: 'station', value: 'NO99' });
  });

  test('control characters are shown harmlessly', () => {
    const [problem] = single('code,operator,lat,lon\nA\u001b[31m,VTL,20,106\n');
    expect(problem?.value).toBe('A\uFFFD[31m');
  });
});
