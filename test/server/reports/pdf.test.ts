import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Block, WrittenFile } from '../../../server/reports/document.ts';
import { writePdf } from '../../../server/reports/pdf.ts';
import { hostileReport } from '../../support/hostile-report.ts';
import { monthlyReport, plainTable, smallReport } from '../../support/report-document.ts';

const PDFTOTEXT = 'pdftotext';
const pdftotext = spawnSync(PDFTOTEXT, ['-v']).error === undefined;
const READ = pdftotext ? 'read again' : 'read again (left out: pdftotext of poppler-utils is not installed)';

let monthly: WrittenFile;
let small: WrittenFile;
beforeAll(async () => {
  monthly = await writePdf(monthlyReport());
  small = await writePdf(smallReport());
});

describe('writePdf', () => {
  it('counts its pages', () => {
    const { bytes, pages } = monthly;
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.slice(0, 8)).toBe('%PDF-1.7');
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(pages!);
    expect(pages).toBe(6);
  });

  it('is A4 upright and embeds its fonts', () => {
    const text = Buffer.from(small.bytes).toString('latin1');
    const boxes = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(boxes).toHaveLength(2);
    for (const [, width, height] of boxes) {
      expect(Number(width)).toBeCloseTo(595.28, 1);
      expect(Number(height)).toBeCloseTo(841.89, 1);
    }
    expect(text.match(/\/FontFile2/g)).toHaveLength(3);
    expect(text).toContain('Tinos');
  });

  it('holds the map as a vector', () => {
    expect(Buffer.from(monthly.bytes).toString('latin1')).not.toContain('/Subtype /Image');
  });

  it('is dated as the report is', () => {
    expect(Buffer.from(monthly.bytes).toString('latin1')).toContain('D:20261105020000Z');
  });
});

