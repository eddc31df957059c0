/** Text on the map: markers that keep their size while the map zooms, added and removed as the layout says. */
import L from 'leaflet';
import { css } from '../styles.ts';
import type { MapLayer } from './layer.ts';

/** A line from the text to what it names, px from the text's centre: from x, y to x, y. */
export type Leader = readonly [x1: number, y1: number, x2: number, y2: number];

export interface NameText {
  key: string;
  text: string;
  /** Centre of the text. */
  lat: number;
  lon: number;
  kind: 'plain' | 'urgent' | 'cut' | 'region' | 'sector';
  /** What it names is not what is looked for now. */
  dim: boolean;
  leader: Leader | null;
}

/** px; the fonts of map.module.css. */
export const NAME_HEIGHT = 16;
const FONT: Record<NameText['kind'], string> = {
  plain: "500 11px 'HY Num', 'Be Vietnam Pro', sans-serif",
  urgent: "600 12px 'HY Num', 'Be Vietnam Pro', sans-serif",
  cut: "600 12px 'HY Num', 'Be Vietnam Pro', sans-serif",
  region: "500 12px 'HY Num', 'Be Vietnam Pro', sans-serif",
  sector: "600 12px 'HY Num', 'Be Vietnam Pro', sans-serif",
};

/** Of the text's box. A sector's own name is taken by its area. */
const CLASS: Record<NameText['kind'], string> = {
  plain: 'plain',
  urgent: 'urgent',
  cut: 'cut',
  region: 'region',
  sector: 'sectorName',
};

/** Keyed by key. */
export type NamesValue = ReadonlyMap<string, NameText>;

/** A cut's label stands on a plate above the glyphs, its line below them; every other name below them as well. */
export function createNames(map: L.Map, panes: Record<'names' | 'plates', string>): MapLayer<NamesValue> {
  const markers = new Map<string, L.Marker[]>();
  const markerOf = (name: NameText, pane: string, parts: readonly SVGElement[]): L.Marker => {
    const svg = svgElement('svg', {});
    svg.append(...parts);
    const html = L.DomUtil.create('span', css('name', CLASS[name.kind], name.dim && 'dim'));
    html.append(svg);
    const icon = L.divIcon({ html, className: '', iconSize: [0, 0] });
    return L.marker([name.lat, name.lon], { pane, icon, interactive: false, keyboard: false }).addTo(map);
  };
  const show = (name: NameText): void => {
    const text = svgElement('text', {});
    text.textContent = name.text;
    const plate = plateOf(name);
    const words = markerOf(name, plate === null ? panes.names : panes.plates, [...rectOf(plate), text]);
    const line = name.leader === null ? [] : [markerOf(name, panes.names, linesOf(name.leader))];
    markers.set(name.key, [words, ...line]);
  };
  return {
    update(last, next) {
      for (const [key, shown] of markers) {
        const name = next.get(key);
        if (name !== undefined && sameLook(last?.get(key), name)) {
          for (const marker of shown) marker.setLatLng([name.lat, name.lon]);
          continue;
        }
        for (const marker of shown) marker.remove();
        markers.delete(key);
      }
      for (const [key, name] of next) if (!markers.has(key)) show(name);
    },
    remove() {
      for (const marker of [...markers.values()].flat()) marker.remove();
      markers.clear();
    },
  };
}

/** px round the words of a cut. */
const PLATE = { x: 6, y: 2 } as const;

/** The size of the plate a label stands on; null: it has none. */
export function plateOf({ text, kind }: Pick<NameText, 'text' | 'kind'>): { width: number; height: number } | null {
  return kind === 'cut' ? { width: nameWidth(text, kind) + 2 * PLATE.x, height: NAME_HEIGHT + 2 * PLATE.y } : null;
}

function rectOf(plate: { width: number; height: number } | null): SVGElement[] {
  if (plate === null) return [];
  const { width, height } = plate;
  return [svgElement('rect', { x: -width / 2, y: -height / 2, width, height, rx: 4 })];
}

/** The halo, and the line on it. */
function linesOf([x1, y1, x2, y2]: Leader): SVGElement[] {
  const ends = { x1, y1, x2, y2 };
  const halo = svgElement('line', ends);
  halo.classList.add(css('leaderHalo'));
  return [halo, svgElement('line', ends)];
}

function sameLook(a: NameText | undefined, b: NameText): boolean {
  return a?.text === b.text && a.kind === b.kind && a.dim === b.dim && String(a.leader) === String(b.leader);
}

function svgElement(tag: string, attributes: Record<string, number>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value.toFixed(1));
  return element;
}

const widths = new Map<string, number>();
let ruler: CanvasRenderingContext2D | null | undefined;

/** Width of a name, px; a guess of 6.5 px a letter where there is no canvas. */
export function nameWidth(text: string, kind: NameText['kind']): number {
  const key = `${kind} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    ruler ??= document.createElement('canvas').getContext('2d');
    if (ruler) ruler.font = FONT[kind];
    width = ruler ? ruler.measureText(text).width : text.length * 6.5;
    // Measured before the fonts have come it is a guess, good for this time only.
    if (document.fonts.status === 'loaded') widths.set(key, width);
  }
  return width;
}
