/**
 * What resilience asks of a world, whichever it is: the live one, a past one, one made for a report. `World` is one.
 * Nothing here changes it: where something has to fail for an answer, it is whole again before the answer is given.
 */
import type { Basis } from '../contract/resilience.ts';
import type { CoverageEngine } from '../coverage/types.ts';
import type { Inventory } from '../inventory/types.ts';
import { everythingCarries, type Carrying, type Graph } from '../topology/graph.ts';

export interface Network {
  readonly inventory: Pick<Inventory, 'communes' | 'stations' | 'links' | 'nodes' | 'cellsOfStation'>;
  readonly topology: {
    readonly graph: Graph;
    /** What carries at the moment that is asked about. */
    readonly carrying: Carrying;
    /** The commune's own node, −1 none. */
    readonly nodeOfCommune: ArrayLike<number>;
  };
  /** With the cells on air that are so at that moment. */
  readonly coverage: Pick<CoverageEngine, 'isOnAir' | 'people' | 'lostWithout' | 'uncovered' | 'asBuilt'>;
}

/** Asks the network as it is, or as built: every in-service cell on air, every node and link carrying. */
export function onBasis<Answer>(network: Network, basis: Basis, ask: (network: Network) => Answer): Answer {
  if (basis === 'live') return ask(network);
  const { topology, coverage } = network;
  const carrying = everythingCarries(topology.graph);
  return coverage.asBuilt(() => ask({ ...network, coverage, topology: { ...topology, carrying } }));
}

/** Cells of a station that are on air. */
export function cellsOnAir({ inventory, coverage }: Network, station: number): number[] {
  return (inventory.cellsOfStation[station] ?? []).filter((cell) => coverage.isOnAir(cell));
}
