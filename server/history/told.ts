/** Words of the past as they are played. */
import type { Word } from '../state/element-states.ts';
import type { HeardWord, PastWord } from '../store/past.ts';

/** `heardAt` where it matters when it was received. */
export type Told = PastWord & Partial<Pick<HeardWord, 'heardAt'>>;

/** When a word begins to count; Infinity: there is none. */
export function momentOf(word: Told | undefined): number {
  return word === undefined ? Infinity : (word.heardAt ?? word.at);
}

/** Words are played in order of time: each is news. */
export const NOTHING_EARLIER = { has: () => false, at: () => null, previous: () => null, next: () => null };

export function wordOf({ at, state, cause, text }: PastWord): Word {
  return { at, state, cause, text, measurements: null };
}
