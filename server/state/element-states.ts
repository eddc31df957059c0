/**
 * What every target said last, and the rules by which a new word changes it (ARCHITECTURE 3, order and repeats):
 * the result depends on what happened, never on when or how often it was told.
 */
import { ELEMENT_STATES } from '../contract/terms.ts';

/** Index in ELEMENT_STATES; a target that was never heard of has −1 and counts as up. */
export const UNHEARD = -1;
export const UP = ELEMENT_STATES.indexOf('up');
export const DEGRADED = ELEMENT_STATES.indexOf('degraded');
export const DOWN = ELEMENT_STATES.indexOf('down');

/** What was told about one target before, read inside the transaction in which the event is judged. */
export interface History {
  has(at: number, state: number): boolean;
  /** The worst state told for exactly this moment. */
  at(at: number): Moment | null;
  previous(at: number): Moment | null;
  next(at: number): Moment | null;
}

/** The worst word for one moment. */
export interface Moment {
  at: number;
  state: number;
  cause: number;
  text: string | null;
  measurements: string | null;
}

export type Outcome = 'applied' | 'unchanged' | 'duplicate' | 'late';

export interface Verdict {
  outcome: Outcome;
  /** State that held at the event's moment before this was told; −1 nothing was known. */
  from: number;
  /** When that state had begun; −1 nothing was known. */
  fromSince: number;
}

/** The new word about a target. `at` epoch ms, `state` and `cause` indices (cause −1: none told). */
export interface Word {
  at: number;
  state: number;
  cause: number;
  text: string | null;
  measurements: string | null;
}

const DUPLICATE: Verdict = { outcome: 'duplicate', from: UNHEARD, fromSince: -1 };

interface Saved {
  target: number;
  state: number;
  since: number;
  confirmedAt: number;
  cause: number;
  text: string | null;
  measurements: string | null;
}

export class ElementStates {
  readonly state: Int8Array;
  /** Epoch ms at which the present state began. */
  readonly since: Float64Array;
  /** The newest `at` heard, equal states included; −∞ before the first. */
  readonly confirmedAt: Float64Array;
  readonly cause: Int8Array;
  readonly text: (string | null)[];
  readonly measurements: (string | null)[];
  private undoLog: Saved[] = [];

  constructor(count: number) {
    this.state = new Int8Array(count).fill(UNHEARD);
    this.since = new Float64Array(count);
    this.confirmedAt = new Float64Array(count).fill(-Infinity);
    this.cause = new Int8Array(count).fill(-1);
    this.text = new Array<string | null>(count).fill(null);
    this.measurements = new Array<string | null>(count).fill(null);
  }

  /** Judges a word and takes it in. `history` is asked only about words that are not news. */
  take(target: number, word: Word, history: History): Verdict {
    const confirmedAt = this.confirmedAt[target] ?? -Infinity;
    if (word.at > confirmedAt) return this.takeNews(target, word);
    if (history.has(word.at, word.state)) return DUPLICATE;
    return word.at === confirmedAt ? this.takeTie(target, word, history) : this.takeLate(target, word, history);
  }

  private takeNews(target: number, word: Word): Verdict {
    const from = this.state[target] ?? UNHEARD;
    const fromSince = from === UNHEARD ? -1 : (this.since[target] ?? -1);
    const changed = from !== word.state;
    this.remember(target);
    this.confirmedAt[target] = word.at;
    if (changed) {
      this.state[target] = word.state;
      this.since[target] = word.at;
    }
    if (changed || word.cause !== -1) this.cause[target] = word.cause;
    if (changed || word.text !== null) this.text[target] = word.text;
    if (changed || word.measurements !== null) this.measurements[target] = word.measurements;
    return { outcome: changed ? 'applied' : 'unchanged', from, fromSince };
  }

  /** Two words for the newest moment: the worse wins. */
  private takeTie(target: number, word: Word, history: History): Verdict {
    const from = this.state[target] ?? UNHEARD;
    const fromSince = this.since[target] ?? -1;
    if (word.state < from) return { outcome: 'unchanged', from, fromSince };
    this.remember(target);
    const before = history.previous(word.at);
    this.state[target] = word.state;
    this.since[target] = before?.state === word.state ? beginOfRun(history, before) : word.at;
    this.describe(target, word, history);
    return { outcome: 'applied', from, fromSince };
  }

