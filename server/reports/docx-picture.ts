/** A vector picture in a Word file: the SVG, which Word shows, with a raster beside it for readers that cannot. */
import { ImageRun, Paragraph } from 'docx';
import type { FileChild } from 'docx';
import { cleanText } from './clean-text.ts';
import { plainTable } from './docx-plain-table.ts';
import { paragraph } from './docx-styles.ts';
import { TEXT_PT } from './official-page.ts';
import { drawnAt } from './picture-size.ts';
import type { Picture } from './picture-size.ts';
import { rasterize } from './raster.ts';
import { captionLines } from './title-lines.ts';

/** Word counts pictures in pixels of 1/96 inch. */
const PIXELS_PER_PT = 96 / 72;

/**
 * Picture and caption are one row that is never split: LibreOffice, which guesses where pages end by counting paragraphs, may leave the
 * heading of a picture that is a mere paragraph alone at the foot of the page before.
 */
export function drawPicture(
  picture: Picture,
  { pageBreakBefore, keepNext, size }: { pageBreakBefore: boolean; keepNext: boolean; size: number },
  /** Of its own in the document. */
  id: number,
): FileChild[] {
  const { caption, alt } = picture;
  const { svg, widthPt, heightPt } = drawnAt(picture, size);
  const transformation = { width: widthPt * PIXELS_PER_PT, height: heightPt * PIXELS_PER_PT };
  const image = new ImageRun({
    type: 'svg',
    data: new TextEncoder().encode(svg),
    fallback: { type: 'png', data: rasterize(svg, widthPt) },
    transformation,
    altText: { id: String(id), name: cleanText(caption), description: cleanText(alt) },
  });
  const drawn = [
    new Paragraph({ style: 'Picture', pageBreakBefore, ...(keepNext && { keepNext }), children: [image] }),
    paragraph(captionLines(caption), 'PictureCaption', { keepNext }),
  ];
  return [plainTable([TEXT_PT.width], [[drawn]])];
}
