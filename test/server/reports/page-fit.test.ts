import { describe, expect, it } from 'vitest';
import type { Block, ReportDocument } from '../../../server/reports/document.ts';
import { writeDocx } from '../../../server/reports/docx.ts';
import { letterOf, partsOf } from '../../../server/reports/letter.ts';
import { TEXT_PT } from '../../../server/reports/official-page.ts';
import { LOOSE, spacingOf } from '../../../server/reports/page-fit.ts';
import { measure } from '../../../server/reports/page-measure.ts';
import type { Spacing } from '../../../server/reports/page-measure.ts';
import { writePdf } from '../../../server/reports/pdf.ts';
import { MAP_CAPTION, bulletinLetter, mapLetter } from '../../support/map-letter.ts';
import { picture, plainTable, smallReport } from '../../support/report-document.ts';
import { unzip } from '../../support/unzip.ts';

/** @param lines of text before the signature */
function letter(lines: number, ...more: Block[]): ReportDocument {
  return smallReport({ blocks: [...more, ...paragraphs(lines)] });
}

function paragraphs(lines: number): Block[] {
  return Array.from({ length: lines }, () => ({ kind: 'paragraph', text: 'Một dòng.' }));
}

const measured = (report: ReportDocument, spacing: Spacing) =>
  measure(letterOf(report), partsOf(report.blocks).main, spacing);

