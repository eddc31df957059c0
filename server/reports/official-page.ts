/**
 * The page of a Vietnamese state document (Nghị định 30/2020/NĐ-CP, phụ lục I), as measures that DOCX and PDF share: a report made in
 * both must be the same sheet of paper.
 */
import { textEm } from './text-width.ts';

export const FONT = 'Times New Roman';

/** A4, portrait. */
const PAGE_MM = { width: 210, height: 297 };
const MARGIN_MM = { top: 20, bottom: 20, left: 30, right: 15 };
/** From the edge of the paper to the page number. */
const PAGE_NUMBER_MM = 10;
const FIRST_LINE_MM = 10;

/** Points. */
export const SIZE = {
  body: 13,
  kind: 14,
  nation: 12,
  motto: 13,
  issuer: 12,
  number: 13,
  recipientsHead: 12,
  recipients: 11,
  caption: 12,
  note: 11,
  /** Sources and definitions at the end. */
  sources: 11,
};

/** Points between paragraphs; the decree asks for 6 at least. */
export const PARAGRAPH_GAP_PT = 6;
/** Of the font's own line; the decree allows 1 to 1.5. */
export const LINE_HEIGHT = 1.1;
/** Points left to sign in. */
export const SIGNING_ROOM_PT = 70;
export const RULE_PT = 0.75;
/** Of a table's lines. */
export const BORDER_PT = 0.5;

export const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

const mmToPt = (mm: number): number => (mm * 72) / 25.4;
/** Twentieths of a point, in which Word measures. */
export const twips = (pt: number): number => Math.round(pt * 20);

export const PAGE_PT = { width: mmToPt(PAGE_MM.width), height: mmToPt(PAGE_MM.height) };
export const MARGIN_PT = {
  top: mmToPt(MARGIN_MM.top),
  bottom: mmToPt(MARGIN_MM.bottom),
  left: mmToPt(MARGIN_MM.left),
  right: mmToPt(MARGIN_MM.right),
};
export const PAGE_MARGINS_PT: [number, number, number, number] = [
  MARGIN_PT.left,
  MARGIN_PT.top,
  MARGIN_PT.right,
  MARGIN_PT.bottom,
];
export const PAGE_NUMBER_PT = mmToPt(PAGE_NUMBER_MM);
export const FIRST_LINE_PT = mmToPt(FIRST_LINE_MM);
/** Between the margins. */
export const TEXT_PT = {
  width: PAGE_PT.width - MARGIN_PT.left - MARGIN_PT.right,
  height: PAGE_PT.height - MARGIN_PT.top - MARGIN_PT.bottom,
};

/** Width of the issuing body's half of the head; the nation's name needs the rest on one line. */
export const ISSUER_WIDTH_PT = 190;
export const NATION_WIDTH_PT = TEXT_PT.width - ISSUER_WIDTH_PT;
/** As long as the motto. */
export const MOTTO_RULE_PT = textEm(MOTTO) * SIZE.motto;
export const SUBJECT_RULE_PT = 110;
/** Of a line of the title: another Times New Roman is a little wider, and may not break it once more. */
export const TITLE_WIDTH_PT = TEXT_PT.width - 10;

/** A third of the issuing body's name as it stands. */
export function issuerRulePt(body: string): number {
  return Math.min(ISSUER_WIDTH_PT, textEm(body) * SIZE.issuer) / 3;
}
