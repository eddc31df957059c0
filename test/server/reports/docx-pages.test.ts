/** What a reader that lays it out makes of a Word file: whether a heading is left alone at the foot of a page. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Block, ReportDocument, Table } from '../../../server/reports/document.ts';
import { writeDocx } from '../../../server/reports/docx.ts';
import { MAP_CAPTION, MAP_HEADING, bulletinLetter, mapLetter } from '../../support/map-letter.ts';
import { monthlyReport, picture, plainTable, smallReport } from '../../support/report-document.ts';

const SOFFICE = 'soffice';
const PDFTOTEXT = 'pdftotext';
const missing = [SOFFICE, PDFTOTEXT].filter((name) => spawnSync(name, ['--version']).error !== undefined);
const LAID_OUT = missing.length === 0 ? 'laid out' : `laid out (left out: ${missing.join(', ')} is not installed)`;

const folder = mkdtempSync(join(tmpdir(), 'docx-pages-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(missing.length > 0)(LAID_OUT, () => {
  // LibreOffice guesses where pages end by counting paragraphs, and is not rid of its guess where a picture begins a page.
  it('leaves no heading at the foot of a page, however many paragraphs come before it and whatever follows it', async () => {
    const after: Block[] = [picture, table(10), table(10, { caption: 'Tên bảng' })];
    const reports = after.flatMap((block) =>
      [...Array(20).keys()].map((lines) => smallReport({ blocks: [...paragraphs(6 + lines), heading, block] })),
    );
    const documents = await pagesOf(reports);
    for (const pages of documents) {
      expect(pages.filter((lines) => lines.includes(HEADING))).toHaveLength(1);
      expect(pages.filter((lines) => lines.at(-1) === HEADING)).toEqual([]);
    }
  }, 120_000);

  it('lets a table go on under its heading, and leaves neither one row nor a note alone', async () => {
    const long = table(9, { caption: 'Bảng dài', totals: ['Cộng'], note: 'Ghi chú.' });
    const reports = [...Array(18).keys()].map((lines) =>
      smallReport({ blocks: [...paragraphs(12 + lines), heading, long] }),
    );
    const first = (await pagesOf(reports)).map((pages) => {
      const parts = pages.filter((lines) => lines.some((line) => /^x\d$/.test(line)));
      const counts = parts.map((lines) => lines.filter((line) => /^x\d$/.test(line)).length);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(9);
      for (const lines of parts) expect(lines).toContain('A');
      expect(parts.at(-1)?.join(' ')).toMatch(/x7 x8 Cộng Ghi chú\./);
      expect(parts[0]?.join(' ')).toMatch(/IV\. TIÊU ĐỀ Bảng dài A x0 x1 x2/);
      return counts[0];
    });
    expect(new Set(first).size).toBeGreaterThan(3);
  }, 120_000);

  it('fills the page before a map, and lets no closing stand alone with the signature', async () => {
    const asked = [1, 4, 5, 6, 7, 9].flatMap((lines) => [0, 6, 15, 27, 36, 42].map((rows) => ({ lines, rows })));
    const documents = await pagesOf(asked.map(mapLetter));
    for (const [index, pages] of documents.entries()) {
      const which = JSON.stringify(asked[index]);
      const map = pages.findIndex((lines) => lines.includes(MAP_HEADING));
      expect(pages[map], which).toContain(MAP_CAPTION);
      // A page without the map is filled to three quarters by what comes before it: nine paragraphs.
      if (map > 0) expect(asked[index]?.lines, which).toBeGreaterThan(7);
      const signed = pages.find((lines) => lines.some((line) => line.includes('GIÁM ĐỐC')));
      expect(signed?.[0], which).not.toContain('Trên đây');
    }
  }, 120_000);

  it('lets tables come before the map of a bulletin where it would leave the first page half empty', async () => {
    const asked = [6, 8, 9].flatMap((lines) => [6, 20, 40].map((rows) => ({ lines, rows })));
    const documents = await pagesOf(asked.map(bulletinLetter));
    for (const [index, [first = []]] of documents.entries()) {
      const isFilled = first.includes(MAP_CAPTION) || first.includes('Tên bảng') || (asked[index]?.lines ?? 0) > 8;
      expect(isFilled, JSON.stringify(asked[index])).toBe(true);
    }
    expect(documents.some(([first = []]) => !first.includes(MAP_CAPTION))).toBe(true);
  }, 120_000);

  it('repeats a heading whole whose longest title stands beside two rows of others', async () => {
    await pagesOf([smallReport({ blocks: [{ kind: 'table', table: longTitled() }] })]);
    const below = [1, 2].map((page) => topsOn(page, /^x\d+$/)[0]! - topsOn(page, /^\(điểm\)$/)[0]!);
    for (const pt of below) expect(pt).toBeGreaterThan(12);
    expect(below[1]).toBeCloseTo(below[0]!, 0);
  }, 60_000);

  it('signs a page that says something', async () => {
    const [pages = []] = await pagesOf([monthlyReport()]);
    const signed = pages.find((lines) => lines.some((line) => line.includes('Nguyễn Thị Hồng Diễm')));
    expect(signed?.join(' ')).toContain('kính báo cáo Ủy ban nhân dân tỉnh xem xét');
  });
});

const HEADING = 'IV. TIÊU ĐỀ';
const heading: Block = { kind: 'heading', level: 1, text: HEADING };
function table(rows: number, more: Partial<Table> = {}): Block {
  const column = { title: 'A', key: 'a', width: 1, align: 'left', format: 'text' } as const;
  const texts = Array.from({ length: rows }, (_, row) => [`x${String(row)}`]);
  return { kind: 'table', table: plainTable([column], texts, more) };
}

function longTitled(): Table {
  const look = { width: 0.1, align: 'left', format: 'text' } as const;
  const title = 'So với kỳ từ ngày 04/12/2024 đến ngày 30/11/2025 (2G, diện tích)';
  const columns = [
    { title: 'A', key: 'a', ...look, width: 0.8 },
    { title: '2G', key: 'b', group: 'Dân số', ...look },
    { title, unit: 'điểm', key: 'c', ...look },
  ];
  return plainTable(
    columns,
    Array.from({ length: 80 }, (_, row) => [`x${String(row)}`, '', '']),
  );
}

/** Points from the top of a page of the first report, of each word that is such. */
function topsOn(page: number, word: RegExp): number[] {
  const which = ['-f', String(page), '-l', String(page), '-bbox', join(folder, 'report0.pdf'), '-'];
  const { stdout } = spawnSync(PDFTOTEXT, which, { encoding: 'utf8' });
  return [...stdout.matchAll(/yMin="([\d.]+)"[^>]*>([^<]*)</g)].flatMap(([, top, text]) =>
    word.test(text ?? '') ? [Number(top)] : [],
  );
}

function paragraphs(count: number): Block[] {
  return Array.from({ length: count }, () => ({ kind: 'paragraph', text: 'Một dòng.' }));
}

/** Lines of each page of each report, without its number. */
async function pagesOf(reports: readonly ReportDocument[]): Promise<string[][][]> {
  const names = reports.map((_, index) => join(folder, `report${String(index)}`));
  for (const [index, report] of reports.entries()) {
    writeFileSync(`${names[index]!}.docx`, (await writeDocx(report)).bytes);
  }
  // A profile of its own: another LibreOffice may be running.
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const files = names.map((name) => `${name}.docx`);
  spawnSync(SOFFICE, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files]);
  return names.map((name) => {
    const { stdout } = spawnSync(PDFTOTEXT, ['-layout', `${name}.pdf`, '-'], { encoding: 'utf8' });
    return stdout.split('\f').map(linesOf);
  });
}

function linesOf(page: string): string[] {
  return page
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^\d+$/.test(line));
}
