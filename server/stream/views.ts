/** The scopes in use: what each is shown is made once, for everybody who looks through it. */
import { WHOLE, scopeKey, type Scope } from '../contract/scope.ts';
import type { Delta, FeedEvent, Figures, Snapshot } from '../contract/wire.ts';
import type { Entry } from '../retelling.ts';
import type { World } from '../world.ts';
import { feedLine, type SourceOf } from './feed-lines.ts';
import { Narrow, type Frame, type Picture } from './narrow.ts';
import { seenEvents, seesEvent, type ReadEvents } from './seen-events.ts';
import { Sight } from './sight.ts';
import type { WireNumbers } from './tuples.ts';

const SHOWN_EVENTS = 50;
const MINUTE_MS = 60_000;
/** A view nobody looks through is kept this long: who comes back finds it. */
const KEPT_MS = 60_000;

/** The sockets of everybody who looks through a scope. */
export function roomOf(scope: Scope): string {
  return `scope ${scopeKey(scope)}`;
}

/** What is made once, of the whole network; events and what they come to are each view's own. */
type OfAll = Omit<Frame, 'events' | 'omitted' | 'eventsPerMinute' | 'hourAgo'>;
type PictureOfAll = Omit<Picture, 'events' | 'eventsPerMinute' | 'hourAgo'>;

interface ViewParts {
  world: World;
  numbers: WireNumbers;
  events: ReadEvents;
  sourceOf: SourceOf;
  hourAgo: (scope: Scope) => Figures | null;
}

export class View {
  readonly scope: Scope;
  readonly room: string;
  private readonly parts: ViewParts;
  private readonly narrow: Narrow;
  private readonly targetOfId: ReadonlyMap<number, number>;
  /** The newest shown, newest first. */
  private events: FeedEvent[];
  private readonly paces: { at: number; count: number }[];

  /**
   * @param waiting what is not shown yet, and comes with the next frame
   * @param before of the same scope, on another network
   */
  constructor(scope: Scope, parts: ViewParts, waiting: readonly Entry[], before?: View) {
    const { world, numbers, events } = parts;
    this.scope = scope;
    this.room = roomOf(scope);
    this.parts = parts;
    this.paces = before?.paces ?? [];
    this.narrow = new Narrow(new Sight(world.inventory, scope), numbers.stations, world.topology.nodeOfCommune);
    this.targetOfId = new Map(Array.from(world.ids, (id, target) => [id, target]));
    const coming = new Set(waiting.map(({ id }) => id));
    const stored = seenEvents(events, { limit: SHOWN_EVENTS + coming.size }, this.narrow.sight).items;
    this.events = stored.filter((event) => !coming.has(event.id) && isOf(world, event)).slice(0, SHOWN_EVENTS);
  }

  /** Counted as events of the last minute. */
  count(at: number, events: number): void {
    if (events > 0) this.paces.push({ at, count: events });
  }

  epoch(): string {
    return this.narrow.epoch(this.parts.world.epoch);
  }

  snapshot(all: PictureOfAll, now: number): Snapshot {
    return this.narrow.snapshot({
      ...all,
      events: this.events,
      eventsPerMinute: this.eventsPerMinute(now),
      hourAgo: this.parts.hourAgo(this.scope),
    });
  }

  /** @param entries of the whole network since the frame before, oldest first */
  frame(all: OfAll, entries: readonly Entry[], tick: boolean, now: number): Delta {
    const { world, hourAgo, sourceOf } = this.parts;
    const seen = this.narrow.sight.isWhole ? entries : entries.filter((entry) => this.sees(entry));
    // In a storm thousands happen between two boundaries: only those that are shown become lines.
    const newest = seen.slice(-SHOWN_EVENTS).reverse();
    const lines = newest.flatMap((entry) => feedLine(world, entry, this.targetOfId, sourceOf) ?? []);
    this.events = [...lines, ...this.events].slice(0, SHOWN_EVENTS);
    if (!this.narrow.sight.isWhole) this.count(now, seen.length);
    return this.narrow.delta({
      ...all,
      events: lines,
      omitted: Math.max(0, seen.length - SHOWN_EVENTS),
      eventsPerMinute: this.eventsPerMinute(now),
      ...(tick ? { hourAgo: hourAgo(this.scope) } : {}),
    });
  }

  private sees({ target: id }: Entry): boolean {
    const { targets } = this.parts.world;
    const target = this.targetOfId.get(id);
    if (target === undefined) return false;
    const station = targets.stationOf(target);
    return station === -1 ? seesEvent(this.narrow.sight, targets.name(target)) : this.narrow.sight.station(station);
  }

  private eventsPerMinute(now: number): number {
    while (this.paces[0] && this.paces[0].at < now - MINUTE_MS) this.paces.shift();
    return this.paces.reduce((sum, { count }) => sum + count, 0);
  }
}

/** Every view there is of one world; the whole is always there. */
export class Views {
  readonly whole: View;
  private readonly parts: ViewParts;
  /** By scope; when each was last asked for. */
  private readonly limited = new Map<string, { view: View; askedAt: number }>();

  /**
   * @param waiting what is not shown yet
   * @param before those of another network, whose sockets watch on
   */
  constructor(parts: ViewParts, waiting: readonly Entry[], before?: Views) {
    this.parts = parts;
    this.whole = new View(WHOLE, parts, waiting, before?.whole);
    for (const [key, { view, askedAt }] of before?.limited ?? []) {
      this.limited.set(key, { view: new View(view.scope, parts, waiting, view), askedAt });
    }
  }

  of(scope: Scope, waiting: readonly Entry[], now: number): View {
    const key = scopeKey(scope);
    if (key === scopeKey(WHOLE)) return this.whole;
    const view = this.limited.get(key)?.view ?? new View(scope, this.parts, waiting);
    this.limited.set(key, { view, askedAt: now });
    return view;
  }

  /** @param isWatched whether anybody looks through it */
  *inUse(isWatched: (view: View) => boolean, now: number): Generator<View> {
    yield this.whole;
    for (const [key, { view, askedAt }] of this.limited) {
      if (isWatched(view)) yield view;
      else if (now - askedAt > KEPT_MS) this.limited.delete(key);
      else yield view;
    }
  }
}

/** Its element is in the network. */
function isOf({ inventory }: World, { kind, code, station }: FeedEvent): boolean {
  if (kind === 'link') return inventory.linkByCode.has(code);
  if (kind === 'node') return inventory.nodeByCode.has(code);
  return inventory.stationByCode.has(station ?? code);
}
