import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDocx } from '../../../server/reports/docx.ts';
import { letterOf } from '../../../server/reports/letter.ts';
import { SIZE, TEXT_PT } from '../../../server/reports/official-page.ts';
import { drawFlow } from '../../../server/reports/pdf-flow.ts';
import { textEm } from '../../../server/reports/text-width.ts';
import { balancedLines, boundDates, captionLines } from '../../../server/reports/title-lines.ts';
import { plainTable, smallReport } from '../../support/report-document.ts';
import { unzip } from '../../support/unzip.ts';

/** As a reader sees it. */
const seen = (line: string): string => line.replaceAll('\u00a0', ' ');

describe('boundDates', () => {
  it.each([
    'tháng 11 năm 2026',
    'quý IV năm 2026',
    'năm 2026',
    'ngày 05 tháng 11 năm 2026',
    'ngày 28/11/2026',
    '14:05 ngày 28/11/2026',
    '14 giờ 05 phút ngày 28/11/2026',
    'từ ngày 02/11/2026',
    'đến ngày 08/11/2026',
  ])('lets no line end within %s', (date) => {
    const bound = boundDates(`trên địa bàn ${date} và sau đó`);
    expect(bound.split(' ').map(seen)).toEqual(['trên', 'địa', 'bàn', date, 'và', 'sau', 'đó']);
  });

  it('leaves other words and figures as they are', () => {
    const text = 'Tình hình ngày mưa bão năm xã, 104 xã tháng này 14:05';
    expect(boundDates(text)).toBe(text);
  });
});

describe('balancedLines', () => {
  const text = 'Sự cố và thời gian gián đoạn mạng viễn thông trên địa bàn tỉnh Hưng Yên tháng 11 năm 2026';

  it('is one line where that holds it', () => {
    expect(balancedLines(text, textEm(text) + 0.01)).toEqual([text]);
  });

  it('leaves no word alone on the last line', () => {
    // Filled to the end, the first line would leave the year alone.
    const width = textEm(text.slice(0, -5)) + 0.01;
    const lines = balancedLines(text, width);
    expect(lines).toHaveLength(2);
    const [first = 0, second = 0] = lines.map(textEm);
    expect(Math.min(first, second) / Math.max(first, second)).toBeGreaterThan(0.85);
  });

  it('takes as few lines as there can be, none too wide but for a single word, and loses nothing', () => {
    const word = fc.stringMatching(/^[a-zđăêô]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), fc.integer({ min: 3, max: 30 }), (words, width) => {
        const lines = balancedLines(words.join(' '), width);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) if (line.includes(' ')) expect(textEm(line)).toBeLessThanOrEqual(width + 1e-9);
        expect(lines.length).toBe(greedy(words, width));
      }),
    );
  });
});

describe('the title of a letter', () => {
  it('is broken by us, within the margins, and no date of it', () => {
    const subject = [
      'Tình hình mạng viễn thông phục vụ ứng phó thiên tai',
      'trên địa bàn xã Tân Hưng, xã Hoàng Hoa Thám và xã Nghĩa Dân, tỉnh Hưng Yên (mạng Viettel và VinaPhone), 14:05 ngày 28/11/2026',
    ];
    const lines = letterOf(smallReport({ subject })).subject;
    expect(lines.map(seen).join(' ')).toBe(subject.join(' '));
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(textEm(line) * SIZE.kind).toBeLessThan(TEXT_PT.width);
    expect(lines.at(-1)).toContain('14:05\u00a0ngày\u00a028/11/2026');
    expect(textEm(lines[2]!) / textEm(lines[1]!)).toBeGreaterThan(0.7);
  });
});

describe('the subtitle of an appendix', () => {
  const caption =
    '(Kèm theo Báo cáo số 128/BC-SKHCN ngày 28 tháng 11 năm 2026 của Sở Khoa học và Công nghệ tỉnh Hưng Yên)';
  const columns = [{ title: 'A', key: 'a', width: 1, align: 'left', format: 'text' } as const];
  const report = smallReport({
    blocks: [{ kind: 'signature' }, { kind: 'table', table: plainTable(columns, [['x']], { caption }) }],
  });

  it('leaves no word or two alone on its second line', () => {
    const [first = 0, second = 0, ...more] = captionLines(caption).map(textEm);
    expect(more).toEqual([]);
    expect(Math.min(first, second) / Math.max(first, second)).toBeGreaterThan(0.6);
    expect(captionLines('Tên bảng')).toEqual(['Tên bảng']);
    expect(captionLines(' ')).toEqual([]);
  });

  it('is broken there in DOCX and PDF', async () => {
    const [first = '', second = ''] = captionLines(caption);
    const document = unzip((await writeDocx(report)).bytes).get('word/document.xml')!.text;
    expect(document).toMatch(new RegExp(`${escaped(first)}</w:t></w:r><w:r><w:br/><w:t[^>]*>${escaped(second)}</w:t>`));
    const drawn = JSON.stringify(drawFlow(report.blocks, { newPage: false, centred: true, picture: 1, paddingPt: 1 }));
    expect(drawn).toContain(JSON.stringify(`${first}\n${second}`));
  });
});

const escaped = (text: string): string => text.replaceAll(/[().]/g, '\\$&');

/** So many lines has a text whose lines are filled one after the other. */
function greedy(words: readonly string[], width: number): number {
  let [lines, line] = [0, ''];
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textEm(longer) > width + 1e-9) [lines, line] = [lines + 1, word];
    else line = longer;
  }
  return lines + 1;
}
