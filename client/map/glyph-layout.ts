/** Where each station is drawn at one zoom: abnormal ones single and apart, healthy ones as dots. */
import type { StationState } from '../../server/contract/terms.ts';
import { densityDots, SINGLE_DOTS_FROM_ZOOM, type DensityDot } from './density.ts';
import { pushApart, type Disc, type Point } from './push-apart.ts';

/** Centres of abnormal glyphs keep this far apart, px. */
export const GLYPH_DISTANCE = 13;
const DENSITY_SQUARE = 5;
/** From here on there is a storm. */
const MANY = 100;

interface Glyph extends Point {
  station: number;
  state: Exclude<StationState, 'up'>;
}

/** A healthy station that can be pointed at. */
interface Dot extends Point {
  station: number;
}

export interface GlyphLayout {
  glyphs: Glyph[];
  dots: Dot[];
  density: DensityDot[];
}

/** What stands over what where glyphs touch, lowest first. */
const RANK: Record<Glyph['state'], number> = { maintenance: 0, stale: 1, degraded: 2, down: 3 };

/**
 * @param places true places, world px at `zoom`
 * @param states what is drawn; null: nothing
 * @param since epoch ms of the state: the older has the better right to its true place
 * @param blocked break marks
 * @param isHidden below a panel or off the screen
 * @returns glyphs in drawing order
 */
export function layoutGlyphs(
  places: readonly Point[],
  states: readonly (StationState | null)[],
  since: readonly number[],
  zoom: number,
  blocked: readonly Disc[],
  isHidden?: (place: Point) => boolean,
): GlyphLayout {
  const abnormal: Glyph[] = [];
  const healthy: Dot[] = [];
  places.forEach(({ x, y }, station) => {
    const state = states[station] ?? null;
    if (state === 'up') healthy.push({ station, x, y });
    else if (state !== null) abnormal.push({ station, state, x, y });
  });
  abnormal.sort((a, b) => (since[a.station] ?? 0) - (since[b.station] ?? 0) || a.station - b.station);
  const apart = pushApart(abnormal, distanceFor(abnormal), blocked, isHidden);
  const glyphs = abnormal.map((glyph, i) => ({ ...glyph, ...pick(apart[i] ?? glyph) }));
  glyphs.sort((a, b) => RANK[a.state] - RANK[b.state] || a.y - b.y);
  return zoom < SINGLE_DOTS_FROM_ZOOM
    ? { glyphs, dots: [], density: densityDots(healthy, DENSITY_SQUARE) }
    : { glyphs, dots: healthy, density: [] };
}

/** Glyphs may fill this share of the ground they stand on before they must move closer together. */
const FILL = 0.2;
const CLOSEST = 4;

/**
 * In a storm hundreds of glyphs 13 px apart would spread far beyond the province: where they are matters more than that
 * each stands free, so they close ranks.
 */
function distanceFor(points: readonly Point[]): number {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (points.length < MANY) return GLYPH_DISTANCE;
  const ground = (right - left) * (bottom - top);
  return Math.min(GLYPH_DISTANCE, Math.max(CLOSEST, Math.sqrt((FILL * ground) / points.length)));
}

function pick({ x, y }: Point): Point {
  return { x, y };
}
