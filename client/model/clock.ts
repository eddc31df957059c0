import { useSyncExternalStore } from 'react';
import { serverNow } from './live.ts';

/** This browser's own time, epoch ms, as of the last whole second: for waits that were planned by this clock. */
export function useBrowserNow(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / 1000) * 1000);
}

/**
 * The server's time, epoch ms, as of the last whole step; re-renders when a step has passed.
 * @param stepMs 1000 for clocks and ages in seconds, 60000 for ages in minutes
 */
export function useServerNow(stepMs = 1000): number {
  return useSyncExternalStore(subscribe, () => Math.floor(serverNow() / stepMs) * stepMs);
}

/** The server's time for an age counted from `since`: re-renders when the age's words change, once a minute for old things. */
export function useServerNowFor(since: number): number {
  return useSyncExternalStore(subscribe, () => steppedFrom(since, serverNow()));
}

/** `now`, as of the last whole second of an age below a minute, of the last whole minute of an older one. */
export function steppedFrom(since: number, now: number): number {
  const age = now - since;
  const step = age < 60_000 ? 1000 : 60_000;
  return since + Math.floor(age / step) * step;
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all clocks of the page; four looks a second, so that a second is never seen to be skipped. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
