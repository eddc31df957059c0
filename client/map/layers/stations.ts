/**
 * Stations, nodes and break marks on two canvases: what is well below the names, what is not above them. Names step aside for
 * abnormal glyphs now and then only, and a glyph that has just come is never hidden.
 */
import type L from 'leaflet';
import type { NetworkState, StationState } from '../../../server/contract/terms.ts';
import type { Focus } from '../../model/view.ts';
import { createCanvasSheet, type CanvasSheet, type Frame } from '../canvas-sheet.ts';
import { isInside } from '../covers.ts';
import type { Surroundings } from '../label-layout.ts';
import { isFibreDim } from '../focus.ts';
import { densityRadius, SINGLE_DOTS_FROM_ZOOM } from '../density.ts';
import { layoutGlyphs, type GlyphLayout } from '../glyph-layout.ts';
import type { Ground } from '../ground.ts';
import { pushApart, type Point, type Standing } from '../push-apart.ts';
import { createSprites, type Sprites } from '../sprites.ts';
import { readTokens, watchTheme } from '../theme.ts';
import type { MapLayer } from './layer.ts';

interface StationsValue {
  states: readonly (StationState | null)[];
  since: readonly number[];
  nodeStates: readonly NetworkState[];
  /** Links with a break mark. */
  cuts: readonly number[];
  /** Links with the mark of maintenance. */
  planned: readonly number[];
  nodesShown: boolean;
  focus: Focus | null;
  faded: boolean;
}

/** Places that hold for a whole epoch, as pixels of the whole world at zoom 0. */
export interface Places {
  stations: readonly Point[];
  nodes: readonly Point[];
  /** Middle of each link. */
  links: readonly Point[];
  ground: Ground;
}

/** What lies where at the zoom of the map, world px. */
export interface Placed extends GlyphLayout {
  zoom: number;
  /** Only those that are drawn. */
  nodes: (Point & { node: number })[];
  cuts: (Point & { link: number })[];
  planned: Point[];
}

export interface StationsLayer extends MapLayer<StationsValue> {
  placed: () => Placed;
}

const CUT_RADIUS = 11;
/** Half a glyph: so near a panel or the edge it is cut. */
const GLYPH_MARGIN = 7;
/** Healthy nodes are drawn from this zoom on, abnormal ones always. */
const NODES_FROM_ZOOM = 11;
const FADED = 0.6;
const DIM = 0.25;

export function createStations(
  map: L.Map,
  panes: Record<'dots' | 'glyphs', HTMLElement>,
  places: Places,
  surroundings: () => Surroundings,
): StationsLayer {
  let value: StationsValue | null = null;
  let placed: Placed | null = null;
  let paint = freshPaint();

  const layout = (): Placed => {
    const zoom = map.getZoom();
    if (placed?.zoom === zoom) return placed;
    placed = value === null ? EMPTY : layoutAll(places, value, zoom, surroundings());
    return placed;
  };
  /** Panels lie over other places now. Asked for before the sheet is made, so that it draws what holds after the move. */
  const forget = (): void => {
    placed = null;
  };
  map.on('moveend', forget);
  const sheetOf = (pane: HTMLElement, draw: Draw): CanvasSheet =>
    createCanvasSheet(map, pane, (frame) => {
      if (value === null) return;
      if (paint.ratio !== window.devicePixelRatio) paint = freshPaint();
      frame.context.globalAlpha = value.faded ? FADED : 1;
      draw(frame, layout(), value, paint);
    });
  const sheets = [sheetOf(panes.dots, drawNormal), sheetOf(panes.glyphs, drawAbnormal)];
  const redraw = (): void => {
    for (const sheet of sheets) sheet.redraw();
  };
  const stopWatching = watchTheme(() => {
    paint = freshPaint();
    redraw();
  });
  return {
    update(_last, next) {
      // Pointing at something shows the same scene again: in a storm laying it out costs more than drawing it.
      if (value === null || !sameLayout(value, next)) placed = null;
      value = next;
      redraw();
    },
    placed: layout,
    remove() {
      map.off('moveend', forget);
      stopWatching();
      for (const sheet of sheets) sheet.remove();
    },
  };
}

/** The same scene: its lists are the very same ones. */
function sameLayout(a: StationsValue, b: StationsValue): boolean {
  return (
    a.states === b.states &&
    a.since === b.since &&
    a.nodeStates === b.nodeStates &&
    a.nodesShown === b.nodesShown &&
    sameNumbers(a.cuts, b.cuts) &&
    sameNumbers(a.planned, b.planned)
  );
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((one, place) => one === b[place]);
}

const EMPTY: Placed = { zoom: NaN, glyphs: [], dots: [], density: [], nodes: [], cuts: [], planned: [] };

