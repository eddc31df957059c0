/**
 * A typhoon comes ashore: within seconds the grid fails commune by commune from the sea inland, wind turns antennas, trees and poles
 * take cables with them, worn batteries give out. Then, slower, everything is repaired.
 */
import type { Random } from '../random.ts';
import { cutLink, onBattery } from './calm.ts';
import type { Condition } from './stations.ts';
import { MINUTE, SECOND } from './habits.ts';
import { passing, servingCells } from './world.ts';
import type { World } from './world.ts';

export interface Storm {
  /** From the first blow to the last, ms. */
  overMs: number;
  /** Communes it reaches, counted from the sea. */
  communes: number;
  /** Links that are cut. */
  cuts: number;
  /** Share of the stations that lose the mains, and of the cells whose antenna is turned: at the sea, and how much less inland. */
  blackouts: { share: number; inlandLess: number };
  antennas: { share: number; inlandLess: number };
  /** Until the mains is back, a cable spliced, an antenna straight again, ms. */
  mains(random: Random): number;
  splice(random: Random): number;
  straighten(random: Random): number;
}

/** How long the burst of the live simulation's storm takes, ms. */
export const STORM_MS = 20 * SECOND;

/** A typhoon within seconds, repaired within the hour. */
const BURST: Storm = {
  overMs: STORM_MS,
  communes: 52,
  cuts: 9,
  blackouts: { share: 0.95, inlandLess: 0.35 },
  antennas: { share: 0.3, inlandLess: 0.2 },
  mains: (random) => random.between(15, 60) * MINUTE,
  splice: (random) => random.between(12, 50) * MINUTE,
  straighten: (random) => random.between(15, 70) * MINUTE,
};

export function playStorm(world: World, random: Random, at: number, storm = BURST): void {
  const { inventory } = world;
  const fromTheSea = [...inventory.communes.keys()].sort((a, b) => east(world, b) - east(world, a));
  const rank = new Map(fromTheSea.slice(0, storm.communes).map((commune, place) => [commune, place / storm.communes]));

  const { blackouts, antennas } = storm;
  for (const station of world.ground.serving) {
    const inland = rank.get(inventory.stations[station]?.commune ?? -1);
    if (inland === undefined) continue;
    const reached = at + inland * storm.overMs * 0.6;
    if (random.chance(blackouts.share - blackouts.inlandLess * inland))
      blackout(world, random, storm, station, reached);
    for (const cell of servingCells(world, station)) {
      if (random.chance(antennas.share - antennas.inlandLess * inland))
        turnAntenna(world, random, storm, station, cell, reached);
    }
  }

  const exposed = [...inventory.links.keys()].filter((link) =>
    rank.has(inventory.nodes[inventory.links[link]?.b ?? -1]?.commune ?? -1),
  );
  for (let n = 0; n < storm.cuts && exposed.length > 0; n++) {
    const [link] = exposed.splice(random.whole(0, exposed.length - 1), 1);
    const falls = Math.round(at + random.between(0.2, 0.8) * storm.overMs);
    const lasts = storm.splice(random);
    world.agenda.at(falls, (now) => {
      if (link !== undefined && !world.transport.isTroubled(link)) cutLink(world, link, now, lasts);
    });
  }
}

function east({ inventory }: World, commune: number): number {
  return inventory.communes[commune]?.lon ?? 0;
}

/** Mains gone; four stations in ten find their batteries soaked and go at once. */
function blackout(world: World, random: Random, storm: Storm, station: number, at: number): void {
  const began = at + random.between(0, 0.1) * storm.overMs;
  const backAt = at + storm.mains(random);
  onBattery(world, random, station, began, backAt);
  if (!random.chance(0.4)) return;
  world.agenda.at(Math.round(began + random.between(0.05, 0.25) * storm.overMs), (since) => {
    if (since >= backAt) return;
    const text = 'Ngập tủ nguồn, trạm dừng phát sóng';
    const flooded: Condition = { station, state: 'down', cause: 'power', text, since };
    passing(world, flooded, backAt - since + random.between(0, 10) * MINUTE, 'Đã khôi phục nguồn');
  });
}

function turnAntenna(world: World, random: Random, storm: Storm, station: number, cell: number, at: number): void {
  const lasts = storm.straighten(random);
  const state = random.chance(0.3) ? 'down' : 'degraded';
  const text = state === 'down' ? 'Gió giật gãy giá đỡ anten' : 'Anten lệch hướng do gió giật';
  world.agenda.at(Math.round(at + random.between(0, 0.35) * storm.overMs), (since) => {
    passing(world, { station, cell, state, cause: 'environment', text, since }, lasts, 'Đã chỉnh lại anten');
  });
}
