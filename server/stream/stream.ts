/**
 * What viewers see: the snapshot over HTTP, deltas over the socket. The only file that emits.
 *
 * A change is shown 15 ms after it was committed, further ones at most every 250 ms; every 5 s a tick, even in a quiet
 * night. A snapshot exists only at these boundaries, so that a delta always continues it.
 */
import { WHOLE, type Scope } from '../contract/scope.ts';
import { LAYER_COUNT } from '../contract/terms.ts';
import type { CoverageTuple, Feed, Figures, Snapshot } from '../contract/wire.ts';
import type { Committed } from '../slice.ts';
import type { World } from '../world.ts';
import { Differ } from './differ.ts';
import { retoldEntries, type SourceOf } from './feed-lines.ts';
import { findOutages, type FoundOutage } from './outages.ts';
import type { ReadEvents } from './seen-events.ts';
import { closeSlowViewers } from './slow-viewers.ts';
import { communeFigures, fixedPart, presentStates, type Setting } from './snapshot.ts';
import { WireNumbers, stationTuple } from './tuples.ts';
import type { Viewers } from './viewers.ts';
import { Views } from './views.ts';

const FIRST_MS = 15;
const EVERY_MS = 250;
const TICK_MS = 5_000;
/** Outages cost a what-if each: not oftener than this, and never more than a tenth of the time. */
const OUTAGES_MS = 500;
const OUTAGES_SHARE = 10;

export interface StreamOptions {
  world: World;
  seq: number;
  setting: Setting;
  viewers: Viewers;
  clock: () => number;
  /** The stored feed. */
  events: ReadEvents;
  sourceOf: SourceOf;
  /** Accepted in the last minute, by when. */
  received?: { at: number; count: number }[];
  /** Takes the next sequence number. */
  advance: () => number;
  feeds: () => Feed[];
  simulated: () => boolean;
  hourAgo: (scope: Scope) => Figures | null;
  /** Told of each delta: how long the first of what it shows had waited, ms. */
  onShown?: (ageMs: number) => void;
}

export class Stream {
  private readonly options: StreamOptions;
  private world: World;
  private numbers: WireNumbers;
  private fixed: ReturnType<typeof fixedPart>;
  private differ: Differ;
  private views: Views;
  /** Committed so far, and shown so far. */
  private committedSeq: number;
  private shownSeq: number;
  private readonly stations = new Set<number>();
  private network = false;
  private entries: Committed['entries'] = [];
  private outages: FoundOutage[] = [];
  private outagesDueAt = 0;
  private outagesStale = false;
  /** Worked out and not in a delta yet. */
  private outagesUntold = false;
  private lastShownAt = 0;
  /** When the first of what waits to be shown was committed. */
  private waitingSince: number | null = null;
  private revision = 0;
  private timer: NodeJS.Timeout | null = null;
  private ticker: NodeJS.Timeout | null = null;
  /** Runs while the list of outages waits for its turn; it holds up no snapshot. */
  private outageTimer: NodeJS.Timeout | null = null;
  private boundaries: (() => void)[] = [];

  constructor(options: StreamOptions) {
    this.options = options;
    this.world = options.world;
    this.numbers = new WireNumbers(this.world);
    this.fixed = fixedPart(this.world, this.numbers, options.setting);
    this.differ = new Differ(this.world);
    this.views = this.viewsOf();
    this.committedSeq = options.seq;
    this.shownSeq = options.seq;
    for (const { at, count } of options.received ?? []) this.views.whole.count(at, count);
    this.outages = findOutages(this.world, this.numbers);
  }

  start(): void {
    this.ticker = setInterval(() => {
      this.show(true);
    }, TICK_MS);
  }

  stop(): void {
    if (this.ticker) clearInterval(this.ticker);
    if (this.timer) clearTimeout(this.timer);
    if (this.outageTimer) clearTimeout(this.outageTimer);
    this.release();
  }

  /** A slice was committed. */
  committed(slice: Committed): void {
    for (const station of slice.stations) this.stations.add(station);
    this.network ||= slice.network;
    // Lines that viewers have already stay as they were told: a delta takes none back.
    if (slice.retold.length > 0) this.entries = retoldEntries(this.entries, slice.retold);
    for (const entry of slice.entries) this.entries.push(entry);
    this.views.whole.count(slice.at, slice.accepted);
    if (slice.seq === this.committedSeq) return;
    this.committedSeq = slice.seq;
    this.waitingSince ??= slice.at;
    this.outagesStale = true;
    const wait = Math.max(FIRST_MS, this.lastShownAt + EVERY_MS - this.options.clock());
    this.timer ??= setTimeout(() => {
      this.show(false);
    }, wait);
  }

  /** Another inventory or other borders: viewers fetch everything again. */
  replaceWorld(world: World, seq: number): void {
    this.world = world;
    this.numbers = new WireNumbers(world);
    this.fixed = fixedPart(world, this.numbers, this.options.setting);
    this.differ = new Differ(world);
    this.stations.clear();
    this.entries = [];
    this.views = this.viewsOf(this.views);
    this.committedSeq = seq;
    this.outages = findOutages(world, this.numbers);
    this.outagesStale = false;
    this.show(true);
  }