describe.skipIf(!pdftotext)(READ, () => {
  let pages: string[];
  beforeAll(() => {
    pages = pagesOf(monthly.bytes);
  });

  it('has every Vietnamese letter of the head', () => {
    const [first] = pages;
    for (const text of [
      'UBND TỈNH HƯNG YÊN',
      'SỞ KHOA HỌC VÀ CÔNG NGHỆ',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Hưng Yên, ngày 05 tháng 11 năm 2026',
      'BÁO CÁO',
      'Kính gửi: Ủy ban nhân dân tỉnh Hưng Yên.',
    ]) {
      expect(first).toContain(text);
    }
  });

  it('numbers its pages from the second', () => {
    expect(pages.map((page) => /^\s*(\d+)\s*\n/.exec(page)?.[1])).toEqual([undefined, '2', '3', '4', '5', '6']);
  });

  it('repeats the heading on every page of the long table, and has all its rows', () => {
    const appendix = pages.slice(3);
    for (const page of appendix) expect(page).toMatch(/Xã, phường[\s\S]*VinaPhone/);
    const numbers = appendix.flatMap((page) =>
      [...page.matchAll(/^\s*(\d{1,3})\s+[XP]\. /gm)].map(([, number]) => Number(number)),
    );
    expect(numbers).toEqual(Array.from({ length: 104 }, (_, index) => index + 1));
    expect(appendix.at(-1)).toMatch(/Toàn tỉnh\s+3\.567\.943\s+2\.118/);
  });

  it('writes figures as Vietnamese does', () => {
    const text = pages.join('\n');
    expect(text).toContain('−0,3');
    expect(text).toContain('+1,2');
    expect(text).toContain('99,981');
    expect(text).toMatch(/\d\d\/10\/2026 \d\d:\d\d\s+1 giờ 46/);
  });

  it('carries the map with its names and legend', () => {
    const page = pages.find((text) => text.includes('BẢN ĐỒ VÙNG PHỦ'))!;
    expect(page).toContain('Từ 97% đến dưới 99%');
    expect(page).toContain('Thượng Hồng');
    expect(page).toContain('Hình 1.');
  });

  it('signs on the page of the last paragraph', () => {
    const page = pages.find((text) => text.includes('Nguyễn Thị Hồng Diễm'))!;
    expect(page).toContain('kính báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo./.');
    expect(page).toMatch(/Nơi nhận:\s+KT\. GIÁM ĐỐC/);
  });

  it('prints its id and hash', () => {
    const { id, sha256 } = monthlyReport();
    expect(pages.at(-1)).toContain(id);
    expect(pages.at(-1)).toContain(sha256);
  });

  it('takes hostile texts as texts', async () => {
    const text = pagesOf((await writePdf(hostileReport())).bytes).join('\n');
    expect(text).toContain('<script>alert("x")</script> & [31m');
    expect(text).toContain('Không có số liệu trong kỳ báo cáo');
  });

  it('wherever the page ends, leaves no heading behind and no signature alone', async () => {
    const line: Block = { kind: 'paragraph', text: 'Một dòng.' };
    const columns = ['A', 'B'].map(
      (title) => ({ title, key: title, width: 0.5, align: 'left', format: 'text' }) as const,
    );
    const table = plainTable(
      columns,
      Array.from({ length: 5 }, (_, index) => [`hàng ${index}`, 'x']),
      { caption: 'Bảng thử' },
    );
    for (let lines = 14; lines <= 34; lines++) {
      const blocks: Block[] = [
        ...Array.from({ length: lines }, () => line),
        { kind: 'heading', level: 1, text: 'I. ĐẦU MỤC' },
        { kind: 'heading', level: 2, text: '1. Mục con' },
        { kind: 'table', table },
        { kind: 'heading', level: 1, text: 'II. ĐẦU MỤC' },
        { kind: 'paragraph', text: 'Đoạn cuối của báo cáo./.' },
        { kind: 'signature' },
      ];
      const read = pagesOf((await writePdf(smallReport({ blocks }))).bytes);
      for (const page of read) {
        expect(page.trim().split('\n').at(-1), `${lines} lines`).not.toMatch(/ĐẦU MỤC|Mục con|Bảng thử/);
        if (page.includes('I. ĐẦU MỤC')) expect(page, `${lines} lines`).toMatch(/1\. Mục con|Đoạn cuối/);
        if (page.includes('Bảng thử')) expect(page, `${lines} lines`).toMatch(/hàng 0[\s\S]*hàng 1/);
        if (page.includes('GIÁM ĐỐC')) expect(page, `${lines} lines`).toMatch(/II\. ĐẦU MỤC\s+Đoạn cuối/);
      }
    }
  }, 120_000);

  it('wherever the page ends, lets a table go on under its heading, and leaves neither one row nor a note alone', async () => {
    const endings: number[] = [];
    for (let lines = 10; lines <= 32; lines++) {
      const read = pagesOf((await writePdf(smallReport({ blocks: [...plain(lines), heading, long] }))).bytes);
      const parts = read.filter((page) => page.includes('hàng'));
      for (const page of parts) {
        const rows = page.match(/hàng/g) ?? [];
        expect(rows.length, `${lines} lines`).toBeGreaterThanOrEqual(2);
        expect(page, `${lines} lines`).toMatch(/Cột A[\s\S]*hàng/);
      }
      expect(parts.flatMap((page) => page.match(/hàng \d+/g) ?? [])).toEqual(
        Array.from({ length: 9 }, (_, row) => `hàng ${String(row)}`),
      );
      expect(parts.at(-1), `${lines} lines`).toMatch(/hàng 7[\s\S]*hàng 8[\s\S]*Cộng[\s\S]*Ghi chú/);
      expect(read.filter((page) => page.includes('Bảng dài'))).toEqual([expect.stringMatching(/hàng 0[\s\S]*hàng 1/)]);
      endings.push((parts[0]?.match(/hàng/g) ?? []).length);
    }
    // The page is filled: the table is parted wherever its rows allow it.
    expect([...new Set(endings)].sort()).toEqual([4, 5, 6, 7, 9]);
  }, 120_000);

  it('keeps a small table whole', async () => {
    const small: Block = {
      kind: 'table',
      table: plainTable([column], [['hàng 0'], ['hàng 1'], ['hàng 2'], ['hàng 3']], { totals: ['Cộng'] }),
    };
    for (let lines = 16; lines <= 34; lines += 2) {
      const read = pagesOf((await writePdf(smallReport({ blocks: [...plain(lines), small] }))).bytes);
      const parts = read.filter((page) => page.includes('hàng'));
      expect(parts, `${lines} lines`).toEqual([expect.stringMatching(/hàng 0[\s\S]*hàng 3\s+Cộng/)]);
    }
  }, 60_000);

  it('wherever the page ends, takes the closing and a line more along to the signature, and leaves the other proposals to fill the page before', async () => {
    const line: Block = { kind: 'paragraph', text: 'Một dòng.' };
    const endings: (string | undefined)[] = [];
    for (let lines = 10; lines <= 30; lines++) {
      const blocks: Block[] = [
        ...Array.from({ length: lines }, () => line),
        { kind: 'heading', level: 1, text: 'V. KIẾN NGHỊ' },
        ...[1, 2, 3, 4].map((number): Block => ({ kind: 'paragraph', text: `${number}. Kiến nghị.` })),
        { kind: 'paragraph', text: 'Trên đây là báo cáo./.' },
        { kind: 'signature' },
      ];
      const read = pagesOf((await writePdf(smallReport({ blocks }))).bytes);
      const signed = read.find((page) => page.includes('GIÁM ĐỐC'));
      // Neither alone nor with the closing alone.
      expect(signed, `${lines} lines`).toMatch(/4\. Kiến nghị\.\s+Trên đây là báo cáo\.\/\./);
      endings.push(...read.slice(0, -2).map((page) => page.trim().split('\n').at(-1)?.trim()));
    }
    expect(endings).toContainEqual(expect.stringMatching(/^[12]\. Kiến nghị/));
  }, 60_000);

  it('wherever the table before them ends, keeps sources and definitions with their titles, and id with hash', async () => {
    const column = { title: 'A', key: 'a', width: 1, align: 'left', format: 'text' } as const;
    const { provenance, definitions, id, sha256 } = monthlyReport();
    for (let rows = 16; rows <= 46; rows++) {
      const table = plainTable(
        [column],
        Array.from({ length: rows }, (_, row) => [`hàng ${String(row)}`]),
      );
      const blocks: Block[] = [
        { kind: 'paragraph', text: 'Một dòng.' },
        { kind: 'signature' },
        { kind: 'heading', level: 1, text: 'PHỤ LỤC' },
        { kind: 'table', table },
      ];
      const read = pagesOf((await writePdf({ ...smallReport({ blocks }), provenance, definitions, id, sha256 })).bytes);
      for (const page of read) {
        const last = page.trim().split('\n').at(-1);
        expect(last, `${rows} rows`).not.toMatch(/Định nghĩa$|Nguồn số liệu và cách tính|PHỤ LỤC/);
        expect(page.includes(id), `${rows} rows`).toBe(page.includes(sha256));
      }
    }
  }, 120_000);
});

const column = { title: 'Cột A', key: 'a', width: 1, align: 'left', format: 'text' } as const;
const heading: Block = { kind: 'heading', level: 1, text: 'I. ĐẦU MỤC' };
const long: Block = {
  kind: 'table',
  table: plainTable(
    [column],
    Array.from({ length: 9 }, (_, row) => [`hàng ${String(row)}`]),
    { caption: 'Bảng dài', totals: ['Cộng'], note: 'Ghi chú.' },
  ),
};
const plain = (lines: number): Block[] =>
  Array.from({ length: lines }, () => ({ kind: 'paragraph', text: 'Một dòng.' }));

function pagesOf(bytes: Uint8Array): string[] {
  const { stdout } = spawnSync(PDFTOTEXT, ['-layout', '-enc', 'UTF-8', '-', '-'], { input: bytes, encoding: 'utf8' });
  return stdout.split('\f').slice(0, -1);
}
