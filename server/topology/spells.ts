/**
 * Since when a cell has been as it is, and a station as its cells make it: the begin of the last run of equal states once the words of
 * cell, technology and station are put in order of time, as each of them decides until the next one speaks.
 *
 *     station   up ───────────────────── up ────── up ──▶
 *     cell              down ── up
 *     the cell  up ──── down ── up ─────────────────────▶     since its own second word, though the station's decides
 *
 * Words are played as they come; where one came late, or nothing is known yet, the log is asked.
 */
import { TECHNOLOGIES } from '../contract/terms.ts';
import type { Inventory } from '../inventory/types.ts';
import { DEGRADED, DOWN, UNHEARD, UP, type ElementStates } from '../state/element-states.ts';
import type { Targets } from '../state/targets.ts';
import { NEVER, SpellReader, type Spell, type Told, type ToldLog } from './spell-reader.ts';

interface Word extends Told {
  target: number;
}

/** Of a station whose words have to be read from the log. */
const UNKNOWN = NaN;

export class Spells {
  /** Per cell, epoch ms; 0 never heard of. */
  readonly since: Float64Array;
  /** Per station, of what its cells in service are together, whatever its path and its freshness. */
  readonly stationSince: Float64Array;
  private readonly state: Int8Array;
  private readonly first: Uint8Array;
  private readonly stationState: Int8Array;
  /** Per station the newest moment that is taken in; −∞ nothing was told. */
  private readonly seenTo: Float64Array;
  /** Words not taken in yet, by station. */
  private readonly waiting = new Map<number, Word[]>();
  private rests = false;
  private readonly inventory: Inventory;
  private readonly targets: Targets;
  private readonly past: SpellReader;
  private readonly serving: readonly (readonly number[])[];
  /** Per cell. */
  private readonly technologyTarget: Int32Array;

  constructor(inventory: Inventory, targets: Targets, serving: readonly (readonly number[])[], log: ToldLog) {
    this.inventory = inventory;
    this.targets = targets;
    this.serving = serving;
    this.since = new Float64Array(inventory.cells.length);
    this.state = new Int8Array(inventory.cells.length).fill(UNHEARD);
    this.first = new Uint8Array(inventory.cells.length).fill(1);
    this.stationSince = new Float64Array(inventory.stations.length);
    this.stationState = new Int8Array(inventory.stations.length).fill(UNHEARD);
    this.seenTo = new Float64Array(inventory.stations.length).fill(-Infinity);
    this.technologyTarget = Int32Array.from(inventory.cells, ({ station, technology }) =>
      targets.ofTechnology(station, TECHNOLOGIES.indexOf(technology)),
    );
    this.past = new SpellReader(
      (cell) => [targets.ofCell(cell), this.technologyTarget[cell] ?? 0, inventory.cells[cell]?.station ?? 0],
      log,
    );
  }

  /** A word was taken in about a station, one of its technologies or cells. */
  hear(station: number, word: Word): void {
    if (this.rests) return;
    const words = this.waiting.get(station);
    if (words === undefined) this.waiting.set(station, [word]);
    else words.push(word);
  }

  /** What is known of a station has to be read again. */
  forget(station: number): void {
    this.waiting.delete(station);
    this.seenTo[station] = UNKNOWN;
  }

  forgetAll(): void {
    this.waiting.clear();
    this.seenTo.fill(UNKNOWN);
    this.rests = false;
  }

  /** Nobody asks since when, until all is forgotten: the log is not read, but for a station that is read by name. */
  rest(): void {
    this.rests = true;
  }

  /** Takes in what was heard of a station. */
  settle(station: number, states: ElementStates): void {
    if (this.rests) return;
    const words = this.waiting.get(station);
    const seenTo = this.seenTo[station] ?? UNKNOWN;
    if (words === undefined && !Number.isNaN(seenTo)) return;
    this.waiting.delete(station);
    if (words?.every(({ at }) => at > seenTo) === true) this.play(station, words);
    else this.read(station, states);
  }

  /** Words newer than all before, moment by moment; of one moment the narrower target's decides, of one target the worse. */
  private play(station: number, words: Word[]): void {
    if (words.length > 1) words.sort((a, b) => a.at - b.at || a.target - b.target || a.state - b.state);
    for (let begin = 0, end = 0; begin < words.length; begin = end) {
      const at = words[begin]?.at ?? 0;
      while (words[end]?.at === at) end += 1;
      for (const cell of this.inventory.cellsOfStation[station] ?? []) {
        const decides = this.decider(words, begin, end, station, cell);
        if (decides !== null) this.turn(cell, decides);
      }
      const state = this.togetherOf(station, this.ownWord(words, begin, end, station));
      if (state !== this.stationState[station]) this.stationSince[station] = at;
      this.stationState[station] = state;
      this.seenTo[station] = at;
    }
  }

