/**
 * What viewers see: the snapshot over HTTP, deltas over the socket. The only file that emits.
 *
 * A change is shown 15 ms after it was committed, further ones at most every 250 ms; every 5 s a tick, even in a quiet
 * night. A snapshot exists only at these boundaries, so that a delta always continues it.
 */
import { LAYER_COUNT } from '../contract/terms.ts';
import type { CoverageTuple, Delta, Feed, FeedEvent, Figures, Outage, Snapshot } from '../contract/wire.ts';
import type { Committed } from '../slice.ts';
import type { World } from '../world.ts';
import { Differ } from './differ.ts';
import { feedLine, retoldEntries } from './feed-lines.ts';
import { findOutages } from './outages.ts';
import { closeSlowViewers } from './slow-viewers.ts';
import { communeFigures, fixedPart, presentStates, type Setting } from './snapshot.ts';
import { WireNumbers, stationTuple } from './tuples.ts';
import type { Viewers } from './viewers.ts';

const FIRST_MS = 15;
const EVERY_MS = 250;
const TICK_MS = 5_000;
/** Outages cost a what-if each: not oftener than this, and never more than a twentieth of the time. */
const OUTAGES_MS = 1_000;
const OUTAGES_SHARE = 20;
const SHOWN_EVENTS = 50;
const MINUTE_MS = 60_000;

export interface StreamOptions {
  world: World;
  seq: number;
  setting: Setting;
  viewers: Viewers;
  clock: () => number;
  /** The newest of the stored feed, newest first. */
  events: FeedEvent[];
  /** Accepted in the last minute, by when. */
  received?: { at: number; count: number }[];
  /** Takes the next sequence number. */
  advance: () => number;
  feeds: () => Feed[];
  simulated: () => boolean;
  hourAgo: () => Figures | null;
  /** Told of each delta: how long the first of what it shows had waited, ms. */
  onShown?: (ageMs: number) => void;
}

export class Stream {
  private readonly options: StreamOptions;
  private world: World;
  private numbers: WireNumbers;
  private fixed: ReturnType<typeof fixedPart>;
  private differ: Differ;
  private targetOfId: Map<number, number>;
  /** Committed so far, and shown so far. */
  private committedSeq: number;
  private shownSeq: number;
  private readonly stations = new Set<number>();
  private network = false;
  private entries: Committed['entries'] = [];
  private events: FeedEvent[];
  private readonly accepted: { at: number; count: number }[];
  private outages: Outage[] = [];
  private outagesDueAt = 0;
  private outagesStale = true;
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
    this.targetOfId = idsOf(this.world);
    this.committedSeq = options.seq;
    this.shownSeq = options.seq;
    this.events = options.events.slice(0, SHOWN_EVENTS);
    this.accepted = options.received ?? [];
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
    if (slice.accepted > 0) this.accepted.push({ at: slice.at, count: slice.accepted });
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
    this.targetOfId = idsOf(world);
    this.stations.clear();
    this.entries = [];
    this.events = this.events.filter((event) => isOf(world, event));
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

  /** `revision` moves with everything that is shown, ticks too: outages and feeds change without a number of their own. */
  get position(): { epoch: string; seq: number; revision: number } {
    return { epoch: this.world.epoch, seq: this.shownSeq, revision: this.revision };
  }

  /** Call at a boundary. */
  snapshot(): Snapshot {
    const now = this.options.clock();
    return {
      ...this.fixed,
      ...presentStates(this.world, this.numbers),
      seq: this.shownSeq,
      at: new Date(now).toISOString(),
      simulated: this.options.simulated(),
      communes: communeFigures(this.world),
      events: this.events,
      eventsPerMinute: this.eventsPerMinute(now),
      outages: this.outages,
      feeds: this.options.feeds(),
      hourAgo: this.options.hourAgo(),
    };
  }

  /** Makes what became dirty one delta and tells everybody; a tick carries the feeds too. */
  private show(tick: boolean): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const now = this.options.clock();
    // In a storm thousands happen between two boundaries: only those that are shown become lines.
    const newest = this.entries.slice(-SHOWN_EVENTS).reverse();
    const lines = newest.flatMap((entry) => feedLine(this.world, entry, this.targetOfId) ?? []);
    this.events = [...lines, ...this.events].slice(0, SHOWN_EVENTS);
    const network = this.network ? this.differ.network() : { links: [], nodes: [], fibre: [] };
    const delta: Delta = {
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
      events: lines,
      omitted: Math.max(0, this.entries.length - SHOWN_EVENTS),
      eventsPerMinute: this.eventsPerMinute(now),
    };
    if (this.refreshOutages(now)) delta.outages = this.outages;
    if (tick) {
      delta.feeds = this.options.feeds();
      delta.hourAgo = this.options.hourAgo();
    }
    this.shownSeq = this.committedSeq;
    this.revision += 1;
    this.lastShownAt = now;
    this.stations.clear();
    this.network = false;
    this.entries = [];
    // Before, not after: who reads well may still be given a big delta at once.
    closeSlowViewers(this.options.viewers);
    this.options.viewers.emit('delta', JSON.stringify(delta));
    if (this.waitingSince !== null) this.options.onShown?.(this.options.clock() - this.waitingSince);
    this.waitingSince = null;
    this.release();
    if (this.outagesStale) this.showOutagesLater(now);
  }

  /** The last change of a storm may come before the outages may be worked out again: they are not left for the tick. */
  private showOutagesLater(now: number): void {
    this.outageTimer ??= setTimeout(
      () => {
        this.outageTimer = null;
        if (!this.outagesStale) return;
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

  private refreshOutages(now: number): boolean {
    if (!this.outagesStale || now < this.outagesDueAt) return false;
    const begin = performance.now();
    this.outages = findOutages(this.world, this.numbers);
    const cost = performance.now() - begin;
    this.outagesDueAt = now + Math.max(OUTAGES_MS, cost * OUTAGES_SHARE);
    this.outagesStale = false;
    return true;
  }

  private eventsPerMinute(now: number): number {
    while (this.accepted[0] && this.accepted[0].at < now - MINUTE_MS) this.accepted.shift();
    return this.accepted.reduce((sum, { count }) => sum + count, 0);
  }
}

function idsOf(world: World): Map<number, number> {
  return new Map(Array.from(world.ids, (id, target) => [id, target]));
}

/** Its element is in the network. */
function isOf({ inventory }: World, { kind, code, station }: FeedEvent): boolean {
  if (kind === 'link') return inventory.linkByCode.has(code);
  if (kind === 'node') return inventory.nodeByCode.has(code);
  return inventory.stationByCode.has(station ?? code);
}
