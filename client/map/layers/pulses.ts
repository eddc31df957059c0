/** A ring that widens three times where something critical has just begun; with reduced motion it stands still for a while. */
import L from 'leaflet';
import { css } from '../styles.ts';

/** Longer than three pulses of map.module.css. */
const SHOWN_MS = 5_000;
/** In a storm the newest few say enough. */
const MOST = 8;

export interface Pulses {
  start: (place: L.LatLngExpression) => void;
  remove: () => void;
}

export function createPulses(map: L.Map, pane: string): Pulses {
  const shown: { marker: L.Marker; timer: ReturnType<typeof setTimeout> }[] = [];
  const stop = () => {
    const oldest = shown.shift();
    if (!oldest) return;
    clearTimeout(oldest.timer);
    oldest.marker.remove();
  };
  return {
    start(place) {
      while (shown.length >= MOST) stop();
      const icon = L.divIcon({ className: css('pulse'), iconSize: [0, 0] });
      const marker = L.marker(place, { pane, icon, interactive: false, keyboard: false }).addTo(map);
      shown.push({ marker, timer: setTimeout(stop, SHOWN_MS) });
    },
    remove() {
      while (shown.length > 0) stop();
    },
  };
}

/** What has just become critical: down now, and known to have been something else before. */
export function newlyDown<T extends string | null>(last: readonly T[] | null, next: readonly T[]): number[] {
  if (last === null || last.length !== next.length) return [];
  return next.flatMap((state, index) => (state === 'down' && last[index] !== 'down' ? [index] : []));
}
