/** The plainest receiver of changes: the newest change among a cell, its technology and its station decides, at equal times the narrower. */
import type { Inventory } from '../../server/inventory/types.ts';
import type { PastEvent, PastTarget } from '../../server/sample/past/chronicle.ts';
import { buildGraph, everythingCarries, reachable } from '../../server/topology/graph.ts';

interface Word {
  at: number;
  state: PastEvent['state'];
}

export class ChangeReceiver {
  readonly #inventory: Inventory;
  readonly #words = new Map<string, Word>();
  readonly #graph;
  readonly #carrying;
  #reached: Uint8Array;
  #rewired: number[] = [];

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
    this.#graph = buildGraph(inventory);
    this.#carrying = everythingCarries(this.#graph);
    this.#reached = reachable(this.#graph, this.#carrying);
  }

  hear({ at, target, state }: PastEvent): void {
    const { kind, code, technology } = target;
    const carries = state === 'down' ? 0 : 1;
    if (kind === 'link') this.#carrying.links[this.#inventory.linkByCode.get(code) ?? -1] = carries;
    else if (kind === 'node') this.#carrying.nodes[this.#inventory.nodeByCode.get(code) ?? -1] = carries;
    else {
      this.#words.set(keyOf(code, technology), { at, state });
      return;
    }
    const before = this.#reached;
    this.#reached = reachable(this.#graph, this.#carrying);
    this.#rewired = [...this.#inventory.stations.keys()].filter((station) => {
      const node = this.#inventory.stations[station]?.node ?? -1;
      return before[node] !== this.#reached[node];
    });
  }

  /** Stations that lost or regained their path with the last word about a link or node. */
  rewired(): number[] {
    return this.#rewired;
  }

  /** −1 of a link or node. */
  stationOf({ kind, code }: PastTarget): number {
    const { stationByCode, cellByCode, cells } = this.#inventory;
    if (kind === 'cell') return cells[cellByCode.get(code) ?? -1]?.station ?? -1;
    return kind === 'station' || kind === 'technology' ? (stationByCode.get(code) ?? -1) : -1;
  }

  /** A cell in service is on air. */
  isOnAir(station: number): boolean {
    const { stations, cells, cellsOfStation, inService } = this.#inventory;
    const { code = '', node = -1 } = stations[station] ?? {};
    if (node !== -1 && this.#reached[node] !== 1) return false;
    return (cellsOfStation[station] ?? []).some((index) => {
      const cell = cells[index];
      if (!cell || inService[index] !== 1) return false;
      const words = [keyOf(cell.code, ''), keyOf(code, cell.technology), keyOf(code, '')].flatMap(
        (key) => this.#words.get(key) ?? [],
      );
      const newest = Math.max(...words.map(({ at }) => at));
      return words.find(({ at }) => at === newest)?.state !== 'down';
    });
  }

  /** Something is wrong with the station or a technology, and with a part of it too. */
  isNested(station: number): boolean {
    const { stations, cells, cellsOfStation } = this.#inventory;
    const { code = '' } = stations[station] ?? {};
    const isWrong = (of: string, technology = '') => (this.#words.get(keyOf(of, technology))?.state ?? 'up') !== 'up';
    const own = (cellsOfStation[station] ?? []).flatMap((cell) => cells[cell] ?? []);
    const wrongCells = own.filter((cell) => isWrong(cell.code)).length;
    const wrongTechnologies = [...new Set(own.map(({ technology }) => technology))].filter((each) =>
      isWrong(code, each),
    );
    return isWrong(code) ? wrongCells + wrongTechnologies.length > 0 : wrongTechnologies.length > 0 && wrongCells > 0;
  }
}

function keyOf(code: string, technology: string): string {
  return `${code} ${technology}`;
}
