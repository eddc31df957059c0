/** A clock that stands until it is moved, and what waits for it. */
import type { Later } from '../../server/reports/later.ts';

export class FakeTime {
  now: number;
  private readonly waiting = new Set<{ at: number; work: () => void }>();

  constructor(now: number) {
    this.now = now;
  }

  readonly clock = (): number => this.now;

  readonly later: Later = (ms, work) => {
    const one = { at: this.now + ms, work };
    this.waiting.add(one);
    return () => {
      this.waiting.delete(one);
    };
  };

  get waits(): number {
    return this.waiting.size;
  }

  /** Moves the clock on, doing on the way what falls due, each at its own time. */
  passTo(at: number): void {
    for (;;) {
      const [next] = [...this.waiting].sort((a, b) => a.at - b.at);
      if (next === undefined || next.at > at) break;
      this.waiting.delete(next);
      this.now = Math.max(this.now, next.at);
      next.work();
    }
    this.now = at;
  }

  pass(ms: number): void {
    this.passTo(this.now + ms);
  }
}
