/** One element with everything that hangs on it. */
import type { CellBody, Dependents, LinkDetail, NodeDetail, PathBody, StationDetail } from '../contract/rest.ts';
import type { FeedEvent } from '../contract/wire.ts';
import { footprintPolygon } from '../coverage/footprint.ts';
import type { Thresholds } from '../coverage/types.ts';
import { cutOffBy, everythingCarries, shortestPath } from '../topology/graph.ts';
import type { Sight } from '../stream/sight.ts';
import type { World } from '../world.ts';
import { linkBody, nodeBody, stationBody, time, wordOf } from './shapes.ts';

/** The newest events of one element. */
export type EventsOf = (element: { station?: string; link?: string; node?: string }) => FeedEvent[];

const EARTH_RADIUS_M = 6_371_009;

export function stationDetail(
  world: World,
  index: number,
  thresholds: Thresholds,
  eventsOf: EventsOf,
  sight: Sight,
): StationDetail | null {
  const body = stationBody(world, index, sight);
  const station = world.inventory.stations[index];
  if (!body || !station) return null;
  return {
    ...body,
    communeName: world.inventory.communes[station.commune]?.name ?? null,
    cells: (world.inventory.cellsOfStation[index] ?? []).flatMap((cell) => cellBody(world, cell, thresholds) ?? []),
    path: sight.node(station.node) ? pathBody(world, station.node, sight) : null,
    events: eventsOf({ station: station.code }),
  };
}

function cellBody(world: World, index: number, thresholds: Thresholds): CellBody | null {
  const { inventory, air } = world;
  const cell = inventory.cells[index];
  const station = inventory.stations[cell?.station ?? -1];
  if (!cell || !station) return null;
  const since = air.spells.since[index] ?? 0;
  const { code, technology, bandMhz, azimuthDeg, beamwidthDeg, heightM, eirpDbm } = cell;
  const footprint = footprintPolygon(inventory, index, thresholds, 'wgs84').map(([lon, lat]): [number, number] => [
    round5(lon),
    round5(lat),
  ]);
  return {
    ...{ code, technology, bandMhz, azimuthDeg, beamwidthDeg, heightM, eirpDbm },
    inService: inventory.inService[index] === 1,
    ...wordOf(world, air.decidingTarget(index, world.states)),
    since: since > 0 ? time(since) : null,
    onAir: air.onAir[index] === 1,
    rangeM: Math.round(Math.max(0, ...footprint.map(([lon, lat]) => distanceM(station, { lon, lat })))),
    footprint,
  };
}

function round5(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

/** Equirectangular: right to a metre over the 12 km a cell reaches. */
function distanceM(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const radians = Math.PI / 180;
  const x = (b.lon - a.lon) * radians * Math.cos(((a.lat + b.lat) / 2) * radians);
  return Math.hypot(x, (b.lat - a.lat) * radians) * EARTH_RADIUS_M;
}

/** The way from a node to the core now, as far as it is seen; as built when it is cut. */
function pathBody({ topology, inventory }: World, node: number, sight: Sight): PathBody {
  const now = shortestPath(topology.graph, topology.carrying, node);
  const path = now ?? shortestPath(topology.graph, everythingCarries(topology.graph), node);
  const nodes = path?.nodes ?? [node];
  const links = path?.links ?? [];
  const end = links.findIndex((link, step) => !sight.link(link) || !sight.node(nodes[step + 1] ?? -1));
  const steps = end === -1 ? links.length : end;
  return {
    connected: now !== null,
    nodes: nodes.slice(0, steps + 1).flatMap((one) => inventory.nodes[one]?.code ?? []),
    links: links.slice(0, steps).flatMap((one) => inventory.links[one]?.code ?? []),
  };
}

export function nodeDetail(world: World, index: number, eventsOf: EventsOf, sight: Sight): NodeDetail | null {
  const body = nodeBody(world, index, sight);
  if (!body) return null;
  const neighbours = world.topology.graph.neighbours[index] ?? [];
  return {
    ...body,
    dependents: dependents(world, { node: index }, sight),
    links: neighbours.flatMap(({ link }) => (sight.link(link) ? (world.inventory.links[link]?.code ?? []) : [])),
    path: pathBody(world, index, sight),
    events: eventsOf({ node: body.code }),
  };
}

export function linkDetail(world: World, index: number, eventsOf: EventsOf, sight: Sight): LinkDetail | null {
  const body = linkBody(world, index, sight);
  if (!body) return null;
  return { ...body, dependents: dependents(world, { link: index }, sight), events: eventsOf({ link: body.code }) };
}

function dependents(world: World, element: { link: number } | { node: number }, sight: Sight): Dependents {
  const { topology, inventory } = world;
  const alone = new Set(cutOffBy(topology.graph, element));
  const now = new Set(
    topology.isolations
      .filter(({ links, nodes }) => ('link' in element ? links.includes(element.link) : nodes.includes(element.node)))
      .flatMap(({ cutOff }) => cutOff),
  );
  const hanging = (nodes: ReadonlySet<number>) =>
    inventory.stations.filter(({ node }, station) => nodes.has(node) && sight.station(station));
  return {
    stations: hanging(alone).map(({ code }) => code),
    communes: inventory.communes
      .filter((_, i) => alone.has(topology.nodeOfCommune[i] ?? -1) && sight.commune(i))
      .map(({ code }) => code),
    isolatedNow: hanging(now).map(({ code }) => code),
  };
}
