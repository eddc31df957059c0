/**
 * A world that can be set to any moment of the past and played on from there, through the very stages an event travels live: state →
 * topology → coverage. Because the present depends on what happened and not on when it was told, playing the stored words in order
 * of time gives what was true.
 */
import type { Thresholds } from '../coverage/types.ts';
import { buildInventory } from '../inventory/build.ts';
import type { InventoryRecords } from '../inventory/types.ts';
import { nextTurn, type MaintenanceWindow } from '../state/windows.ts';
import type { Past, PastWord, Silence } from '../store/past.ts';
import type { CurrentRow } from '../store/store.ts';
import { World } from '../world.ts';
import { DAY_MS, dateOf } from '../calendar.ts';
import type { Known } from './questions.ts';
import { NOTHING_EARLIER, momentOf, wordOf, type Told } from './told.ts';
import { ALWAYS_HEARD, SilentPlay, hearOf } from './silent-play.ts';

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
  /** Stations of which, or of whose cells, something was said. */
  spoken: ReadonlySet<number>;
  /** A node or link spoke. */
  network: boolean;
}

export interface Audience {
  /** Another network from now on: `world` is a new one. */
  rebuilt?(world: World, at: number): void;
  step(step: Step): void;
  /** Asked after each step and each network: has it seen enough? */
  isFull?(): boolean;
}

/** Networks kept built: the present one and one of the past. */
const KEPT = 2;
/** Words are read a day at a time. */
const WINDOW_MS = DAY_MS;

export class PastWorld {
  world: World;
  /** The moment it stands at. */
  at = -Infinity;
  private readonly options: PastWorldOptions;
  /** Moment from which a network holds → its world. */
  private readonly built = new Map<number, World>();
  private known: Known = Infinity;
  private asksSince = true;
  private validFrom = -Infinity;
  private moments: number[] = [];
  private readonly targetOfId = new Map<number, number>();
  private ground: (Pick<InventoryRecords, 'communes' | 'population'> & { text: string }) | null = null;
  private silent: SilentPlay | null = null;
  /** Maintenance that is shown; figures of history do not ask. */
  private windows: readonly MaintenanceWindow[] = [];
  /** Words read ahead, those of the time after `at` until `readTo`. */
  private read: Told[] = [];
  private readTo = -Infinity;
  private ahead = -Infinity;

  constructor(options: PastWorldOptions) {
    this.options = options;
    this.world = this.networkAt(-Infinity);
  }

  /** When the network that holds now began to hold; −∞ before the first. */
  get networkSince(): number {
    return this.validFrom;
  }

  /** Stands at a moment, with all that was told of the time until then, or all of it that was known. */
  goTo(at: number, known: Known = Infinity): void {
    this.stand(at, known, true);
  }

  /** The same in half the time, without since when cells and stations are as they are: figures do not tell. */
  goToForFigures(at: number, known: Known = Infinity): void {
    this.stand(at, known, false);
  }

  private stand(at: number, known: Known, asksSince: boolean): void {
    this.moments = this.options.past.inventoryMoments();
    this.known = known;
    this.asksSince = asksSince;
    this.at = at;
    this.readTo = -Infinity;
    this.enterNetwork(this.networkStart(at));
    this.take(this.said(at), at);
  }

  /**
   * Plays on, to the end or until the audience has enough. Who is silent it shows only after `showAsSeen`: figures of history do not
   * ask.
   *
   * @param ahead until when it will be played on at once: words are read so far, and kept
   */
  play(to: number, audience: Audience, ahead = to): void {
    this.ahead = ahead;
    while (this.at < to) {
      const next = this.moments.find((moment) => moment > this.at) ?? Infinity;
      const until = Math.min(to, next, this.at + WINDOW_MS);
      if (!this.playMoments(until, audience)) return;
      if (until !== next) continue;
      this.enterNetwork(next);
      // Not what the network before knew: of what comes back into the network more may have been told.
      this.take(this.said(next), next);
      audience.rebuilt?.(this.world, next);
      if (audience.isFull?.() === true) return;
    }
  }

  /**
   * Shows who is silent and what is in maintenance, now and while it is played on; goTo and another network show everybody heard and
   * at work.
   * @param silences those that touch the time to be played; so do the windows
   */
  showAsSeen(silences: readonly Silence[], windows: readonly MaintenanceWindow[]): void {
    const { world, at } = this;
    this.windows = windows;
    this.silent = new SilentPlay(world, silences, (target) => this.targetOfId.get(target) ?? -1);
    world.derive(new Set([...this.silent.pass(at), ...world.turnWindows(at).stations]), at);
  }

  /** @returns false when the audience has enough */
  private playMoments(until: number, audience: Audience): boolean {
    const words = this.told(until);
    let begin = 0;
    for (;;) {
      const at = Math.min(momentOf(words[begin]), this.silent?.nextAt ?? Infinity, nextTurn(this.windows, this.at));
      if (at > until) break;
      let end = begin;
      while (momentOf(words[end]) === at) end += 1;
      this.at = at;
      audience.step(this.hear(words.slice(begin, end)));
      if (audience.isFull?.() === true) {
        this.readTo = -Infinity;
        return false;
      }
      begin = end;
    }
    this.at = until;
    return true;
  }

