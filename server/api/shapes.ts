/** The world as REST bodies. */
import {
  CAUSES,
  ELEMENT_STATES,
  NETWORK_STATES,
  OPERATORS,
  STATION_STATES,
  TECHNOLOGIES,
  layerIndex,
  type Cause,
  type LayerOperator,
  type LayerTechnology,
} from '../contract/terms.ts';
import { percent } from '../contract/percent.ts';
import type { NetworkTuple } from '../contract/wire.ts';
import type {
  CommuneBody,
  CoverageBody,
  CoverageByTechnology,
  LinkBody,
  NodeBody,
  StationBody,
  TechnologyCoverage,
} from '../contract/rest.ts';
import { countStations, isHit } from '../stream/figures.ts';
import type { Sight } from '../stream/sight.ts';
import { linkTuple, nodeTuple } from '../stream/tuples.ts';
import type { World } from '../world.ts';

export function time(at: number): string {
  return new Date(at).toISOString();
}

function cause(index: number | undefined): Cause | null {
  return CAUSES[index ?? -1] ?? null;
}

/** An object with these keys, in their order. */
function keyed<K extends string, V>(keys: readonly K[], value: (key: K, place: number) => V): Record<K, V> {
  const object: Partial<Record<K, V>> = {};
  keys.forEach((key, place) => (object[key] = value(key, place)));
  if (!hasAll(object, keys)) throw new RangeError('a key is missing');
  return object;
}

function hasAll<K extends string, V>(object: Partial<Record<K, V>>, keys: readonly K[]): object is Record<K, V> {
  return keys.every((key) => key in object);
}

/** Figures of some communes together (one, or the province). */
export function coverageOf(world: World, communes: readonly number[], sight: Sight): CoverageByTechnology {
  return {
    '2G': technologyCoverage(world, communes, '2G', sight),
    '3G': technologyCoverage(world, communes, '3G', sight),
    '4G': technologyCoverage(world, communes, '4G', sight),
    any: technologyCoverage(world, communes, 'any', sight),
  };
}

function technologyCoverage(
  world: World,
  communes: readonly number[],
  technology: LayerTechnology,
  sight: Sight,
): TechnologyCoverage {
  const seen = OPERATORS.filter((operator) => sight.layer(layerIndex(technology, operator)));
  const of = (operator: LayerOperator) => layerCoverage(world, communes, layerIndex(technology, operator));
  return {
    ...of('any'),
    operators: Object.fromEntries(
      seen.map((operator) => {
        const layer = layerIndex(technology, operator);
        return [operator, communes.some((commune) => world.coverage.hasLayer(commune, layer)) ? of(operator) : null];
      }),
    ),
  };
}

function layerCoverage({ coverage, inventory }: World, communes: readonly number[], layer: number): CoverageBody {
  const sum = (value: (commune: number) => number) => communes.reduce((total, commune) => total + value(commune), 0);
  const population = sum((commune) => inventory.communes[commune]?.population ?? 0);
  const m2 = sum((commune) => coverage.communeM2(commune));
  const share = (people: number, covered: number) => {
    return { population: percent(people, population), area: percent(covered, m2), people };
  };
  const live = share(
    sum((commune) => coverage.people(commune, layer)),
    sum((commune) => coverage.m2(commune, layer)),
  );
  const asBuilt = share(
    sum((commune) => coverage.peopleAsBuilt(commune, layer)),
    sum((commune) => coverage.m2AsBuilt(commune, layer)),
  );
  return { ...live, asBuilt };
}

export function stationsOfCommunes({ inventory }: World, sight: Sight): number[][] {
  const stations: number[][] = inventory.communes.map(() => []);
  inventory.stations.forEach(({ commune }, station) => {
    if (sight.station(station)) stations[commune]?.push(station);
  });
  return stations;
}

