import { useMemo, useSyncExternalStore } from 'react';
import type { CommuneShapes } from './borders.ts';
import { territoryOf } from './hit.ts';
import type { Screen } from './screen.ts';

/** Whether no commune is in sight: a link with a wrong place, or a map that was dragged away. */
export function useIsLost(screen: Screen | null, shapes: CommuneShapes): boolean {
  const territories = useMemo(() => shapes.features.map(territoryOf), [shapes]);
  const [subscribe, look] = useMemo(() => {
    const { map } = screen ?? {};
    return [
      (listener: () => void) => {
        map?.on('moveend', listener);
        return () => {
          map?.off('moveend', listener);
        };
      },
      (): boolean => {
        if (map === undefined || territories.length === 0) return false;
        const sight = map.getBounds();
        return !territories.some(
          ({ west, south, east, north }) =>
            west < sight.getEast() && east > sight.getWest() && south < sight.getNorth() && north > sight.getSouth(),
        );
      },
    ] as const;
  }, [screen, territories]);
  return useSyncExternalStore(subscribe, look);
}
