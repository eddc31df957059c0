/** How much of a period this server watched, and whether its means can be set beside those of another. */

/** Below this it is said how much of a period was watched, 0–1. */
const WELL = 0.95;
/** Below this more of a period is unknown than known: a difference of tenths of a point says nothing then. As for days with data. */
const ENOUGH = 0.5;

interface Watched {
  start: string;
  end: string;
  knownMs: number;
}

/** 0–1; null: no time of it has passed. */
export function observedShare({ start, end, knownMs }: Watched): number | null {
  const span = Date.parse(end) - Date.parse(start);
  return span <= 0 ? null : Math.min(1, knownMs / span);
}

export function isWellObserved(share: number | null): boolean {
  return share !== null && share >= WELL;
}

export function isObservedEnough(share: number | null): boolean {
  return share !== null && share >= ENOUGH;
}
