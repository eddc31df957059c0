/**
 * The last operator standing: per commune who still serves it, on how many stations and ways to a core it hangs, and
 * whether it is about to lose its last.
 */
import type { CommuneResilience } from '../contract/resilience.ts';
import { LAYER_OPERATORS, OPERATORS, layerIndex, type OperatorCode } from '../contract/terms.ts';
import { disjointPaths } from '../topology/disjoint-paths.ts';
import { everythingCarries } from '../topology/graph.ts';
import { elementOf, type Failures } from './failures.ts';
import { cellsOnAir, onBasis, type Network } from './network.ts';
import { unconfirmedShares } from './unconfirmed.ts';

/** An operator serves a commune when it reaches this share of its people, by any technology. */
const SERVES_FROM_PERCENT = 50;

const LAYER_4G = layerIndex('4G', 'any');
/** The layer of OPERATORS[i], any technology, is ANY_FROM + i. */
const ANY_FROM = layerIndex('any', LAYER_OPERATORS[0]);

type Item = CommuneResilience['items'][number];

/**
 * @param network in the state in which the failures were found
 * @param stale stations nothing was heard of for too long: what rests on them alone is unconfirmed
 */
export function communeResilience(network: Network, failures: Failures, stale: Iterable<number>): CommuneResilience {
  const { basis, computedAt } = failures;
  return onBasis(network, basis, (asked) => {
    const { inventory, topology } = asked;
    const built = everythingCarries(topology.graph);
    const standing = new Standing(asked);
    const harm = worstOfCommunes(asked, failures, standing);
    const onAir = stationsOfCommunes(asked);
    // As built there is nothing to confirm.
    const unconfirmed = unconfirmedShares(asked, basis === 'live' ? stale : []);
    const items = inventory.communes.map(({ code, name }, commune): Item => {
      const operators = standing.operatorsOf(commune);
      const lastOperator = operators.length === 1 ? (operators[0] ?? null) : null;
      const node = topology.nodeOfCommune[commune] ?? -1;
      return {
        ...{ code, name, operators, lastOperator },
        stationsOnAir: onAir[commune]?.onAir ?? 0,
        stations: onAir[commune]?.all ?? 0,
        paths: node === -1 ? null : disjointPaths(topology.graph, topology.carrying, node),
        pathsAsBuilt: node === -1 ? null : disjointPaths(topology.graph, built, node),
        aboutToLoseLast: lastOperator !== null || (harm[commune]?.leavesNobody ?? false),
        worst: harm[commune]?.worst ?? null,
        unconfirmed: unconfirmed.communes[commune] ?? {},
      };
    });
    return {
      basis,
      computedAt: new Date(computedAt).toISOString(),
      servesFromPercent: SERVES_FROM_PERCENT,
      items,
      province: { unconfirmed: unconfirmed.province },
    };
  });
}

/** Who serves whom. */
class Standing {
  readonly #network: Network;

  constructor(network: Network) {
    this.#network = network;
  }

  operatorsOf(commune: number): OperatorCode[] {
    return OPERATORS.filter((_, operator) => this.serves(operator, commune, 0));
  }

  /** @param lost people of it who would not be reached any more */
  serves(operator: number, commune: number, lost: number): boolean {
    const { inventory, coverage } = this.#network;
    const population = inventory.communes[commune]?.population ?? 0;
    const people = coverage.people(commune, ANY_FROM + operator) - lost;
    return people > 0 && people * 100 >= SERVES_FROM_PERCENT * population;
  }
}

interface Harm {
  worst: Item['worst'];
  /** A failure takes every operator that serves it now. */
  leavesNobody: boolean;
}

function worstOfCommunes({ inventory }: Network, failures: Failures, standing: Standing): Harm[] {
  const harm = inventory.communes.map((): Harm => ({ worst: null, leavesNobody: false }));
  const served = inventory.communes.map((_, commune) => standing.operatorsOf(commune).length > 0);
  failures.kind.forEach((_, failure) => {
    const element = elementOf(failures, inventory, failure);
    /** By commune, the people each operator would lose there. */
    const lost = new Map<number, number[]>();
    for (let row = failures.firstRow[failure] ?? 0; row < (failures.firstRow[failure + 1] ?? 0); row++) {
      const commune = failures.commune[row] ?? 0;
      const people = failures.people[row] ?? 0;
      const layer = failures.layer[row] ?? 0;
      const of = harm[commune];
      if (of && element && layer === LAYER_4G && people > (of.worst?.people ?? 0)) {
        of.worst = { kind: element.kind, code: element.code, people };
      }
      if (layer < ANY_FROM || layer >= ANY_FROM + OPERATORS.length || !served[commune]) continue;
      const byOperator = lost.get(commune) ?? OPERATORS.map(() => 0);
      byOperator[layer - ANY_FROM] = people;
      lost.set(commune, byOperator);
    }
    for (const [commune, byOperator] of lost) {
      const of = harm[commune];
      if (of && !byOperator.some((people, operator) => standing.serves(operator, commune, people))) {
        of.leavesNobody = true;
      }
    }
  });
  return harm;
}

/** In-service stations that stand in each commune. */
function stationsOfCommunes(network: Network): { all: number; onAir: number }[] {
  const counts = network.inventory.communes.map(() => ({ all: 0, onAir: 0 }));
  network.inventory.stations.forEach(({ commune, status }, station) => {
    const count = counts[commune];
    if (!count || status !== 'in-service') return;
    count.all += 1;
    if (cellsOnAir(network, station).length > 0) count.onAir += 1;
  });
  return counts;
}
