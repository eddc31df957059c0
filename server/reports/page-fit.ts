/**
 * How closely a letter is set: loosely, unless its last page would hold little more than the signature, or a picture or table would leave
 * much of the page before it empty. Then a picture that floats comes after one of the tables and, within what the decree allows, lines
 * are set closer or further apart, cells lower or higher, and pictures drawn lower. Counted on the pages of the PDF; the DOCX is set alike.
 */
import type { ReportDocument } from './document.ts';
import { tablesAfter } from './floating.ts';
import { letterOf, partsOf } from './letter.ts';
import { LINE_HEIGHT, SIGNING_ROOM_PT, TEXT_PT } from './official-page.ts';
import { measure } from './page-measure.ts';
import type { Measure, Spacing } from './page-measure.ts';
import { CELL_PADDING_Y_PT } from './table-layout.ts';

export const LOOSE: Spacing = {
  lineHeight: LINE_HEIGHT,
  signingRoomPt: SIGNING_ROOM_PT,
  picture: 1,
  paddingPt: CELL_PADDING_Y_PT,
  tablesFirst: 0,
};
const DENSE: Spacing = { ...LOOSE, lineHeight: 1, signingRoomPt: 50 };
/** No picture is drawn lower than it can be read (picture-size.ts). */
const CLOSEST: Spacing = { ...DENSE, picture: 0, paddingPt: 1 };
/** What may save a page, from the loosest. */
const CLOSER: readonly Spacing[] = [
  { ...LOOSE, lineHeight: 1.05, signingRoomPt: 62, picture: 0.95 },
  { ...DENSE, signingRoomPt: 56, picture: 0.88 },
  { ...DENSE, picture: 0.8 },
  { ...DENSE, picture: 0 },
  CLOSEST,
];
/** What may let a picture stand where it left a gap, fill that with text, or bring more over to the signature. */
const OTHERS: readonly Spacing[] = [
  { ...LOOSE, lineHeight: 1 },
  { ...LOOSE, lineHeight: 1, paddingPt: 3 },
  { ...LOOSE, lineHeight: 1.2 },
  { ...LOOSE, lineHeight: 1.2, paddingPt: 3 },
  { ...LOOSE, lineHeight: 1.3 },
  { ...LOOSE, lineHeight: 1.4 },
  { ...LOOSE, lineHeight: 1.4, paddingPt: 1 },
  { ...LOOSE, lineHeight: 1.4, paddingPt: 3 },
];

/** A last page that is filled no further holds little. */
const LITTLE_PT = TEXT_PT.height / 3;
/** So much may stay empty before a picture: a little less than a quarter, for another reader fills it differently. */
const EMPTY_PT = TEXT_PT.height * 0.22;

/** @returns of those with the fewest faults, and the fewest pages, the first that is tried */
export async function spacingOf(report: ReportDocument): Promise<Spacing> {
  const letter = letterOf(report);
  const blocks = partsOf(report.blocks).main;
  const known = new Map<Spacing, Measure>();
  let best = { spacing: LOOSE, measured: await measure(letter, blocks, LOOSE) };
  const most = best.measured.pages;
  known.set(LOOSE, best.measured);
  const attempt = async (spacing: Spacing): Promise<void> => {
    const measured = known.get(spacing) ?? (await measure(letter, blocks, spacing));
    if (measured.pages <= most && isBetter(measured, best.measured)) best = { spacing, measured };
    const { gapPt, fittingShare } = measured;
    if (gapPt <= EMPTY_PT || fittingShare === null || fittingShare >= spacing.picture) return;
    await attempt({ ...spacing, picture: fittingShare });
  };
  await attempt(LOOSE);
  if (faultsOf(best.measured) === 0 && !holdsLittle(best.measured)) return best.spacing;
  const closest = await measure(letter, blocks, CLOSEST);
  known.set(CLOSEST, closest);
  const fewest = Math.min(best.measured.pages, closest.pages);
  const places = Array.from({ length: tablesAfter(blocks) }, (_, index) => index + 1);
  const moved = (spacing: Spacing) => places.map((tablesFirst): Spacing => ({ ...spacing, tablesFirst }));
  // A picture that can is moved before anything is set otherwise.
  for (const spacing of [...moved(LOOSE), ...CLOSER, ...OTHERS]) {
    if (faultsOf(best.measured) === 0 && best.measured.pages <= fewest) break;
    await attempt(spacing);
  }
  for (const spacing of [...CLOSER, ...OTHERS].flatMap(moved)) {
    if (faultsOf(best.measured) === 0) break;
    await attempt(spacing);
  }
  return best.spacing;
}

function isBetter(one: Measure, other: Measure): boolean {
  const fewer = faultsOf(one) - faultsOf(other);
  return fewer < 0 || (fewer === 0 && one.pages < other.pages);
}

function faultsOf({ isAlone, gapPt }: Measure): number {
  return Number(isAlone) + Number(gapPt > EMPTY_PT);
}

function holdsLittle({ pages, lastPt }: Measure): boolean {
  return pages > 1 && lastPt < LITTLE_PT;
}
