/** How a letter fills its pages in a spacing: laid out as the PDF will be, and not written. */
import pdfmake from 'pdfmake';
import type { Block } from './document.ts';
import { withTablesFirst } from './floating.ts';
import type { Letter } from './letter.ts';
import { FONT, MARGIN_PT, PAGE_MARGINS_PT, SIZE, TEXT_PT } from './official-page.ts';
import { ENDING, drawFlow, markOf } from './pdf-flow.ts';
import './pdf-fonts.ts';
import { drawAddress, drawHead, drawSignature } from './pdf-letter.ts';
import { heightAt, leastPt, shareOf } from './picture-size.ts';

export interface Spacing {
  /** Of the font's own line; the decree allows 1 to 1.5. */
  lineHeight: number;
  signingRoomPt: number;
  /** Of the height a picture would have. */
  picture: number;
  /** Above and below the text of a table's cell. */
  paddingPt: number;
  /** Before a picture that floats (floating.ts). */
  tablesFirst: number;
}

export interface Measure {
  pages: number;
  /** Points of the last page down to the end of the signature. */
  lastPt: number;
  /** The closing and the signature have the last page for themselves, and it is not the only one. */
  isAlone: boolean;
  /** Points left empty before a picture or a table that begins the next page: the most there are. */
  gapPt: number;
  /** Share of its height at which that picture would stand in them; null: at none at which it can be read, or it is a table. */
  fittingShare: number | null;
}

interface Point {
  page: number;
  /** From the upper margin. */
  downPt: number;
}

/** Another reader breaks a line elsewhere: so much stays free at the end, and below a picture. */
const SPARE_PT = 16;

/** @param written in the order of the document */
export async function measure(letter: Letter, written: readonly Block[], spacing: Spacing): Promise<Measure> {
  const blocks = withTablesFirst(written, spacing.tablesFirst);
  const marks = new Map<string, Point>();
  let pages = 0;
  const { lineHeight, signingRoomPt, picture, paddingPt } = spacing;
  const ending = drawSignature(letter, signingRoomPt + SPARE_PT);
  await pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: PAGE_MARGINS_PT,
      defaultStyle: { font: FONT, fontSize: SIZE.body, lineHeight },
      header: (_, count) => {
        pages = count;
        return null;
      },
      // Asked once for everything that stands somewhere.
      pageBreakBefore: ({ id, startPosition }) => {
        if (id !== undefined) {
          marks.set(id, { page: startPosition.pageNumber, downPt: startPosition.top - MARGIN_PT.top });
        }
        return false;
      },
      content: [
        drawHead(letter),
        drawAddress(letter),
        ...drawFlow(blocks.map(outlined), { newPage: false, centred: false, ending, picture, paddingPt, marked: true }),
      ],
    })
    // Laid out, and neither compressed nor its fonts embedded: nobody ends the stream.
    .getStream();
  const [before, , end] = standing(ENDING, marks);
  return {
    pages,
    lastPt: end.downPt,
    isAlone: pages > 1 && startOn(end.page, before) === 0,
    ...widestGap(blocks, spacing, marks),
  };
}

/** What stands before it may fill its page to the last. */
const startOn = (page: number, { page: from, downPt }: Point): number => (from < page ? 0 : Math.max(0, downPt));

/** Where what comes before it ends, where it begins itself, and where it ends. */
function standing(name: string, marks: ReadonlyMap<string, Point>): [Point, Point, Point] {
  const before = marks.get(markOf('before', name)) ?? { page: 1, downPt: 0 };
  const beginning = marks.get(markOf('at', name)) ?? before;
  return [before, beginning, marks.get(markOf('after', name)) ?? beginning];
}

function widestGap(
  blocks: readonly Block[],
  { picture: share }: Spacing,
  marks: ReadonlyMap<string, Point>,
): Pick<Measure, 'gapPt' | 'fittingShare'> {
  let widest: Pick<Measure, 'gapPt' | 'fittingShare'> = { gapPt: 0, fittingShare: null };
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'picture' && block.kind !== 'table') continue;
    const [before, beginning, end] = standing(String(index), marks);
    const gapPt = beginning.page > before.page ? TEXT_PT.height - before.downPt : 0;
    if (gapPt <= widest.gapPt) continue;
    if (block.kind === 'table') {
      widest = { gapPt, fittingShare: null };
      continue;
    }
    // Heading, caption and what is between them.
    const besidePt = end.downPt - heightAt(block, share);
    const roomPt = gapPt - besidePt - SPARE_PT;
    widest = { gapPt, fittingShare: roomPt < leastPt(block) ? null : shareOf(block, roomPt) };
  }
  return widest;
}

/** As large, and quickly drawn. */
function outlined(block: Block): Block {
  if (block.kind !== 'picture') return block;
  const { kind, widthPt, heightPt, caption, alt } = block;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPt}" height="${heightPt}"/>`;
  return { kind, widthPt, heightPt, caption, alt, svg };
}
