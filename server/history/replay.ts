/** The whole map at a past moment, and what changed from there on, in the very words of the live wire. */
import type { Activity, Film } from '../contract/history.ts';
import { ELEMENT_STATES, LAYER_COUNT } from '../contract/terms.ts';
import { WHOLE, type Scope } from '../contract/scope.ts';
import type { CoverageTuple, Delta, Snapshot } from '../contract/wire.ts';
import { AppError } from '../errors.ts';
import { DOWN } from '../state/element-states.ts';
import type { Past, Stretch } from '../store/past.ts';
import { Differ } from '../stream/differ.ts';
import { findOutages } from '../stream/outages.ts';
import { communeFigures, fixedPart, presentStates, type Setting } from '../stream/snapshot.ts';
import { Narrow, type Frame, type Picture } from '../stream/narrow.ts';
import { seesEvent } from '../stream/seen-events.ts';
import { Sight } from '../stream/sight.ts';
import { WireNumbers, stationTuple } from '../stream/tuples.ts';
import type { World } from '../world.ts';
import { iso } from '../calendar.ts';
import { lastKnownBefore } from './known-time.ts';
import type { Audience, PastWorld, Step } from './past-world.ts';
import type { ActivityQuestion, FramesQuestion, MomentQuestion } from './questions.ts';

const SHOWN_EVENTS = 50;
/** Of everybody's lines, for the newest of who sees a few. */
const MOST_READ = 5_000;
/** Lines before a moment are looked for this far back. */
const EVENTS_BACK_MS = 24 * 3_600_000;
/** A simulation that ran speaks several times a day. */
const SIMULATED_BACK_MS = 24 * 3_600_000;
/** Beyond this the next film is asked for. */
const MOST_FRAMES = 2_000;
/** In one film. */
const MOST_OUTAGES = 60;
const LEAST_OUTAGES_MS = 5_000;

export interface ReplayParts {
  past: Past;
  played: PastWorld;
  setting: Setting;
}

/** @throws AppError before_history */
export function snapshotAt(
  { at, known, scope = WHOLE }: MomentQuestion,
  { past, played, setting }: ReplayParts,
): Snapshot {
  refuseBefore(at, past);
  const knownThen = known === 'then' ? at : known;
  played.goTo(at, knownThen);
  played.showAsSeen(past.silences(at, at + 1), past.windows(at, at + 1, knownThen));
  const { world } = played;
  const numbers = new WireNumbers(world);
  const fixed = fixedPart(world, numbers, setting);
  const knownUntil = lastKnownBefore(at, past.uptime());
  const narrow = narrowOf(world, numbers, scope);
  const read = narrow.sight.isWhole ? SHOWN_EVENTS : MOST_READ;
  const lines = past.events(at - EVENTS_BACK_MS, at + 1, read, knownThen);
  const events = lines.filter((line) => seesEvent(narrow.sight, line)).slice(0, SHOWN_EVENTS);
  const whole: Picture = {
    ...fixed,
    ...presentStates(world, numbers),
    seq: 0,
    at: iso(at),
    ...(knownUntil === null ? {} : { knownUntil: iso(knownUntil) }),
    simulated: fixed.sample && past.simulationSpoke(at - SIMULATED_BACK_MS, at),
    communes: communeFigures(world),
    events,
    eventsPerMinute: 0,
    outages: findOutages(world, numbers),
    feeds: [],
    hourAgo: null,
  };
  return narrow.snapshot(whole);
}

function narrowOf(world: World, numbers: WireNumbers, scope: Scope): Narrow {
  return new Narrow(new Sight(world.inventory, scope), numbers.stations, world.topology.nodeOfCommune);
}

/** @throws AppError before_history */
export function filmOf({ from, to, known, scope = WHOLE }: FramesQuestion, { past, played }: ReplayParts): Film {
  refuseBefore(from, past);
  played.goTo(from, known);
  played.showAsSeen(past.silences(from, to), past.windows(from, to, known));
  const { world } = played;
  const narrow = narrowOf(world, new WireNumbers(world), scope);
  const camera = new Camera(played.world, from, to);
  played.play(to, camera);
  const frames = seenOf(camera.finish(played.at).map((frame) => narrow.delta(frame)));
  return { epoch: narrow.epoch(world.epoch), from: iso(from), to: iso(played.at), frames };
}

/** Who sees a part is not told of moments at which nothing of it changed. */
function seenOf(frames: readonly Delta[]): Delta[] {
  let outages = '';
  const seen = frames.filter((frame) => {
    const before = outages;
    if (frame.outages !== undefined) outages = JSON.stringify(frame.outages);
    return !isEmpty(frame) || outages !== before;
  });
  return seen.map((frame, place) => ({ ...frame, from: place, to: place + 1 }));
}

/** Takes down what changed. */
class Camera implements Audience {
  private readonly world: World;
  private readonly numbers: WireNumbers;
  private readonly differ: Differ;
  private readonly frames: Frame[] = [];
  /** Outages cost a what-if each: after the network changed they are looked for, but not oftener than this. */
  private readonly outagesEveryMs: number;
  private outagesDueAt = -Infinity;
  private outagesStale = false;
  private isOver = false;

  constructor(world: World, from: number, to: number) {
    this.world = world;
    this.numbers = new WireNumbers(world);
    this.differ = new Differ(world);
    this.outagesEveryMs = Math.max(LEAST_OUTAGES_MS, (to - from) / MOST_OUTAGES);
    world.coverage.drainDirty(() => undefined);
  }