  /** Resolves at a broadcast boundary: at once when nothing waits to be shown. */
  async boundary(): Promise<void> {
    if (this.timer === null) return;
    await new Promise<void>((resolve) => this.boundaries.push(resolve));
  }

  /** Whoever looks through this scope joins this room. */
  admit(scope: Scope): string {
    return this.viewOf(scope).room;
  }

  /** `revision` moves with everything that is shown, ticks too: outages and feeds change without a number of their own. */
  position(scope: Scope = WHOLE): { epoch: string; seq: number; revision: number } {
    return { epoch: this.viewOf(scope).epoch(), seq: this.shownSeq, revision: this.revision };
  }

  /** Call at a boundary. */
  snapshot(scope: Scope = WHOLE): Snapshot {
    const now = this.options.clock();
    // Beside new states no older list is told, whatever it costs: it is asked for once a boundary.
    if (this.outagesStale) this.findOutages();
    const all = {
      ...this.fixed,
      ...presentStates(this.world, this.numbers),
      seq: this.shownSeq,
      at: new Date(now).toISOString(),
      simulated: this.options.simulated(),
      communes: communeFigures(this.world),
      outages: this.outages,
      feeds: this.options.feeds(),
    };
    return this.viewOf(scope).snapshot(all, now);
  }

  private viewOf(scope: Scope) {
    return this.views.of(scope, this.entries, this.options.clock());
  }

  /** @param before of another network; who looks through them goes on */
  private viewsOf(before?: Views): Views {
    const { events, sourceOf, hourAgo } = this.options;
    return new Views({ world: this.world, numbers: this.numbers, events, sourceOf, hourAgo }, this.entries, before);
  }

  /** Makes what became dirty one delta and tells everybody; a tick carries the feeds too. */
  private show(tick: boolean): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const { viewers, clock, feeds } = this.options;
    const now = clock();
    const network = this.network ? this.differ.network() : { links: [], nodes: [], fibre: [] };
    const isRefreshed = this.refreshOutages(now);
    const all = {
      epoch: this.world.epoch,
      from: this.shownSeq,
      to: this.committedSeq,
      at: new Date(now).toISOString(),
      stations: [...this.stations].flatMap((station) => {
        const wire = this.numbers.ofStation(station);
        return wire === -1 ? [] : [stationTuple(this.world, station, wire)];
      }),
      ...network,
      communes: this.movedCoverage(),
      ...(isRefreshed ? { outages: this.outages } : {}),
      ...(tick ? { feeds: feeds() } : {}),
    };
    const { entries } = this;
    this.shownSeq = this.committedSeq;
    this.revision += 1;
    this.lastShownAt = now;
    this.stations.clear();
    this.network = false;
    this.entries = [];
    // Before, not after: who reads well may still be given a big delta at once.
    closeSlowViewers(viewers);
    const isWatched = ({ room }: { room: string }) => viewers.sockets.adapter.rooms.has(room);
    for (const view of this.views.inUse(isWatched, now)) {
      viewers.to(view.room).emit('delta', JSON.stringify(view.frame(all, entries, tick, now)));
    }
    if (this.waitingSince !== null) this.options.onShown?.(clock() - this.waitingSince);
    this.waitingSince = null;
    this.release();
    if (this.outagesStale || this.outagesUntold) this.showOutagesLater(now);
  }

  /** The last change of a storm may come before the outages may be worked out again: they are not left for the tick. */
  private showOutagesLater(now: number): void {
    this.outageTimer ??= setTimeout(
      () => {
        this.outageTimer = null;
        if (!this.outagesStale && !this.outagesUntold) return;
        // A number of its own: a viewer drops what seems to bring nothing new.
        this.committedSeq = this.options.advance();
        this.show(false);
      },
      Math.max(EVERY_MS, this.outagesDueAt - now),
    );
  }

  private release(): void {
    for (const resolve of this.boundaries.splice(0)) resolve();
  }

  private movedCoverage(): CoverageTuple[] {
    const { coverage } = this.world;
    const moved: CoverageTuple[] = [];
    coverage.drainDirty((commune, layer) => {
      if (layer >= LAYER_COUNT || !coverage.hasLayer(commune, layer)) return;
      moved.push([commune, layer, coverage.people(commune, layer), coverage.m2(commune, layer)]);
    });
    return moved;
  }

  /** @returns true when the list is new to the viewers */
  private refreshOutages(now: number): boolean {
    if (this.outagesStale && now >= this.outagesDueAt) {
      const begin = performance.now();
      this.findOutages();
      const cost = performance.now() - begin;
      this.outagesDueAt = now + Math.max(OUTAGES_MS, cost * OUTAGES_SHARE);
    }
    const isNew = this.outagesUntold;
    this.outagesUntold = false;
    return isNew;
  }

  private findOutages(): void {
    this.outages = findOutages(this.world, this.numbers);
    this.outagesStale = false;
    this.outagesUntold = true;
  }
}
