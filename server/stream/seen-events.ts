/** Lines of the event feed that somebody sees, out of all there are. */
import type { FeedEvent } from '../contract/wire.ts';
import type { EventQuery } from '../store/store.ts';
import type { Sight } from './sight.ts';

/** Newest first. */
export type ReadEvents = (query: EventQuery) => FeedEvent[];

const READ_AT_ONCE = 1_000;
/** Who sees little is not looked for in all that ever happened at once: the next page goes on. */
const MOST_READ = 20_000;

/** Whether a line is about something that is seen. */
export function seesEvent(
  sight: Sight,
  { kind, code, station }: Pick<FeedEvent, 'kind' | 'code'> & { station?: string | undefined },
): boolean {
  if (sight.isWhole) return true;
  return kind === 'node' || kind === 'link' ? sight.element(kind, code) : sight.element('station', station ?? code);
}

/** @returns `next`: the id to go on before; null: there are no older ones */
export function seenEvents(
  read: ReadEvents,
  query: EventQuery & { limit: number },
  sight: Sight,
): { items: FeedEvent[]; next: number | null } {
  const atOnce = sight.isWhole ? query.limit : READ_AT_ONCE;
  const items: FeedEvent[] = [];
  let { before } = query;
  for (let all = 0; all < MOST_READ; all += atOnce) {
    const lines = read({ ...query, before, limit: atOnce });
    for (const line of lines) {
      if (!seesEvent(sight, line)) continue;
      items.push(line);
      if (items.length === query.limit) return { items, next: line.id };
    }
    const oldest = lines.at(-1);
    if (oldest === undefined || lines.length < atOnce) return { items, next: null };
    before = oldest.id;
  }
  return { items, next: before ?? null };
}
