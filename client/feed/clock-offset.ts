const KEPT = 12;
/** A computer's clock that drifts or is slewed moves by less between two messages; one that was set moves by more, ms. */
const SET_BY_MS = 2_000;

/**
 * How far the server's clock is ahead of this browser's, ms.
 * A message is always read later than it was stamped, so the greatest of the last few differences is the nearest to the truth.
 */
export class ClockOffset {
  private readonly heard: number[] = [];
  /** This browser's clock − its steady time at the last message. Moves when the clock is set, and when the computer slept. */
  private drift: number | null = null;

  /**
   * @param at the server's stamp, epoch ms
   * @param now this browser's clock, epoch ms
   * @param steady time that nobody sets (performance.now()), ms
   */
  hear(at: number, now: number, steady: number): void {
    if (!Number.isFinite(at)) return;
    const drift = now - steady;
    // What was heard by a clock that has been set since says nothing any more.
    if (this.drift !== null && Math.abs(drift - this.drift) > SET_BY_MS) this.heard.length = 0;
    this.drift = drift;
    this.heard.push(at - now);
    if (this.heard.length > KEPT) this.heard.shift();
  }

  get value(): number {
    return this.heard.length === 0 ? 0 : Math.max(...this.heard);
  }
}
