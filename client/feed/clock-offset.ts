const KEPT = 12;

/**
 * How far the server's clock is ahead of this browser's, ms.
 * A message is always read later than it was stamped, so the greatest of the last few differences is the nearest to the truth.
 */
export class ClockOffset {
  private readonly heard: number[] = [];

  hear(difference: number): void {
    if (!Number.isFinite(difference)) return;
    this.heard.push(difference);
    if (this.heard.length > KEPT) this.heard.shift();
  }

  get value(): number {
    return this.heard.length === 0 ? 0 : Math.max(...this.heard);
  }
}