  step({ at, stations, network }: Step): void {
    const frame = this.frame(at, stations, network);
    this.outagesStale ||= network;
    const isDue = this.outagesStale && at >= this.outagesDueAt;
    if (isDue) this.lookForOutages(frame, at);
    if (!isDue && isEmpty(frame)) return;
    const before = this.frames.at(-1);
    if (before !== undefined && secondOf(before.at) === secondOf(frame.at)) {
      this.frames[this.frames.length - 1] = joined(before, frame);
    } else this.frames.push(frame);
  }

  rebuilt(): void {
    this.isOver = true;
  }

  isFull(): boolean {
    return this.isOver || this.frames.length >= MOST_FRAMES;
  }

  finish(at: number): Frame[] {
    const last = this.frames.at(-1);
    if (last !== undefined && this.outagesStale && !this.isOver) this.lookForOutages(last, at);
    return this.frames.map((frame, place) => ({ ...frame, from: place, to: place + 1 }));
  }

  private frame(at: number, stations: readonly number[], network: boolean): Frame {
    const { coverage, epoch } = this.world;
    const communes: CoverageTuple[] = [];
    coverage.drainDirty((commune, layer) => {
      if (coverage.hasLayer(commune, layer)) {
        communes.push([commune, layer, coverage.people(commune, layer), coverage.m2(commune, layer)]);
      }
    });
    return {
      ...{ epoch, from: 0, to: 0, at: iso(at) },
      stations: stations.flatMap((station) => {
        const wire = this.numbers.ofStation(station);
        return wire === -1 ? [] : [stationTuple(this.world, station, wire)];
      }),
      ...(network ? this.differ.network() : { links: [], nodes: [], fibre: [] }),
      communes,
      ...{ events: [], omitted: 0, eventsPerMinute: 0 },
    };
  }

  private lookForOutages(frame: Frame, at: number): void {
    frame.outages = findOutages(this.world, this.numbers);
    this.outagesStale = false;
    this.outagesDueAt = at + this.outagesEveryMs;
  }
}

type Changes = Pick<Delta, 'stations' | 'links' | 'nodes' | 'fibre' | 'communes'>;

function isEmpty({ stations, links, nodes, fibre, communes }: Changes): boolean {
  return stations.length + links.length + nodes.length + fibre.length + communes.length === 0;
}

/** Two frames of one second are one: of each element what was said last. */
function joined(before: Frame, after: Frame): Frame {
  const byIndex = ([index]: readonly [number, ...number[]]) => index;
  return {
    ...before,
    ...after,
    stations: lastOf([...before.stations, ...after.stations], byIndex),
    links: lastOf([...before.links, ...after.links], byIndex),
    nodes: lastOf([...before.nodes, ...after.nodes], byIndex),
    fibre: lastOf([...before.fibre, ...after.fibre], byIndex),
    communes: lastOf([...before.communes, ...after.communes], ([commune, layer]) => commune * LAYER_COUNT + layer),
  };
}

function lastOf<T>(tuples: readonly T[], key: (tuple: T) => number): T[] {
  return [...new Map(tuples.map((tuple) => [key(tuple), tuple])).values()];
}

/** The second at whose end it is seen. */
function secondOf(at: string): number {
  return Math.ceil(Date.parse(at) / 1_000);
}

/** The oldest moment there is anything to see of: we ran, and there was a network. */
function beginOf(past: Past): number | null {
  const [moment] = past.inventoryMoments();
  const [first] = past.uptime();
  return moment === undefined || first === undefined ? null : Math.max(moment, first.begin);
}

/** @throws AppError before_history when there was no network, or nobody watched it, yet */
export function refuseBefore(at: number, past: Past): void {
  const begin = beginOf(past);
  if (begin === null || at < begin) {
    throw new AppError('before_history', { firstAt: begin === null ? '–' : iso(begin) });
  }
}

/**
 * What happened slot by slot, for the time bar.
 * @param sees by database id of a target
 */
export function activityOf(
  { from, to, slotMs }: ActivityQuestion,
  past: Past,
  linkIds: ReadonlySet<number>,
  sees: (target: number) => boolean = () => true,
): Activity {
  const slots = Array.from({ length: Math.ceil((to - from) / slotMs) }, (_, n) => {
    return { start: iso(from + n * slotMs), changes: 0, down: 0, cuts: 0 };
  });
  const last = new Map<number, number>();
  for (const { target, state } of past.presentAt(from, Infinity)) last.set(target, state);
  for (const { target, at, state } of past.words(from, to, Infinity)) {
    if (!sees(target) || (last.get(target) ?? ELEMENT_STATES.indexOf('up')) === state) continue;
    last.set(target, state);
    const slot = slots[Math.min(slots.length - 1, Math.floor((at - from) / slotMs))];
    if (slot === undefined) continue;
    slot.changes += 1;
    if (state === DOWN) slot.down += 1;
    if (state === DOWN && linkIds.has(target)) slot.cuts += 1;
  }
  const begin = beginOf(past);
  return {
    ...{ from: iso(from), to: iso(to), slotMs, slots },
    firstAt: begin === null ? null : iso(begin),
    gaps: gapsOf(past.uptime(), Math.max(from, begin ?? from), to),
  };
}

/** What lies between the stretches; the last of them goes on. */
function gapsOf(stretches: readonly Stretch[], from: number, to: number): Activity['gaps'] {
  return stretches.slice(1).flatMap(({ begin }, place) => {
    const gap = { from: Math.max(from, stretches[place]?.until ?? from), to: Math.min(to, begin) };
    return gap.from < gap.to ? [{ from: iso(gap.from), to: iso(gap.to) }] : [];
  });
}
