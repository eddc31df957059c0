/**
 * The state glyphs as plain data: SVG draws them (glyph.tsx), the map's canvas draws the same ones through Path2D.
 * Drawn round (0, 0) in a box of ±8 (±10.5 for the break mark). Colours are names of tokens in app/tokens.css.
 */
export type GlyphName = 'up' | 'degraded' | 'down' | 'stale' | 'maintenance' | 'cut' | 'recovered' | 'dark';

interface GlyphPart {
  /** SVG path data. */
  d: string;
  /** Token without `--`. */
  fill?: string;
  stroke?: string;
  width?: number;
  dash?: readonly number[];
}

export interface GlyphShape {
  /** Half the side of its box. */
  half: number;
  /** Side on the map, px (DESIGN 6). */
  mapSize: number;
  parts: readonly GlyphPart[];
}

export const GLYPHS: Readonly<Record<GlyphName, GlyphShape>> = {
  up: { half: 8, mapSize: 2.6, parts: [{ d: circle(4), fill: 'ok' }] },
  degraded: {
    half: 8,
    mapSize: 12,
    parts: [
      { d: 'M0-7L7.4 6H-7.4Z', fill: 'deg-fill', stroke: 'deg-edge', width: 1.3 },
      { d: 'M0-2.6V1.6M0 3.6V3.7', stroke: 'on-deg', width: 1.7 },
    ],
  },
  down: {
    half: 8,
    mapSize: 12,
    parts: [
      { d: square(6.6, 2), fill: 'down', stroke: 'halo', width: 1.2 },
      { d: 'M-2.9-2.9L2.9 2.9M2.9-2.9L-2.9 2.9', stroke: 'on-down', width: 2 },
    ],
  },
  stale: {
    half: 8,
    mapSize: 12,
    parts: [{ d: circle(5.8), fill: 'stale-soft', stroke: 'stale', width: 2.2, dash: [3.4, 2.67] }],
  },
  maintenance: {
    half: 8,
    mapSize: 10,
    parts: [
      { d: square(5.4, 2), fill: 'halo', stroke: 'mnt', width: 1.8 },
      { d: 'M-2.6 2.6L2.6-2.6', stroke: 'mnt', width: 1.8 },
    ],
  },
  cut: {
    half: 10.5,
    mapSize: 22,
    parts: [
      { d: circle(9), fill: 'halo', stroke: 'down', width: 2 },
      { d: 'M-6 0H-2.4M2.4 0H6M-1.6-3.6L1.6 3.6', stroke: 'down', width: 1.9 },
    ],
  },
  recovered: {
    half: 8,
    mapSize: 12,
    parts: [
      { d: circle(6.4), stroke: 'live', width: 1.7 },
      { d: 'M-2.8 .2L-.8 2.2 3-2', stroke: 'live', width: 1.7 },
    ],
  },
  /** A link or node that works but has no way to a core: the dotted line of a dark link in the ring of a break. */
  dark: {
    half: 8,
    mapSize: 12,
    parts: [
      { d: circle(6.4), fill: 'halo', stroke: 'down', width: 1.7 },
      { d: 'M-3.2 0H-3.1M0 0H.1M3.2 0H3.3', stroke: 'down', width: 2 },
    ],
  },
};

function circle(r: number): string {
  return `M${r} 0A${r} ${r} 0 1 1 ${-r} 0A${r} ${r} 0 1 1 ${r} 0Z`;
}

/** A square of half side `a` with corners of radius `r`. */
function square(a: number, r: number): string {
  const b = a - r;
  return `M${-b} ${-a}H${b}Q${a} ${-a} ${a} ${-b}V${b}Q${a} ${a} ${b} ${a}H${-b}Q${-a} ${a} ${-a} ${b}V${-b}Q${-a} ${-a} ${-b} ${-a}Z`;
}
