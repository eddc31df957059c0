/** What the map shows, as lists. */
import { networkState } from '../../model/selectors.ts';
import type { Picture } from '../../model/picture.ts';
import type { Selection, View } from '../../model/view.ts';
import { matching } from '../scene.ts';

export interface PlacesLists {
  /** Links and nodes first, then stations, worst state first. */
  abnormal: Selection[];
  communes: Selection[];
  /** Healthy stations in sight, at most MOST. */
  active: Selection[];
  /** Healthy stations in sight beyond those. */
  more: number;
}

const MOST = 100;
const WORST_FIRST = ['down', 'degraded', 'stale', 'maintenance'] as const;

export function placesOf(picture: Picture, view: View, inSight: (lat: number, lon: number) => boolean): PlacesLists {
  const { states } = matching(picture, view);
  const withState = (wanted: string): Selection[] =>
    picture.stations.flatMap(({ code, lat, lon }, index) =>
      states[index] === wanted && (wanted !== 'up' || inSight(lat, lon)) ? [{ kind: 'station' as const, code }] : [],
    );
  const broken = (['link', 'node'] as const).flatMap((kind) =>
    picture[`${kind}States`].flatMap((tuple) => {
      const code = picture[`${kind}s`][tuple[0]]?.code;
      return networkState(tuple) === 'up' || code === undefined ? [] : [{ kind, code }];
    }),
  );
  const abnormal = [...broken, ...WORST_FIRST.flatMap(withState)];
  const active = view.layers.includes('active') ? withState('up') : [];
  return {
    abnormal: view.layers.includes('abnormal') ? abnormal : broken,
    communes: picture.communes.map(({ code }) => ({ kind: 'commune', code })),
    active: active.slice(0, MOST),
    more: Math.max(0, active.length - MOST),
  };
}
