/** The whole map at a past moment, and what changed from there on, in the very words of the live wire. */
import { ELEMENT_STATES } from '../contract/terms.ts';
import type { Activity } from '../contract/history.ts';
import type { CoverageTuple, Delta, Snapshot } from '../contract/wire.ts';
import { DOWN } from '../state/element-states.ts';
import type { Past, PastWord } from '../store/past.ts';
import { Differ } from '../stream/differ.ts';
import { findOutages } from '../stream/outages.ts';
import { communeFigures, fixedPart, presentStates, type Setting } from '../stream/snapshot.ts';
import { WireNumbers, stationTuple } from '../stream/tuples.ts';
import type { World } from '../world.ts';
import type { PastWorld, Step } from './past-world.ts';
import type { ActivityQuestion, FramesQuestion, MomentQuestion } from './questions.ts';

const SHOWN_EVENTS = 50;
/** Lines around a moment are looked for this far back. */
const EVENTS_BACK_MS = 24 * 3_600_000;
/** What happens within a second is one frame. */
const FRAME_MS = 1_000;
/** Beyond this the next window is asked for. */
const MOST_FRAMES = 2_000;

export interface ReplayParts {
  past: Past;
  played: PastWorld;
  setting: Setting;
  simulated: boolean;
}

export function snapshotAt({ at, known }: MomentQuestion, parts: ReplayParts): Snapshot {
  const { past, played, setting, simulated } = parts;
  played.goTo(at, known);
  played.showSilence(past.silences(at, at + 1));
  const { world } = played;
  const numbers = new WireNumbers(world);
  const events = past.events(at - EVENTS_BACK_MS, at + 1, SHOWN_EVENTS);
  return {
    ...fixedPart(world, numbers, setting),
    ...presentStates(world, numbers),
    seq: 0,
    at: new Date(at).toISOString(),
    simulated,
    communes: communeFigures(world),
    events,
    eventsPerMinute: 0,
    outages: findOutages(world, numbers),
    feeds: [],
    hourAgo: null,
  };
}

export interface Frames {
  /** Of the network at `from`: when it is another one, the snapshot has to be fetched anew. */
  epoch: string;
  from: string;
  /** Everything until here is in the frames. */
  to: string;
  frames: Delta[];
}

export function framesOf({ from, to, known }: FramesQuestion, parts: ReplayParts): Frames {
  const { past, played } = parts;
  played.goTo(from, known);
  const { world } = played;
  const epoch = world.epoch;
  const silences = past.silences(from, to);
  played.showSilence(silences);
  world.coverage.drainDirty(() => undefined);
  const film = new Film(world, from);
  // The picture may change without a word: somebody fell silent, or was heard again.
  const moments = [...new Set(silences.flatMap(({ since, until }) => [since, until ?? Infinity]))]
    .filter((moment) => moment > from && moment <= to)
    .sort((a, b) => a - b);
  let reached = from;
  for (const moment of [...moments, to]) {
    const seen = { another: false };
    played.play(moment, {
      step: (step) => {
        film.step(step);
      },
      rebuilt: () => {
        seen.another = true;
      },
    });
    if (seen.another) break;
    film.look(moment, played.showSilence(silences));
    reached = moment;
    if (film.frames.length >= MOST_FRAMES) break;
  }
  return { epoch, from: iso(from), to: iso(reached), frames: film.frames };
}

/** Collects what changed, a second in a frame. */
class Film {
  readonly frames: Delta[] = [];
  private readonly world: World;
  private readonly numbers: WireNumbers;
  private readonly differ: Differ;
  private lastAt: number;

  constructor(world: World, from: number) {
    this.world = world;
    this.numbers = new WireNumbers(world);
    this.differ = new Differ(world);
    this.lastAt = from;
  }

  step({ at, words, stations, network }: Step): void {
    this.add(at, stations, network, words);
  }

  look(at: number, stations: readonly number[]): void {
    if (stations.length > 0) this.add(at, stations, false, []);
  }

  private add(at: number, stations: readonly number[], network: boolean, words: readonly PastWord[]): void {
    const { coverage } = this.world;
    const communes: CoverageTuple[] = [];
    coverage.drainDirty((commune, layer) => {
      if (coverage.hasLayer(commune, layer)) {
        communes.push([commune, layer, coverage.people(commune, layer), coverage.m2(commune, layer)]);
      }
    });
    const seq = this.frames.length;
    const frame: Delta = {
      epoch: this.world.epoch,
      from: seq,
      to: seq + 1,
      at: iso(at),
      stations: stations.flatMap((station) => {
        const wire = this.numbers.ofStation(station);
        return wire === -1 ? [] : [stationTuple(this.world, station, wire)];
      }),
      ...(network ? this.differ.network() : { links: [], nodes: [], fibre: [] }),
      communes,
      events: [],
      omitted: words.length,
      eventsPerMinute: 0,
    };
    const before = this.frames.at(-1);
    if (before !== undefined && at - this.lastAt < FRAME_MS) {
      before.stations.push(...frame.stations);
      before.links.push(...frame.links);
      before.nodes.push(...frame.nodes);
      before.fibre.push(...frame.fibre);
      before.communes.push(...frame.communes);
      before.omitted += frame.omitted;
      before.at = frame.at;
      return;
    }
    this.lastAt = at;
    this.frames.push(frame);
  }
}

/** What happened slot by slot, for the time bar. */
export function activityOf({ from, to, slotMs }: ActivityQuestion, past: Past, linkIds: ReadonlySet<number>): Activity {
  const slots = Array.from({ length: Math.ceil((to - from) / slotMs) }, (_, n) => {
    return { start: iso(from + n * slotMs), changes: 0, down: 0, cuts: 0 };
  });
  const last = new Map<number, number>();
  for (const { target, state } of past.presentAt(from, Infinity)) last.set(target, state);
  for (const { target, at, state } of past.words(from, to, Infinity)) {
    if ((last.get(target) ?? ELEMENT_STATES.indexOf('up')) === state) continue;
    last.set(target, state);
    const slot = slots[Math.min(slots.length - 1, Math.floor((at - from) / slotMs))];
    if (slot === undefined) continue;
    slot.changes += 1;
    if (state === DOWN) slot.down += 1;
    if (state === DOWN && linkIds.has(target)) slot.cuts += 1;
  }
  const first = past.uptime()[0];
  return { from: iso(from), to: iso(to), slotMs, firstAt: first === undefined ? null : iso(first.begin), slots };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
