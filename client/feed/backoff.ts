const LONGEST_MS = 10_000;

/**
 * Wait before an attempt, ms: 1, 2, 4, 8, 10, 10 … seconds, spread by a quarter so that many viewers do not come back at once.
 * @param attempt from 1
 * @param random in [0, 1)
 */
export function backoff(attempt: number, random: number): number {
  const wait = Math.min(1000 * 2 ** (attempt - 1), LONGEST_MS);
  return Math.round(wait * (0.75 + random / 2));
}