function layoutAll(places: Places, value: StationsValue, zoom: number, { covers, frame }: Surroundings): Placed {
  const scale = 2 ** zoom;
  const middlesOf = (links: readonly number[]) =>
    links.flatMap((link) => {
      const middle = places.links[link];
      return middle ? [{ link, x: middle.x * scale, y: middle.y * scale }] : [];
    });
  const middles = middlesOf(value.cuts);
  const { ground } = places;
  const apart = pushApart(middles, 2 * CUT_RADIUS, [], (place) => (ground.holds(place, zoom) ? 'best' : 'bad'));
  const cuts = middles.map((cut, i) => ({ ...cut, ...apart[i] }));
  const nodes = places.nodes.flatMap(({ x, y }, node) =>
    value.nodesShown && (zoom >= NODES_FROM_ZOOM || isBroken(value.nodeStates[node]))
      ? [{ node, x: x * scale, y: y * scale }]
      : [],
  );
  const stations = places.stations.map(({ x, y }) => ({ x: x * scale, y: y * scale }));
  const blocked = cuts.map(({ x, y }) => ({ x, y, radius: CUT_RADIUS }));
  const isHidden = (place: Point): boolean =>
    !isInside(frame, place, -GLYPH_MARGIN) || covers.some((cover) => isInside(cover, place, GLYPH_MARGIN));
  /** Nothing is pushed from sight under a panel or off the screen, nor out of the province; out of its commune where it has to. */
  const standing = (place: Point, glyph: Point & { station: number }): Standing =>
    isHidden(place) && !isHidden(glyph) ? 'bad' : ground.standing(place, zoom, glyph.station);
  return {
    zoom,
    ...layoutGlyphs(stations, value.states, value.since, zoom, blocked, standing),
    nodes,
    cuts,
    planned: middlesOf(value.planned),
  };
}

function isBroken(state: NetworkState | undefined): state is Exclude<NetworkState, 'up'> {
  return state === 'down' || state === 'dark' || state === 'degraded';
}

interface Paint {
  ratio: number;
  sprites: Sprites;
  dot: string;
  nodeEdge: Record<NetworkState, string>;
  nodeFill: string;
}

function freshPaint(): Paint {
  const token = readTokens();
  const ratio = window.devicePixelRatio;
  return {
    ratio,
    sprites: createSprites(token, ratio),
    dot: token('dot'),
    nodeEdge: { up: token('fiber'), degraded: token('deg'), down: token('down'), dark: token('down') },
    nodeFill: token('halo'),
  };
}

type Draw = (frame: Frame, placed: Placed, value: StationsValue, paint: Paint) => void;

const drawNormal: Draw = (frame, placed, { nodeStates, focus }, paint) => {
  const { context, left, top, zoom } = frame;
  const opacity = context.globalAlpha;
  const inFrame = insideOf(frame);
  context.fillStyle = paint.dot;
  context.globalAlpha = dimmed(opacity, focus !== null) * 0.6;
  context.beginPath();
  for (const { x, y, count } of placed.density) disc(context, x - left, y - top, densityRadius(count));
  const radius = Math.min(3, 1.5 + (zoom - SINGLE_DOTS_FROM_ZOOM) * 0.8);
  for (const dot of placed.dots) if (inFrame(dot)) disc(context, dot.x - left, dot.y - top, radius);
  context.fill();
  context.globalAlpha = dimmed(opacity, isFibreDim(focus));
  for (const { node, x, y } of placed.nodes.filter(inFrame)) {
    if (!isBroken(nodeStates[node])) drawNode(context, x - left, y - top, paint, 'up');
  }
};

const drawAbnormal: Draw = (frame, placed, { states, nodeStates, focus }, paint) => {
  const { context, left, top } = frame;
  const opacity = context.globalAlpha;
  const inFrame = insideOf(frame);
  const fibre = dimmed(opacity, isFibreDim(focus));
  context.globalAlpha = fibre;
  for (const { node, x, y } of placed.nodes.filter(inFrame)) {
    const state = nodeStates[node];
    if (isBroken(state)) drawNode(context, x - left, y - top, paint, state);
  }
  context.globalAlpha = focus === 'maintenance' ? opacity : fibre;
  for (const { x, y } of placed.planned.filter(inFrame)) {
    paint.sprites.draw(context, 'maintenance', x - left, y - top);
  }
  for (const glyph of placed.glyphs.filter(inFrame)) {
    context.globalAlpha = dimmed(opacity, focus !== null && states[glyph.station] !== focus);
    paint.sprites.draw(context, glyph.state, glyph.x - left, glyph.y - top, glyph.size);
  }
  for (const { x, y } of placed.cuts.filter(inFrame)) {
    context.globalAlpha = fibre * 0.55;
    context.strokeStyle = paint.nodeEdge.down;
    context.lineWidth = 2;
    context.beginPath();
    disc(context, x - left, y - top, 17);
    context.stroke();
    context.globalAlpha = fibre;
    paint.sprites.draw(context, 'cut', x - left, y - top);
  }
};

function insideOf({ left, top, width, height }: Frame): (at: Point) => boolean {
  const frame = { left, top, right: left + width, bottom: top + height };
  return (at) => isInside(frame, at, 20);
}

function dimmed(opacity: number, isDim: boolean): number {
  return isDim ? opacity * DIM : opacity;
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

function drawNode(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { nodeFill, nodeEdge }: Paint,
  state: NetworkState,
): void {
  context.fillStyle = nodeFill;
  context.strokeStyle = nodeEdge[state];
  context.lineWidth = state === 'up' ? 1.5 : 2.2;
  context.setLineDash(state === 'dark' ? [2, 2] : []);
  context.beginPath();
  context.roundRect(x - 4, y - 4, 8, 8, 2);
  context.fill();
  context.stroke();
  context.setLineDash([]);
}
