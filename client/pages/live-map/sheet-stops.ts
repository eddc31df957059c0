/** Where the phone's sheet rests: a glimpse, half the map, all of it. */
export type Stop = 'peek' | 'half' | 'full';

const STOPS: readonly Stop[] = ['peek', 'half', 'full'];
export const PEEK_PX = 178;
const SHARES: Record<Exclude<Stop, 'peek'>, number> = { half: 0.5, full: 1 };

/** As a CSS height inside the map's box. */
export function stopHeight(stop: Stop): string {
  return stop === 'peek' ? `${String(PEEK_PX)}px` : `${String(SHARES[stop] * 100)}%`;
}

/** The stop a dragged sheet falls to. */
export function nearestStop(height: number, room: number): Stop {
  const far = (stop: Stop): number => Math.abs(height - (stop === 'peek' ? PEEK_PX : SHARES[stop] * room));
  return STOPS.reduce((best, stop) => (far(stop) < far(best) ? stop : best));
}

export function nextStop(stop: Stop, step: 1 | -1): Stop {
  return STOPS[STOPS.indexOf(stop) + step] ?? stop;
}
