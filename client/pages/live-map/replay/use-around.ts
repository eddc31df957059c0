import { useEffect, useRef, useState } from 'react';
import type { FeedEvent } from '../../../../server/contract/wire.ts';
import { serverNow } from '../../../model/live.ts';
import { useReplay } from '../../../model/replay.ts';
import { fetchOwn } from '../../../model/session.ts';
import {
  AFTER_LEAST_MS,
  AFTER_MOST,
  AFTER_MS,
  BEFORE_MOST,
  BEFORE_MS,
  byTime,
  isAwayFrom,
  reaches,
  type Around,
} from './around.ts';

/** Between two questions, however fast it is played. */
const REST_MS = 700;

export interface AroundEvents {
  around: Around | null;
  failed: boolean;
  retry: () => void;
}

/** The events around the moment replayed, asked for anew as it moves away from them. */
export function useAroundEvents(): AroundEvents {
  const [around, setAround] = useState<Around | null>(null);
  const [failedAt, setFailedAt] = useState<number | null>(null);
  const askedAt = useRef(-Infinity);
  const at = useReplay(({ player }) => (player === null ? null : Math.floor(player.at / 1_000) * 1_000));
  const isWanting = at !== null && (around === null || !reaches(around, at, serverNow()));
  const isMissing = isWanting && isAwayFrom(failedAt, at);
  // A new question only when what is at hand ran out, not at every second.
  const wanted = useRef(at);
  useEffect(() => {
    wanted.current = at;
  }, [at]);
  useEffect(() => {
    if (!isMissing) return;
    const controller = new AbortController();
    const ask = (): void => {
      const moment = wanted.current;
      if (moment === null) return;
      askedAt.current = performance.now();
      fetchAround(moment, controller.signal).then(
        (found) => {
          setAround(found);
          setFailedAt(null);
        },
        () => {
          if (!controller.signal.aborted) setFailedAt(moment);
        },
      );
    };
    const timer = setTimeout(ask, Math.max(0, askedAt.current + REST_MS - performance.now()));
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [isMissing, around, failedAt]);
  return {
    around,
    failed: isWanting && failedAt !== null,
    retry: () => {
      setFailedAt(null);
    },
  };
}

async function fetchAround(at: number, signal: AbortSignal): Promise<Around> {
  const [before, after] = await Promise.all([
    fetchEvents(at - BEFORE_MS, at + 1, BEFORE_MOST, signal),
    fetchAfter(at + 1, AFTER_MS, signal),
  ]);
  const events = byTime([...before, ...after.events]);
  const oldest = events[0];
  const from = before.length < BEFORE_MOST || oldest === undefined ? at - BEFORE_MS : Date.parse(oldest.at);
  return { moment: at, from, to: after.to, events };
}

/** The API gives the newest of a stretch: where there are more than it gives, the stretch is made shorter. */
async function fetchAfter(
  from: number,
  span: number,
  signal: AbortSignal,
): Promise<{ events: FeedEvent[]; to: number }> {
  const events = await fetchEvents(from, from + span, AFTER_MOST, signal);
  if (events.length < AFTER_MOST || span <= AFTER_LEAST_MS) return { events, to: from + span };
  return fetchAfter(from, span / 4, signal);
}

async function fetchEvents(from: number, to: number, limit: number, signal: AbortSignal): Promise<FeedEvent[]> {
  const time = (at: number): string => new Date(at).toISOString();
  const response = await fetchOwn(`/api/v1/events?from=${time(from)}&to=${time(to)}&limit=${limit}`, { signal });
  if (!response.ok) throw new Error(response.statusText);
  return ((await response.json()) as { items: FeedEvent[] }).items;
}
