/** Where the people of a commune live: a seat, villages around it, and a few houses between. Invented, but they add up. */
import { apportion } from '../random.ts';
import type { Random } from '../random.ts';
import type { SampleCommune, Square } from './communes.ts';

/** People of an ordinary village of the delta. */
const VILLAGE_PEOPLE = 1_450;
/** Villages keep this distance where there is room, m. */
const VILLAGE_SPACING_M = 620;
/** A square with fewer is left empty; its people are in the villages. */
const FEWEST_PEOPLE = 18;

interface Settlement {
  x: number;
  y: number;
  /** Share of the commune's people, relative. */
  weight: number;
  /** Long and short half-axis, m, and the direction of the long one as a unit vector: villages line a dyke or a road. */
  long: number;
  short: number;
  along: [number, number];
  /** The unit of 2021 it belongs to; gives the stations their names. */
  name: string;
}

export interface PopulatedSquare extends Square {
  people: number;
}

/** A commune's people in settlements, and in squares that add up to its official total. */
export interface SettledCommune {
  commune: SampleCommune;
  settlements: Settlement[];
  squares: PopulatedSquare[];
}

export function settle(commune: SampleCommune, random: Random): SettledCommune {
  const settlements = placeSettlements(commune, random);
  const weights = commune.squares.map((square) => weightAt(square, settlements));
  const first = apportion(commune.population, weights);
  const kept = weights.map((weight, index) => ((first[index] ?? 0) < FEWEST_PEOPLE ? 0 : weight));
  const people = apportion(commune.population, kept);
  const squares = commune.squares.map((square, index) => ({ ...square, people: people[index] ?? 0 }));
  return { commune, settlements, squares: squares.filter((square) => square.people > 0) };
}

function placeSettlements(commune: SampleCommune, random: Random): Settlement[] {
  const count = Math.max(8, Math.round(commune.population / VILLAGE_PEOPLE));
  const seat = shape(commune, commune.x, commune.y, random, commune.urban ? 5 : 3);
  const placed = [seat];
  let spacing = VILLAGE_SPACING_M;
  while (placed.length < count) {
    const square = random.pick(commune.squares);
    const x = square.x + random.between(-90, 90);
    const y = square.y + random.between(-90, 90);
    if (placed.every((other) => distance2(other.x, other.y, x, y) > spacing * spacing)) {
      placed.push(shape(commune, x, y, random, random.between(0.4, 1.6)));
    } else {
      spacing *= 0.995;
    }
  }
  return placed;
}

function shape(commune: SampleCommune, x: number, y: number, random: Random, weight: number): Settlement {
  const spread = commune.urban ? 1.5 : 1;
  const size = Math.sqrt(Math.max(0.5, Math.min(weight, 3))) * spread;
  // A direction without trigonometry: a point of the square, scaled to length one.
  const dx = random.between(-1, 1);
  const dy = random.between(0.05, 1);
  const length = Math.sqrt(dx * dx + dy * dy);
  return {
    x,
    y,
    weight,
    long: size * random.between(180, 300),
    short: size * random.between(100, 170),
    along: [dx / length, dy / length],
    name: random.pick(commune.former.length > 0 ? commune.former : [commune.name]),
  };
}

/** People per square, relative: a sum of bells, and a trace everywhere. */
function weightAt(square: Square, settlements: readonly Settlement[]): number {
  let sum = 0;
  for (const { x, y, weight, long, short, along } of settlements) {
    const dx = square.x - x;
    const dy = square.y - y;
    const u = (dx * along[0] + dy * along[1]) / long;
    const v = (dx * along[1] - dy * along[0]) / short;
    const r2 = u * u + v * v;
    // A polynomial bell: no exponential whose last digit could differ elsewhere.
    if (r2 < 6) sum += (weight * (1 - r2 / 6) ** 3) / (long * short);
  }
  return sum * 1e6 + 0.05;
}

export function distance2(ax: number, ay: number, bx: number, by: number): number {
  return (ax - bx) * (ax - bx) + (ay - by) * (ay - by);
}
