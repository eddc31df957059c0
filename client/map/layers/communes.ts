/** The choropleth: areas by class, borders drawn once, the province's outline, and marks on what is hit, at risk or chosen. */
import L from 'leaflet';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { splitBorders, type CommuneShape, type CommuneShapes } from '../borders.ts';
import type { CommuneFace } from '../scene.ts';
import { css } from '../styles.ts';
import type { MapLayer } from './layer.ts';

export interface CommunesValue {
  /** By commune index. */
  faces: readonly CommuneFace[];
  selected: number;
  highlighted: number;
  /** Only communes of this kind keep their full colour. */
  focus: 'hit' | 'risk' | null;
}

type MarkKind = 'risk' | 'hit' | 'highlight' | 'selected';

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
  const borders = splitBorders(shapes);
  L.polyline(borders.inner.map(toLatLngs), { ...shared, className: css('border') }).addTo(group);
  L.polyline(borders.outer.map(toLatLngs), { ...shared, className: css('outline') }).addTo(group);

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
        const dim = isDim(face, next.focus);
        if (!before || before.class !== face.class || isDim(before, lastFocus) !== dim) {
          areas
            .get(index)
            ?.getElement()
            ?.setAttribute('class', css('area', `k${String(face.class)}`, dim && 'dim'));
        }
        if (!before || before.risk !== face.risk || before.hit !== face.hit) {
          mark(index, 'risk', face.risk && !face.hit);
          mark(index, 'hit', face.hit);
        }
      });
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

function isDim(face: CommuneFace, focus: CommunesValue['focus']): boolean {
  return focus !== null && !face[focus];
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
