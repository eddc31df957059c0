/**
 * The order in which an event travels: state → topology → coverage → store, in one transaction per slice; then, and not
 * before, the sender is answered and viewers may see it. Memory never runs ahead of the disk: a slice that is not
 * committed is taken back.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DiskTrouble } from './contract/terms.ts';
import { AppError } from './errors.ts';
import { Slice, type Committed, type Submission } from './slice.ts';
import type { Outcome } from './state/element-states.ts';
import { StorageError, type Store } from './store/store.ts';
import type { World } from './world.ts';

/**
 * A slice holds at most this many events, so that the event loop breathes. Half as many would write the pages of the
 * change log nearly twice as often: a third less events a second.
 */
const SLICE = 1_000;
/** Events that may wait at once, about a second's work: whoever comes then is asked to come again. */
const BACKLOG = 50_000;

export interface Receipt extends Record<Outcome, number> {
  /** Sequence number that shows all of it. */
  seq: number;
}

interface Pending {
  submission: Submission;
  done: number;
  answered: boolean;
  receipt: Receipt;
  resolve: (receipt: Receipt) => void;
  reject: (error: unknown) => void;
}

interface Part {
  pending: Pending;
  from: number;
  to: number;
}

export interface PipelineOptions {
  store: Store;
  world: World;
  clock: () => number;
  onCommitted: (committed: Committed) => void;
}

export class Pipeline {
  world: World;
  seq: number;
  /** Why the disk refused the last slice, or the last sign of life; null: it did not. */
  failing: DiskTrouble | null = null;
  private readonly store: Store;
  private readonly clock: () => number;
  private readonly onCommitted: (committed: Committed) => void;
  private queue: Pending[] = [];
  private draining: Promise<void> | null = null;
  private editing: Promise<undefined> | null = null;
  /** When stations were last worked out and shown, epoch ms. */
  private derivedAt: number;

  constructor({ store, world, clock, onCommitted }: PipelineOptions) {
    this.store = store;
    this.world = world;
    this.clock = clock;
    this.onCommitted = onCommitted;
    this.seq = store.loadSeq();
    this.derivedAt = clock();
  }

  /**
   * Takes a request in. Targets must be of the present world; call in the same turn in which they were found.
   * @returns when all of it is on disk
   * @throws AppError not_saved: send all of it again; too_many_requests: nothing of it was taken
   */
  submit(submission: Submission): Promise<Receipt> {
    const waiting = this.queue.reduce((sum, { submission: { items }, done }) => sum + items.length - done, 0);
    if (waiting > 0 && waiting + submission.items.length > BACKLOG) {
      return Promise.reject(new AppError('too_many_requests'));
    }
    return new Promise((resolve, reject) => {
      const receipt: Receipt = { applied: 0, unchanged: 0, duplicate: 0, late: 0, seq: this.seq };
      this.queue.push({ submission, done: 0, answered: false, receipt, resolve, reject });
      this.draining ??= this.drain();
    });
  }

  /** Resolves when nothing is under way. Until the caller's turn ends, nothing new starts. */
  async idle(): Promise<void> {
    while (this.draining) await this.draining;
  }

  /** Resolves when no edit of the network waits: while one does, those who come with events wait behind it. */
  async open(): Promise<void> {
    while (this.editing) await this.editing;
  }

  /**
   * Runs `edit` when nothing is under way: what was taken is finished first, what comes meanwhile waits.
   * @throws what `edit` throws
   */
  async exclusively<T>(edit: () => T): Promise<T> {
    await this.open();
    const editing = this.idle().then(edit);
    // Whoever waits behind it does not care how it ended.
    this.editing = editing.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await editing;
    } finally {
      this.editing = null;
    }
  }

  /**
   * Shows what changes with the time: stations not heard of for the stale time and those that came back, maintenance that begins and
   * ends. Falls between two slices, never into one.
   */
  sweep(): void {
    const now = this.clock();
    const turned = this.world.turnWindows(now);
    const due = new Set([...turned.stations, ...this.world.withStaleFreshness(now)]);
    this.derivedAt = now;
    if (due.size === 0 && !turned.network) return;
    const stations = this.world.derive(due, now);
    this.seq += 1;
    this.onCommitted({
      seq: this.seq,
      at: now,
      stations,
      network: turned.network,
      entries: [],
      retold: [],
      accepted: 0,
      tookMs: 0,
    });
  }

  /** Takes the present over from the store again, and shows it. */
  reread(): void {
    const now = this.clock();
    this.world.restore(this.store.loadCurrent(), now);
    this.seq += 1;
    const stations = [...this.world.inventory.stations.keys()];
    this.onCommitted({
      seq: this.seq,
      at: now,
      stations,
      network: true,
      entries: [],
      retold: [],
      accepted: 0,
      tookMs: 0,
    });
  }

  /** Collects what arrived in this turn of the event loop, then works it off slice by slice. */
  private async drain(): Promise<void> {
    await nextTurn();
    while (this.queue.length > 0) {
      this.work(this.nextSlice());
      this.queue = this.queue.filter(({ answered }) => !answered);
      if (this.queue.length > 0) await nextTurn();
    }
    this.draining = null;
  }

  private nextSlice(): Part[] {
    const parts: Part[] = [];
    let room = SLICE;
    for (const pending of this.queue) {
      const to = Math.min(pending.submission.items.length, pending.done + room);
      parts.push({ pending, from: pending.done, to });
      room -= to - pending.done;
      if (room === 0) break;
    }
    return parts;
  }

  private work(parts: readonly Part[]): void {
    try {
      this.commit(parts);
      this.failing = null;
    } catch (error) {
      if (error instanceof StorageError) this.failing = error.trouble;
      const poisoned = !(error instanceof StorageError) && parts.length > 1;
      if (poisoned) for (const part of parts) this.work([part]);
      else for (const { pending } of parts) this.refuse(pending, error);
    }
  }

  private refuse(pending: Pending, error: unknown): void {
    pending.answered = true;
    pending.reject(error instanceof StorageError ? error.told() : error);
  }

  private commit(parts: readonly Part[]): void {
    const now = this.clock();
    const slice = new Slice(this.world, this.store, now);
    const begin = performance.now();
    try {
      this.store.transaction(() => {
        for (const { pending, from, to } of parts) slice.take(pending.submission, from, to);
        slice.derive();
        slice.save(this.seq + 1);
      });
    } catch (error) {
      slice.takeBack(this.derivedAt);
      throw error;
    }
    this.world.states.keep();
    this.derivedAt = now;
    if (slice.isVisible()) this.seq += 1;
    this.onCommitted(slice.committed(this.seq, performance.now() - begin));
    parts.forEach(({ pending, to }, index) => {
      const counts = slice.counts[index];
      if (!counts) return;
      pending.done = to;
      pending.receipt.applied += counts.applied;
      pending.receipt.unchanged += counts.unchanged;
      pending.receipt.duplicate += counts.duplicate;
      pending.receipt.late += counts.late;
      pending.receipt.seq = this.seq;
      if (to < pending.submission.items.length) return;
      pending.answered = true;
      pending.resolve(pending.receipt);
    });
  }
}
