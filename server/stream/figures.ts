/** The province and its communes in the numbers everybody is shown; one place for the snapshot, REST and the KPI strip. */
import {
  HIT_POINTS,
  LAYER_COUNT,
  LAYER_TECHNOLOGIES,
  layerIndex,
  type StationState,
  STATION_STATES,
} from '../contract/terms.ts';
import type { Figures } from '../contract/wire.ts';
import type { Sight } from './sight.ts';
import type { World } from '../world.ts';

/** Layers that make a commune hit: each technology, any operator. */
const HIT_LAYERS = LAYER_TECHNOLOGIES.filter((technology) => technology !== 'any').map((technology) =>
  layerIndex(technology, 'any'),
);
const LINK_DOWN = 2;

/** @returns true when a technology is HIT_POINTS of people or more below as built */
export function isHit(world: World, commune: number): boolean {
  const population = world.inventory.communes[commune]?.population ?? 0;
  return HIT_LAYERS.some((layer) => {
    const lost = world.coverage.peopleAsBuilt(commune, layer) - world.coverage.people(commune, layer);
    return lost > 0 && lost * 100 >= HIT_POINTS * population;
  });
}

/** In-service stations by displayed state. */
export function countStations(world: World, stations: Iterable<number>): Record<StationState | 'total', number> {
  const counts = { total: 0, up: 0, degraded: 0, stale: 0, down: 0, maintenance: 0 };
  for (const station of stations) {
    const state = STATION_STATES[world.air.state[station] ?? -1];
    if (state === undefined) continue;
    counts[state] += 1;
    counts.total += 1;
  }
  return counts;
}

/** @param sight left out: of everything */
export function figuresOf(world: World, at: number, sight?: Sight): Figures {
  const { inventory, coverage } = world;
  const stations = [...inventory.stations.keys()].filter((station) => sight?.station(station) ?? true);
  const links = [...inventory.links.keys()].filter((link) => sight?.link(link) ?? true);
  const communes = [...inventory.communes.keys()].filter((commune) => sight?.commune(commune) ?? true);
  const { down, degraded, stale, maintenance, up } = countStations(world, stations);
  const people = (layer: number) => communes.reduce((sum, commune) => sum + coverage.people(commune, layer), 0);
  return {
    at,
    down,
    degraded,
    stale,
    maintenance,
    up,
    linksDown: links.filter((link) => world.states.state[world.targets.ofLink(link)] === LINK_DOWN).length,
    linksDark: links.filter((link) => world.topology.isDarkLink(link)).length,
    atRisk: communes.filter((commune) => world.topology.isAtRisk(commune)).length,
    hit: communes.filter((commune) => isHit(world, commune)).length,
    people: Array.from({ length: LAYER_COUNT }, (_, layer) => ((sight?.layer(layer) ?? true) ? people(layer) : 0)),
  };
}
