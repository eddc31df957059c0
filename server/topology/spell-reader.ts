/** How a cell stands or stood, and since when, read from the log of what was told. */
import { UNHEARD, type ElementStates } from '../state/element-states.ts';

/** The worst word told of a target for one moment. */
export interface Told {
  at: number;
  state: number;
}

/** What was told of every target, by its number. */
export interface ToldLog {
  at(target: number, at: number): Told | null;
  /** The newest moment strictly before. */
  previous(target: number, at: number): Told | null;
  /** The oldest moment strictly after. */
  next(target: number, at: number): Told | null;
}

export interface Spell {
  /** UNHEARD, or what the deciding target says. */
  state: number;
  since: number;
  /** It was never told to be otherwise before. */
  first: boolean;
}

/** A target's last word. */
interface Said {
  target: number;
  last: Told;
  /** When it began to say that; NaN: the log has to be asked. */
  run: number;
}

export const NEVER: Spell = { state: UNHEARD, since: 0, first: true };
/** Of a run whose begin the log has to be asked for. */
const UNKNOWN = NaN;

export class SpellReader {
  /** A cell's targets, the narrowest first. */
  private readonly targetsOf: (cell: number) => readonly number[];
  private readonly log: ToldLog;
  /** Target → its word before the present run, while a station is read: its cells ask alike. */
  private readonly beforeRuns = new Map<number, Told | null>();

  constructor(targetsOf: (cell: number) => readonly number[], log: ToldLog) {
    this.targetsOf = targetsOf;
    this.log = log;
  }

  /** What is remembered of the log may have changed. */
  forget(): void {
    this.beforeRuns.clear();
  }

  /** How a cell stood just before a moment, and since when; Infinity: how it stands. */
  spellOf(cell: number, states: ElementStates, before: number): Spell {
    const said = this.targetsOf(cell).flatMap((target) => this.saidBy(target, states, before) ?? []);
    const [narrowest, ...wider] = said;
    if (narrowest === undefined) return NEVER;
    const decides = wider.reduce((best, other) => (other.last.at > best.last.at ? other : best), narrowest);
    const { state } = decides.last;

    let otherwise = -Infinity;
    const lookBack = ({ target }: Said, narrower: readonly Said[], from: Told | null) => {
      let other = from;
      while (other !== null && other.at > otherwise) {
        if (!this.isOverruled(narrower, other.at, state)) otherwise = other.at;
        else other = this.lastOther(this.log.previous(target, other.at), target, state);
      }
    };
    // Who says otherwise needs no log; nor does who has been saying so since before.
    said.forEach((one, width) => {
      if (one.last.state !== state) lookBack(one, said.slice(0, width), one.last);
    });
    said.forEach((one, width) => {
      if (one.last.state === state && !(one.run <= otherwise)) lookBack(one, said.slice(0, width), this.beforeRun(one));
    });
    // Whatever the log has forgotten, no later than the word that decides.
    let since = decides.last.at;
    for (const one of said) {
      if (one.last.at <= otherwise) continue;
      const beginsRun =
        one.last.state === state && one.run > otherwise && (this.beforeRun(one)?.at ?? otherwise) <= otherwise;
      const next = beginsRun ? one.run : this.log.next(one.target, otherwise)?.at;
      since = Math.min(since, one.last.at, next ?? one.last.at);
    }
    return { state, since, first: otherwise === -Infinity };
  }

  private saidBy(target: number, states: ElementStates, before: number): Said | null {
    const state = states.state[target] ?? UNHEARD;
    if (state === UNHEARD) return null;
    const at = states.confirmedAt[target] ?? -Infinity;
    const last = at < before ? { at, state } : this.log.previous(target, before);
    if (last === null) return null;
    const since = states.since[target] ?? UNKNOWN;
    return { target, last, run: since < before ? since : UNKNOWN };
  }

  /** What a target said before it began to say what it says. */
  private beforeRun({ target, last, run }: Said): Told | null {
    if (Number.isNaN(run)) return this.lastOther(last, target, last.state);
    let told = this.beforeRuns.get(target);
    if (told === undefined) {
      told = this.log.previous(target, run);
      this.beforeRuns.set(target, told);
    }
    return told;
  }

  private lastOther(from: Told | null, target: number, state: number): Told | null {
    let word = from;
    while (word?.state === state) word = this.log.previous(target, word.at);
    return word;
  }

  /** A narrower target says of that very moment that it was so. */
  private isOverruled(narrower: readonly Said[], at: number, state: number): boolean {
    for (const { target, last } of narrower) {
      const word = last.at < at ? null : last.at === at ? last : this.log.at(target, at);
      if (word !== null) return word.state === state;
    }
    return false;
  }
}
