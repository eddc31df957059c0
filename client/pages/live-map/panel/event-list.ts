/** The event list as it is shown: what the stream sends, and older pages below it. */
import type { FeedEvent } from '../../../../server/contract/wire.ts';

/** Lines kept in the page; whoever looks for more asks the API. */
export const MOST_EVENTS = 1_000;

/** Newest first by `id`, each once; the stream's own object wins. */
export function joinEvents(live: readonly FeedEvent[], older: readonly FeedEvent[]): FeedEvent[] {
  if (older.length === 0) return [...live];
  const known = new Map<number, FeedEvent>();
  for (const event of [...older, ...live]) known.set(event.id, event);
  return [...known.values()].sort((a, b) => b.id - a.id).slice(0, MOST_EVENTS);
}

/** How many of the stream's events came after a list was stopped. */
export function countFresh(live: readonly FeedEvent[], stopped: readonly FeedEvent[]): number {
  const newest = stopped[0]?.id ?? -Infinity;
  return live.filter(({ id }) => id > newest).length;
}
