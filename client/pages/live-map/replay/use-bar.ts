import { useMemo } from 'react';
import { useServerNow } from '../../../model/clock.ts';
import { useReplay } from '../../../model/replay.ts';
import { useView } from '../../../model/use-view.ts';
import { SLOT_MS, barsOf, gapsOf, spanOf, unknownOf, type Bar, type Span } from './bar-scale.ts';
import { useActivity } from './use-activity.ts';

export interface BarData {
  span: Span;
  /** The span ends with the present. */
  open: boolean;
  bars: readonly Bar[];
  unknown: readonly Span[];
  /** Those of them in which the server did not run. */
  gaps: readonly Span[];
  /** The oldest moment there is; null: not known (yet). */
  firstAt: number | null;
  failed: boolean;
}

/** Everything the time bar draws. */
export function useBar(): BarData {
  const slot = useServerNow(SLOT_MS);
  const { view } = useView();
  // A link into the past is known before its player is.
  const linked = view.replay?.at ?? null;
  const at = useReplay(({ player }) => player?.at ?? null) ?? linked;
  const { from, to } = spanOf(at, slot);
  const open = to > slot;
  const { activity, failed } = useActivity({ from, to }, open);
  return useMemo(() => {
    const span = { from, to };
    const first = activity?.firstAt ?? null;
    const firstAt = first === null ? null : Date.parse(first);
    const isOfSpan = activity !== null && Date.parse(activity.from) === from;
    return {
      ...{ span, open, firstAt, failed },
      bars: isOfSpan ? barsOf(activity.slots) : [],
      unknown: isOfSpan ? unknownOf(activity, span) : [],
      gaps: isOfSpan ? gapsOf(activity) : [],
    };
  }, [from, to, open, activity, failed]);
}
