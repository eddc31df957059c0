/**
 * The last operator standing: per commune who still serves it, on how many stations and ways to a core it hangs, and
 * whether it is about to lose its last. The loss of a core takes the signal of half a province: that is told, but it is nothing
 * particular to a commune and raises no flag.
 */
import type { CommuneResilience, LastFailure } from '../contract/resilience.ts';
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
    const communesTaken = counted(harm.flatMap(({ takers }) => takers));
    const onAir = stationsOfCommunes(asked);
    // As built there is nothing to confirm.
    const unconfirmed = unconfirmedShares(asked, basis === 'live' ? stale : []);
    const items = inventory.communes.map(({ code, name }, commune): Item => {
      const operators = standing.operatorsOf(commune);
      const lastOperator = operators.length === 1 ? (operators[0] ?? null) : null;
      const node = topology.nodeOfCommune[commune] ?? -1;
      const { takenBy, takenByCores } = lastFailures(harm[commune]?.takers ?? [], communesTaken);
      return {
        ...{ code, name, operators, lastOperator },
        stationsOnAir: onAir[commune]?.onAir ?? 0,
        stations: onAir[commune]?.all ?? 0,
        paths: node === -1 ? null : disjointPaths(topology.graph, topology.carrying, node),
        pathsAsBuilt: node === -1 ? null : disjointPaths(topology.graph, built, node),
        aboutToLoseLast: lastOperator !== null || takenBy.length > 0,
        ...{ takenBy, takenByCores },
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

type Element = NonNullable<ReturnType<typeof elementOf>>;

interface Harm {
  worst: Item['worst'];
  /** Failures each of which takes every operator that serves it now. */
  takers: Element[];
}

function worstOfCommunes({ inventory }: Network, failures: Failures, standing: Standing): Harm[] {
  const harm = inventory.communes.map((): Harm => ({ worst: null, takers: [] }));
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
      if (of && element && !byOperator.some((people, operator) => standing.serves(operator, commune, people))) {
        of.takers.push(element);
      }
    }
  });
  return harm;
}

function counted(elements: readonly Element[]): ReadonlyMap<Element, number> {
  const counts = new Map<Element, number>();
  for (const element of elements) counts.set(element, (counts.get(element) ?? 0) + 1);
  return counts;
}

/** What is most particular to the commune first. */
function lastFailures(
  takers: readonly Element[],
  communesTaken: ReadonlyMap<Element, number>,
): Pick<Item, 'takenBy' | 'takenByCores'> {
  const bodies = (core: boolean) =>
    takers
      .filter((element) => element.core === core)
      .map((element): LastFailure => {
        const { kind, code, name } = element;
        return { kind, code, name, communes: communesTaken.get(element) ?? 0 };
      })
      .sort((a, b) => a.communes - b.communes);
  return { takenBy: bodies(false), takenByCores: bodies(true) };
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
