/** Where each station is drawn at one zoom: abnormal ones single and apart, healthy ones as dots. */
import type { StationState } from '../../server/contract/terms.ts';
import { crowdDistance, crowdedOf } from './crowd.ts';
import { densityDots, SINGLE_DOTS_FROM_ZOOM, type DensityDot } from './density.ts';
import { pushApart, type Disc, type Point, type Standing } from './push-apart.ts';

/** Centres of abnormal glyphs keep this far apart, px. */
export const GLYPH_DISTANCE = 13;
const DENSITY_SQUARE = 5;

interface Glyph extends Point {
  station: number;
  state: Exclude<StationState, 'up'>;
  /** Share of its full size: less than 1 in a crowd. */
  size: number;
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

/** @param glyph at its true place */
export type StandingOf = (place: Point, glyph: Point & { station: number }) => Standing;

/** What stands over what where glyphs touch, lowest first. */
const RANK: Record<Glyph['state'], number> = { maintenance: 0, stale: 1, degraded: 2, down: 3 };

/**
 * @param places true places, world px at `zoom`
 * @param states what is drawn; null: nothing
 * @param since epoch ms of the state: the older has the better right to its true place
 * @param blocked break marks
 * @param standing how well the glyph of a station stands away from its true place
 * @returns glyphs in drawing order
 */
export function layoutGlyphs(
  places: readonly Point[],
  states: readonly (StationState | null)[],
  since: readonly number[],
  zoom: number,
  blocked: readonly Disc[],
  standing?: StandingOf,
): GlyphLayout {
  const abnormal: Glyph[] = [];
  const healthy: Dot[] = [];
  places.forEach(({ x, y }, station) => {
    const state = states[station] ?? null;
    if (state === 'up') healthy.push({ station, x, y });
    else if (state !== null) abnormal.push({ station, state, x, y, size: 1 });
  });
  abnormal.sort((a, b) => (since[a.station] ?? 0) - (since[b.station] ?? 0) || a.station - b.station);
  const glyphs = spread(abnormal, blocked, standing);
  glyphs.sort((a, b) => RANK[a.state] - RANK[b.state] || a.y - b.y);
  return zoom < SINGLE_DOTS_FROM_ZOOM
    ? { glyphs, dots: [], density: densityDots(healthy, DENSITY_SQUARE) }
    : { glyphs, dots: healthy, density: [] };
}

/**
 * In a storm hundreds of whole glyphs would cover each other or spread far beyond the province. Where they crowd they are small
 * marks instead, still one for each station and none over another, and the worst have the best right to their true place;
 * whoever stands elsewhere stays whole.
 */
function spread(glyphs: readonly Glyph[], blocked: readonly Disc[], standing?: StandingOf): Glyph[] {
  const isCrowded = crowdedOf(glyphs);
  const free = glyphs.filter((_, i) => isCrowded[i] !== true);
  const crowd = glyphs.filter((_, i) => isCrowded[i] === true).sort((a, b) => RANK[b.state] - RANK[a.state]);
  const whole = moved(free, pushApart(free, GLYPH_DISTANCE, blocked, standing), 1);
  if (crowd.length === 0) return whole;
  const distance = crowdDistance(crowd);
  const taken = [...blocked, ...whole.map(({ x, y }) => ({ x, y, radius: GLYPH_DISTANCE / 2 }))];
  return [...whole, ...moved(crowd, pushApart(crowd, distance, taken, standing), distance / GLYPH_DISTANCE)];
}

function moved(glyphs: readonly Glyph[], places: readonly Point[], size: number): Glyph[] {
  return glyphs.map((glyph, i) => {
    const { x, y } = places[i] ?? glyph;
    return { ...glyph, x, y, size };
  });
}
