/**
 * A typhoon comes ashore: within seconds the grid fails commune by commune from the sea inland, wind turns antennas, trees and poles
 * take cables with them, worn batteries give out. Then, slower, everything is repaired.
 */
import type { Random } from '../random.ts';
import { cutLink, onBattery } from './calm.ts';
import type { Condition } from './stations.ts';
import { MINUTE, SECOND, passing } from './world.ts';
import type { World } from './world.ts';

/** How long the burst takes from the first event to the last, ms. */
export const STORM_MS = 20 * SECOND;

/** Communes it reaches, counted from the sea. */
const COMMUNES = 52;
const CUTS = 9;

export function playStorm(world: World, random: Random, at: number): void {
  const { inventory } = world;
  const fromTheSea = [...inventory.communes.keys()].sort((a, b) => east(world, b) - east(world, a));
  const rank = new Map(fromTheSea.slice(0, COMMUNES).map((commune, place) => [commune, place / COMMUNES]));

  inventory.stations.forEach(({ commune, status }, station) => {
    const inland = rank.get(commune);
    if (inland === undefined || status !== 'in-service') return;
    const reached = at + inland * STORM_MS * 0.6;
    if (random.chance(0.95 - 0.35 * inland)) blackout(world, random, station, reached);
    for (const cell of inventory.cellsOfStation[station] ?? []) {
      if (inventory.inService[cell] && random.chance(0.3 - 0.2 * inland))
        turnAntenna(world, random, station, cell, reached);
    }
  });

  const exposed = [...inventory.links.keys()].filter((link) =>
    rank.has(inventory.nodes[inventory.links[link]?.b ?? -1]?.commune ?? -1),
  );
  for (let n = 0; n < CUTS && exposed.length > 0; n++) {
    const [link] = exposed.splice(random.whole(0, exposed.length - 1), 1);
    const falls = Math.round(at + random.between(0.2, 0.8) * STORM_MS);
    const lasts = random.between(12, 50) * MINUTE;
    world.agenda.at(falls, (now) => {
      if (link !== undefined && !world.transport.isTroubled(link)) cutLink(world, link, now, lasts);
    });
  }
}

function east({ inventory }: World, commune: number): number {
  return inventory.communes[commune]?.lon ?? 0;
}

/** Mains gone; four stations in ten find their batteries soaked and go at once. */
function blackout(world: World, random: Random, station: number, at: number): void {
  const began = at + random.between(0, 0.1) * STORM_MS;
  const backAt = at + random.between(15, 60) * MINUTE;
  onBattery(world, random, station, began, backAt);
  if (!random.chance(0.4)) return;
  world.agenda.at(Math.round(began + random.between(0.05, 0.25) * STORM_MS), (since) => {
    const text = 'Ngập tủ nguồn, trạm dừng phát sóng';
    const flooded: Condition = { station, state: 'down', cause: 'power', text, since };
    passing(world, flooded, backAt - since + random.between(0, 10) * MINUTE, 'Đã khôi phục nguồn');
  });
}

function turnAntenna(world: World, random: Random, station: number, cell: number, at: number): void {
  const lasts = random.between(15, 70) * MINUTE;
  const state = random.chance(0.3) ? 'down' : 'degraded';
  const text = state === 'down' ? 'Gió giật gãy giá đỡ anten' : 'Anten lệch hướng do gió giật';
  world.agenda.at(Math.round(at + random.between(0, 0.35) * STORM_MS), (since) => {
    passing(world, { station, cell, state, cause: 'environment', text, since }, lasts, 'Đã chỉnh lại anten');
  });
}
