/** Head, address and signature of the PDF. */
import type { Content, ContentText, CustomTableLayout } from 'pdfmake/interfaces';
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
  issuerRulePt,
} from './official-page.ts';

const none = () => 0;
const NO_LINES: CustomTableLayout = {
  hLineWidth: none,
  vLineWidth: none,
  paddingLeft: none,
  paddingRight: none,
  paddingTop: none,
  paddingBottom: none,
};

export function drawHead(letter: Letter): Content {
  const issuer: Content[] = [
    ...(letter.parent === '' ? [] : [centred(letter.parent, SIZE.issuer)]),
    { ...centred(letter.body, SIZE.issuer), bold: true },
    rule(issuerRulePt(letter.body)),
  ];
  const nation: Content[] = [
    { ...centred(NATION, SIZE.nation), bold: true },
    { ...centred(MOTTO, SIZE.motto), bold: true },
    rule(MOTTO_RULE_PT),
  ];
  return {
    layout: NO_LINES,
    table: {
      widths: [ISSUER_WIDTH_PT, NATION_WIDTH_PT],
      body: [
        [{ stack: issuer }, { stack: nation }],
        [centred(letter.number, SIZE.number), { ...centred(letter.placeAndDate, SIZE.number), italics: true }],
      ],
    },
  };
}

export function drawAddress({ kind, subject, addressee }: Letter): Content {
  const title = (text: string): ContentText => ({ ...centred(text, SIZE.kind), bold: true });
  return [
    { text: '', margin: [0, 12, 0, 0] },
    ...(kind === '' ? [] : [title(kind)]),
    ...subject.map(title),
    rule(SUBJECT_RULE_PT),
    ...(addressee === ''
      ? []
      : [{ text: `Kính gửi: ${addressee}`, alignment: 'center', margin: [0, 10, 0, 8] } satisfies ContentText]),
  ];
}

export function drawSignature({ recipients, signerTitle, signerName }: Letter, signingRoomPt: number): Content {
  const received: Content[] = [
    { text: 'Nơi nhận:', bold: true, italics: true, fontSize: SIZE.recipientsHead, lineHeight: 1 },
    ...recipients.map((name): ContentText => ({ text: `- ${name}`, fontSize: SIZE.recipients, lineHeight: 1 })),
  ];
  const signed: Content[] = [
    ...signerTitle.map((text): ContentText => ({ ...centred(text, SIZE.body), bold: true })),
    { ...centred(signerName, SIZE.body), bold: true, margin: [0, signingRoomPt, 0, 0] },
  ];
  return {
    margin: [0, 8, 0, 0],
    columns: [
      { width: '50%', stack: recipients.length === 0 ? [] : received },
      { width: '50%', stack: signed },
    ],
  };
}

function centred(text: string, fontSize: number): ContentText {
  return { text, fontSize, lineHeight: 1, alignment: 'center' };
}

function rule(width: number): Content {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: RULE_PT }],
    alignment: 'center',
    margin: [0, 2, 0, 5],
  };
}
