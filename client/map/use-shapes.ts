import { useCallback, useEffect, useState } from 'react';
import { fetchOwn } from '../model/session.ts';
import type { CommuneShapes } from './borders.ts';

export interface Shapes {
  /** Empty as long as they have not come. */
  shapes: CommuneShapes;
  /** HTTP status of the failure, 0 when there was no answer; null: none. */
  failure: number | null;
  retry: () => void;
}

const EMPTY: CommuneShapes = { type: 'FeatureCollection', features: [] };

/** The borders of the communes, fetched again with every epoch. @param epoch null: not known yet, the borders are fetched all the same */
export function useShapes(epoch: string | null): Shapes {
  const [shapes, setShapes] = useState(EMPTY);
  const [failure, setFailure] = useState<number | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [known, setKnown] = useState(epoch);
  const [round, setRound] = useState(0);
  // The first epoch to be heard of is the one whose borders are on their way already.
  if (known !== epoch) {
    setKnown(epoch);
    if (known !== null) setRound(round + 1);
  }
  useEffect(() => {
    const controller = new AbortController();
    void fetchShapes(controller.signal).then((answer) => {
      if (controller.signal.aborted) return;
      if (typeof answer !== 'number') setShapes((known) => (sameShapes(known, answer) ? known : answer));
      setFailure(typeof answer === 'number' ? answer : null);
    });
    return () => {
      controller.abort();
    };
  }, [round, attempt]);
  const retry = useCallback(() => {
    setAttempt((count) => count + 1);
  }, []);
  return { shapes, failure, retry };
}

/** @returns the shapes, or the status of the failure */
async function fetchShapes(signal: AbortSignal): Promise<CommuneShapes | number> {
  try {
    const response = await fetchOwn('/api/v1/communes.geojson', { signal });
    return response.ok ? ((await response.json()) as CommuneShapes) : response.status;
  } catch {
    return 0;
  }
}

/** Most new epochs bring the borders we have: nothing needs to be drawn anew then. */
function sameShapes(a: CommuneShapes, b: CommuneShapes): boolean {
  return a.features.length === b.features.length && JSON.stringify(a) === JSON.stringify(b);
}
