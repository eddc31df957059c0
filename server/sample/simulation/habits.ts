/** How often what happens and how long it takes: a live hour is dense enough to watch, a year is not. */
import type { OperatorCode } from '../../contract/terms.ts';
import type { Random } from '../random.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

/** What goes wrong on an ordinary day, in the order in which it is entered into the agenda. */
export const STORIES = ['mains', 'fault', 'busy', 'flap', 'silence', 'planned', 'noise', 'cut', 'loss'] as const;
export type Story = (typeof STORIES)[number];

export interface Habits {
  /** Mean ms between two of a story at its liveliest. */
  every: Readonly<Record<Story, number>>;
  /** How often it is at that moment, as a share of its liveliest. */
  likely(story: Story, at: number): number;
  /** How long each lasts, ms (of flapping: one of the many times). */
  lasts: Readonly<Record<Story, (random: Random) => number>>;
  /** How long batteries carry a station, ms. */
  battery(random: Random): number;
  /** Operators with fewer people in the field repair slower and have older batteries: 1 is the common measure. */
  patience: Readonly<Record<OperatorCode, number>>;
  /** What begins then is over after this many ms. */
  longest(at: number): number;
}

/** The day of the live simulation. */
export const LIVE: Habits = {
  every: {
    mains: 22 * MINUTE,
    fault: 5 * MINUTE,
    busy: 3.2 * SECOND,
    flap: 16 * MINUTE,
    silence: 9 * MINUTE,
    planned: 17 * MINUTE,
    noise: 28 * MINUTE,
    cut: 27 * MINUTE,
    loss: 21 * MINUTE,
  },
  likely: () => 1,
  lasts: {
    mains: (random) => random.between(12, 55) * MINUTE,
    fault: (random) => random.between(12, 55) * MINUTE,
    busy: (random) => random.between(12, 60) * SECOND,
    flap: (random) => random.between(8, 40) * SECOND,
    silence: (random) => random.whole(22, 45) * MINUTE,
    planned: (random) => random.between(18, 50) * MINUTE,
    noise: (random) => random.between(12, 40) * MINUTE,
    cut: (random) => random.between(14, 45) * MINUTE,
    loss: (random) => random.whole(10, 28) * MINUTE,
  },
  // One in ten is worn.
  battery: (random) => (random.chance(0.1) ? random.between(2, 6) : random.between(18, 75)) * MINUTE,
  patience: { VTL: 1, VNP: 1, MBF: 1, VNM: 1, GTL: 1 },
  longest: () => Infinity,
};
