import type L from 'leaflet';
import { useEffect, useState } from 'react';
import type { Selection } from '../model/view.ts';
import type { Screen } from './screen.ts';
import { css } from './styles.ts';

export interface Pointed {
  thing: Selection;
  /** px of the map's box. */
  x: number;
  y: number;
}

/** A finger covers more than the tip of an arrow. */
const FINGER = 1.8;

/** What the mouse points at; a click or tap picks it, and nothing when there is nothing. */
export function usePointer(screen: Screen | null, pick: (thing: Selection | null) => void): Pointed | null {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  useEffect(() => {
    if (screen === null) return;
    const { map } = screen;
    const box = map.getContainer();
    let frame = 0;
    const point = (next: Pointed | null): void => {
      box.classList.toggle(css('pointing'), next !== null);
      setPointed(next);
    };
    const hide = (): void => {
      cancelAnimationFrame(frame);
      point(null);
    };
    const handlers: L.LeafletEventHandlerFnMap = {
      mousemove: ({ containerPoint }) => {
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(() => {
          const thing = screen.find(containerPoint, 1);
          point(thing && { thing, x: containerPoint.x, y: containerPoint.y });
        });
      },
      mouseout: hide,
      movestart: hide,
      zoomstart: hide,
      click: ({ containerPoint, originalEvent }) => {
        const finger = originalEvent instanceof PointerEvent && originalEvent.pointerType === 'touch';
        if (finger) hide();
        pick(screen.find(containerPoint, finger ? FINGER : 1));
      },
    };
    map.on(handlers);
    return () => {
      map.off(handlers);
      cancelAnimationFrame(frame);
    };
  }, [screen, pick]);
  return pointed;
}
