/**
 * What is abnormal now, each root cause once with everything that hangs on it, ordered by the people who would have a
 * signal again if it alone were repaired. Independent of the order in which things failed.
 */
import { LAYER_COUNT, STATION_STATES, layerIndex } from '../contract/terms.ts';
import type { Outage } from '../contract/wire.ts';
import type { World } from '../world.ts';
import type { WireNumbers } from './tuples.ts';

/** With what would be gained where (coverage/types.ts), for those who see some communes only. */
export type FoundOutage = Outage & { gained: readonly number[] };

const STATION_DOWN = STATION_STATES.indexOf('down');
const STATION_DEGRADED = STATION_STATES.indexOf('degraded');
const UP = 0;
const LAYER_4G = layerIndex('4G', 'any');
const LAYER_ANY = layerIndex('any', 'any');
const NOTHING_LOST: readonly number[] = new Array<number>(LAYER_COUNT).fill(0);

export function findOutages(world: World, numbers: WireNumbers): FoundOutage[] {
  const outages = [...cuts(world, numbers), ...networkFaults(world), ...stationFaults(world, numbers)];
  return outages.sort((a, b) => weight(b) - weight(a) || b.stations.length - a.stations.length || b.since - a.since);
}

/** Links or nodes that isolate something. */
function cuts(world: World, numbers: WireNumbers): FoundOutage[] {
  return world.topology.isolations.map((isolation) => {
    const behind = new Set(isolation.cutOff);
    const stations = numbers.stations.filter((station) => behind.has(world.inventory.stations[station]?.node ?? -1));
    const wouldReturn = stations.flatMap((station) => world.ownCellsUp(station));
    return {
      kind: 'cut',
      links: isolation.links,
      nodes: isolation.nodes,
      stations: stations.map((station) => numbers.ofStation(station)),
      since: isolation.since,
      ...lossOf(world, wouldReturn),
    };
  });
}

/** Links and nodes that are down or degraded and isolate nobody. */
function networkFaults(world: World): FoundOutage[] {
  const { topology, states, targets } = world;
  const inCut = {
    links: new Set(topology.isolations.flatMap(({ links }) => links)),
    nodes: new Set(topology.isolations.flatMap(({ nodes }) => nodes)),
  };
  const fault = (kind: 'link' | 'node', index: number, target: number): FoundOutage => ({
    kind,
    links: kind === 'link' ? [index] : [],
    nodes: kind === 'node' ? [index] : [],
    stations: [],
    communes: [],
    since: states.since[target] ?? 0,
    lost: [...NOTHING_LOST],
    gained: [],
  });
  const faults: FoundOutage[] = [];
  world.inventory.links.forEach((_, link) => {
    const target = targets.ofLink(link);
    if ((states.state[target] ?? UP) > UP && !inCut.links.has(link)) faults.push(fault('link', link, target));
  });
  world.inventory.nodes.forEach((_, node) => {
    const target = targets.ofNode(node);
    if ((states.state[target] ?? UP) > UP && !inCut.nodes.has(node)) faults.push(fault('node', node, target));
  });
  return faults;
}

/** Stations down or degraded by themselves; those a cut isolates are grouped under it. */
function stationFaults(world: World, numbers: WireNumbers): FoundOutage[] {
  const { air, inventory } = world;
  return numbers.stations
    .filter((station) => air.connected[station] === 1)
    .filter((station) => air.state[station] === STATION_DOWN || air.state[station] === STATION_DEGRADED)
    .map((station): FoundOutage => {
      const offAir = (inventory.cellsOfStation[station] ?? []).filter(
        (cell) => inventory.inService[cell] === 1 && air.onAir[cell] === 0,
      );
      return {
        kind: 'station',
        links: [],
        nodes: [],
        stations: [numbers.ofStation(station)],
        since: air.since[station] ?? 0,
        ...lossOf(world, offAir),
      };
    });
}

/** What would come back with these cells alone: the people, and the communes they are in. */
function lossOf(world: World, cells: readonly number[]): Pick<FoundOutage, 'lost' | 'communes' | 'gained'> {
  if (cells.length === 0) return { lost: [...NOTHING_LOST], communes: [], gained: [] };
  const { people, communes, rows } = world.coverage.regained(cells);
  return { lost: Array.from(people), communes, gained: rows };
}

/** As everybody is told of it. */
export function told({ kind, links, nodes, stations, communes, since, lost }: FoundOutage): Outage {
  return { kind, links, nodes, stations, communes, since, lost };
}

/** What the list of outages is ordered by. */
export function weight({ lost }: Pick<Outage, 'lost'>): number {
  return (lost[LAYER_ANY] ?? 0) + (lost[LAYER_4G] ?? 0);
}