  /** Words that count from here on until then, in the order in which they begin to. */
  private told(until: number): readonly Told[] {
    if (until > this.readTo) {
      const { past } = this.options;
      this.readTo = Math.max(until, Math.min(this.ahead, this.at + WINDOW_MS));
      this.read =
        this.known === 'then' ? past.heard(this.at, this.readTo) : past.words(this.at, this.readTo, this.known);
    }
    const due = this.read.findIndex((word) => momentOf(word) > until);
    if (due === -1) return this.read.splice(0);
    return this.read.splice(0, due);
  }

  private hear(words: readonly Told[]): Step {
    const { world } = this;
    const stations = this.silent?.pass(this.at) ?? new Set<number>();
    const turned = this.windows.length > 0 ? world.turnWindows(this.at) : null;
    for (const station of turned?.stations ?? []) stations.add(station);
    let network = turned?.network ?? false;
    const spoken = new Set<number>();
    let rewired = false;
    for (const word of words) {
      const target = this.targetOfId.get(word.target);
      if (target === undefined) continue; // not of this network
      const station = world.targets.stationOf(target);
      const { state, since } = world.states;
      const [stateBefore, sinceBefore] = [state[target], since[target]];
      this.takeWord(target, word);
      if (station === -1) {
        network = true;
        rewired ||= state[target] !== stateBefore || since[target] !== sinceBefore;
      } else {
        world.air.spells.hear(station, { target, at: word.at, state: word.state });
        spoken.add(station);
        hearOf(world, station);
      }
    }
    for (const station of spoken) stations.add(station);
    world.states.keep();
    if (rewired) for (const station of world.rewire()) stations.add(station);
    return { at: this.at, words, stations: world.derive(stations, this.at), spoken, network };
  }

  /** A word that came late is not simply the newest: the store says how its target stands with it. */
  private takeWord(target: number, word: Told): void {
    const { states } = this.world;
    const isNews = word.at > (states.confirmedAt[target] ?? -Infinity);
    if (this.known !== 'then' || isNews) {
      states.take(target, wordOf(word), NOTHING_EARLIER);
      return;
    }
    const row = this.options.past.standing(word.target, this.at);
    if (row !== null) states.restore(target, row);
  }

  private networkStart(at: number): number {
    return this.moments.findLast((moment) => moment <= at) ?? -Infinity;
  }

  private enterNetwork(validFrom: number): void {
    this.world = this.networkAt(validFrom);
    // One that shares its coverage with another finds it as that one left it.
    const { air, coverage } = this.world;
    coverage.apply(Array.from(air.onAir.keys()), air.onAir);
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
    const records = this.onKnownGround(past.inventoryAt(validFrom) ?? EMPTY);
    const like = [...this.built.values()].at(-1);
    const inventory = buildInventory(records, Number.isFinite(validFrom) ? dateOf(validFrom) : '');
    const idOf = new Map(past.targets().map(({ id, key }) => [keyText(key.kind, key.code, key.technology), id]));
    return new World({
      epoch: `past-${String(validFrom)}`,
      inventory,
      // Most edits are of fibre and of who hangs where: what the cells cover is the same.
      coverage: [...this.built.values()].find(({ coverage }) => coverage.isOf(inventory))?.coverage,
      thresholds,
      staleAfterMs,
      ...(like === undefined ? {} : { like }),
      // Whoever never spoke has no id and needs none.
      targetIds: (names) =>
        Int32Array.from(names, ({ kind, code, technology }, n) => idOf.get(keyText(kind, code, technology)) ?? -1 - n),
      windows: () => this.windows,
      log: past.log(() => ({ at: this.at, known: this.known === 'then' ? this.at : this.known })),
    });
  }

  /** Networks differ in their stations, seldom in communes and people: what is equal is made the very same, and worlds share it. */
  private onKnownGround(records: InventoryRecords): InventoryRecords {
    const { communes, population } = records;
    const text = JSON.stringify([communes, population]);
    if (this.ground?.text !== text) this.ground = { text, communes, population };
    return { ...records, communes: this.ground.communes, population: this.ground.population };
  }

  /** What every target had said last at a moment, of what is known. */
  private said(at: number): CurrentRow[] {
    return this.options.past.presentAt(at, this.known === 'then' ? at : this.known);
  }

  /** Sets every target of the network to what it said last. */
  private take(rows: readonly CurrentRow[], at: number): void {
    const { world } = this;
    world.states.forget();
    world.air.spells.forgetAll();
    if (!this.asksSince) world.air.spells.rest();
    for (const row of rows) {
      const target = this.targetOfId.get(row.target);
      if (target !== undefined) world.states.restore(target, row);
    }
    world.stationHeardAt.fill(ALWAYS_HEARD);
    this.silent = null;
    this.windows = [];
    world.turnWindows(at);
    world.rewire();
    world.derive(world.inventory.stations.keys(), at);
  }
}

const EMPTY = {
  ...{ communes: [], stations: [], cells: [], nodes: [], links: [], population: [] },
  ...{ borders: 'approximate' as const, people: 'even' as const },
} satisfies InventoryRecords;

function keyText(kind: string, code: string, technology: string): string {
  return `${kind}\n${code}\n${technology}`;
}
