/** Long reading in turns of the event loop, so that nobody waits for it. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Reading may go on for so long before others have a turn. */
const TURN_MS = 10;
/** Looking at the clock costs a good part of reading an event: it is looked at after so many. */
const BETWEEN_LOOKS = 16;

export class Turns {
  private begun = performance.now();

  /** Goes on at once, or in the next turn when this one has been long enough. */
  async breathe(): Promise<void> {
    if (performance.now() - this.begun < TURN_MS) return;
    await nextTurn();
    this.begun = performance.now();
  }

  /** What is made of each, in order. */
  async map<T, R>(values: readonly T[], make: (value: T) => R): Promise<R[]> {
    const made: R[] = [];
    for (const value of values) {
      made.push(make(value));
      if (made.length % BETWEEN_LOOKS === 0) await this.breathe();
    }
    return made;
  }
}
