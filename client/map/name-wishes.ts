/** Which names the map would like to show, most important first. */
import {
  boxAt,
  distance,
  layoutLabels,
  nearestIn,
  type LabelWish,
  type Obstacle,
  type PlacedLabel,
  type Surroundings,
} from './label-layout.ts';
import { nameWidth, NAME_HEIGHT, plateOf, type Leader, type NameText } from './layers/names.ts';
import type { Placed } from './layers/stations.ts';
import type { Point } from './push-apart.ts';

export interface NameWish extends Point {
  key: string;
  text: string;
  kind: NameText['kind'];
  dim: boolean;
  /** The greater is asked first among names of one kind. */
  weight: number;
  /** Of a commune: places on its ground, the nearest to its middle first. */
  inside?: readonly Point[];
  /** How far above the named thing it wants to stand, px; taken off `y` already. */
  lift: number;
}

/** Which kind is asked first. */
const ORDER: Record<NameText['kind'], number> = { cut: 0, sector: 1, urgent: 2, plain: 3, region: 4 };
/** px a name of that kind may step aside. */
const REACH: Record<NameText['kind'], number> = { cut: 16, sector: 0, urgent: 6, plain: 8, region: 0 };
/** What a cut took is looked for: out of a crowd of glyphs its label goes where it can be read, up to 200 px away. */
const CUT_ROUNDS = 12;
/** px from its mark at which a line says whose label it is. */
const LEADER_FROM = 24;
/** px; its halo included. */
const LEADER_WIDTH = 5;
/** px from the middle of a mark at which the line ends. */
const LEADER_TO = 18;
/** What says that something is wrong, or stands where it was asked for, may stand close by others. */
const URGENT: ReadonlySet<NameText['kind']> = new Set(['cut', 'sector', 'urgent']);
/**
 * Share of its box a name may lay over what is drawn. The glyphs stand above a name and would eat into its letters, a cut's plate
 * stands above the glyphs and would hide them: where there is no room it is left out, and the panel says what is hit.
 */
const MAY_COVER: Record<NameText['kind'], number> = {
  cut: 0.002,
  sector: Infinity,
  urgent: 0.04,
  plain: 0,
  region: 0,
};

/** px and weight of what is drawn: a name over a break mark hides the very thing it names. */
const DRAWN = {
  cut: { size: 36, weight: 3 },
  glyph: { size: 14, weight: 1 },
  mark: { size: 16, weight: 1 },
  node: { size: 10, weight: 0.02 },
} as const;

/**
 * @param placed what is drawn, world px
 * @param marks further places that are marked, same px
 */
export function obstaclesOf(
  { cuts, glyphs, nodes }: Pick<Placed, 'cuts' | 'glyphs' | 'nodes'>,
  marks: readonly Point[],
): Obstacle[] {
  const boxes = (
    places: readonly (Point & { size?: number })[],
    { size, weight }: { size: number; weight: number },
  ): Obstacle[] =>
    places.map((place) => {
      const side = size * (place.size ?? 1);
      return { ...boxAt({ width: side, height: side }, place, 0), weight };
    });
  return [
    ...boxes(cuts, DRAWN.cut),
    ...boxes(glyphs, DRAWN.glyph),
    ...boxes(marks, DRAWN.mark),
    ...boxes(nodes, DRAWN.node),
  ];
}

/**
 * @param wishes world px at `zoom`
 * @param surroundings same px
 */
export function placeNames(
  wishes: readonly NameWish[],
  obstacles: readonly Obstacle[],
  zoom: number,
  surroundings: Surroundings,
): PlacedName[] {
  const byKey = new Map(wishes.map((wish) => [wish.key, wish]));
  const asked = [...wishes]
    .sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || b.weight - a.weight || (a.key < b.key ? -1 : 1))
    .map((wish) => ({ kind: wish.kind, label: labelOf(wish) }));
  const labelsOf = (isCut: boolean): LabelWish[] =>
    asked.flatMap(({ kind, label }) => ((kind === 'cut') === isCut ? [label] : []));
  const named = (labels: readonly PlacedLabel[]): PlacedName[] =>
    labels.flatMap((label) => {
      const wish = byKey.get(label.key);
      return wish ? [{ ...wish, ...label, leader: wish.kind === 'cut' ? leaderOf(wish, label) : null }] : [];
    });
  const cuts = named(layoutLabels(labelsOf(true), obstacles, gapAt(zoom), surroundings));
  const plates = cuts.map((cut) => boxAt(boxSize(cut), cut, 0));
  const inTheWay = [...obstacles, ...cuts.flatMap(alongLeader)];
  return [...cuts, ...named(layoutLabels(labelsOf(false), inTheWay, gapAt(zoom), surroundings, plates))];
}

type PlacedName = PlacedLabel & NameWish & { leader: Leader | null };

function labelOf({ key, x, y, text, kind, dim, weight, lift, inside }: NameWish): LabelWish {
  const { width, height } = boxSize({ text, kind });
  // It gives way like any other: a cut that isolates nobody says no more than its mark does.
  const givesWay = dim || (kind === 'cut' && weight === 0);
  return {
    ...{ key, x, y, width, height },
    urgent: URGENT.has(kind) && !givesWay,
    mayCover: givesWay ? 0 : MAY_COVER[kind] * width * height,
    reach: givesWay ? Math.min(REACH[kind], 8) : REACH[kind],
    rounds: kind === 'cut' && !givesWay ? CUT_ROUNDS : 1,
    below: lift,
    ...(inside && { inside }),
  };
}

/** px of the ground a text takes. */
export function boxSize({ text, kind }: Pick<NameText, 'text' | 'kind'>): { width: number; height: number } {
  const plate = plateOf({ text, kind });
  return plate ?? { width: nameWidth(text, kind) + 4, height: NAME_HEIGHT };
}

/** A name across the line would make it two lines. */
function alongLeader({ x, y, leader }: PlacedName): Obstacle[] {
  if (leader === null) return [];
  const [x1, y1, x2, y2] = leader;
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / LEADER_WIDTH);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const at = { x: x + x1 + ((x2 - x1) * step) / steps, y: y + y1 + ((y2 - y1) * step) / steps };
    return { ...boxAt({ width: LEADER_WIDTH, height: LEADER_WIDTH }, at, 0), weight: 10 };
  });
}

/** Ties a label that stands far off to its mark. */
function leaderOf({ text, kind, x, y, lift }: NameWish, label: PlacedLabel): Leader | null {
  const box = boxAt(boxSize({ text, kind }), label, 0);
  const mark = { x, y: y + lift };
  const length = distance(box, mark);
  if (length < LEADER_FROM) return null;
  const from = nearestIn(box, mark);
  const share = 1 - LEADER_TO / length;
  const to = { x: from.x + share * (mark.x - from.x), y: from.y + share * (mark.y - from.y) };
  return [from.x - label.x, from.y - label.y, to.x - label.x, to.y - label.y];
}

/** Far out a few names say where one is; closer every commune has room for its own. */
function gapAt(zoom: number): number {
  if (zoom < 10) return 34;
  return zoom < 11 ? 14 : 4;
}
