/** Where the map looks: what the URL says, what a person does, and what must come into sight. */
import L from 'leaflet';
import { roundCamera, type Camera } from '../model/view.ts';
import { watchCorners } from './covers.ts';
import { fitBeside, thinned } from './fit.ts';
import type { Box } from './label-layout.ts';

/** Room that panels cover, px. */
export interface Insets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface CameraMan {
  /** @param province points of what "the whole" is; null as long as nobody knows */
  aimAt: (province: readonly L.LatLng[] | null) => void;
  /** @param camera null: the whole province */
  go: (camera: Camera | null) => void;
  /**
   * Brings it into sight; what is in sight already, and near enough, stays where it is.
   * @param near the zoom it is brought to, or as near as it fits; null: whatever zoom there is will do
   */
  reveal: (what: L.LatLngBounds, insets: Insets, near: number | null) => void;
  remove: () => void;
}

/** What the whole province is shown in. */
export interface Room {
  insets: Insets;
  /** Panels in it. */
  covers: readonly Box[];
}

/** A zoom at which the province is about as large as a screen, and how finely its outline is looked at there, px. */
const FLAT_ZOOM = 10;
const THIN = 4;
/** Nobody is moved for less, zoom steps. */
const NEAR_ENOUGH = 1;

/**
 * @param whole where the province may lie when all of it is shown
 * @param moved told where the map came to rest after a person, or `reveal`, moved it
 */
export function createCameraMan(map: L.Map, whole: () => Room, moved: (camera: Camera) => void): CameraMan {
  let province: readonly L.LatLng[] | null = null;
  /** Moves of our own are not worth a word to the URL. */
  let quiet = false;
  /** The whole province is kept whole while the box changes its size. */
  let following = true;
  const quietly = (move: () => void): void => {
    quiet = true;
    move();
    quiet = false;
  };
  const fit = (): void => {
    if (province === null) return;
    const size = map.getSize();
    const { insets, covers } = whole();
    const room = { left: insets.left, top: insets.top, right: size.x - insets.right, bottom: size.y - insets.bottom };
    const points = province.map((place) => map.project(place, FLAT_ZOOM));
    const fitted = fitBeside(thinned(points, THIN), room, covers);
    if (fitted === null) return;
    const { scale, x, y } = fitted;
    const zoom = Math.floor((FLAT_ZOOM + Math.log2(scale)) * 100) / 100;
    const middle = map.unproject([(size.x / 2 - x) / scale, (size.y / 2 - y) / scale], FLAT_ZOOM);
    quietly(() => map.setView(middle, zoom, { animate: false }));
  };
  const settled = (): void => {
    if (quiet) return;
    following = false;
    moved(cameraOf(map));
  };
  const measure = (): void => {
    quietly(() => map.invalidateSize({ animate: false }));
    if (following) fit();
  };
  const resizes = new ResizeObserver(measure);
  map.on('moveend', settled);
  resizes.observe(map.getContainer());
  // Panels have their size once their letters, and what they count, have come.
  const stopWatching = watchCorners(() => {
    if (following) fit();
  });
  return {
    aimAt(bounds) {
      province = bounds;
      if (following) fit();
    },
    go(camera) {
      following = camera === null;
      if (camera === null) fit();
      else if (!sameCamera(camera, cameraOf(map))) {
        quietly(() => map.setView([camera.y, camera.x], camera.z, { animate: false }));
      }
    },
    reveal(what, { top, right, bottom, left }, near) {
      measure();
      const zoom = map.getZoom();
      const size = map.getSize();
      const seen = L.bounds([left, top], [size.x - right, size.y - bottom]);
      const wanted = L.bounds(
        map.latLngToContainerPoint(what.getNorthWest()),
        map.latLngToContainerPoint(what.getSouthEast()),
      );
      const next = Math.min(near ?? zoom, map.getBoundsZoom(what, false, L.point(left + right, top + bottom)));
      const isNear = near === null || zoom >= next - NEAR_ENOUGH;
      if (isNear && seen.contains(wanted)) return;
      const middle = map.project(what.getCenter(), next).add([(right - left) / 2, (bottom - top) / 2]);
      following = false;
      map.setView(map.unproject(middle, next), next, { animate: !reducedMotion() });
    },
    remove() {
      resizes.disconnect();
      stopWatching();
      map.off('moveend', settled);
    },
  };
}

function cameraOf(map: L.Map): Camera {
  const { lat, lng } = map.getCenter();
  return roundCamera({ x: lng, y: lat, z: map.getZoom() });
}

export function sameCamera(a: Camera | null, b: Camera | null): boolean {
  return a === b || (a?.x === b?.x && a?.y === b?.y && a?.z === b?.z);
}

function reducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
