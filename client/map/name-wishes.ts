/** Which names the map would like to show, most important first. */
import { GLYPH_DISTANCE } from './glyph-layout.ts';
import { boxAt, layoutLabels, type Box, type LabelWish, type PlacedLabel } from './label-layout.ts';
import { nameWidth, NAME_HEIGHT, type NameText } from './layers/names.ts';
import type { Point } from './push-apart.ts';

export interface NameWish extends Point {
  key: string;
  text: string;
  kind: NameText['kind'];
  /** The greater is asked first among names of one kind. */
  weight: number;
}

/** Which kind is asked first. */
const ORDER: Record<NameText['kind'], number> = { cut: 0, sector: 1, urgent: 2, plain: 3, region: 4 };
/** px a name of that kind may step aside. */
const REACH: Record<NameText['kind'], number> = { cut: 16, sector: 0, urgent: 10, plain: 8, region: 0 };
/** A name of the surroundings never gives way. */
const FIXED: ReadonlySet<NameText['kind']> = new Set(['cut', 'urgent', 'sector']);

/**
 * @param wishes world px at `zoom`
 * @param glyphs centres of glyphs, same px
 */
export function placeNames(
  wishes: readonly NameWish[],
  glyphs: readonly Point[],
  zoom: number,
): (PlacedLabel & NameWish)[] {
  const byKey = new Map(wishes.map((wish) => [wish.key, wish]));
  const asked = [...wishes].sort(
    (a, b) => ORDER[a.kind] - ORDER[b.kind] || b.weight - a.weight || (a.key < b.key ? -1 : 1),
  );
  const labels = asked.map(({ key, x, y, text, kind }): LabelWish => ({
    key,
    x,
    y,
    width: nameWidth(text, kind) + 4,
    height: NAME_HEIGHT,
    urgent: FIXED.has(kind),
    reach: REACH[kind],
  }));
  const glyphSize = { width: GLYPH_DISTANCE, height: GLYPH_DISTANCE };
  const obstacles = glyphs.map((glyph): Box => boxAt(glyphSize, glyph, 0));
  return layoutLabels(labels, obstacles, gapAt(zoom)).flatMap((label) => {
    const wish = byKey.get(label.key);
    return wish ? [{ ...wish, ...label }] : [];
  });
}

/** Far out a few names say where one is; closer every commune has room for its own. */
function gapAt(zoom: number): number {
  if (zoom < 10) return 34;
  return zoom < 11 ? 14 : 4;
}