export function communeBody(
  world: World,
  index: number,
  stations: readonly number[],
  sight: Sight,
): CommuneBody | null {
  const { inventory, topology } = world;
  const commune = inventory.communes[index];
  if (!commune || !sight.commune(index)) return null;
  const { code, name, type, population, areaKm2, lat, lon, former } = commune;
  const fibre = topology.fibre[index];
  const nodeIndex = topology.nodeOfCommune[index] ?? -1;
  const node = sight.node(nodeIndex) ? inventory.nodes[nodeIndex] : undefined;
  return {
    ...{ code, name, type, population, areaKm2, lat, lon },
    formerNames: former,
    stations: countStations(world, stations),
    fibre: {
      node: node?.code ?? null,
      paths: node ? (fibre?.paths ?? null) : null,
      pathsAsBuilt: node ? (topology.pathsAsBuilt[index] ?? null) : null,
      lastPathDegraded: node ? (fibre?.degraded ?? false) : false,
    },
    hit: isHit(world, index),
    atRisk: topology.isAtRisk(index),
    coverage: coverageOf(world, [index], sight),
  };
}

export function stationBody(world: World, index: number, sight: Sight): StationBody | null {
  const { inventory, air } = world;
  const station = inventory.stations[index];
  if (!station || !sight.station(index)) return null;
  const { code, name, operator, lat, lon, mastHeightM, address, mastOwner, status, sample } = station;
  const since = air.since[index] ?? 0;
  const heardAt = world.heardAt(index);
  return {
    ...{ code, name, operator, lat, lon, mastHeightM, address, mastOwner },
    commune: inventory.communes[station.commune]?.code ?? null,
    uplinkNode: sight.node(station.node) ? (inventory.nodes[station.node]?.code ?? null) : null,
    ...{ status, sample },
    // A planned station serves nobody yet; there is nothing to be seen of it.
    state: STATION_STATES[air.state[index] ?? -1] ?? 'stale',
    since: since > 0 ? time(since) : null,
    heardAt: heardAt > 0 ? time(heardAt) : null,
    connected: air.connected[index] === 1,
    cause: cause(air.cause[index]),
    technologies: keyed(
      TECHNOLOGIES,
      (_, place) => STATION_STATES[air.technology[index * TECHNOLOGIES.length + place] ?? -1] ?? null,
    ),
  };
}

/** What a target said last. */
export function wordOf({ states }: World, target: number) {
  const confirmedAt = states.confirmedAt[target] ?? -Infinity;
  const heard = confirmedAt > 0;
  const measurements: unknown = JSON.parse(states.measurements[target] ?? 'null');
  return {
    state: ELEMENT_STATES[Math.max(0, states.state[target] ?? 0)] ?? 'up',
    since: heard ? time(states.since[target] ?? 0) : null,
    confirmedAt: heard ? time(confirmedAt) : null,
    cause: cause(states.cause[target]),
    text: states.text[target] ?? null,
    measurements: isNumbers(measurements) ? measurements : null,
  };
}

function isNumbers(value: unknown): value is Record<string, number> {
  return typeof value === 'object' && value !== null;
}

/** Since when a link or node is as it is shown: what is dark became so by another's word, not by its own. */
function shownOf([, state, since]: NetworkTuple): Pick<NodeBody, 'state' | 'since'> {
  return { state: NETWORK_STATES[state] ?? 'up', since: since > 0 ? time(since) : null };
}

export function nodeBody(world: World, index: number, sight: Sight): NodeBody | null {
  const node = world.inventory.nodes[index];
  if (!node || !sight.node(index)) return null;
  const { code, name, owner, sample, kind, lat, lon } = node;
  const { confirmedAt, cause: why, text } = wordOf(world, world.targets.ofNode(index));
  const { state, since } = shownOf(nodeTuple(world, index));
  const commune = sight.commune(node.commune) ? (world.inventory.communes[node.commune]?.code ?? null) : null;
  return { code, name, owner, sample, state, since, confirmedAt, cause: why, text, kind, lat, lon, commune };
}

export function linkBody(world: World, index: number, sight: Sight): LinkBody | null {
  const { links, nodes } = world.inventory;
  const link = links[index];
  if (!link || !sight.link(index)) return null;
  const { code, name, owner, sample, kind } = link;
  const { confirmedAt, cause: why, text } = wordOf(world, world.targets.ofLink(index));
  return {
    ...{ code, name, owner, sample, confirmedAt, text, kind },
    ...shownOf(linkTuple(world, index)),
    cause: why,
    nodeA: nodes[link.a]?.code ?? '',
    nodeB: nodes[link.b]?.code ?? '',
    lengthKm: Math.round(link.lengthKm * 1000) / 1000,
  };
}
