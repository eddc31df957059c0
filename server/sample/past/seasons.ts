/** How the network of the delta fares through a year. */
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { MINUTE, SECOND } from '../simulation/habits.ts';
import type { Habits, Story } from '../simulation/habits.ts';
import type { Storm } from '../simulation/storm.ts';
import type { Rate } from '../simulation/world.ts';
import { DAY, HOUR, localDay, localTime } from './calendar.ts';
import type { LocalTime, Yearly } from './calendar.ts';

/** Thunderstorms by month, January first. */
const THUNDER = [0.1, 0.12, 0.2, 0.45, 0.8, 1, 1, 0.9, 0.55, 0.25, 0.14, 0.1];
/** Days on which there is not enough electricity for everybody. */
const SHORTAGE = [0, 0, 0, 0.1, 0.6, 1, 0.9, 0.45, 0.05, 0, 0, 0];
/** Roads are dug up while it is dry. */
const ROAD_WORKS = [1, 0.9, 1, 0.9, 0.6, 0.5, 0.45, 0.45, 0.5, 0.8, 1, 1];

/** Most troubles are short, a few long: a quarter of the way on the average. */
export function skewed(random: Random, from: number, to: number): number {
  const u = random.next();
  return from + (to - from) * u * u * u;
}

/** The year's habits; what begins before `to` is over before it. */
export function habitsOfYear(seed: string, to: number): Habits {
  const thunderOf = weather(seed);
  const likely: Record<Story, (time: LocalTime, at: number) => number> = {
    mains: ({ month, hour }, at) => (THUNDER[month] ?? 0) * evening(hour) * thunderOf(at),
    fault: ({ hour }) => (hour >= 7 && hour < 19 ? 1 : 0.6),
    busy: ({ hour }) => (hour < 6 ? 0.02 : hour >= 18 && hour < 22.5 ? 1 : hour >= 11 && hour < 13 ? 0.6 : 0.25),
    flap: ({ month }) => 0.5 + 0.5 * (THUNDER[month] ?? 0),
    silence: () => 1,
    planned: ({ hour, isTet, isWorkingDay }) => (hour >= 4.5 || isTet ? 0 : isWorkingDay ? 1 : 0.3),
    noise: ({ hour }) => (hour >= 7 && hour < 23 ? 1 : 0.3),
    cut: (time) => (ROAD_WORKS[time.month] ?? 0) * digging(time),
    loss: () => 1,
  };
  return {
    every: {
      mains: 24 * MINUTE,
      fault: 46 * MINUTE,
      busy: 14 * MINUTE,
      flap: 125 * MINUTE,
      silence: 210 * MINUTE,
      planned: 13 * MINUTE,
      noise: 160 * MINUTE,
      cut: 270 * MINUTE,
      loss: 750 * MINUTE,
    },
    likely: (story, at) => likely[story](localTime(at), at),
    lasts: {
      mains: (random) => skewed(random, 20 * MINUTE, 7 * HOUR),
      fault: (random) => skewed(random, 15 * MINUTE, 16 * HOUR),
      busy: (random) => random.between(8, 60) * MINUTE,
      flap: (random) => random.between(8, 90) * SECOND,
      silence: (random) => skewed(random, 22 * MINUTE, 10 * HOUR),
      planned: (random) => random.between(0.6, 3) * HOUR,
      noise: (random) => skewed(random, 20 * MINUTE, 6 * HOUR),
      cut: (random) => skewed(random, 50 * MINUTE, 14 * HOUR),
      loss: (random) => skewed(random, 40 * MINUTE, 20 * HOUR),
    },
    battery: (random) => (random.chance(0.1) ? random.between(0.1, 0.5) : random.between(1.5, 5)) * HOUR,
    patience: { VTL: 0.8, VNP: 0.95, MBF: 1.1, VNM: 1.5, GTL: 1.9 },
    longest: (at) => 0.8 * (to - at),
  };
}

/** Hot days: a part of the grid is switched off so that the rest can be kept. */
export const SHEDDING: Rate = {
  every: 170 * MINUTE,
  likely: (at) => {
    const { month, hour, isWorkingDay } = localTime(at);
    const demand = hour >= 11 && hour < 15 ? 1 : hour >= 17.5 && hour < 22 ? 0.9 : hour >= 8 ? 0.4 : 0;
    return (SHORTAGE[month] ?? 0) * demand * (isWorkingDay ? 1 : 0.6);
  },
};

/** A commune's exchange fails as a whole. */
export const EXCHANGE: Rate = { every: 4 * DAY, likely: () => 1 };

/** A typhoon: a day and a half of wind and water, three days of repair. */
export const TYPHOON: Storm = {
  overMs: 34 * HOUR,
  communes: 84,
  cuts: 28,
  blackouts: { share: 0.92, inlandLess: 0.5 },
  antennas: { share: 0.07, inlandLess: 0.06 },
  mains: (random) => skewed(random, 4 * HOUR, 62 * HOUR),
  splice: (random) => skewed(random, 6 * HOUR, 60 * HOUR),
  straighten: (random) => skewed(random, 8 * HOUR, 66 * HOUR),
};

/** What is left of a storm that broke up before the coast. */
export const SUMMER_STORM: Storm = {
  overMs: 10 * HOUR,
  communes: 50,
  cuts: 6,
  blackouts: { share: 0.65, inlandLess: 0.5 },
  antennas: { share: 0.02, inlandLess: 0.018 },
  mains: (random) => skewed(random, 2 * HOUR, 20 * HOUR),
  splice: (random) => skewed(random, 3 * HOUR, 20 * HOUR),
  straighten: (random) => skewed(random, 3 * HOUR, 30 * HOUR),
};

export const TYPHOON_COMES: Yearly = { month: 8, day: 7, hour: 14, within: 14, lastsMs: 106 * HOUR };
export const SUMMER_STORM_COMES: Yearly = { month: 6, day: 18, hour: 15, within: 20, lastsMs: 44 * HOUR };

/** The heat of the day breaks in the evening. */
function evening(hour: number): number {
  if (hour >= 16 && hour < 22) return 1;
  return hour >= 12 || hour < 1 ? 0.6 : 0.28;
}

function digging({ hour, isWorkingDay, isTet }: LocalTime): number {
  const isDay = hour >= 7 && hour < 18;
  return (isDay ? (isWorkingDay ? 1 : 0.35) : 0.12) * (isTet ? 0.2 : 1);
}

/** One day in three the thunder really comes. */
function weather(seed: string): (at: number) => number {
  let known = { day: -1, thunder: 0 };
  return (at) => {
    const day = localDay(at);
    if (day !== known.day) known = { day, thunder: createRandom(`${seed}/weather/${day}`).chance(1 / 3) ? 1 : 0.22 };
    return known.thunder;
  };
}
