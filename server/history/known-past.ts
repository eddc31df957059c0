/** The past as it was known at a moment. */
import type { Past } from '../store/past.ts';

/**
 * What was received later is not there, and nothing is read that was rolled up with it: that is played from the words.
 * @param rolledUpTo until then nothing was received later, and what is rolled up is read; null: all is played
 */
export function pastKnownAt(past: Past, known: number, rolledUpTo: number | null = null): Past {
  const least = (asked: number): number => Math.min(asked, known);
  return {
    uptime: () => past.uptime(),
    inventoryMoments: () => past.inventoryMoments(),
    inventoryAt: (at) => past.inventoryAt(at),
    births: () => past.births(),
    targets: () => past.targets(),
    current: () => past.presentAt(known, known),
    presentAt: (at, asked) => past.presentAt(at, least(asked)),
    words: (from, to, asked) => past.words(from, to, least(asked)),
    wordsOf: (targets, from, to, asked) => past.wordsOf(targets, from, to, least(asked)),
    heard: (from, to) => past.heard(from, least(to)),
    log: (bounds) =>
      past.log(() => {
        const { at, known: asked } = bounds();
        return { at, known: least(asked) };
      }),
    standing: (target, at) => past.standing(target, least(at)),
    silences: (from, to) => past.silences(from, to),
    windows: (from, to) => past.windows(from, to, known),
    toldDays: (from, to, asked) => past.toldDays(from, to, least(asked)),
    firstToldAfter: () => null,
    simulationSpoke: (from, to) => past.simulationSpoke(from, to),
    senders: () => past.senders(),
    events: (from, to, limit, asked) => past.events(from, to, limit, least(asked)),
    rollups: (span, from, to) => (rolledUpTo === null ? [] : past.rollups(span, from, Math.min(to, rolledUpTo))),
    asBuilt: () => past.asBuilt(),
    dirty: () => (rolledUpTo === null ? [] : past.dirty()),
    settledTo: () => rolledUpTo,
    version: () => past.version(),
    snapshot: (work) => past.snapshot(work),
    close: () => {
      past.close();
    },
  };
}
