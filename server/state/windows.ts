/** Which maintenance windows run at a moment. */
import type { Phase, WindowKind } from '../contract/windows.ts';

/** Times are epoch ms. */
export interface MaintenanceWindow {
  kind: WindowKind;
  /** Of the station or link. */
  code: string;
  start: number;
  /** As planned. */
  end: number;
  /** Ended before its time, or withdrawn before its start; null: it was not. */
  endedAt: number | null;
}

type Times = Pick<MaintenanceWindow, 'start' | 'end' | 'endedAt'>;

/** The first moment after it. */
export function untilOf({ end, endedAt }: Times): number {
  return endedAt ?? end;
}

export function phaseOf(window: Times, now: number): Phase {
  if (untilOf(window) <= now) return 'past';
  return window.start <= now ? 'current' : 'future';
}

/** Two windows of one element never run together: what is in maintenance is so because of one of them. */
export function overlaps(a: Times, b: Times): boolean {
  return a.start < untilOf(b) && b.start < untilOf(a);
}

/** The first moment after this one at which any of them begins or ends; Infinity: none does. */
export function nextTurn(windows: readonly Times[], after: number): number {
  const moments = windows.flatMap((window) => [window.start, untilOf(window)]);
  return Math.min(...moments.filter((moment) => moment > after));
}

/**
 * Since when each element is in maintenance.
 * @returns by code, of one kind of element
 */
export function runningSince(
  windows: readonly MaintenanceWindow[],
  kind: WindowKind,
  now: number,
): ReadonlyMap<string, number> {
  const running = windows.filter((window) => window.kind === kind && phaseOf(window, now) === 'current');
  return new Map(running.map(({ code, start }) => [code, start]));
}
