// @vitest-environment jsdom
/** Leaving the past while a moment of it is still due to be written into the URL. */
import { act as settle, cleanup } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { useReplayUrl } from '../../../client/pages/live-map/replay/use-replay-url.ts';
import { useSteering } from '../../../client/pages/live-map/replay/use-steering.ts';
import { useReplay } from '../../../client/model/replay.ts';
import { renderPage } from '../../support/render.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('does not lead back into it', async () => {
  let leave = (): void => undefined;
  let nudge: (ms: number) => void = () => undefined;
  function Replay() {
    useReplayUrl();
    ({ leave, nudge } = useSteering());
    return null;
  }
  await renderPage(<Replay />, null, '/ban-do?luc=2026-11-20T08:00:00');
  expect(useReplay.getState().player).not.toBeNull();
  vi.useFakeTimers();
  settle(() => {
    nudge(-60_000);
  });
  settle(() => {
    leave();
    // The page has not been drawn anew yet.
    vi.runOnlyPendingTimers();
  });
  expect(window.location.search).toBe('');
  expect(useReplay.getState().player).toBeNull();
});
