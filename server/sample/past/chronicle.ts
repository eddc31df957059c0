/**
 * Writes down what happened, change by change, and when each word of it reached us. Words about a station that is not heard are kept
 * back and arrive together when it is heard again:
 *
 *      happened   ──── down ──── up ─────────▶
 *      heard      ─┤     silence      ├──────▶
 *      received                        down, up
 */
import type { StatusEventBody } from '../../contract/events.ts';
import type { Cause, ElementState, Technology } from '../../contract/terms.ts';
import type { Inventory } from '../../inventory/types.ts';
import type { Random } from '../random.ts';
import { MINUTE, SECOND } from '../simulation/habits.ts';
import { simulatedKeys } from '../simulation/speech.ts';
import type { Chronicler } from '../simulation/stations.ts';
import { HOUR } from './calendar.ts';
import { skewed } from './seasons.ts';

export interface PastTarget {
  kind: 'station' | 'technology' | 'cell' | 'link' | 'node';
  /** Code of the station (also of a technology), cell, link or node. */
  code: string;
  technology: Technology | '';
}

/** A change of one target, told for the first time. Times are epoch ms. */
export interface PastEvent {
  at: number;
  target: PastTarget;
  state: ElementState;
  cause: Cause | null;
  text: string | null;
  measurements: Readonly<Record<string, number>> | null;
  receivedAt: number;
}

/** Nothing was heard, in a time when its operator's key tells of every station by itself. */
export interface Silence {
  /** Code. */
  station: string;
  from: number;
  to: number;
}

/** Of the words that are not kept back by a silence this many come late all the same. */
const LATE_SHARE = 0.005;
/** What was said before a silence is on its way for no longer than this. */
const UNDER_WAY_MS = 5 * SECOND;
const KEPT_BACK = Infinity;

export class Chronicle implements Chronicler {
  readonly #inventory: Inventory;
  readonly #random: Random;
  readonly #to: number;
  /** In order of `at`; `receivedAt` is KEPT_BACK of those not yet received. */
  #events: PastEvent[] = [];
  #silences: Silence[] = [];
  /** Station not heard → since when, whether it ever was, and what it has to say. */
  readonly #unheard = new Map<number, { since: number; wasHeard: boolean; words: PastEvent[] }>();
  readonly #last = new Map<string, { at: number; state: ElementState }>();

  /** @param to everything is received by then */
  constructor(inventory: Inventory, random: Random, to: number) {
    this.#inventory = inventory;
    this.#random = random;
    this.#to = to;
  }

  /** A word that says nothing new is not written down. */
  write(body: StatusEventBody): void {
    const target = targetOf(body);
    const key = keyOf(target.code, target.technology);
    const last = this.#last.get(key);
    if (last?.state === body.state) return;
    const at = Math.max(Date.parse(body.at), (last?.at ?? -Infinity) + 1);
    this.#last.set(key, { at, state: body.state });

    const station = this.#stationOf(target);
    const kept = this.#unheard.get(station);
    const event: PastEvent = {
      at,
      target,
      state: body.state,
      cause: body.cause ?? null,
      text: body.text ?? null,
      measurements: body.measurements ?? null,
      receivedAt: kept ? KEPT_BACK : this.#receipt(station, at),
    };
    kept?.words.push(event);
    this.#events.push(event);
  }

  muted(station: number, at: number): void {
    const wasHeard = this.#last.has(keyOf(this.#inventory.stations[station]?.code ?? '', ''));
    this.#unheard.set(station, { since: at + UNDER_WAY_MS, wasHeard, words: [] });
  }

  heard(station: number, at: number): void {
    const kept = this.#unheard.get(station);
    if (!kept) return;
    this.#unheard.delete(station);
    for (const word of kept.words) word.receivedAt = at + Math.round(this.#random.between(0.3, 20) * SECOND);
    const { code } = this.#inventory.stations[station] ?? {};
    if (code !== undefined && kept.wasHeard && this.#isHeardByItself(station) && kept.since < at) {
      this.#silences.push({ station: code, from: kept.since, to: at });
    }
  }

  /** What is known for good and was not taken before: an event waits for those before it. */
  take(): { events: PastEvent[]; silences: Silence[] } {
    const waiting = this.#events.findIndex(({ receivedAt }) => receivedAt === KEPT_BACK);
    const events = this.#events.splice(0, waiting === -1 ? this.#events.length : waiting);
    const silences = this.#silences;
    this.#silences = [];
    return { events, silences };
  }

  #receipt(station: number, at: number): number {
    const random = this.#random;
    const usual = at + Math.round(random.between(250, UNDER_WAY_MS - 500));
    if (!random.chance(LATE_SHARE) || this.#isHeardByItself(station)) return usual;
    return Math.min(at + Math.round(skewed(random, 3 * MINUTE, 9 * HOUR)), Math.max(usual, this.#to));
  }

  #isHeardByItself(station: number): boolean {
    const operator = this.#inventory.stations[station]?.operator;
    return operator !== undefined && simulatedKeys[operator] === 'station';
  }

  /** −1 of a link or node. */
  #stationOf({ kind, code }: PastTarget): number {
    const { stationByCode, cellByCode, cells } = this.#inventory;
    if (kind === 'station' || kind === 'technology') return stationByCode.get(code) ?? -1;
    return kind === 'cell' ? (cells[cellByCode.get(code) ?? -1]?.station ?? -1) : -1;
  }
}

function keyOf(code: string, technology: string): string {
  return `${code} ${technology}`;
}

function targetOf({ station, technology, cell, link, node }: StatusEventBody): PastTarget {
  if (station !== undefined)
    return { kind: technology ? 'technology' : 'station', code: station, technology: technology ?? '' };
  if (cell !== undefined) return { kind: 'cell', code: cell, technology: '' };
  if (link !== undefined) return { kind: 'link', code: link, technology: '' };
  return { kind: 'node', code: node ?? '', technology: '' };
}
