/** What is to happen when: a queue by time, so that a day plays the same however coarsely the clock ticks. */

type Action = (at: number) => void;

interface Entry {
  at: number;
  /** Of two at one moment the one entered first goes first. */
  order: number;
  action: Action;
}

export class Agenda {
  /** Binary heap, the earliest first. */
  readonly #heap: Entry[] = [];
  #entered = 0;

  /** @param at epoch milliseconds */
  at(at: number, action: Action): void {
    const heap = this.#heap;
    const entry = { at, order: this.#entered++, action };
    let hole = heap.push(entry) - 1;
    while (hole > 0) {
      const above = (hole - 1) >> 1;
      const parent = heap[above];
      if (!parent || !isBefore(entry, parent)) break;
      heap[hole] = parent;
      hole = above;
    }
    heap[hole] = entry;
  }

  /** Does everything due by `until`, in order, what is entered meanwhile included. */
  runUntil(until: number): void {
    for (let next = this.#heap[0]; next && next.at <= until; next = this.#heap[0]) {
      this.#removeFirst();
      next.action(next.at);
    }
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let hole = 0;
    for (;;) {
      const left = heap[2 * hole + 1];
      const right = heap[2 * hole + 2];
      if (!left) break;
      const isRight = right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (!isBefore(child, last)) break;
      heap[hole] = child;
      hole = 2 * hole + (isRight ? 2 : 1);
    }
    heap[hole] = last;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
