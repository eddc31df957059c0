import { useCallback, useEffect, useRef, useState } from 'react';
import type { FeedEvent } from '../../../../server/contract/wire.ts';
import { fetchOwn } from '../../../model/session.ts';
import { MOST_EVENTS } from './event-list.ts';

const PAGE = 200;

interface EventPage {
  items: FeedEvent[];
  nextCursor: string | null;
}

interface Older {
  events: readonly FeedEvent[];
  /** Where the next page begins; undefined before the first, null after the last. */
  cursor: string | null | undefined;
  loading: boolean;
  failed: boolean;
}

export interface OlderEvents extends Omit<Older, 'cursor'> {
  /** Nothing older is stored, or the list is as long as it may be. */
  ended: boolean;
  /** @param oldest id of the last event shown; pages that hold nothing older are followed by the next */
  load: (oldest: number) => void;
}

/** Pages of `GET /api/v1/events`, newest first, on demand. */
export function useOlderEvents(): OlderEvents {
  const [older, setOlder] = useState<Older>({ events: [], cursor: undefined, loading: false, failed: false });
  const controller = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      controller.current?.abort();
    },
    [],
  );
  const { cursor, loading } = older;
  const load = useCallback(
    (oldest: number) => {
      if (loading || cursor === null) return;
      const aborter = new AbortController();
      controller.current = aborter;
      setOlder((before) => ({ ...before, loading: true, failed: false }));
      readBelow(oldest, cursor, aborter.signal).then(
        (page) => {
          setOlder(({ events }) => ({
            events: [...events, ...page.items],
            cursor: page.nextCursor,
            loading: false,
            failed: false,
          }));
        },
        () => {
          if (!aborter.signal.aborted) setOlder((before) => ({ ...before, loading: false, failed: true }));
        },
      );
    },
    [cursor, loading],
  );
  const { events, failed } = older;
  return { events, loading, failed, load, ended: cursor === null || events.length >= MOST_EVENTS };
}

/** Pages from a cursor on, until one holds something older than `oldest`. Throws when the server does not answer 200. */
async function readBelow(oldest: number, cursor: string | undefined, signal: AbortSignal): Promise<EventPage> {
  const from = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  const response = await fetchOwn(`/api/v1/events?limit=${String(PAGE)}${from}`, { signal });
  if (!response.ok) throw new Error(response.statusText);
  const page = (await response.json()) as EventPage;
  if (page.nextCursor === null || page.items.some(({ id }) => id < oldest)) return page;
  const next = await readBelow(oldest, page.nextCursor, signal);
  return { items: [...page.items, ...next.items], nextCursor: next.nextCursor };
}