describe('spacingOf', () => {
  it('sets a letter closer where that saves a page, and wider where the signature would be alone all the same', async () => {
    const seen: string[] = [];
    for (let lines = 4; lines <= 32; lines++) {
      const report = letter(lines);
      const { lineHeight } = await spacingOf(report);
      const how = lineHeight < LOOSE.lineHeight ? 'closer' : lineHeight > LOOSE.lineHeight ? 'wider' : 'loose';
      // One page is the sources.
      seen.push(`${how} ${String((await writePdf(report)).pages)}`);
      expect(lineHeight).toBeGreaterThanOrEqual(1);
      expect(lineHeight).toBeLessThanOrEqual(1.5);
    }
    expect(seen.filter((one, index) => one !== seen[index - 1])).toEqual(['loose 2', 'closer 2', 'wider 3', 'loose 3']);
    expect(seen.filter((one) => one === 'closer 2').length).toBeGreaterThan(1);
  }, 60_000);

  it('is the same every time', async () => {
    const report = mapLetter({ lines: 5, rows: 28 });
    expect(await spacingOf(report)).toEqual(await spacingOf(report));
    expect((await writePdf(report)).bytes).toEqual((await writePdf(report)).bytes);
  });

  it.each([1, 5, 7])(
    'with a map after %i paragraphs leaves neither a gap before it nor the signature alone, however long the table after it',
    async (lines) => {
      const mended = { gaps: 0, alone: 0 };
      for (let rows = 0; rows <= 48; rows += 3) {
        const report = mapLetter({ lines, rows });
        const loose = await measured(report, LOOSE);
        const fit = await measured(report, await spacingOf(report));
        mended.gaps += Number(loose.gapPt > TEXT_PT.height / 4);
        mended.alone += Number(loose.isAlone);
        expect(fit.pages, `${rows} rows`).toBeLessThanOrEqual(loose.pages);
        expect(fit.isAlone, `${rows} rows`).toBe(false);
        expect(fit.gapPt, `${rows} rows`).toBeLessThan(TEXT_PT.height / 4);
      }
      expect(mended.alone).toBeGreaterThan(0);
      expect(mended.gaps > 0).toBe(lines > 1);
    },
    120_000,
  );

  it.each([4, 8, 12])(
    'lets the map of a bulletin of %i paragraphs stand where it leaves no gap, be it after a table',
    async (lines) => {
      for (let rows = 0; rows <= 40; rows += 8) {
        const report = bulletinLetter({ lines, rows });
        const loose = await measured(report, LOOSE);
        const fit = await measured(report, await spacingOf(report));
        expect(fit.pages, `${rows} rows`).toBeLessThanOrEqual(loose.pages);
        expect(fit.isAlone, `${rows} rows`).toBe(false);
        expect(fit.gapPt, `${rows} rows`).toBeLessThan(TEXT_PT.height / 4);
      }
    },
    120_000,
  );

  it('moves it in PDF and DOCX alike, and not in the document', async () => {
    const report = bulletinLetter({ lines: 8, rows: 20 });
    const before = JSON.stringify(report.blocks);
    const { tablesFirst, picture: share } = await spacingOf(report);
    expect(tablesFirst).toBeGreaterThan(0);
    // Where the document has it, it leaves a gap.
    expect((await measured(report, { ...LOOSE, tablesFirst: 0 })).gapPt).toBeGreaterThan(TEXT_PT.height / 4);
    expect(share).toBe(1);
    const document = unzip((await writeDocx(report)).bytes).get('word/document.xml')!.text;
    const above = document.slice(0, document.indexOf(MAP_CAPTION));
    expect(above.split('Tên bảng').length - 1).toBe(tablesFirst);
    expect((await writePdf(report)).bytes).toEqual((await writePdf(report)).bytes);
    expect((await writeDocx(report)).bytes).toEqual((await writeDocx(report)).bytes);
    // A page more than the letter: the sources.
    expect((await writePdf(report)).pages).toBe((await measured(report, await spacingOf(report))).pages + 1);
    expect(JSON.stringify(report.blocks)).toBe(before);
  }, 60_000);

  it('knows the gap before a table that is held together', async () => {
    const columns = [{ title: 'A', key: 'a', width: 1, align: 'left', format: 'text' } as const];
    const long = Array.from({ length: 3 }, () => ['dài '.repeat(150)]);
    const heading = { kind: 'heading', level: 1, text: 'I' } as const;
    const table = { kind: 'table', table: plainTable(columns, long, { caption: 'Bảng' }) } as const;
    const gaps: number[] = [];
    for (let lines = 15; lines <= 30; lines++) {
      const report = smallReport({ blocks: [...paragraphs(lines), heading, table] });
      const { gapPt, fittingShare } = await measured(report, LOOSE);
      gaps.push(gapPt);
      expect(fittingShare).toBeNull();
    }
    // It goes over whole where it does not fit, however little is missing, and each line more leaves less empty.
    expect(Math.max(...gaps)).toBeGreaterThan(100);
    expect(Math.max(...gaps)).toBeLessThan(TEXT_PT.height / 3);
    expect(gaps[0]).toBe(0);
  });

  it('draws a map no lower than it can be read, its letters as large', async () => {
    for (const lines of [5, 7]) {
      const report = mapLetter({ lines, rows: 12 });
      const document = unzip((await writeDocx(report)).bytes).get('word/document.xml')!.text;
      const heightPt = Number(/<wp:extent cx="\d+" cy="(\d+)"/.exec(document)![1]) / 12_700;
      expect(heightPt).toBeLessThan(380);
      expect(heightPt).toBeGreaterThanOrEqual(249);
      const svg = [...unzip((await writeDocx(report)).bytes)].find(([name]) => name.endsWith('.svg'))![1].text;
      // Drawn anew, as high as it stands there.
      expect(Number(/height="([\d.]+)"/.exec(svg)![1])).toBeCloseTo(heightPt, 0);
    }
  }, 60_000);

  it('draws a picture smaller, in PDF and DOCX alike', async () => {
    for (let lines = 1; lines <= 12; lines++) {
      const report = letter(lines, picture);
      const { picture: share, signingRoomPt } = await spacingOf(report);
      if (share === 1) continue;
      const document = unzip((await writeDocx(report)).bytes).get('word/document.xml')!.text;
      const [, width] = /<wp:extent cx="(\d+)"/.exec(document)!;
      expect(Number(width) / 12_700).toBeCloseTo(400 * share, 0);
      expect(document).toContain(`w:before="${String(signingRoomPt * 20)}"`);
      expect((await writePdf(report)).pages).toBe(2);
      return;
    }
    expect.unreachable('no letter was set closer');
  }, 60_000);

  it('is loose without anything', async () => {
    expect(await spacingOf(smallReport({ blocks: [] }))).toBe(LOOSE);
  });
});
