import { describe, expect, it } from 'vitest';
import type { Block, ReportDocument } from '../../../server/reports/document.ts';
import { writeDocx } from '../../../server/reports/docx.ts';
import { LOOSE, spacingOf } from '../../../server/reports/page-fit.ts';
import { writePdf } from '../../../server/reports/pdf.ts';
import { picture, smallReport } from '../../support/report-document.ts';
import { unzip } from '../../support/unzip.ts';

/** @param lines of text before the signature */
function letter(lines: number, ...more: Block[]): ReportDocument {
  const blocks = Array.from({ length: lines }, (): Block => ({ kind: 'paragraph', text: 'Một dòng.' }));
  return smallReport({ blocks: [...more, ...blocks] });
}

describe('spacingOf', () => {
  it('sets a letter closer only where that saves a page', async () => {
    const seen: { loose: boolean; pages: number | null }[] = [];
    for (let lines = 4; lines <= 26; lines++) {
      const report = letter(lines);
      const spacing = await spacingOf(report);
      // One page is the sources.
      seen.push({ loose: spacing === LOOSE, pages: (await writePdf(report)).pages });
      expect(spacing.lineHeight).toBeGreaterThanOrEqual(1);
      expect(spacing.lineHeight).toBeLessThanOrEqual(1.5);
    }
    const order = seen.map(({ loose, pages }) => `${loose ? 'loose' : 'close'} ${String(pages)}`);
    expect(order.filter((one, index) => one !== order[index - 1])).toEqual(['loose 2', 'close 2', 'loose 3']);
    expect(order.filter((one) => one === 'close 2').length).toBeGreaterThan(1);
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
