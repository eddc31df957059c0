/**
 * Whom an outage has taken each technology from: the people who would have it again at once if it alone were repaired, in the network
 * as it is when the outage begins. Nobody is counted twice for one loss: of two stations that fail one after the other the second has
 * what both covered; those that fail at the same moment are taken one after the other, in the order of the network; stations cut off by
 * a link or node have nothing of their own, all is the cut's; of several links and nodes down around a part cut off the one that went
 * last has it, being what made it a cut.
 */
import { LAYER_TECHNOLOGIES, layerIndex } from '../contract/terms.ts';
import type { Trial } from '../coverage/types.ts';
import type { Isolation } from '../topology/topology.ts';
import type { World } from '../world.ts';
import { NOBODY, type PeopleLost } from './bucket.ts';

export interface Weight {
  /** Stations that went with it; 1 for a station. */
  stations: number;
  /** Database id of the target it hangs under, its own where only the cause is another; 0: nothing. */
  under: number;
  people: PeopleLost;
}

/** Of any operator. */
const LAYERS = LAYER_TECHNOLOGIES.map((technology) => layerIndex(technology, 'any'));

export class Blame {
  private readonly world: World;
  /** By station, whether it had a path to a core when last seen. */
  private connected: Uint8Array;
  /** The outages of this moment that were weighed, repaired, and the people who would come back with them all, by LAYERS. */
  private repaired: Trial | null = null;
  private backWithAll = NOBODY;

  constructor(world: World) {
    this.world = world;
    // As if all had been connected: what is cut off as the books begin is some cut's.
    this.connected = new Uint8Array(world.inventory.stations.length).fill(1);
  }

  /** All outages that begin at this moment are weighed: the next ones begin later. @param network a link or node spoke */
  moveOn(network: boolean): void {
    this.repaired?.end();
    this.repaired = null;
    this.backWithAll = NOBODY;
    if (network) this.connected = this.world.air.connected.slice();
  }

  /** @param begins now: what began before is weighed where it began */
  station(station: number, begins: boolean): Weight {
    const { world } = this;
    const { air, inventory } = world;
    const alone = { stations: 1, under: 0 };
    if (air.connected[station] === 1) {
      if (!begins) return { ...alone, people: NOBODY };
      const offAir = (inventory.cellsOfStation[station] ?? []).filter(
        (cell) => inventory.inService[cell] === 1 && air.onAir[cell] === 0,
      );
      return { ...alone, people: this.regained(offAir) };
    }
    const under = this.hangsUnder(station);
    // Out of order itself besides: repaired alone it would still be cut off.
    return { ...alone, people: under === 0 ? NOBODY : null, under };
  }

  /** Database id of what took the path of a station that would serve otherwise; 0: it stands for itself. */
  hangsUnder(station: number): number {
    const { air, inventory, topology, ids } = this.world;
    if (air.connected[station] === 1 || this.world.ownCellsUp(station).length === 0) return 0;
    const isolation = topology.isolationOf(inventory.stations[station]?.node ?? -1);
    return isolation === undefined ? 0 : (ids[this.rootOf(isolation)] ?? 0);
  }

  /** @param target a link's or node's that is down */
  network(target: number, begins: boolean): Weight {
    const { world } = this;
    if (!begins) return { stations: 0, under: 0, people: NOBODY };
    const behind = new Set(
      world.topology.isolations
        .filter((isolation) => this.rootOf(isolation) === target)
        .flatMap(({ cutOff }) => cutOff),
    );
    const gone = [...world.inventory.stations.entries()].flatMap(([station, { node, status }]) =>
      behind.has(node) && status === 'in-service' && this.connected[station] === 1 ? station : [],
    );
    const people = this.regained(gone.flatMap((station) => world.ownCellsUp(station)));
    return { stations: gone.length, under: 0, people };
  }

  /** The target that made it a cut: the one that went last; of several at one moment a node before a link. */
  private rootOf({ nodes, links }: Isolation): number {
    const { targets, states } = this.world;
    const down = [...nodes.map((node) => targets.ofNode(node)), ...links.map((link) => targets.ofLink(link))];
    const last = Math.max(...down.map((target) => states.since[target] ?? 0));
    return down.find((target) => states.since[target] === last) ?? -1;
  }

  /** Beside those that are weighed already. */
  private regained(cells: readonly number[]): PeopleLost {
    if (cells.length === 0) return NOBODY;
    this.repaired ??= this.world.coverage.trial();
    const before = this.backWithAll;
    const back = this.repaired.add(cells);
    this.backWithAll = LAYERS.map((layer) => back[layer] ?? 0);
    return this.backWithAll.map((people, place) => people - (before[place] ?? 0));
  }
}
