import { useMemo } from 'react';
import { serverNow } from '../../../model/live.ts';
import { act, useReplay } from '../../../model/replay.ts';
import { useView, type SetView } from '../../../model/use-view.ts';

export interface Steer {
  /** Shows a past moment. Back leads out of it again, or to the moment before. */
  open: (at: number, how?: { playing?: boolean }) => void;
  /** Moves within the replay, or into it; not worth a step of history. */
  slide: (at: number) => void;
  nudge: (ms: number) => void;
  setKnown: (asKnown: boolean) => void;
  leave: () => void;
}

/** Where one enters without saying when. */
export const ENTER_BACK_MS = 15 * 60_000;

export function useSteering(): Steer {
  const { setView } = useView();
  return useMemo(() => steerBy(setView), [setView]);
}

function steerBy(setView: SetView): Steer {
  const known = (): boolean => useReplay.getState().player?.asKnown ?? false;
  const moment = (at: number): number => Math.floor(Math.min(at, serverNow()) / 1_000) * 1_000;
  const open: Steer['open'] = (wanted, { playing } = {}) => {
    const at = moment(wanted);
    if (useReplay.getState().player === null) act({ type: 'enter', at, asKnown: known(), playing: playing ?? false });
    else act({ type: 'seek', at });
    setView({ replay: { at, asKnown: known() } });
  };
  const slide = (at: number): void => {
    if (useReplay.getState().player === null) open(at);
    else act({ type: 'seek', at: moment(at) });
  };
  return {
    open,
    slide,
    nudge: (ms) => {
      slide((useReplay.getState().player?.at ?? serverNow()) + ms);
    },
    setKnown: (asKnown) => {
      act({ type: 'asKnown', asKnown });
    },
    leave: () => {
      // At once: the URL follows when the page has been drawn, and until then a moment may still be due to be written there.
      act({ type: 'leave' });
      setView({ replay: null });
    },
  };
}
