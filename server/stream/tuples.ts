/** The world as the wire numbers it: tuples of stations, links, nodes and communes. */
import { CAUSES, NETWORK_STATES } from '../contract/terms.ts';
import type { FibreTuple, NetworkTuple, StationTuple } from '../contract/wire.ts';
import type { World } from '../world.ts';

const TECHNOLOGY_COUNT = 4;
const PLANNED = CAUSES.indexOf('planned');
const UP = 0;
const DARK = NETWORK_STATES.indexOf('dark');

/** Only stations in service are shown: planned ones have no number on the wire (−1). */
export class WireNumbers {
  /** Inventory index of each station on the wire. */
  readonly stations: number[];
  private readonly wireOf: Int32Array;

  constructor(world: World) {
    const { stations } = world.inventory;
    this.stations = [...stations.keys()].filter((station) => stations[station]?.status === 'in-service');
    this.wireOf = new Int32Array(stations.length).fill(-1);
    this.stations.forEach((station, wire) => (this.wireOf[station] = wire));
  }

  ofStation(station: number): number {
    return this.wireOf[station] ?? -1;
  }
}

export function stationTuple(world: World, station: number, wire: number): StationTuple {
  const { air } = world;
  const technology = (index: number) => air.technology[station * TECHNOLOGY_COUNT + index] ?? -1;
  return [
    wire,
    air.state[station] ?? -1,
    air.since[station] ?? 0,
    technology(0),
    technology(1),
    technology(2),
    technology(3),
    air.connected[station] ?? 1,
    air.cause[station] ?? -1,
  ];
}

/** In maintenance its state stays what it is; what holds it down then was planned. */
export function linkTuple(world: World, link: number): NetworkTuple {
  const { topology, targets } = world;
  const darkSince = topology.isDarkLink(link) ? topology.linkPathLostSince(link) : null;
  const tuple = networkTuple(world, link, targets.ofLink(link), darkSince);
  const plannedSince = world.linkPlannedSince[link] ?? 0;
  if (plannedSince === 0) return tuple;
  const [index, state, since, cause] = tuple;
  return [index, state, since, state === UP ? cause : PLANNED, plannedSince];
}

export function nodeTuple(world: World, node: number): NetworkTuple {
  const { topology, targets } = world;
  const darkSince = topology.isDarkNode(node) ? topology.pathLostSince(node) : null;
  return networkTuple(world, node, targets.ofNode(node), darkSince);
}

/** @param darkSince when its path was lost, whatever it said itself; null: it is not dark */
function networkTuple({ states }: World, index: number, target: number, darkSince: number | null): NetworkTuple {
  const cause = states.cause[target] ?? -1;
  if (darkSince !== null) return [index, DARK, darkSince, cause];
  return [index, Math.max(0, states.state[target] ?? -1), states.since[target] ?? 0, cause];
}

export function fibreTuple({ topology }: World, commune: number): FibreTuple {
  const { paths, degraded } = topology.fibre[commune] ?? { paths: -1, degraded: false };
  return [commune, paths, degraded ? 1 : 0];
}
