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

export function createNames(map: L.Map, pane: string): MapLayer<NamesValue> {
  const markers = new Map<string, L.Marker>();
  const show = (name: NameText) => {
    const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    text.textContent = name.text;
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    if (name.leader !== null) svg.append(lineOf(name.leader));
    svg.append(text);
    const html = L.DomUtil.create('span', css('name', CLASS[name.kind], name.dim && 'dim'));
    html.append(svg);
    const icon = L.divIcon({ html, className: '', iconSize: [0, 0] });
    const marker = L.marker([name.lat, name.lon], { pane, icon, interactive: false, keyboard: false });
    markers.set(name.key, marker.addTo(map));
  };
  return {
    update(last, next) {
      for (const [key, marker] of markers) {
        const name = next.get(key);
        if (name !== undefined && sameLook(last?.get(key), name)) {
          marker.setLatLng([name.lat, name.lon]);
          continue;
        }
        marker.remove();
        markers.delete(key);
      }
      for (const [key, name] of next) if (!markers.has(key)) show(name);
    },
    remove() {
      for (const marker of markers.values()) marker.remove();
      markers.clear();
    },
  };
}

function sameLook(a: NameText | undefined, b: NameText): boolean {
  return a?.text === b.text && a.kind === b.kind && a.dim === b.dim && String(a.leader) === String(b.leader);
}

function lineOf([x1, y1, x2, y2]: Leader): SVGLineElement {
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
  Object.entries({ x1, y1, x2, y2 }).forEach(([name, value]) => {
    line.setAttribute(name, value.toFixed(1));
  });
  return line;
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
