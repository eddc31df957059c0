/** The ground glyphs stand on: which commune a place is in, and whether a station's glyph may stand there. */
import { holds, type Territory } from './hit.ts';
import { latLngAt } from './project.ts';
import type { Point, Standing } from './push-apart.ts';

export interface Ground {
  /** @param place world px at `zoom`; @returns whether some commune is there; everywhere as long as no borders are known */
  holds: (place: Point, zoom: number) => boolean;
  /** In the commune it is drawn in, elsewhere in the province, or outside; a station that is outside itself may stand anywhere. */
  standing: (place: Point, zoom: number, station: number) => Standing;
}

export function groundOf(territories: readonly Territory[], stations: readonly { lat: number; lon: number }[]): Ground {
  /** By station, found when first asked: the territory as drawn, whatever commune it is listed in. */
  const homes = new Map<number, Territory | null>();
  const territoryAt = (lat: number, lon: number): Territory | null =>
    territories.find((territory) => holds(territory, lon, lat)) ?? null;
  const homeOf = (station: number): Territory | null => {
    let home = homes.get(station);
    if (home === undefined) {
      const { lat = NaN, lon = NaN } = stations[station] ?? {};
      homes.set(station, (home = territoryAt(lat, lon)));
    }
    return home;
  };
  return {
    holds(place, zoom) {
      const [lat, lon] = latLngAt(place, zoom);
      return territories.length === 0 || territoryAt(lat, lon) !== null;
    },
    standing(place, zoom, station) {
      const home = homeOf(station);
      if (home === null) return 'best';
      const [lat, lon] = latLngAt(place, zoom);
      if (holds(home, lon, lat)) return 'best';
      return territoryAt(lat, lon) === null ? 'bad' : 'good';
    },
  };
}
