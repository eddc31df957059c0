/** A vector picture in a Word file: the SVG, which Word shows, with a raster beside it for readers that cannot. */
import { ImageRun, Paragraph } from 'docx';
import type { FileChild } from 'docx';
import { cleanText } from './clean-text.ts';
import type { Block } from './document.ts';
import { plainTable } from './docx-plain-table.ts';
import { paragraph } from './docx-styles.ts';
import { TEXT_PT, pictureScale } from './official-page.ts';
import { rasterize } from './raster.ts';

/** Word counts pictures in pixels of 1/96 inch. */
const PIXELS_PER_PT = 96 / 72;

/**
 * Picture and caption are one row that is never split: LibreOffice, which guesses where pages end by counting paragraphs, may leave the
 * heading of a picture that is a mere paragraph alone at the foot of the page before.
 */
export function drawPicture(
  { svg, widthPt, heightPt, caption, alt }: Extract<Block, { kind: 'picture' }>,
  { pageBreakBefore, keepNext, size }: { pageBreakBefore: boolean; keepNext: boolean; size: number },
  /** Of its own in the document. */
  id: number,
): FileChild[] {
  const drawnPt = widthPt * pictureScale(widthPt, heightPt) * size;
  const scale = (drawnPt / widthPt) * PIXELS_PER_PT;
  const transformation = { width: widthPt * scale, height: heightPt * scale };
  const image = new ImageRun({
    type: 'svg',
    data: new TextEncoder().encode(svg),
    fallback: { type: 'png', data: rasterize(svg, drawnPt) },
    transformation,
    altText: { id: String(id), name: cleanText(caption), description: cleanText(alt) },
  });
  const drawn = [
    new Paragraph({ style: 'Picture', pageBreakBefore, ...(keepNext && { keepNext }), children: [image] }),
    paragraph(cleanText(caption), 'PictureCaption', { keepNext }),
  ];
  return [plainTable([TEXT_PT.width], [[drawn]])];
}
