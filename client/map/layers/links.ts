/** Fibre and microwave links by state. */
import L from 'leaflet';
import type { LinkKind, NetworkState } from '../../../server/contract/terms.ts';
import { css } from '../styles.ts';
import { toLatLngs } from './communes.ts';
import type { MapLayer } from './layer.ts';

export interface LinkLine {
  kind: LinkKind;
  /** `[lon, lat]` */
  route: readonly [number, number][];
}

export interface LinksValue {
  states: readonly NetworkState[];
  shown: boolean;
  /** Everything but abnormal links is dimmed. */
  dimNormal: boolean;
  dimAll: boolean;
}

/** An abnormal link is drawn over a normal one it crosses. */
const RANK: Record<NetworkState, number> = { up: 0, degraded: 1, dark: 2, down: 3 };

export function createLinks(map: L.Map, renderer: L.Renderer, links: readonly LinkLine[]): MapLayer<LinksValue> {
  const group = L.layerGroup();
  const lines = links.map(({ route }) =>
    L.polyline(toLatLngs(route), { renderer, interactive: false, className: css('link') }).addTo(group),
  );
  const classOf = (index: number, { states, dimNormal, dimAll }: LinksValue) => {
    const state = states[index] ?? 'up';
    return css('link', state, links[index]?.kind, (dimAll || (dimNormal && state === 'up')) && 'dim');
  };
  return {
    update(last, next) {
      if (!next.shown) {
        group.remove();
        return;
      }
      const appeared = !last?.shown;
      if (appeared) group.addTo(map);
      const moved = lines.flatMap((line, index) => {
        const name = classOf(index, next);
        if (!appeared && classOf(index, last) === name) return [];
        line.getElement()?.setAttribute('class', name);
        return [index];
      });
      const rank = (index: number) => RANK[next.states[index] ?? 'up'];
      for (const index of moved.filter((link) => rank(link) > 0).sort((a, b) => rank(a) - rank(b))) {
        lines[index]?.bringToFront();
      }
    },
    remove() {
      group.remove();
    },
  };
}
