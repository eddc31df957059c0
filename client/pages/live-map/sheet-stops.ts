/** Where the phone's sheet rests: a glimpse, half the map, all of it. */
export type Stop = 'peek' | 'half' | 'full';

const STOPS: readonly Stop[] = ['peek', 'half', 'full'];
const PEEK_PX = 178;
/** Of a window so low that nothing would be left of the map: the handle and one line. */
const LOW_PEEK_PX = 72;
const SHARES: Record<Exclude<Stop, 'peek'>, number> = { half: 0.5, full: 1 };

/** What the sheet always covers of the map, px. */
export function peekPx(low: boolean): number {
  return low ? LOW_PEEK_PX : PEEK_PX;
}

/** As a CSS height inside the map's box. */
export function stopHeight(stop: Stop, peek: number): string {
  return stop === 'peek' ? `${String(peek)}px` : `${String(SHARES[stop] * 100)}%`;
}

/** The stop a dragged sheet falls to. */
export function nearestStop(height: number, room: number, peek: number): Stop {
  const far = (stop: Stop): number => Math.abs(height - (stop === 'peek' ? peek : SHARES[stop] * room));
  return STOPS.reduce((best, stop) => (far(stop) < far(best) ? stop : best));
}

export function nextStop(stop: Stop, step: 1 | -1): Stop {
  return STOPS[STOPS.indexOf(stop) + step] ?? stop;
}
