/**
 * What is wrong with each station, and how its operator's system tells it.
 *
 * A receiver takes the newest word about a cell, be it of the cell, its technology or its station. So whoever speaks of a whole station
 * must repeat, with the same time, what is worse about its parts; otherwise "station up" would heal a broken cell.
 */
import { ELEMENT_STATES } from '../../contract/terms.ts';
import type { Cause, ElementState, Technology } from '../../contract/terms.ts';
import type { Inventory } from '../../inventory/types.ts';
import type { Told, Word } from './speech.ts';

/** One thing wrong with a station, with one of its technologies, or with one of its cells (an index of the inventory). */
export interface Condition extends Word {
  station: number;
  technology?: Technology;
  cell?: number;
  state: Exclude<ElementState, 'up'>;
  cause: Cause;
  text: string;
  /** Epoch ms at which it came to be as it is. */
  since: number;
}

type Part = Pick<Condition, 'station' | 'technology' | 'cell'>;

/**
 * Who writes a history down hears every word, and is told when it would have come late. A history keeps no confirmations, so in it
 * nobody repeats anything: each part speaks for itself alone, and a station is never in trouble as a whole and in part at once.
 */
export interface Chronicler {
  /** From now on nothing is heard of the station. */
  muted(station: number, at: number): void;
  heard(station: number, at: number): void;
}

export class Stations {
  readonly #inventory: Inventory;
  readonly #say: (told: Told) => void;
  readonly #chronicler: Chronicler | undefined;
  /** Station → its conditions, oldest first. */
  readonly #conditions: Condition[][];
  /** Not heard: their management link is broken, or their path to the core. Counted, as both can be. */
  readonly #deaf: Uint8Array;
  /** 1 while nothing is wrong with a station and it is heard. */
  readonly free: Uint8Array;

  constructor(inventory: Inventory, say: (told: Told) => void, chronicler?: Chronicler) {
    this.#inventory = inventory;
    this.#say = say;
    this.#chronicler = chronicler;
    this.#conditions = inventory.stations.map(() => []);
    this.#deaf = new Uint8Array(inventory.stations.length);
    this.free = new Uint8Array(inventory.stations.length).fill(1);
  }

  begin(condition: Condition): void {
    const own = this.#of(condition.station);
    if (this.#chronicler && own.some((other) => isNested(other, condition))) return;
    own.push(condition);
    this.#note(condition.station);
    this.#report(condition, condition.since);
  }

  /** The same trouble takes another form: a battery runs out. */
  amend(condition: Condition, at: number, word: Pick<Condition, 'state' | 'text'>): void {
    if (!this.#of(condition.station).includes(condition)) return;
    Object.assign(condition, word, { since: at });
    delete condition.measurements;
    this.#report(condition, at);
  }

  end(condition: Condition, at: number, text?: string): void {
    const own = this.#of(condition.station);
    const place = own.indexOf(condition);
    if (place < 0) return;
    own.splice(place, 1);
    this.#note(condition.station);
    this.#report(condition, at, text);
  }

  isTroubled(station: number): boolean {
    return this.#of(station).length > 0;
  }

  isHeard(station: number): boolean {
    return this.#deaf[station] === 0;
  }

  /** Nothing of the station is heard until as many `hear` calls have come; the last of them lets it say how it is. */
  mute(station: number, at: number): void {
    if (this.isHeard(station)) this.#chronicler?.muted(station, at);
    this.#deaf[station] = (this.#deaf[station] ?? 0) + 1;
    this.#note(station);
  }

  hear(station: number, at: number): void {
    this.#deaf[station] = Math.max(0, (this.#deaf[station] ?? 0) - 1);
    this.#note(station);
    if (!this.isHeard(station)) return;
    if (this.#chronicler) this.#chronicler.heard(station, at);
    else this.tell(station, at);
  }

  /** Says how the station is: itself first, then every part that is worse than the whole it belongs to. */
  tell(station: number, at: number, text?: string): void {
    if (!this.isHeard(station)) return;
    const conditions = this.#of(station);
    const whole = this.#worst({ station });
    this.#speak({ station }, at, whole ?? { state: 'up', ...(text === undefined ? {} : { text }) });
    const technologies = new Set(conditions.flatMap(({ technology }) => technology ?? []));
    for (const technology of technologies) {
      const word = this.#worst({ station, technology });
      if (word && severity(word) > severity(whole)) this.#speak({ station, technology }, at, word);
    }
    const cells = new Set(conditions.flatMap(({ cell }) => cell ?? []));
    for (const cell of cells) {
      const word = this.#worst({ station, cell });
      const technology = this.#inventory.cells[cell]?.technology;
      const around = Math.max(severity(whole), technology ? severity(this.#worst({ station, technology })) : 0);
      if (word && severity(word) > around) this.#speak({ station, cell }, at, word);
    }
  }

  /** Says of every station that is heard and in trouble since when it has been so. */
  tellSince(): void {
    for (const condition of this.#conditions.flat()) {
      if (this.isHeard(condition.station)) this.#speak(condition, condition.since, condition);
    }
  }

  #note(station: number): void {
    this.free[station] = this.isHeard(station) && !this.isTroubled(station) ? 1 : 0;
  }

  #of(station: number): Condition[] {
    return this.#conditions[station] ?? [];
  }

  /** One event when the part is all there is to speak of, else the station whole. */
  #report(part: Part, at: number, text?: string): void {
    if (!this.#chronicler && !this.isHeard(part.station)) return;
    const others = this.#of(part.station).some((condition) => !isSamePart(condition, part));
    if (others && !this.#chronicler) this.tell(part.station, at, text);
    else this.#speak(part, at, this.#worst(part) ?? { state: 'up', ...(text === undefined ? {} : { text }) });
  }

  #worst(part: Part): Condition | undefined {
    const own = this.#of(part.station).filter((condition) => isSamePart(condition, part));
    return own.reduce<Condition | undefined>(
      (worst, each) => (severity(each) > severity(worst) ? each : worst),
      undefined,
    );
  }

  #speak({ station, technology, cell }: Part, at: number, { state, cause, text, measurements }: Word): void {
    const own = this.#inventory.stations[station];
    if (!own) return;
    const cellCode = cell === undefined ? undefined : this.#inventory.cells[cell]?.code;
    this.#say({
      speaker: own.operator,
      event: {
        at: new Date(at).toISOString(),
        ...(cellCode === undefined ? { station: own.code } : { cell: cellCode }),
        ...(technology === undefined ? {} : { technology }),
        state,
        ...(cause === undefined ? {} : { cause }),
        ...(text === undefined ? {} : { text }),
        ...(measurements === undefined ? {} : { measurements }),
      },
    });
  }
}

function isSamePart(a: Part, b: Part): boolean {
  return a.station === b.station && a.technology === b.technology && a.cell === b.cell;
}

/** Two cells can be broken each for itself; a station and a part of it are one trouble. */
function isNested(a: Part, b: Part): boolean {
  return !isSamePart(a, b) && (a.cell === undefined || b.cell === undefined);
}

function severity(word: Pick<Word, 'state'> | undefined): number {
  return word ? ELEMENT_STATES.indexOf(word.state) : 0;
}
