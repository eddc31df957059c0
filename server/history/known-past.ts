/** The past as it was known at a moment. */
import type { Past } from '../store/past.ts';

/** What was received later is not there, and nothing is read that was rolled up with it: all of it is played from the words. */
export function pastKnownAt(past: Past, known: number): Past {
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
    wasToldAfter: () => false,
    simulationSpoke: (from, to) => past.simulationSpoke(from, to),
    senders: () => past.senders(),
    events: (from, to, limit, asked) => past.events(from, to, limit, least(asked)),
    rollups: () => [],
    asBuilt: () => past.asBuilt(),
    dirty: () => [],
    settledTo: () => null,
    snapshot: (work) => past.snapshot(work),
    close: () => {
      past.close();
    },
  };
}
