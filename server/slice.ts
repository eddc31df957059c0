/** One transaction's worth of events on their way through the stages; pipeline.ts commits it or takes it back. */
import { hourOf } from './calendar.ts';
import { retell, type Entry, type LateWord, type Retold } from './retelling.ts';
import { standingOf, type Standing } from './topology/standing.ts';
import { UNHEARD, UP, type History, type Outcome, type Verdict, type Word } from './state/element-states.ts';
import type { EventLog, KeyRow, Store } from './store/store.ts';
import type { World } from './world.ts';

/** One event of a request, its target found. */
export interface Item {
  target: number;
  word: Word;
  /** The sender's own id. */
  senderId: string | null;
}

/** One request. */
export interface Submission {
  key: Pick<KeyRow, 'id' | 'operator' | 'freshness'>;
  items: readonly Item[];
  /** How many of its events were refused before they came here. */
  refused: number;
  receivedAt: number;
  /** What is noted of the sender (ingest/feed-health.ts). */
  heard?: string;
  /** Of a request about one element: told how that stood until now, in the transaction in which it is taken. */
  witness?: (before: Standing) => void;
}

/** What a committed slice changed, for whoever shows it. Times are epoch ms. */
export interface Committed {
  seq: number;
  at: number;
  /** Stations whose picture changed. */
  stations: number[];
  /** A node or link spoke. */
  network: boolean;
  entries: Entry[];
  /** What became of lines of the feed that stood before. */
  retold: Retold[];
  accepted: number;
  /** Until it was on the disk, ms; 0: nothing was written. */
  tookMs: number;
}

/** The log of one target at a time, as the rules of state ask for it. */
class Told implements History {
  target = 0;
  private readonly log: EventLog;

  constructor(log: EventLog) {
    this.log = log;
  }

  has(at: number, state: number) {
    return this.log.has(this.target, at, state);
  }

  at(at: number) {
    return this.log.at(this.target, at);
  }

  previous(at: number) {
    return this.log.previous(this.target, at);
  }

  next(at: number) {
    return this.log.next(this.target, at);
  }
}

export class Slice {
  readonly counts: Record<Outcome, number>[] = [];
  private readonly world: World;
  private readonly store: Store;
  private readonly now: number;
  private readonly spoken = new Map<number, number>();
  private readonly stations = new Set<number>();
  private readonly entries = new Map<number, Entry>();
  private readonly retold: Retold[] = [];
  private readonly heardBefore: (() => void)[] = [];
  private readonly told: Told;
  /** Hours behind the present of which something new was told, and until when it holds. */
  private readonly toldAnew = new Map<number, number>();
  private changed: number[] = [];
  private network = false;
  private rewired = false;

  constructor(world: World, store: Store, now: number) {
    this.world = world;
    this.store = store;
    this.now = now;
    this.told = new Told(store.log);
  }

  /** Events `from`…`to` of one request. */
  take(submission: Submission, from: number, to: number): void {
    const counts = { applied: 0, unchanged: 0, duplicate: 0, late: 0 };
    const items = submission.items.slice(from, to);
    for (const { target } of items) submission.witness?.(standingOf(this.world, target));
    for (const item of items) counts[this.takeOne(item, submission)] += 1;
    this.counts.push(counts);
    const { key, receivedAt, heard } = submission;
    const refused = from === 0 ? submission.refused : 0;
    const use = { heardAt: receivedAt, received: to - from + refused, refused };
    this.store.touchKey(key.id, from === 0 && heard !== undefined ? { ...use, heard } : use);
    if (key.freshness === 'feed') this.hearFeed(submission);
  }

  private takeOne(item: Item, { key, receivedAt }: Submission): Outcome {
    const { world, store } = this;
    const { target, word, senderId } = item;
    const id = world.ids[target] ?? 0;
    this.told.target = id;
    const confirmedAt = world.states.confirmedAt[target] ?? -Infinity;
    const verdict = world.states.take(target, word, this.told);
    if (verdict.outcome === 'duplicate') return 'duplicate';
    const { at, state, cause, text, measurements } = word;
    const line = at > confirmedAt ? this.addLine(id, item, verdict, { receivedAt, key: key.id }) : null;
    store.addReport({ target: id, at, state, receivedAt, cause, text, senderId, measurements, key: key.id, line });
    if (at <= confirmedAt && verdict.outcome !== 'unchanged') this.retell({ target: id, at, receivedAt, confirmedAt });
    if (at < hourOf(this.now)) this.tellAnew(target, at);
    this.spoken.set(target, receivedAt);
    const station = world.targets.stationOf(target);
    if (station === -1) {
      this.network = true;
      this.rewired ||= verdict.from !== word.state;
    } else {
      world.air.spells.hear(station, { target, at, state });
      this.hearStation(station, receivedAt);
    }
    return verdict.outcome;
  }

