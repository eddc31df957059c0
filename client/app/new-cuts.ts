import type { Outage } from '../../server/contract/wire.ts';

/** An outage is the same one as long as its roots are; how many stations hang on it may change. */
export function cutKey({ kind, links, nodes }: Outage): string {
  return `${kind} ${[...links].sort().join(',')} ${[...nodes].sort().join(',')}`;
}

/**
 * Cuts not known before, as ordered by the server (most people first).
 * @param known keys of the outages of the picture before; null for the first picture, of which nothing is news
 */
export function newCuts(outages: readonly Outage[], known: ReadonlySet<string> | null): Outage[] {
  if (known === null) return [];
  return outages.filter((outage) => outage.kind === 'cut' && !known.has(cutKey(outage)));
}
