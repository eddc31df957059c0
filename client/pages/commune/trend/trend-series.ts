/** Twelve months of a commune as rows for the chart, the table and the file. */
import type { CoverageHistory } from '../../../../server/contract/history.ts';
import { TECHNOLOGIES, type PageTechnology } from '../address.ts';

export interface TrendRow {
  /** Epoch ms of the first moment of the month. */
  start: number;
  /** Per cent of people with a signal of any operator; null where nothing is known of that month. */
  shares: Record<PageTechnology, number | null>;
}

export function trendRows({ buckets, communes }: CoverageHistory, code: string): TrendRow[] {
  const layers = communes.find((commune) => commune.code === code)?.layers ?? {};
  const shareOf = (technology: PageTechnology, index: number): number | null =>
    layers[technology]?.[index]?.population ?? null;
  return buckets.map(({ start }, index) => ({
    start: Date.parse(start),
    shares: { '2G': shareOf('2G', index), '3G': shareOf('3G', index), '4G': shareOf('4G', index) },
  }));
}

export function isEmpty(rows: readonly TrendRow[]): boolean {
  return rows.every(({ shares }) => TECHNOLOGIES.every((technology) => shares[technology] === null));
}

/** The last month that has a figure. */
export function lastOf(rows: readonly TrendRow[], technology: PageTechnology): number | null {
  return rows.findLast(({ shares }) => shares[technology] !== null)?.shares[technology] ?? null;
}

export interface Axis {
  least: number;
  most: number;
  /** From `least` up to `most`. */
  ticks: number[];
}

const STEPS = [1, 2, 5, 10, 20, 25];
const MOST_TICKS = 5;

/** Per cent up to 100, from the tick below the lowest value; as few even steps as leave the lines apart. */
export function axisOf(values: readonly (number | null)[]): Axis {
  const known = values.filter((value) => value !== null);
  const lowest = Math.min(99, ...known);
  const step = STEPS.find((size) => 100 - Math.floor(lowest / size) * size <= (MOST_TICKS - 1) * size) ?? 25;
  const least = Math.max(0, Math.floor(lowest / step) * step);
  const ticks: number[] = [];
  for (let tick = 100; tick >= least; tick -= step) ticks.unshift(tick);
  return { least: ticks[0] ?? 0, most: 100, ticks };
}

/**
 * Moves labels apart that would lie on each other, each as little as the others allow, their order kept.
 * @param wanted middles, any order
 * @param gap least distance of two middles
 * @returns in the order of `wanted`
 */
export function spread(wanted: readonly number[], gap: number, least: number, most: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  // Groups of labels that touch share their shift: pool adjacent violators.
  const groups: { members: number[]; at: number }[] = [];
  const startOf = (members: readonly number[]): number => {
    const mean = members.reduce((sum, index, place) => sum + (wanted[index] ?? 0) - place * gap, 0) / members.length;
    return Math.max(least, Math.min(most - (members.length - 1) * gap, mean));
  };
  for (const index of order) {
    let group = { members: [index], at: startOf([index]) };
    for (let last = groups.at(-1); last !== undefined; last = groups.at(-1)) {
      if (last.at + last.members.length * gap <= group.at) break;
      groups.pop();
      const members = [...last.members, ...group.members];
      group = { members, at: startOf(members) };
    }
    groups.push(group);
  }
  const places = [...wanted];
  for (const { members, at } of groups) {
    members.forEach((index, place) => {
      places[index] = at + place * gap;
    });
  }
  return places;
}