  /** News as a line of the feed. @returns its id; null: nothing changed */
  private addLine(
    target: number,
    { word, senderId }: Item,
    verdict: Verdict,
    receipt: Pick<Entry, 'receivedAt' | 'key'>,
  ): number | null {
    const { at, state, cause, text } = word;
    // The first word that all is well is no news.
    if (verdict.outcome === 'unchanged' || (verdict.from === UNHEARD && state === UP)) return null;
    const lasted = verdict.fromSince === -1 ? -1 : at - verdict.fromSince;
    const from = Math.max(verdict.from, UP);
    const row = { target, at, from, to: state, lasted, late: false, ...receipt, cause, text, senderId };
    const id = this.store.addJournal(row);
    this.entries.set(id, { id, ...row });
    return id;
  }

  private retell(word: LateWord): void {
    const { added, retold } = retell(word, this.told, this.store);
    for (const { id, before } of retold) {
      const entry = this.entries.get(id);
      if (entry === undefined) this.retold.push({ id, before });
      else if (before === null) this.entries.delete(id);
      else Object.assign(entry, before);
    }
    for (const entry of added) this.entries.set(entry.id, entry);
  }

  /** What is rolled up of the past (history/) is worked out again from `at` until the target is known to have spoken next. */
  private tellAnew(target: number, at: number): void {
    const isNewest = this.world.states.confirmedAt[target] === at;
    const until = isNewest ? this.now : (this.told.next(at)?.at ?? this.now);
    const hour = hourOf(at);
    this.toldAnew.set(hour, Math.max(until, this.toldAnew.get(hour) ?? 0));
  }

  private hearStation(station: number, receivedAt: number): void {
    const before = this.world.stationHeardAt[station] ?? 0;
    this.heardBefore.push(() => (this.world.stationHeardAt[station] = before));
    this.world.hear(station, receivedAt);
    this.stations.add(station);
  }

  private hearFeed({ key, receivedAt }: Submission): void {
    const before = new Map(this.world.feedHeardAt);
    this.heardBefore.push(() => {
      this.world.feedHeardAt.clear();
      for (const [operator, at] of before) this.world.feedHeardAt.set(operator, at);
    });
    this.world.hearFeed(key.operator, receivedAt);
    for (const station of this.world.withStaleFreshness(this.now)) this.stations.add(station);
  }

  /** Topology, then coverage. */
  derive(): void {
    if (this.rewired) for (const station of this.world.rewire()) this.stations.add(station);
    this.changed = this.world.derive(this.stations, this.now);
  }

  save(seq: number): void {
    const { states, ids } = this.world;
    for (const [target, receivedAt] of this.spoken) {
      this.store.saveCurrent({
        target: ids[target] ?? 0,
        state: states.state[target] ?? UNHEARD,
        since: states.since[target] ?? 0,
        confirmedAt: states.confirmedAt[target] ?? 0,
        receivedAt,
        cause: states.cause[target] ?? -1,
        text: states.text[target] ?? null,
        measurements: states.measurements[target] ?? null,
      });
    }
    for (const [begin, until] of this.toldAnew) this.store.markDirty(begin, until);
    if (this.isVisible()) this.store.saveSeq(seq);
  }

  isVisible(): boolean {
    return this.spoken.size > 0 || this.changed.length > 0;
  }

  committed(seq: number, tookMs: number): Committed {
    const accepted = this.counts.reduce((sum, { applied, unchanged, late }) => sum + applied + unchanged + late, 0);
    return {
      seq,
      at: this.now,
      stations: this.changed,
      network: this.network,
      entries: [...this.entries.values()],
      retold: this.retold,
      accepted,
      tookMs,
    };
  }

  /**
   * The disk refused: memory becomes again what it was.
   * @param derivedAt when stations were last worked out before this slice; who fell silent since is for the next sweep to find
   */
  takeBack(derivedAt: number): void {
    this.world.states.undo();
    for (const restore of this.heardBefore.reverse()) restore();
    for (const station of this.stations) this.world.air.spells.forget(station);
    if (this.rewired) for (const station of this.world.rewire()) this.stations.add(station);
    this.world.derive(this.stations, derivedAt);
  }
}
