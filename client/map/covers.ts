/** What lies over the map and where its window ends: names and glyphs that have a choice keep clear of both. */
import type L from 'leaflet';
import type { Box, Surroundings } from './label-layout.ts';

/** Panels carry this attribute, whichever room they come from. */
const MARKED = '[data-over-map]';
/** With this value they always stand in their corner, and the whole province is fitted beside them. */
const CORNERS = '[data-over-map=corner]';
/** Panels open and fold seldom; measuring them costs a layout of the page. */
const KEPT_MS = 1_000;

/** Measures the panels over a map, px of its container. */
export function coversOver(container: HTMLElement, which: 'all' | 'corners' = 'all'): Box[] {
  const own = container.getBoundingClientRect();
  return [...document.querySelectorAll(which === 'all' ? MARKED : CORNERS)].map((panel) => {
    const { left, top, right, bottom } = panel.getBoundingClientRect();
    return { left: left - own.left, top: top - own.top, right: right - own.left, bottom: bottom - own.top };
  });
}

/**
 * Told when a corner panel grew, shrank, came or went, if only because what it counts has arrived.
 * @returns stop
 */
export function watchCorners(changed: () => void): () => void {
  const watched = new Set<Element>();
  const sizes = new ResizeObserver(() => {
    watchAll();
    changed();
  });
  // One panel comes in the place of another: who went tells, and so does who is new.
  const watchAll = (): void => {
    for (const panel of document.querySelectorAll(CORNERS)) {
      if (watched.has(panel)) continue;
      watched.add(panel);
      sizes.observe(panel);
    }
  };
  watchAll();
  return () => {
    sizes.disconnect();
  };
}

/** @returns what surrounds the map now, in world px at its zoom */
export function watchSurroundings(map: L.Map): () => Surroundings {
  let measuredAt = -Infinity;
  let covers: Box[] = [];
  return () => {
    if (performance.now() - measuredAt > KEPT_MS) {
      covers = coversOver(map.getContainer());
      measuredAt = performance.now();
    }
    const { x, y } = map.containerPointToLayerPoint([0, 0]).add(map.getPixelOrigin());
    const size = map.getSize();
    return {
      covers: covers.map((box) => moved(box, x, y)),
      frame: { left: x, top: y, right: x + size.x, bottom: y + size.y },
    };
  };
}

function moved({ left, top, right, bottom }: Box, x: number, y: number): Box {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

export function isInside({ left, top, right, bottom }: Box, at: { x: number; y: number }, margin = 0): boolean {
  return at.x > left - margin && at.x < right + margin && at.y > top - margin && at.y < bottom + margin;
}