  /** The last of words `begin` to `end` that is about a cell: targets are numbered from the widest to the narrowest. */
  private decider(words: readonly Word[], begin: number, end: number, station: number, cell: number): Word | null {
    for (let index = end - 1; index >= begin; index--) {
      const word = words[index];
      if (word === undefined) continue;
      const { target } = word;
      const { targets } = this;
      if (
        target === targets.ofStation(station) ||
        target === this.technologyTarget[cell] ||
        target === targets.ofCell(cell)
      ) {
        return word;
      }
    }
    return null;
  }

  /** What the station itself said last at a moment; its words stand first. */
  private ownWord(words: readonly Word[], begin: number, end: number, station: number): number | undefined {
    let state: number | undefined;
    for (let index = begin; index < end && words[index]?.target === this.targets.ofStation(station); index++) {
      state = words[index]?.state;
    }
    return state;
  }

  private turn(cell: number, { at, state }: Told): void {
    const before = this.state[cell] ?? UNHEARD;
    if (before === state) return;
    this.state[cell] = state;
    this.since[cell] = at;
    this.first[cell] = before === UNHEARD ? 1 : 0;
  }

  /** Works a station out from the log. */
  read(station: number, states: ElementStates): void {
    const { targets, inventory } = this;
    const cells = inventory.cellsOfStation[station] ?? [];
    const own = targets.ofStation(station);
    const narrower = new Set(cells.flatMap((cell) => [targets.ofCell(cell), this.technologyTarget[cell] ?? 0]));
    const heard = [...narrower, own].filter((target) => states.state[target] !== UNHEARD);
    this.seenTo[station] = Math.max(-Infinity, ...heard.map((target) => states.confirmedAt[target] ?? -Infinity));
    const isWhole = heard.every((target) => target === own);
    this.past.forget();
    let spell = NEVER;
    for (const [place, cell] of cells.entries()) {
      if (!isWhole || place === 0) spell = this.past.spellOf(cell, states, Infinity);
      this.state[cell] = spell.state;
      this.since[cell] = spell.since;
      this.first[cell] = spell.first ? 1 : 0;
    }
    const ownState = states.state[own] ?? UNHEARD;
    this.stationState[station] = this.togetherOf(station, ownState);
    this.stationSince[station] = this.sinceTogether(station, states);
  }

  /** What the cells in service are together; a station without them is judged by its own word. */
  private togetherOf(station: number, own: number | undefined): number {
    const cells = this.serving[station] ?? [];
    if (cells.length === 0) return own ?? this.stationState[station] ?? UNHEARD;
    return together(cells, this.state);
  }

  private sinceTogether(station: number, states: ElementStates): number {
    const cells = this.serving[station] ?? [];
    if (cells.length === 0) return states.since[this.targets.ofStation(station)] ?? 0;
    let spells = cells.map((cell) => this.known(cell));
    if (this.stationState[station] !== DEGRADED) return sinceAlike(spells);
    // What the cells were before each of their turns, back to the one that made it so.
    for (;;) {
      const turn = Math.max(...spells.filter(isTurned).map(({ since }) => since));
      const before = spells.map((spell, place) =>
        isTurned(spell) && spell.since === turn ? this.past.spellOf(cells[place] ?? 0, states, turn) : spell,
      );
      if (
        together(
          [...before.keys()],
          before.map(({ state }) => state),
        ) !== DEGRADED
      )
        return turn;
      spells = before;
    }
  }

  private known(cell: number): Spell {
    return { state: this.state[cell] ?? UNHEARD, since: this.since[cell] ?? 0, first: this.first[cell] === 1 };
  }
}

/** Whom nobody ever heard of counts as up. @param stateOf by index; `of`: the indices that count */
function together(of: readonly number[], stateOf: ArrayLike<number>): number {
  let down = 0;
  let impaired = 0;
  let heard = 0;
  for (const index of of) {
    const state = stateOf[index] ?? UNHEARD;
    if (state !== UNHEARD) heard += 1;
    if (state === DOWN) down += 1;
    else if (state === DEGRADED) impaired += 1;
  }
  if (heard === 0) return UNHEARD;
  if (down === of.length) return DOWN;
  return down + impaired > 0 ? DEGRADED : UP;
}

/** All up, or all down: since the last of them is; the first word that all is well makes nothing otherwise. */
function sinceAlike(spells: readonly Spell[]): number {
  const turned = spells.filter(isTurned);
  if (turned.length > 0) return Math.max(...turned.map(({ since }) => since));
  const heard = spells.filter(({ state }) => state !== UNHEARD);
  return heard.length > 0 ? Math.min(...heard.map(({ since }) => since)) : 0;
}

function isTurned({ state, first }: Spell): boolean {
  return state !== UNHEARD && !(first && state === UP);
}
