/** A picture as large as a page has room for it, the same in PDF and DOCX. */
import type { Block, Drawing } from './document.ts';
import { TEXT_PT } from './official-page.ts';

export type Picture = Extract<Block, { kind: 'picture' }>;

/** A map that is lower cannot be read; one that was meant to be low may lose a fifth. */
const READABLE_PT = 250;
const LEAST_SHARE = 0.8;
/** Of a caption and a heading on its page. */
const BESIDE_PT = 80;

/** Points of its height: as drawn, where the page has room for that. */
function wholePt({ widthPt, heightPt }: Drawing): number {
  return heightPt * Math.min(1, TEXT_PT.width / widthPt, (TEXT_PT.height - BESIDE_PT) / heightPt);
}

/** Points of its height at a share of it, never so low that it cannot be read. */
export function heightAt(picture: Picture, share: number): number {
  const whole = wholePt(picture);
  return Math.min(whole, Math.max(whole * share, leastPt(picture)));
}

export function leastPt(picture: Picture): number {
  return Math.min(wholePt(picture) * LEAST_SHARE, READABLE_PT);
}

/** Share of its height at which it is so high. */
export const shareOf = (picture: Picture, heightPt: number): number => heightPt / wholePt(picture);

/** Lower it is drawn anew, where it can be: its letters stay as large. */
export function drawnAt(picture: Picture, share: number): Drawing {
  const heightPt = heightAt(picture, share);
  const drawn = heightPt < picture.heightPt && picture.lower !== undefined ? picture.lower(heightPt) : picture;
  const scale = Math.min(heightPt, wholePt(drawn)) / drawn.heightPt;
  return { svg: drawn.svg, widthPt: drawn.widthPt * scale, heightPt: drawn.heightPt * scale };
}
