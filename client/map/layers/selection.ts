/** What belongs to the selected thing: its sectors, its way to a core, what hangs on it, and a ring round it. */
import L from 'leaflet';
import { css } from '../styles.ts';
import { toLatLngs } from './communes.ts';
import type { MapLayer } from './layer.ts';
import type { Sector } from '../sectors.ts';

export interface SelectionValue {
  sectors: readonly Sector[];
  /** Where the sectors begin. */
  site: L.LatLngTuple | null;
  /** Routes of the way up, or of the selected link. */
  path: readonly (readonly [number, number][])[];
  /** Nodes along that way. */
  pathNodes: readonly L.LatLngTuple[];
  /** Stations that hang on the selected link or node, by index. */
  dependents: readonly number[];
}

/** What is ringed, where its glyph is drawn. Moves with the zoom, since glyphs are pushed apart. */
export interface RingsValue {
  selected: L.LatLngTuple | null;
  highlighted: L.LatLngTuple | null;
  dependents: readonly L.LatLngTuple[];
}

export function createSelection(map: L.Map, below: L.Renderer, above: L.Renderer): MapLayer<SelectionValue> {
  const group = L.layerGroup().addTo(map);
  return {
    update(last, next) {
      if (last === next) return;
      group.clearLayers();
      const line = { renderer: below, interactive: false };
      for (const { outline, state } of next.sectors) {
        L.polygon(toLatLngs(outline), { ...line, className: css('sector', state) }).addTo(group);
      }
      for (const route of next.path) L.polyline(toLatLngs(route), { ...line, className: css('path') }).addTo(group);
      const mark = { renderer: above, interactive: false };
      for (const place of next.pathNodes) {
        L.circleMarker(place, { ...mark, radius: 7, className: css('pathNode') }).addTo(group);
      }
    },
    remove() {
      group.remove();
    },
  };
}

export function createRings(map: L.Map, renderer: L.Renderer): MapLayer<RingsValue> {
  const rings = new Map<string, L.CircleMarker>();
  const group = L.layerGroup().addTo(map);
  return {
    update(last, next) {
      if (!last || !samePlaces(last.dependents, next.dependents)) {
        group.clearLayers();
        for (const place of next.dependents) {
          const mark = { renderer, interactive: false, radius: 8, className: css('dependent') };
          L.circleMarker(place, mark).addTo(group);
        }
      }
      for (const kind of ['highlighted', 'selected'] as const) {
        const place = next[kind];
        if (place && last?.[kind] && samePlace(place, last[kind])) continue;
        rings.get(kind)?.remove();
        rings.delete(kind);
        if (!place) continue;
        const ring = L.circleMarker(place, { renderer, interactive: false, radius: 16, className: css('ring', kind) });
        rings.set(kind, ring.addTo(map));
      }
    },
    remove() {
      group.remove();
      for (const ring of rings.values()) ring.remove();
    },
  };
}

function samePlace(a: L.LatLngTuple, b: L.LatLngTuple): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function samePlaces(a: readonly L.LatLngTuple[], b: readonly L.LatLngTuple[]): boolean {
  return a.length === b.length && a.every((place, index) => samePlace(place, b[index] ?? [NaN, NaN]));
}
