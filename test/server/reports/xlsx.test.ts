import { beforeAll, describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../../server/reports/document.ts';
import { textEm } from '../../../server/reports/text-width.ts';
import { writeXlsx } from '../../../server/reports/xlsx.ts';
import { HARMLESS, hostileReport } from '../../support/hostile-report.ts';
import { monthlyReport, plainTable, smallReport } from '../../support/report-document.ts';
import { unzip } from '../../support/unzip.ts';

interface Workbook {
  names: string[];
  /** Sheet → address → value: a number, or a text. */
  cells: Map<string, number | string>[];
  sheets: string[];
  workbook: string;
  styles: string;
  times: number[];
}

it('rounds durations to the minute that is shown: spreadsheets cut off what is over', async () => {
  const column = { key: 'lau', title: 'Lâu', width: 1, align: 'right', format: 'duration' } as const;
  const table = plainTable([column], [[189.87 * 60_000], [16.4 * 60_000]], { name: 'Lâu', caption: 'Lâu' });
  const { cells } = read((await writeXlsx(smallReport({ tables: [table] }))).bytes);
  const minutes = ['A4', 'A5'].map((address) => Number(cells[0]?.get(address)) * 1_440);
  expect(minutes.map((value) => Number(value.toFixed(6)))).toEqual([190, 16]);
});

describe('a monthly report', () => {
  let book: Workbook;
  let report: ReportDocument;
  beforeAll(async () => {
    report = monthlyReport();
    book = read((await writeXlsx(report)).bytes);
  });

  it('has a sheet a table and one for sources and definitions', () => {
    expect(book.names).toEqual(['104 xã, phường', 'Sự cố', 'Doanh nghiệp', 'Định nghĩa và nguồn']);
  });

  it('holds every figure as a number, per cents with their decimal', () => {
    const [table] = report.tables;
    const [cells] = book.cells;
    table!.rows.forEach((row, index) => {
      row.forEach((value, column) => {
        const written = cells!.get(`${'ABCDEFGHIJKL'[column]!}${index + 5}`);
        expect(written).toBe(value ?? '–');
      });
    });
    expect(cells!.get('C109')).toBe(3567943);
    expect(cells!.get('B109')).toBe('Toàn tỉnh');
    expect(cells!.get('L109')).toBeUndefined();
  });

  it('holds times as days of the clock in Vietnam, and durations as days', () => {
    const [, { rows }] = report.tables as [unknown, { rows: number[][] }];
    const cells = book.cells[1]!;
    const started = Number(cells.get('A4'));
    expect(Math.round((started - 25569) * 86_400_000) - 7 * 3_600_000).toBe(rows[0]![0]);
    expect(Number(cells.get('B4')) * 86_400_000).toBeCloseTo(rows[0]![1]!, 3);
    expect(book.styles).toContain('dd/mm/yyyy hh:mm');
    expect(book.styles).toContain('[h]&quot; giờ &quot;mm');
  });

  it('rounds what a table computed to the decimals it shows', () => {
    expect(book.cells[2]!.get('C6')).toBe(93.7);
  });

  it('freezes the heading and the names', () => {
    expect(book.sheets[0]).toMatch(/<pane [^>]*ySplit="4"[^>]*xSplit="2"[^>]*topLeftCell="C5"[^>]*state="frozen"/);
    expect(book.sheets[1]).toMatch(/<pane [^>]*ySplit="3"/);
  });

  it('prints all columns on A4 with the heading on every page', () => {
    expect(book.workbook).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">&apos;104 xã, phường&apos;!$3:$4</definedName>`,
    );
    expect(book.workbook).toContain(`&apos;104 xã, phường&apos;!$A$1:$L$110</definedName>`);
    for (const sheet of book.sheets) {
      expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>');
      expect(sheet).toMatch(/<pageSetup paperSize="9" [^>]*fitToWidth="1" fitToHeight="0"\/>/);
    }
  });

  it('merges group headings and lets the figures be filtered', () => {
    expect(book.sheets[0]).toContain('<mergeCell ref="E3:G3"/>');
    expect(book.sheets[0]).toContain('<mergeCell ref="A3:A4"/>');
    expect(book.sheets[0]).toContain('<autoFilter ref="A4:L108"/>');
  });

  it('keeps its elements in the order the schema wants', () => {
    const order = [
      'sheetPr',
      'sheetViews',
      'cols',
      'sheetData',
      'autoFilter',
      'mergeCells',
      'printOptions',
      'pageMargins',
      'pageSetup',
      'headerFooter',
    ];
    for (const sheet of book.sheets) {
      const places = order.map((tag) => sheet.search(new RegExp(`<${tag}[ >]`))).filter((place) => place >= 0);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
    const parts = ['<bookViews', '<sheets', '<definedNames', '<calcPr'].map((tag) => book.workbook.indexOf(tag));
    expect(parts).toEqual([...parts].sort((a, b) => a - b));
  });

  it('says where the figures come from', () => {
    const texts = [...book.cells.at(-1)!.values()];
    for (const text of [
      report.id,
      report.sha256,
      '31/31 ngày, 5/5 doanh nghiệp có số liệu',
      'hiệu của hai tỷ lệ phần trăm.',
      'population_4G',
    ]) {
      expect(texts).toContain(text);
    }
  });

  it('has the time of the report on every part', () => {
    expect(new Set(book.times).size).toBe(1);
  });
});

describe('other reports', () => {
  it('take hostile names and texts as texts', async () => {
    const book = read((await writeXlsx(hostileReport())).bytes);
    expect(book.names.slice(0, 2)).toEqual([expect.stringMatching(/^a b c Xã?Đ*…?$|^a b c/), 'a b c']);
    for (const name of book.names) {
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).not.toMatch(/[[\]/\\:*?]|^'|'$/);
    }
    expect(new Set(book.names.map((name) => name.toLowerCase())).size).toBe(book.names.length);
    const [cells] = book.cells;
    expect(cells!.get('A5')).toBe(HARMLESS);
    expect(cells!.get('A6')).toBe('=1+1');
    expect(book.sheets.join('')).not.toMatch(/<f[ >]/);
    expect(cells!.get('C5')).toBe(0);
  });

  it('give a text that wraps as high a row as it needs, and break no code', async () => {
    const text = { width: 0.5, align: 'left', format: 'text' } as const;
    const columns = [
      { ...text, title: 'Mã', key: 'ma' },
      { ...text, title: 'Nguyên nhân', key: 'nguyen_nhan' },
    ];
    const cause = 'Do tuyến cáp Đài Thái Bình – Vòng Thái Bình bị đứt và tuyến cáp Thái Bình – Trà Lý bị đứt';
    const rows = [
      ['HYN-WWW-008-VNM', cause],
      ['DAI-TBI', 'Mất điện'],
    ];
    const note = 'Ghi chú dài. '.repeat(20);
    const table = plainTable(columns, rows, { note });
    const provenance = [{ label: 'Nguồn', text: 'Một câu dài về nguồn. '.repeat(20) }];
    const { sheets, styles } = read((await writeXlsx(smallReport({ tables: [table], provenance }))).bytes);
    const [sheet = '', sources = ''] = sheets;
    const [code = 0, wide = 0] = [...sheet.matchAll(/<col [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
    // Points of the widest glyphs: 11 pt in columns counted in digits of half an em.
    expect(code * 0.48).toBeGreaterThan(textEm(rows[0]![0]!) + 0.5);
    const needed = Math.ceil((textEm(cause) * 0.9) / (wide * 0.48));
    expect(needed).toBeGreaterThan(1);
    expect(heightOfRow(sheet, 4)).toBeGreaterThanOrEqual(needed * 13);
    expect(heightOfRow(sheet, 5)).toBeLessThan(needed * 13);
    expect(heightOfRow(sheet, 6)).toBeGreaterThan(3 * 13);
    expect(heightOfRow(sources, 4)).toBeGreaterThan(2 * 13);
    // A code has no style that wraps.
    const styleOf = (address: string) => Number(new RegExp(`<c r="${address}" s="(\\d+)"`).exec(sheet)?.[1]);
    const looks = [...(/<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf .*?(?:\/>|<\/xf>)/gs)];
    expect(looks[styleOf('A4')]?.[0]).not.toContain('wrapText');
    expect(looks[styleOf('B4')]?.[0]).toContain('wrapText');
  });

  it('number sheets of the same name', async () => {
    const table = { name: 'Bảng', caption: '', columns: [], rows: [] };
    const named = (name: string) => ({ ...table, name });
    const wishes = ['Bảng', 'bảng', 'Định nghĩa và nguồn', 'X'.repeat(40), 'X'.repeat(41), '[]'].map(named);
    const book = read((await writeXlsx(smallReport({ tables: wishes }))).bytes);
    expect(book.names).toEqual([
      'Bảng',
      'bảng (2)',
      'Định nghĩa và nguồn (2)',
      `${'X'.repeat(30)}…`,
      `${'X'.repeat(26)}… (2)`,
      'Bảng (3)',
      'Định nghĩa và nguồn',
    ]);
  });

  it('are a workbook without tables too', async () => {
    expect(read((await writeXlsx(smallReport())).bytes).names).toEqual(['Định nghĩa và nguồn']);
  });
});

function read(bytes: Uint8Array): Workbook {
  const files = unzip(bytes);
  const texts = [...files.get('xl/sharedStrings.xml')!.text.matchAll(/<si>.*?<\/si>/gs)].map(([item]) =>
    unescape(item.replace(/<[^>]*>/g, '')),
  );
  const workbook = files.get('xl/workbook.xml')!.text;
  const names = [...workbook.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => unescape(name!));
  const sheets = names.map((_, index) => files.get(`xl/worksheets/sheet${index + 1}.xml`)!.text);
  const cells = sheets.map((sheet) => {
    const found = [...sheet.matchAll(/<c r="([A-Z]+\d+)"([^>]*)><v>([^<]*)<\/v><\/c>/g)];
    return new Map(
      found.map(([, address, attributes, value]): [string, number | string] => [
        address!,
        attributes!.includes('t="s"') ? texts[Number(value)]! : Number(value),
      ]),
    );
  });
  const times = [...files.values()].flatMap((entry) => entry.times);
  return { names, cells, sheets, workbook, styles: files.get('xl/styles.xml')!.text, times };
}

/** Points; of a row that says nothing one line. */
function heightOfRow(sheet: string, row: number): number {
  return Number(new RegExp(`<row r="${String(row)}"[^>]* ht="([\\d.]+)"`).exec(sheet)?.[1] ?? 15);
}

function unescape(text: string): string {
  const letters: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", amp: '&' };
  return text.replace(/&([^;]+);/g, (_, name: string) => letters[name] ?? '');
}
