/** The whole picture at a broadcast boundary. */
import { LAYER_COUNT } from '../contract/terms.ts';
import type { Snapshot, SnapshotCommune } from '../contract/wire.ts';
import type { World } from '../world.ts';
import { fibreTuple, linkTuple, nodeTuple, stationTuple, type WireNumbers } from './tuples.ts';

/** What does not change within an epoch; made once. */
type Fixed = Pick<
  Snapshot,
  'epoch' | 'province' | 'sample' | 'borders' | 'people' | 'staleAfterMs' | 'thresholds' | 'tiles'
> &
  Pick<Snapshot, 'stations' | 'nodes' | 'links'>;

export interface Setting {
  province: string;
  thresholds: Snapshot['thresholds'];
  tiles: Snapshot['tiles'];
}

export function fixedPart(world: World, numbers: WireNumbers, setting: Setting): Fixed {
  const { inventory } = world;
  return {
    epoch: world.epoch,
    ...setting,
    sample: inventory.stations.some(({ sample }) => sample),
    borders: inventory.borders,
    people: inventory.people,
    staleAfterMs: world.staleAfterMs,
    stations: numbers.stations.flatMap((index) => {
      const station = inventory.stations[index];
      if (!station) return [];
      const { code, name, operator, lat, lon, commune, node, mastHeightM } = station;
      return [{ code, name, operator, lat, lon, commune, node, mastHeightM }];
    }),
    nodes: inventory.nodes.map(({ code, name, kind, owner, lat, lon, commune }) => {
      return { code, name, kind, owner, lat, lon, commune };
    }),
    links: inventory.links.map(({ code, name, kind, owner, a, b, lengthKm, route }) => {
      return { code, name, kind, owner, a, b, lengthKm: Math.round(lengthKm * 1000) / 1000, route };
    }),
  };
}

export function communeFigures(world: World): SnapshotCommune[] {
  const { coverage, topology } = world;
  return world.inventory.communes.map((commune, index) => {
    const { code, name, type, population, areaKm2, lat, lon, former } = commune;
    const pairs = (people: (layer: number) => number, m2: (layer: number) => number) =>
      Array.from({ length: LAYER_COUNT }, (_, layer) =>
        coverage.hasLayer(index, layer) ? [people(layer), m2(layer)] : [-1, -1],
      ).flat();
    return {
      ...{ code, name, type, population, areaKm2, lat, lon, former },
      m2: coverage.communeM2(index),
      node: topology.nodeOfCommune[index] ?? -1,
      pathsAsBuilt: topology.pathsAsBuilt[index] ?? -1,
      live: pairs(
        (layer) => coverage.people(index, layer),
        (layer) => coverage.m2(index, layer),
      ),
      asBuilt: pairs(
        (layer) => coverage.peopleAsBuilt(index, layer),
        (layer) => coverage.m2AsBuilt(index, layer),
      ),
    };
  });
}

export function presentStates(world: World, numbers: WireNumbers) {
  const { links, nodes, communes } = world.inventory;
  return {
    stationStates: numbers.stations.map((station, wire) => stationTuple(world, station, wire)),
    linkStates: links.map((_, link) => linkTuple(world, link)),
    nodeStates: nodes.map((_, node) => nodeTuple(world, node)),
    fibre: communes.map((_, commune) => fibreTuple(world, commune)),
  };
}
