/**
 * Single failures (N−1): for every station, link and node that works, who would lose what if it alone failed. Each answer
 * is what really failing it would do: cells on air of the station, or of all stations that would have no path to a core
 * any more, go off air in the coverage engine, and come back. A link of a ring isolates nobody and takes nothing.
 */
import type { Basis, FailureBody } from '../contract/resilience.ts';
import type { Inventory } from '../inventory/types.ts';
import { reachable } from '../topology/graph.ts';
import { cellsOnAir, onBasis, type Network } from './network.ts';

const FAILURE_KINDS: readonly FailureBody['kind'][] = ['station', 'link', 'node'];
type Kind = FailureBody['kind'];

/**
 * Those that take something from somebody, as flat arrays: small, and moved between threads as they are.
 *
 *      kind, element, stations   by failure
 *      firstRow[f] … firstRow[f + 1]   →   commune, layer, people
 */
export interface Failures {
  basis: Basis;
  /** Epoch ms. */
  computedAt: number;
  /** Index in FAILURE_KINDS. */
  kind: Uint8Array;
  /** Index among the inventory's stations, links or nodes. */
  element: Uint32Array;
  /** Stations that would go off air. */
  stations: Uint32Array;
  firstRow: Uint32Array;
  commune: Uint16Array;
  layer: Uint8Array;
  /** Who lose the layer there: more than 0. */
  people: Uint32Array;
}

/** @param at the moment the network is of, epoch ms */
export function findFailures(network: Network, basis: Basis, at: number): Failures {
  return onBasis(network, basis, (asked) => {
    const found = new Collected();
    asked.inventory.stations.forEach(({ status }, station) => {
      if (status === 'in-service') found.add('station', station, lossOf(asked, [station]));
    });
    const whatFalls = new Cuts(asked);
    asked.inventory.links.forEach((_, link) => found.add('link', link, whatFalls.with({ link })));
    asked.inventory.nodes.forEach((_, node) => found.add('node', node, whatFalls.with({ node })));
    return { basis, computedAt: at, ...found.packed() };
  });
}

interface Loss {
  /** That go off air. */
  stations: number;
  /** commune, layer, people; commune, layer, people … */
  rows: number[];
}

/** What goes when these stations do. */
function lossOf(network: Network, stations: readonly number[]): Loss {
  const onAir = stations.map((station) => cellsOnAir(network, station)).filter((cells) => cells.length > 0);
  const rows: number[] = [];
  if (onAir.length > 0) {
    network.coverage.lostWithout(onAir.flat(), (commune, layer, people) => {
      if (people > 0) rows.push(commune, layer, people);
    });
  }
  return { stations: onAir.length, rows };
}

/** What falls with a link or node: the stations of the nodes that it alone joins to a core. */
class Cuts {
  readonly #network: Network;
  readonly #reached: Uint8Array;
  /** By node. */
  readonly #stations: number[][];
  /** By the nodes cut off: a commune's node and its only link take the same. */
  readonly #known = new Map<string, Loss>();

  constructor(network: Network) {
    const { inventory, topology } = network;
    this.#network = network;
    this.#reached = reachable(topology.graph, topology.carrying);
    this.#stations = inventory.nodes.map(() => []);
    inventory.stations.forEach(({ node }, station) => this.#stations[node]?.push(station));
  }

  with(failing: { link: number } | { node: number }): Loss {
    const { graph, carrying } = this.#network.topology;
    const left = { nodes: carrying.nodes.slice(), links: carrying.links.slice() };
    if ('link' in failing) left.links[failing.link] = 0;
    else left.nodes[failing.node] = 0;
    const after = reachable(graph, left);
    const cutOff = [...after.keys()].filter((node) => this.#reached[node] === 1 && after[node] === 0);
    const key = cutOff.join();
    const loss =
      this.#known.get(key) ??
      lossOf(
        this.#network,
        cutOff.flatMap((node) => this.#stations[node] ?? []),
      );
    this.#known.set(key, loss);
    return loss;
  }
}

class Collected {
  readonly #kind: number[] = [];
  readonly #element: number[] = [];
  readonly #stations: number[] = [];
  readonly #firstRow = [0];
  readonly #rows: number[] = [];

  add(kind: Kind, element: number, { stations, rows }: Loss): void {
    if (rows.length === 0) return;
    this.#kind.push(FAILURE_KINDS.indexOf(kind));
    this.#element.push(element);
    this.#stations.push(stations);
    for (const value of rows) this.#rows.push(value);
    this.#firstRow.push(this.#rows.length / 3);
  }

  packed(): Omit<Failures, 'basis' | 'computedAt'> {
    const column = (place: number) => this.#rows.filter((_, i) => i % 3 === place);
    return {
      kind: Uint8Array.from(this.#kind),
      element: Uint32Array.from(this.#element),
      stations: Uint32Array.from(this.#stations),
      firstRow: Uint32Array.from(this.#firstRow),
      commune: Uint16Array.from(column(0)),
      layer: Uint8Array.from(column(1)),
      people: Uint32Array.from(column(2)),
    };
  }
}

/** What fails, by code and kind. */
export function elementOf(
  failures: Failures,
  inventory: Pick<Inventory, 'stations' | 'links' | 'nodes'>,
  failure: number,
): Pick<FailureBody, 'kind' | 'code' | 'name' | 'owner' | 'core'> | null {
  const kind = FAILURE_KINDS[failures.kind[failure] ?? -1];
  const index = failures.element[failure] ?? -1;
  if (kind === 'station') {
    const station = inventory.stations[index];
    return station ? { kind, code: station.code, name: station.name, owner: station.operator, core: false } : null;
  }
  const element = kind === 'link' ? inventory.links[index] : inventory.nodes[index];
  const core = kind === 'node' && inventory.nodes[index]?.kind === 'core';
  return kind && element ? { kind, code: element.code, name: element.name, owner: element.owner, core } : null;
}