  /**
   * Older than what is known. It holds in history until the target is next known to have said otherwise, so of the
   * present it can only move the begin:
   *
   *     told before   up ───────────────── up (confirmed) ──▶     since = first up
   *     told late              down
   *     happened      up ───── down ────── up ──────────────▶     since = second up
   */
  private takeLate(target: number, word: Word, history: History): Verdict {
    const sameMoment = history.at(word.at);
    const before = history.previous(word.at);
    const held = sameMoment ?? before;
    const from = held?.state ?? UNHEARD;
    const fromSince = held ? beginOfRun(history, held) : -1;

    const since = this.since[target] ?? 0;
    const present = this.state[target] ?? UNHEARD;
    if (held && (held.state === word.state || (sameMoment && word.state < sameMoment.state))) {
      const tellsOfPresent = word.at >= since && word.state === present;
      if (tellsOfPresent && (word.cause !== -1 || word.text !== null || word.measurements !== null)) {
        this.remember(target);
        this.describe(target, word, history);
      }
      return { outcome: 'unchanged', from, fromSince };
    }
    // Confirmations are not kept for ever: without one, the target is next known to have spoken at confirmedAt.
    const nextAt = history.next(word.at)?.at ?? this.confirmedAt[target] ?? word.at;
    const splitsPresent = word.at >= since;
    const prolongsPresent = nextAt === since && word.state === present;
    if (splitsPresent || prolongsPresent) {
      this.remember(target);
      if (splitsPresent) this.since[target] = nextAt;
      else this.since[target] = before?.state === present ? beginOfRun(history, before) : word.at;
      this.describe(target, word, history);
    }
    return { outcome: 'late', from, fromSince };
  }

  /** Cause, text and measurements of the present: the newest told since it began, the word at hand included. */
  private describe(target: number, word: Word, history: History): void {
    const state = this.state[target];
    const since = this.since[target] ?? 0;
    let cause = -1;
    let text: string | null = null;
    let measurements: string | null = null;
    const hear = (told: Moment) => {
      if (told.state !== state || told.at < since) return;
      if (told.cause !== -1) cause = told.cause;
      if (told.text !== null) text = told.text;
      if (told.measurements !== null) measurements = told.measurements;
    };
    let heardWord = false;
    for (let moment = history.next(since - 1); moment; moment = history.next(moment.at)) {
      if (!heardWord && word.at <= moment.at) {
        hear(word);
        heardWord = true;
      }
      hear(moment);
    }
    if (!heardWord) hear(word);
    this.cause[target] = cause;
    this.text[target] = text;
    this.measurements[target] = measurements;
  }

  private remember(target: number): void {
    this.undoLog.push({
      target,
      state: this.state[target] ?? UNHEARD,
      since: this.since[target] ?? 0,
      confirmedAt: this.confirmedAt[target] ?? -Infinity,
      cause: this.cause[target] ?? -1,
      text: this.text[target] ?? null,
      measurements: this.measurements[target] ?? null,
    });
  }

  /** What was taken since the last keep() or undo() is on disk. */
  keep(): void {
    this.undoLog = [];
  }

  /** Takes back everything since the last keep(). */
  undo(): void {
    for (const saved of this.undoLog.reverse()) {
      this.restore(saved.target, saved);
    }
    this.undoLog = [];
  }

  /** As if nothing had ever been heard. */
  forget(): void {
    this.state.fill(UNHEARD);
    this.since.fill(0);
    this.confirmedAt.fill(-Infinity);
    this.cause.fill(-1);
    this.text.fill(null);
    this.measurements.fill(null);
    this.undoLog = [];
  }

  /** Sets the present of a target as it was stored. */
  restore(target: number, saved: Omit<Saved, 'target'>): void {
    this.state[target] = saved.state;
    this.since[target] = saved.since;
    this.confirmedAt[target] = saved.confirmedAt;
    this.cause[target] = saved.cause;
    this.text[target] = saved.text;
    this.measurements[target] = saved.measurements;
  }
}

/** What changed with the word of a moment: from what, to what, and for how long that had been so (−1: nothing was known). */
export interface Turn {
  from: number;
  to: number;
  lasted: number;
}

/** null: nothing changed then. The first word that all is well is no news. */
export function turnAt(history: History, at: number): Turn | null {
  const word = history.at(at);
  if (word === null) return null;
  const before = history.previous(at);
  if (before === null) return word.state === UP ? null : { from: UP, to: word.state, lasted: -1 };
  if (before.state === word.state) return null;
  return { from: before.state, to: word.state, lasted: at - beginOfRun(history, before) };
}

/** When the run of equal states to which `moment` belongs began. */
function beginOfRun(history: History, moment: Moment): number {
  let begin = moment.at;
  for (;;) {
    const earlier = history.previous(begin);
    if (earlier?.state !== moment.state) return begin;
    begin = earlier.at;
  }
}
