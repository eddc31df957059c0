/**
 * How closely a letter is set. One that would end with a page of little more than its signature is set a little closer, within what the
 * decree allows, where that saves the page. Counted on the pages of the PDF; the DOCX is set alike.
 */
import pdfmake from 'pdfmake';
import type { Block, ReportDocument } from './document.ts';
import { letterOf, partsOf } from './letter.ts';
import type { Letter } from './letter.ts';
import { FONT, LINE_HEIGHT, PAGE_MARGINS_PT, SIGNING_ROOM_PT, SIZE } from './official-page.ts';
import { drawFlow } from './pdf-flow.ts';
import './pdf-fonts.ts';
import { drawAddress, drawHead, drawSignature } from './pdf-letter.ts';

export interface Spacing {
  /** Of the font's own line; the decree allows no less than 1. */
  lineHeight: number;
  signingRoomPt: number;
  /** Of the size a picture would have. */
  picture: number;
}

export const LOOSE: Spacing = { lineHeight: LINE_HEIGHT, signingRoomPt: SIGNING_ROOM_PT, picture: 1 };
const CLOSEST: Spacing = { lineHeight: 1, signingRoomPt: 50, picture: 0.8 };
const BETWEEN: readonly Spacing[] = [
  { lineHeight: 1.05, signingRoomPt: 62, picture: 0.95 },
  { lineHeight: 1, signingRoomPt: 56, picture: 0.88 },
];

/** Another reader breaks a line elsewhere: so much stays free at the end. */
const SPARE_PT = 16;

/** @returns the loosest that takes the fewest pages */
export async function spacingOf(report: ReportDocument): Promise<Spacing> {
  const letter = letterOf(report);
  const blocks = partsOf(report.blocks).main.map(outlined);
  const pages = (spacing: Spacing) => countPages(letter, blocks, spacing);
  const fewest = await pages(CLOSEST);
  for (const spacing of [LOOSE, ...BETWEEN]) {
    if ((await pages(spacing)) <= fewest) return spacing;
  }
  return CLOSEST;
}

async function countPages(letter: Letter, blocks: readonly Block[], spacing: Spacing): Promise<number> {
  let pages = 0;
  const ending = drawSignature(letter, spacing.signingRoomPt + SPARE_PT);
  await pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: PAGE_MARGINS_PT,
      defaultStyle: { font: FONT, fontSize: SIZE.body, lineHeight: spacing.lineHeight },
      header: (_, count) => {
        pages = count;
        return null;
      },
      content: [
        drawHead(letter),
        drawAddress(letter),
        ...drawFlow(blocks, { newPage: false, centred: false, ending, picture: spacing.picture }),
      ],
    })
    // Laid out, and neither compressed nor its fonts embedded: nobody ends the stream.
    .getStream();
  return pages;
}

/** As large, and quickly drawn. */
function outlined(block: Block): Block {
  if (block.kind !== 'picture') return block;
  const { widthPt, heightPt } = block;
  return { ...block, svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPt}" height="${heightPt}"/>` };
}
