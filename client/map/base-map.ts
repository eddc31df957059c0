/** The empty map: panes, renderers and what lies around the province. It lives as long as its box, whatever is drawn on it. */
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { GROUND, ZOOMS, type Camera } from '../model/view.ts';
import { PANES, type Pane } from './layers/layer.ts';
import { css } from './styles.ts';
import { SEA } from './surroundings.ts';

export interface BaseMap {
  map: L.Map;
  /** SVG for whatever CSS paints. */
  renderers: Record<'communes' | 'links' | 'sectors' | 'marks', L.Renderer>;
  /** Panes of the canvases: names lie over what is well and below what is not. */
  canvases: Record<'dots' | 'glyphs', HTMLElement>;
  remove: () => void;
}

/** Shown until the province is known: the middle of Hưng Yên. */
const SOMEWHERE: Camera = { x: 106.3, y: 20.58, z: 9.5 };

export function createBaseMap(box: HTMLElement): BaseMap {
  const map = L.map(box, {
    zoomControl: false,
    attributionControl: false,
    minZoom: ZOOMS[0],
    maxZoom: ZOOMS[1],
    // As fine as the URL tells it: a link shows the very same picture.
    zoomSnap: 0.01,
    wheelPxPerZoomLevel: 110,
    // What is drawn on the canvas cannot follow a zoom of several steps gracefully.
    zoomAnimationThreshold: 6,
    boxZoom: false,
    maxBounds: [
      [GROUND.south, GROUND.west],
      [GROUND.north, GROUND.east],
    ],
    maxBoundsViscosity: 0.8,
    center: [SOMEWHERE.y, SOMEWHERE.x],
    zoom: SOMEWHERE.z,
  });
  const paneOf = (name: Pane): HTMLElement => {
    const pane = map.createPane(name);
    pane.style.zIndex = String(PANES[name]);
    pane.style.pointerEvents = 'none';
    return pane;
  };
  const rendererOf = (pane: Pane): L.Renderer => {
    paneOf(pane);
    return L.svg({ pane, padding: 0.2 });
  };
  const surroundings = rendererOf('surroundings');
  L.polygon([...SEA], { renderer: surroundings, interactive: false, className: css('sea') }).addTo(map);
  const renderers = {
    communes: rendererOf('communes'),
    links: rendererOf('links'),
    sectors: rendererOf('sectors'),
    marks: rendererOf('marks'),
  };
  paneOf('names');
  paneOf('plates');
  return {
    map,
    renderers,
    canvases: { dots: paneOf('dots'), glyphs: paneOf('glyphs') },
    remove() {
      map.remove();
    },
  };
}

/** Optional tiles below everything; the areas let them shine through (map.module.css). @returns remove */
export function addTiles(map: L.Map, tiles: { url: string; attribution: string }): () => void {
  const layer = L.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 18 }).addTo(map);
  const attribution = L.control.attribution({ prefix: false, position: 'bottomright' }).addTo(map);
  attribution.addAttribution(tiles.attribution);
  const box = map.getContainer();
  box.classList.add(css('overTiles'));
  return () => {
    layer.remove();
    attribution.remove();
    box.classList.remove(css('overTiles'));
  };
}
