/**
 * A world that can be set to any moment of the past and played on from there, through the very stages an event travels live: state →
 * topology → coverage. Because the present depends on what happened and not on when it was told, playing the stored words in order
 * of time gives what was true.
 */
import type { Thresholds } from '../coverage/types.ts';
import { buildInventory } from '../inventory/build.ts';
import { UNHEARD, UP, type Word } from '../state/element-states.ts';
import type { Past, PastWord, Silence } from '../store/past.ts';
import type { CurrentRow } from '../store/store.ts';
import { World } from '../world.ts';
import { DAY_MS, dateOf } from './calendar.ts';

export interface PastWorldOptions {
  past: Past;
  thresholds: Thresholds;
  staleAfterMs: number;
}

/** What a moment changed. */
export interface Step {
  at: number;
  words: readonly PastWord[];
  /** Stations whose picture changed. */
  stations: readonly number[];
  /** A node or link spoke. */
  network: boolean;
}

export interface Audience {
  /** Another network from now on: `world` is a new one. */
  rebuilt?(world: World, at: number): void;
  step(step: Step): void;
}

/** Networks kept built: the present one and one of the past. */
const KEPT = 2;
/** Words are read a day at a time. */
const WINDOW_MS = DAY_MS;
const ALWAYS_HEARD = Number.MAX_SAFE_INTEGER;

export class PastWorld {
  world: World;
  /** The moment it stands at. */
  at = -Infinity;
  private readonly options: PastWorldOptions;
  /** Moment from which a network holds → its world. */
  private readonly built = new Map<number, World>();
  private known = Infinity;
  private validFrom = -Infinity;
  private moments: number[] = [];
  private readonly targetOfId = new Map<number, number>();

  constructor(options: PastWorldOptions) {
    this.options = options;
    this.world = this.networkAt(-Infinity);
  }

  /** When the network that holds now began to hold; −∞ before the first. */
  get networkSince(): number {
    return this.validFrom;
  }

  /**
   * Stands at a moment, with all that was told until then.
   * @param known only words received until then count
   */
  goTo(at: number, known = Infinity): void {
    this.moments = this.options.past.inventoryMoments();
    this.known = known;
    this.at = at;
    this.enterNetwork(this.networkStart(at));
    this.take(this.options.past.presentAt(at, known), at);
  }

  /** Plays on. Only while an audience looks at it does it matter who was silent: figures of history do not ask. */
  play(to: number, audience: Audience): void {
    while (this.at < to) {
      const next = this.moments.find((moment) => moment > this.at) ?? Infinity;
      const until = Math.min(to, next, this.at + WINDOW_MS);
      this.playWords(until, audience);
      if (until !== next) continue;
      const states = this.states();
      this.enterNetwork(next);
      this.take(states, next);
      audience.rebuilt?.(this.world, next);
    }
  }

  /**
   * Shows who was silent at this moment; goTo and play show everybody heard.
   * @returns stations whose picture changed
   */
  showSilence(silences: readonly Silence[]): number[] {
    const { world, at } = this;
    world.stationHeardAt.fill(ALWAYS_HEARD);
    for (const { target, since, until } of silences) {
      const station = this.targetOfId.get(target) ?? -1;
      if (station === -1 || since > at || (until !== null && until <= at)) continue;
      world.stationHeardAt[station] = since === 0 ? 0 : since - world.staleAfterMs;
    }
    return world.derive(world.inventory.stations.keys(), at);
  }

  private playWords(until: number, audience: Audience): void {
    const words = this.options.past.words(this.at, until, this.known);
    let begin = 0;
    while (begin < words.length) {
      const { at = until } = words[begin] ?? {};
      let end = begin + 1;
      while (words[end]?.at === at) end += 1;
      this.at = at;
      audience.step(this.hear(words.slice(begin, end)));
      begin = end;
    }
    this.at = until;
  }

  private hear(words: readonly PastWord[]): Step {
    const { world } = this;
    const stations = new Set<number>();
    let network = false;
    for (const word of words) {
      const target = this.targetOfId.get(word.target);
      if (target === undefined) continue; // not of this network
      world.states.take(target, wordOf(word), NOTHING_EARLIER);
      const station = world.targets.stationOf(target);
      if (station === -1) network = true;
      else stations.add(station);
    }
    world.states.keep();
    if (network) for (const station of world.rewire()) stations.add(station);
    return { at: this.at, words, stations: world.derive(stations, this.at), network };
  }

  private networkStart(at: number): number {
    return this.moments.findLast((moment) => moment <= at) ?? -Infinity;
  }

  private enterNetwork(validFrom: number): void {
    this.world = this.networkAt(validFrom);
    this.validFrom = validFrom;
    this.targetOfId.clear();
    this.world.ids.forEach((id, target) => this.targetOfId.set(id, target));
  }

  private networkAt(validFrom: number): World {
    const kept = this.built.get(validFrom);
    this.built.delete(validFrom);
    const world = kept ?? this.build(validFrom);
    this.built.set(validFrom, world);
    const [oldest] = this.built.keys();
    if (this.built.size > KEPT && oldest !== undefined) this.built.delete(oldest);
    return world;
  }

  private build(validFrom: number): World {
    const { past, thresholds, staleAfterMs } = this.options;
    const records = past.inventoryAt(validFrom) ?? EMPTY;
    const idOf = new Map(past.targets().map(({ id, key }) => [keyText(key.kind, key.code, key.technology), id]));
    return new World({
      epoch: `past-${String(validFrom)}`,
      inventory: buildInventory(records, Number.isFinite(validFrom) ? dateOf(validFrom) : ''),
      thresholds,
      staleAfterMs,
      // Whoever never spoke has no id and needs none.
      targetIds: (names) =>
        Int32Array.from(names, ({ kind, code, technology }, n) => idOf.get(keyText(kind, code, technology)) ?? -1 - n),
    });
  }

  /** Sets every target of the network to what it said last. */
  private take(rows: readonly CurrentRow[], at: number): void {
    const { world } = this;
    world.states.forget();
    for (const row of rows) {
      const target = this.targetOfId.get(row.target);
      if (target !== undefined) world.states.restore(target, row);
    }
    world.stationHeardAt.fill(ALWAYS_HEARD);
    world.rewire();
    world.derive(world.inventory.stations.keys(), at);
  }

  private states(): CurrentRow[] {
    const { states, ids } = this.world;
    return [...ids.keys()].flatMap((target) =>
      states.state[target] === UNHEARD
        ? []
        : {
            target: ids[target] ?? 0,
            state: states.state[target] ?? UP,
            since: states.since[target] ?? 0,
            confirmedAt: states.confirmedAt[target] ?? 0,
            receivedAt: 0,
            cause: states.cause[target] ?? -1,
            text: states.text[target] ?? null,
            measurements: states.measurements[target] ?? null,
          },
    );
  }
}

const EMPTY = {
  ...{ communes: [], stations: [], cells: [], nodes: [], links: [], population: [] },
  ...{ borders: 'approximate', people: 'even' },
} as const satisfies Parameters<typeof buildInventory>[0];

/** Words are played in order of time: each is news. */
const NOTHING_EARLIER = { has: () => false, at: () => null, previous: () => null, next: () => null };

function wordOf({ at, state, cause, text }: PastWord): Word {
  return { at, state, cause, text, measurements: null };
}

function keyText(kind: string, code: string, technology: string): string {
  return `${kind}\n${code}\n${technology}`;
}
