/** Head and signature of the document: tables without lines, as every Vietnamese office draws them. */
import { AlignmentType, BorderStyle, Paragraph } from 'docx';
import type { FileChild, IRunOptions } from 'docx';
import { plainTable } from './docx-plain-table.ts';
import { halfPoints, run } from './docx-styles.ts';
import type { Letter } from './letter.ts';
import {
  ISSUER_WIDTH_PT,
  MOTTO,
  MOTTO_RULE_PT,
  NATION,
  NATION_WIDTH_PT,
  RULE_PT,
  SIZE,
  SUBJECT_RULE_PT,
  TEXT_PT,
  issuerRulePt,
  twips,
} from './official-page.ts';

const HALF_PT = TEXT_PT.width / 2;

export function drawHead(letter: Letter): FileChild[] {
  const issuer = [
    ...(letter.parent === '' ? [] : [centred(letter.parent, { size: halfPoints(SIZE.issuer) })]),
    centred(letter.body, { bold: true, size: halfPoints(SIZE.issuer) }),
    rule(issuerRulePt(letter.body), ISSUER_WIDTH_PT),
  ];
  const nation = [
    centred(NATION, { bold: true, size: halfPoints(SIZE.nation) }),
    centred(MOTTO, { bold: true, size: halfPoints(SIZE.motto) }),
    rule(MOTTO_RULE_PT, NATION_WIDTH_PT),
  ];
  const number = centred(letter.number, { size: halfPoints(SIZE.number) });
  const date = centred(letter.placeAndDate, { italics: true, size: halfPoints(SIZE.number) });
  const widths = [ISSUER_WIDTH_PT, NATION_WIDTH_PT];
  const table = plainTable(widths, [
    [issuer, nation],
    [[number], [date]],
  ]);
  return [table];
}

export function drawAddress({ kind, subject, addressee }: Letter): FileChild[] {
  const title = (text: string, before = 0) =>
    new Paragraph({ style: 'Subject', spacing: { before }, children: [run(text)] });
  return [
    ...(kind === '' ? [] : [title(kind, 280)]),
    ...subject.map((text) => title(text)),
    rule(SUBJECT_RULE_PT, TEXT_PT.width),
    ...(addressee === '' ? [] : [new Paragraph({ style: 'Addressee', children: [run(`Kính gửi: ${addressee}`)] })]),
  ];
}

/** One row that is never split, so that title, room to sign and name stay together. */
export function drawSignature({ recipients, signerTitle, signerName }: Letter, signingRoomPt: number): FileChild[] {
  const left = recipients.length === 0 ? [] : ['Nơi nhận:', ...recipients.map((name) => `- ${name}`)];
  const received = left.map(
    (text, index) =>
      new Paragraph({
        style: 'Recipients',
        children: [run(text, index === 0 ? { bold: true, italics: true, size: halfPoints(SIZE.recipientsHead) } : {})],
      }),
  );
  const signed = [
    ...signerTitle.map((text) => centred(text, { bold: true, size: halfPoints(SIZE.body) })),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: twips(signingRoomPt) },
      children: [run(signerName, { bold: true })],
    }),
  ];
  const gap = new Paragraph({ style: 'Gap', keepNext: true });
  return [gap, plainTable([HALF_PT, HALF_PT], [[received, signed]])];
}

function centred(text: string, look: IRunOptions): Paragraph {
  return new Paragraph({ style: 'Letterhead', children: [run(text, look)] });
}

/** A line in the middle of what is `withinPt` wide: the upper border of a low paragraph, indented from both sides. */
function rule(widthPt: number, withinPt: number): Paragraph {
  const side = twips(Math.max(0, (withinPt - widthPt) / 2));
  return new Paragraph({
    style: 'Gap',
    keepNext: true,
    indent: { left: side, right: side },
    spacing: { before: 40 },
    // In eighths of a point.
    border: { top: { style: BorderStyle.SINGLE, size: RULE_PT * 8, space: 0, color: '000000' } },
  });
}
