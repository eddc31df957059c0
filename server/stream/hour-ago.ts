/** The province's figures minute by minute, so that the strip can say what changed since one hour ago. */
import type { Figures } from '../contract/wire.ts';

const HOUR_MS = 3_600_000;
/** A minute further from the hour than this is not "one hour ago": we were not running then. */
const TOLERANCE_MS = 90_000;

export class HourAgo {
  private minutes: Figures[];

  /** @param minutes kept ones, oldest first */
  constructor(minutes: Figures[]) {
    this.minutes = minutes;
  }

  add(figures: Figures): void {
    this.minutes.push(figures);
    this.minutes = this.minutes.filter(({ at }) => at >= figures.at - HOUR_MS - TOLERANCE_MS);
  }

  forget(): void {
    this.minutes = [];
  }

  at(now: number): Figures | null {
    const off = ({ at }: Figures) => Math.abs(at - (now - HOUR_MS));
    const nearest = this.minutes.reduce<Figures | null>(
      (best, minute) => (best === null || off(minute) < off(best) ? minute : best),
      null,
    );
    return nearest && off(nearest) <= TOLERANCE_MS ? nearest : null;
  }
}
