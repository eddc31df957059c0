/** The choropleth: areas by class, borders drawn once, the province's outline, and marks on what is hit, at risk or chosen. */
import L from 'leaflet';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { bordersOf, type CommuneShape, type CommuneShapes } from '../borders.ts';
import type { Focus } from '../../model/view.ts';
import { communeFocus, isCommuneDim } from '../focus.ts';
import type { CommuneFace } from '../scene.ts';
import { css } from '../styles.ts';
import type { MapLayer } from './layer.ts';

export interface CommunesValue {
  /** By commune index. */
  faces: readonly CommuneFace[];
  selected: number;
  highlighted: number;
  /** Only communes it speaks of keep their full colour. */
  focus: Focus | null;
}

type MarkKind = 'hit' | 'highlight' | 'selected';

/** @param indexOf commune code → index; a shape nobody knows is drawn without a class */
export function createCommunes(
  map: L.Map,
  renderer: L.Renderer,
  shapes: CommuneShapes,
  indexOf: (code: string) => number | undefined,
): MapLayer<CommunesValue> {
  const group = L.layerGroup().addTo(map);
  const shared = { renderer, interactive: false };
  /** By commune index; a commune without a shape has none. */
  const areas = new Map<number, L.Polygon>();
  for (const shape of shapes.features) {
    const area = L.polygon(latLngsOf(shape), { ...shared, className: css('area', 'koff') }).addTo(group);
    const index = indexOf(shape.properties.code);
    if (index !== undefined) areas.set(index, area);
  }
  const borders = bordersOf(shapes).map(({ line, owners }) => ({
    line: toLatLngs(line),
    owners: owners.map((owner) => indexOf(shapes.features[owner]?.properties.code ?? '') ?? -1),
  }));
  const between = (communes: 1 | 2) =>
    borders.filter(({ owners }) => Math.min(owners.length, 2) === communes).map(({ line }) => line);
  L.polyline(between(2), { ...shared, className: css('border') }).addTo(group);
  L.polyline(between(1), { ...shared, className: css('outline') }).addTo(group);
  /** One line for all communes at risk: dashes of two neighbours over each other would look solid. */
  const risk = L.polyline([], { ...shared, className: css('mark', 'risk') }).addTo(group);

  const marks = new Map<string, L.Polygon>();
  const mark = (index: number, kind: MarkKind, on: boolean) => {
    const key = `${kind}${String(index)}`;
    const area = areas.get(index);
    if (on && area && !marks.has(key)) {
      const polygon = L.polygon(area.getLatLngs(), { ...shared, className: css('mark', kind) }).addTo(group);
      marks.set(key, polygon);
    } else if (!on) {
      marks.get(key)?.remove();
      marks.delete(key);
    }
  };

  return {
    update(last, next) {
      const lastFocus = last?.focus ?? null;
      next.faces.forEach((face, index) => {
        const before = last?.faces[index];
        const dim = isCommuneDim(face, next.focus);
        const wasDim = isCommuneDim(before, lastFocus);
        if (!before || before.class !== face.class || wasDim !== dim) {
          areas
            .get(index)
            ?.getElement()
            ?.setAttribute('class', css('area', `k${String(face.class)}`, dim && 'dim'));
        }
        if (!before || before.hit !== face.hit) mark(index, 'hit', face.hit);
        if (wasDim !== dim || !before?.hit) {
          const edge = marks.get(`hit${String(index)}`)?.getElement();
          edge?.setAttribute('class', css('mark', 'hit', dim && 'dim'));
        }
      });
      if (!last || last.faces.some((face, index) => isDashed(face) !== isDashed(next.faces[index]))) {
        const dashed = (owner: number): boolean => isDashed(next.faces[owner]);
        risk.setLatLngs(borders.filter(({ owners }) => owners.some(dashed)).map(({ line }) => line));
      }
      if (lastFocus !== next.focus) {
        risk.getElement()?.setAttribute('class', css('mark', 'risk', communeFocus(next.focus) === 'hit' && 'dim'));
      }
      for (const kind of ['highlighted', 'selected'] as const) {
        if (last?.[kind] === next[kind]) continue;
        const style = kind === 'selected' ? 'selected' : 'highlight';
        if (last) mark(last[kind], style, false);
        mark(next[kind], style, true);
      }
    },
    remove() {
      group.remove();
    },
  };
}

/** What is hit already has an edge of its own. */
function isDashed(face: CommuneFace | undefined): boolean {
  return face !== undefined && face.risk && !face.hit;
}

export function latLngsOf(shape: CommuneShape): L.LatLngTuple[][][] {
  return polygonsOf(shape.geometry).map((rings) => rings.map(toLatLngs));
}

function polygonsOf(geometry: Polygon | MultiPolygon): Position[][][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

/** GeoJSON says longitude first, Leaflet latitude. */
export function toLatLngs(line: readonly Position[]): L.LatLngTuple[] {
  return line.map(([lon = 0, lat = 0]) => [lat, lon]);
}
