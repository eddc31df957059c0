import { useEffect } from 'react';
import { serverNow } from '../../../model/live.ts';
import { usePreferences } from '../../../model/preferences.ts';
import { act, useReplay } from '../../../model/replay.ts';
import { steeringOf } from './steering.ts';
import { ENTER_BACK_MS, useSteering } from './use-steering.ts';

/** R enters and leaves, Space plays and stops, the arrows move in time; Esc is use-escape.ts's. */
export function useReplayKeys(): void {
  const steer = useSteering();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const replaying = useReplay.getState().player !== null;
      const stroke = {
        key: event.key,
        shift: event.shiftKey,
        target: event.target instanceof Element ? event.target : null,
      };
      const steering = steeringOf(stroke, replaying, usePreferences.getState().letters);
      if (steering === null || (event.repeat && steering.kind !== 'step')) return;
      event.preventDefault();
      if (steering.kind === 'step') steer.nudge(steering.ms);
      else if (steering.kind === 'toggle') act({ type: 'toggle' });
      else if (replaying) steer.leave();
      else steer.open(serverNow() - ENTER_BACK_MS);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [steer]);
}
