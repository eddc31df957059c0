import { useEffect, useState } from 'react';
import type { Activity } from '../../../../server/contract/history.ts';
import { fetchOwn } from '../../../model/session.ts';
import { SLOT_MS, type Span } from './bar-scale.ts';

/** The last bars grow. */
const AGAIN_MS = 60_000;
/** After no answer. */
const RETRY_MS = 10_000;

export interface Bars {
  /** Of this span or, while its own are on their way, of the one before. */
  activity: Activity | null;
  failed: boolean;
}

/** What happened slot by slot. @param open the span reaches up to now, and what is in it may still change */
export function useActivity({ from, to }: Span, open: boolean): Bars {
  const [bars, setBars] = useState<Bars>({ activity: null, failed: false });
  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = (): void => {
      // The end is left out where it is now: everybody asks for the same, and one answer serves all.
      const end = open ? '' : `&to=${new Date(to).toISOString()}`;
      fetchActivity(`from=${new Date(from).toISOString()}${end}&slot=${SLOT_MS / 1_000}`, controller.signal).then(
        (activity) => {
          setBars({ activity, failed: false });
          if (open) timer = setTimeout(load, AGAIN_MS);
        },
        () => {
          if (controller.signal.aborted) return;
          setBars(({ activity }) => ({ activity, failed: true }));
          // What is over does not change, but it has not been seen yet.
          timer = setTimeout(load, RETRY_MS);
        },
      );
    };
    load();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [from, to, open]);
  return bars;
}

async function fetchActivity(query: string, signal: AbortSignal): Promise<Activity> {
  const response = await fetchOwn(`/api/v1/replay/activity?${query}`, { signal });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()) as Activity;
}
