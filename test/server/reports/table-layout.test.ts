import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../../server/reports/document.ts';
import { TEXT_PT } from '../../../server/reports/official-page.ts';
import { fullTitle, headRows } from '../../../server/reports/table-head.ts';
import { CELL_PADDING_PT, layOut } from '../../../server/reports/table-layout.ts';
import { lineCount, textEm } from '../../../server/reports/text-width.ts';
import { monthlyReport, plainTable } from '../../support/report-document.ts';

const column = (title: string, more: Partial<Column> = {}): Column => {
  return { title, key: title, width: 0.5, align: 'left', format: 'text', ...more };
};

describe('headRows', () => {
  it('is one row without groups', () => {
    expect(headRows([column('TT'), column('Dân số', { unit: 'người' })])).toEqual([
      [
        { text: 'TT', column: 0, columnSpan: 1, rowSpan: 1 },
        { text: 'Dân số (người)', column: 1, columnSpan: 1, rowSpan: 1 },
      ],
    ]);
  });

  it('puts neighbours of one group under it and lets the others reach down', () => {
    const group = 'Tỷ lệ (%)';
    const rows = headRows([column('TT'), column('2G', { group }), column('4G', { group }), column('Ghi chú')]);
    expect(rows).toEqual([
      [
        { text: 'TT', column: 0, columnSpan: 1, rowSpan: 2 },
        { text: group, column: 1, columnSpan: 2, rowSpan: 1 },
        { text: 'Ghi chú', column: 3, columnSpan: 1, rowSpan: 2 },
      ],
      [
        { text: '2G', column: 1, columnSpan: 1, rowSpan: 1 },
        { text: '4G', column: 2, columnSpan: 1, rowSpan: 1 },
      ],
    ]);
  });

  it('covers every column of both rows exactly once, whatever the groups', () => {
    const groups = fc.array(fc.constantFrom(undefined, '', 'A', 'B'), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(groups, (names) => {
        const rows = headRows(names.map((group, index) => column(String(index), group === undefined ? {} : { group })));
        const cover = rows.map(() => names.map(() => 0));
        rows.forEach((cells, row) => {
          for (const cell of cells) {
            for (let down = 0; down < cell.rowSpan; down++) {
              for (let right = 0; right < cell.columnSpan; right++) cover[row + down]![cell.column + right]! += 1;
            }
          }
        });
        expect(cover.flat().every((times) => times === 1)).toBe(true);
      }),
    );
  });

  it('names a column in one line', () => {
    expect(fullTitle(column('4G', { group: 'Dân số được phủ', unit: '%' }))).toBe('Dân số được phủ – 4G (%)');
  });
});

