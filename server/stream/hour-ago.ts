/** The province's figures minute by minute, so that the strip can say what changed since one hour ago. */
import type { Figures } from '../contract/wire.ts';

const HOUR_MS = 3_600_000;
/** A minute further from the hour than this is not "one hour ago": we were not running then. */
const TOLERANCE_MS = 90_000;

/** Figures of a past moment out of history; null: not known, or of another network. */
export type Recall = (at: number) => Promise<Figures | null>;

export class HourAgo {
  private minutes: Figures[];
  private readonly recall: Recall;
  private networks = 0;

  /** @param minutes kept ones */
  constructor(minutes: Figures[], recall: Recall) {
    this.minutes = minutes;
    this.recall = recall;
  }

  add(figures: Figures): void {
    this.minutes.push(figures);
    this.minutes = this.minutes.filter(({ at }) => at >= figures.at - HOUR_MS - TOLERANCE_MS);
  }

  forget(): void {
    this.minutes = [];
    this.networks += 1;
  }

  /** Where no minute was kept one hour before, history may know: in the sample's first hour. */
  async fill(now: number): Promise<void> {
    if (this.at(now) !== null) return;
    const { networks } = this;
    const figures = await this.recall(now - HOUR_MS);
    if (figures !== null && networks === this.networks) this.minutes.push(figures);
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
