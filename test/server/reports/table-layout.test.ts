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

  describe('of an outage table with one row', () => {
    const shares = { 'Xã, phường': 0.16, 'Nguyên nhân': 0.13, 'Bắt đầu': 0.145, 'Thời gian trong kỳ': 0.12 };
    const columns = [
      column('TT', { width: 0.055 }),
      column('Phần tử', { width: 0.22 }),
      ...Object.entries(shares).map(([title, width]) => column(title, { width })),
      column('Số trạm', { width: 0.07 }),
      column('Người mất 4G', { width: 0.1 }),
    ];
    const rest = ['Xã Văn Giang', 'Thiết bị', '23/10/2026 01:00', '45 phút', '1', '0'];
    const laidOut = (name: string) => {
      const { widthsPt, sizePt, rows } = layOut(plainTable(columns, [['1', name, ...rest]]));
      const roomOf = (index: number) => widthsPt[index]! - 2 * CELL_PADDING_PT;
      const texts = rows[0]!;
      return {
        sizePt,
        lines: texts.map((text, index) => lineCount(text, roomOf(index) / sizePt)),
        spare: texts.map((text, index) => roomOf(index) - textEm(text) * sizePt),
      };
    };

    it('gives its element the room the others do not need', () => {
      const { sizePt, lines, spare } = laidOut('Văn Giang – Phụng Công');
      expect(sizePt).toBe(11.5);
      expect(lines).toEqual([1, 2, 1, 1, 1, 1, 1, 1]);
      // The name of the commune, and what it might be wider in another Times New Roman.
      expect(spare[2]).toBeLessThan(6);
    });

    it('is set a little smaller where that spares its element a line too many', () => {
      const { sizePt, lines } = laidOut('Văn Giang – Phụng Công, tuyến dự phòng (thêm 12 phút không quan sát)');
      expect(sizePt).toBe(10);
      expect(lines).toEqual([1, 3, 1, 1, 1, 1, 1, 1]);
    });
  });

  it('holds a table without rows to be as high as its sentence across it', () => {
    const columns = [column('TT', { width: 0.05 }), column('A', { width: 0.95 })];
    const { startPt, headPts } = layOut(plainTable(columns, [], { empty: 'Không có lần gián đoạn nào trong kỳ' }));
    expect(startPt).toBeCloseTo(2 * headPts[0]!, 6);
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