describe('layOut', () => {
  const [every] = monthlyReport().tables;

  it('keeps every name of the 104 communes on one line', () => {
    const { widthsPt, sizePt, rows } = layOut(every!);
    expect(sizePt).toBeGreaterThanOrEqual(9);
    const room = (widthsPt[1]! - 2 * CELL_PADDING_PT) / sizePt;
    for (const row of rows) expect(lineCount(row[1]!, room), row[1]).toBe(1);
  });

  it('keeps a short name on one line beside longer ones that wrap', () => {
    const rest = ['Xã, phường', 'Nguyên nhân', 'Bắt đầu', 'Thời gian trong kỳ', 'Số trạm', 'Người mất 4G'];
    const columns = [column('Phần tử', { width: 0.24 }), ...rest.map((title) => column(title, { width: 0.13 }))];
    const like = ['Xã Đông Thái Ninh', 'Theo kế hoạch', '23/10/2026 01:00', '12 giờ 33', '22', '26.376'];
    const names = ['Đài Hiệp Cường', 'Văn Giang – Phụng Công, tuyến dự phòng'];
    const { widthsPt, sizePt } = layOut(
      plainTable(
        columns,
        names.map((name) => [name, ...like]),
      ),
    );
    const lines = names.map((name) => lineCount(name, (widthsPt[0]! - 2 * CELL_PADDING_PT) / sizePt));
    expect(lines[0]).toBe(1);
    expect(lines[1]).toBeGreaterThan(1);
    expect(sizePt).toBeGreaterThanOrEqual(9);
  });

  it('gives the only row of a table the room its other columns do not need', () => {
    const titles = ['Xã, phường', 'Nguyên nhân', 'Bắt đầu', 'Thời gian trong kỳ', 'Số trạm', 'Người mất 4G'];
    const columns = [
      column('TT', { width: 0.055 }),
      column('Phần tử', { width: 0.22 }),
      ...titles.map((title, index) => column(title, { width: [0.16, 0.13, 0.145, 0.12, 0.07, 0.1][index]! })),
    ];
    const name = 'Văn Giang – Phụng Công, tuyến dự phòng (thêm 12 phút không quan sát)';
    const row = ['1', name, 'Xã Văn Giang', 'Thiết bị', '23/10/2026 01:00', '45 phút', '1', '0'];
    const { widthsPt, sizePt, rows } = layOut(plainTable(columns, [row]));
    const linesOf = (index: number) => lineCount(rows[0]![index]!, (widthsPt[index]! - 2 * CELL_PADDING_PT) / sizePt);
    expect(row.map((_, index) => (index === 1 ? 1 : linesOf(index)))).toEqual(row.map(() => 1));
    expect(linesOf(1)).toBeLessThanOrEqual(3);
    // Nobody keeps more than a text of its own, or its title, needs.
    const used = row.map((text, index) => textEm(text) * sizePt + 2 * CELL_PADDING_PT);
    expect(widthsPt[1]!).toBeGreaterThan(widthsPt[2]! * 1.5);
    expect(widthsPt[2]! - used[2]!).toBeLessThan(12);
  });

  it('gives nothing away where no text wraps', () => {
    const columns = [column('A', { width: 0.7 }), column('B', { width: 0.3 })];
    const { widthsPt } = layOut(plainTable(columns, [['x', 'y']]));
    expect(widthsPt[0]! / widthsPt[1]!).toBeCloseTo(7 / 3, 6);
  });

  it('fills the width between the margins, whatever was asked for', () => {
    const width = fc.oneof(fc.double(), fc.constantFrom(0, -1, NaN, Infinity, 1e300));
    const cell = fc.string({ maxLength: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(width, cell, cell), { minLength: 1, maxLength: 14 }), (columns) => {
        const table = plainTable(
          columns.map(([share, title]) => column(title, { width: share })),
          [columns.map(([, , text]) => text)],
        );
        const { widthsPt } = layOut(table);
        expect(widthsPt.reduce((sum, part) => sum + part, 0)).toBeCloseTo(TEXT_PT.width, 6);
        expect(Math.min(...widthsPt)).toBeGreaterThan(0);
      }),
    );
  });

  it('gives a long word its room', () => {
    const columns = [column('A', { width: 0.9 }), column('VinaPhone', { width: 0.1 }), column('B', { width: 0.001 })];
    const { widthsPt, sizePt } = layOut(plainTable(columns, [['x', 'y', '3.567.943']]));
    expect(widthsPt[1]! - 2 * CELL_PADDING_PT).toBeGreaterThan(textEm('VinaPhone') * sizePt);
    expect(widthsPt[2]! - 2 * CELL_PADDING_PT).toBeGreaterThan(textEm('3.567.943') * sizePt);
  });

  it('leaves empty what has no total', () => {
    const columns = [column('A'), column('B', { format: 'integer' })];
    const { rows, totals } = layOut(plainTable(columns, [[null, null]], { totals: [null, 1234] }));
    expect(rows).toEqual([['–', '–']]);
    expect(totals).toEqual(['', '1.234']);
  });
});

describe('lineCount', () => {
  it('counts words that fit and breaks one that does not', () => {
    expect(lineCount('Xã Đông Tiền Hải', textEm('Xã Đông Tiền Hải') + 0.01)).toBe(1);
    expect(lineCount('Xã Đông Tiền Hải', textEm('Đông Tiền Hải') + 0.01)).toBe(2);
    expect(lineCount('Đ'.repeat(10), textEm('Đ') * 4 + 0.01)).toBe(3);
  });
});
