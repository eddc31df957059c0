/** Paragraph styles of the document: whoever changes a style in Word changes all its paragraphs. */
import { AlignmentType, LineRuleType, Paragraph, TextRun } from 'docx';
import type { IParagraphOptions, IPropertiesOptions, IRunOptions } from 'docx';
import { FIRST_LINE_PT, FONT, PARAGRAPH_GAP_PT, SIZE, twips } from './official-page.ts';

type StyleOptions = NonNullable<IPropertiesOptions['styles']>;

/** Word counts letters in half points. */
export const halfPoints = (pt: number): number => Math.round(pt * 2);

const gap = { before: twips(PARAGRAPH_GAP_PT / 2), after: twips(PARAGRAPH_GAP_PT / 2) };
const single = { line: 240, lineRule: LineRuleType.AUTO, before: 0, after: 0 };
const firstLine = { firstLine: twips(FIRST_LINE_PT) };
const BLACK = { color: '000000', font: FONT };
const CENTRE = AlignmentType.CENTER;

const headingRun = { ...BLACK, bold: true, size: halfPoints(SIZE.body) };

/** @param lineHeight of the font's own line */
export function stylesOf(lineHeight: number): StyleOptions {
  const line = { line: Math.round(240 * lineHeight), lineRule: LineRuleType.AUTO };
  const body = {
    alignment: AlignmentType.JUSTIFIED,
    indent: firstLine,
    spacing: { ...line, ...gap },
    widowControl: true,
  };
  const heading = { ...body, alignment: AlignmentType.LEFT, keepNext: true, keepLines: true };

  return {
    default: {
      document: {
        run: {
          font: { ascii: FONT, hAnsi: FONT, cs: FONT, eastAsia: FONT },
          size: halfPoints(SIZE.body),
          language: { value: 'vi-VN', eastAsia: 'vi-VN' },
        },
      },
      heading1: { run: headingRun, paragraph: { ...heading, outlineLevel: 0 } },
      heading2: { run: headingRun, paragraph: { ...heading, outlineLevel: 1 } },
    },
    paragraphStyles: [
      style('Body', 'Nội dung', body, {}),
      style('Appendix1', 'Phụ lục', { ...heading, alignment: CENTRE, indent: {}, outlineLevel: 0 }, { bold: true }),
      style('Appendix2', 'Mục của phụ lục', { ...heading, outlineLevel: 1 }, { bold: true }),
      style('Letterhead', 'Đầu văn bản', { alignment: CENTRE, spacing: single, keepNext: true }, {}),
      style(
        'Subject',
        'Trích yếu',
        { alignment: CENTRE, spacing: single, keepNext: true },
        { bold: true, size: halfPoints(SIZE.kind) },
      ),
      style('Addressee', 'Kính gửi', { alignment: CENTRE, spacing: { ...line, before: 200, after: 160 } }, {}),
      style('TableCell', 'Ô của bảng', { spacing: single }, {}),
      style(
        'TableCaption',
        'Tên bảng',
        { alignment: CENTRE, spacing: { ...single, before: 120, after: 80 }, keepNext: true, keepLines: true },
        { italics: true, size: halfPoints(SIZE.caption) },
      ),
      style('Picture', 'Hình', { alignment: CENTRE, spacing: { ...single, before: 120 } }, {}),
      style(
        'PictureCaption',
        'Tên hình',
        { alignment: CENTRE, spacing: { ...single, before: 80, after: 120 } },
        { italics: true, size: halfPoints(SIZE.caption) },
      ),
      style(
        'Note',
        'Ghi chú',
        { spacing: { ...single, before: 60, after: 120 } },
        { italics: true, size: halfPoints(SIZE.note) },
      ),
      // Between a table and what follows, and where a table has to begin a page.
      style(
        'Gap',
        'Khoảng cách',
        { spacing: { line: 120, lineRule: LineRuleType.EXACT, before: 0, after: 0 } },
        { size: 8 },
      ),
      style('Recipients', 'Nơi nhận', { spacing: single }, { size: halfPoints(SIZE.recipients) }),
      style(
        'SourcesTitle',
        'Tên mục nguồn',
        { spacing: { ...single, before: 240, after: 60 }, keepNext: true, outlineLevel: 0 },
        { bold: true, size: halfPoints(SIZE.sources) },
      ),
      style(
        'Sources',
        'Nguồn',
        { spacing: { ...single, after: 40 }, keepLines: true },
        { size: halfPoints(SIZE.sources) },
      ),
      style('PageNumber', 'Số trang', { alignment: CENTRE, spacing: single }, {}),
    ],
  };
}

export function run(text: string, look: IRunOptions = {}): TextRun {
  return new TextRun({ ...look, text });
}

/** A paragraph of one text, or of lines, in one of the styles above. */
export function paragraph(
  text: string | readonly string[],
  styleId: string,
  options: Omit<IParagraphOptions, 'style' | 'children'> = {},
): Paragraph {
  const { keepNext, ...rest } = options;
  // `false` would take back what the style says.
  return new Paragraph({
    ...rest,
    ...(keepNext === true && { keepNext }),
    style: styleId,
    children: [text].flat().map((line, index) => run(line, index > 0 ? { break: 1 } : {})),
  });
}

type ParagraphStyle = NonNullable<StyleOptions['paragraphStyles']>[number];

function style(
  id: string,
  name: string,
  paragraphOptions: NonNullable<ParagraphStyle['paragraph']>,
  run: NonNullable<ParagraphStyle['run']>,
): ParagraphStyle {
  return { id, name, basedOn: 'Normal', quickFormat: true, paragraph: paragraphOptions, run: { ...BLACK, ...run } };
}
