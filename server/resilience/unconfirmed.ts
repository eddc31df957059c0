/**
 * How much of a figure nobody has confirmed: the share that rests on stale stations alone, which is what would be lost
 * if all their cells went off air. Where a fresh station covers as well, the figure stands without them.
 */
import { LAYER_NAMES } from '../contract/layers.ts';
import { percent } from '../contract/percent.ts';
import { LAYER_COUNT } from '../contract/terms.ts';
import { cellsOnAir, type Network } from './network.ts';

/** Layer name → points of the share of people; zeros left out. */
type Points = Record<string, number>;

export interface Unconfirmed {
  /** By commune. */
  communes: Points[];
  province: Points;
}

/**
 * @param stale stations nothing was heard of for too long; those off air do no harm
 * @param isAsked of which communes `province` is told; left out: of all
 */
export function unconfirmedShares(
  network: Network,
  stale: Iterable<number>,
  isAsked: (commune: number) => boolean = () => true,
): Unconfirmed {
  const populations = network.inventory.communes.map(({ population }) => population);
  const ofAll = populations.reduce((sum, population, commune) => sum + (isAsked(commune) ? population : 0), 0);
  const communes = populations.map((): Points => ({}));
  const lost = new Float64Array(LAYER_COUNT);
  const cells = Array.from(stale).flatMap((station) => cellsOnAir(network, station));
  const rows: { commune: number; layer: number; people: number }[] = [];
  network.coverage.lostWithout(cells, (commune, layer, people) => rows.push({ commune, layer, people }));
  // In the order of layers, however the engine came upon them.
  rows.sort((a, b) => a.layer - b.layer);
  for (const { commune, layer, people } of rows) {
    if (isAsked(commune)) lost[layer] = (lost[layer] ?? 0) + people;
    put(communes[commune], layer, people, populations[commune] ?? 0);
  }
  const province: Points = {};
  lost.forEach((people, layer) => put(province, layer, people, ofAll));
  return { communes, province };
}

function put(points: Points | undefined, layer: number, people: number, population: number): void {
  const share = percent(people, population);
  if (points && share !== null && share > 0) points[LAYER_NAMES[layer] ?? ''] = share;
}
