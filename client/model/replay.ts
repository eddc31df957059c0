/**
 * The past played again. Pure: what is wanted, what of it is at hand, which picture is shown. client/feed/replay.ts brings what
 * `wishOf` asks for and tells the time; the page steers. The live picture (live.ts) runs on beside it, untouched.
 *
 *      begin        at                     end
 *        ├─frame─frame─┼──frame───frame────────┤ ├─ ahead: the same of the next network
 *       base         shown
 */
import { create } from 'zustand';
import type { Film } from '../../server/contract/history.ts';
import type { Delta, Snapshot } from '../../server/contract/wire.ts';
import { applyDelta, fromSnapshot, type Picture } from './picture.ts';

export const SPEEDS = [1, 60, 300] as const;
type Speed = (typeof SPEEDS)[number];

/** A stretch of the past of one network: the picture at its begin and all that changed until its end. Times are epoch ms. */
interface Reel {
  begin: number;
  end: number;
  base: Picture;
  /** In order; numbered on from the base's own number. */
  frames: readonly Delta[];
  /** The base is the server's own picture, not made of frames here. */
  proven: boolean;
}

export interface Failure {
  /** HTTP status, 0 when there was no answer. */
  status: number;
  /** The server's code for it. */
  code: string;
  /** With `before_history`: the oldest moment there is. */
  firstAt: number | null;
  /** With `history_not_ready`: how far it is, 0…1. */
  progress: number | null;
  /** This browser's time. */
  at: number;
}

export interface Player {
  /** The moment asked for. */
  at: number;
  /** Only what had been received by that moment counts. */
  asKnown: boolean;
  playing: boolean;
  speed: Speed;
  reel: Reel | null;
  ahead: Reel | null;
  /** Another network begins here: its picture is to be fetched. */
  cutAt: number | null;
  /** The picture on the page and the moment it is true of: not `at` while the right one is on its way. */
  shown: { picture: Picture; at: number; base: Picture; frame: number } | null;
  failure: Failure | null;
  /** Grows with every leap: what only then came into sight did not just happen. */
  leaps: number;
  /** The present was reached. */
  arrived: boolean;
}

export type Action =
  | { type: 'enter'; at: number; asKnown: boolean; playing?: boolean }
  | { type: 'leave' }
  | { type: 'seek'; at: number }
  | { type: 'play' | 'pause' | 'toggle' | 'retry' }
  | { type: 'speed'; speed: Speed }
  | { type: 'asKnown'; asKnown: boolean }
  /** Time passed here; `now` is the server's. */
  | { type: 'tick'; ms: number; now: number }
  | { type: 'snapshot'; wish: SnapshotWish; snapshot: Snapshot }
  | { type: 'film'; wish: FilmWish; film: Film }
  | { type: 'failed'; failure: Failure };

interface SnapshotWish {
  kind: 'snapshot';
  at: number;
  asKnown: boolean;
  /** `proof`: the right picture is there already, made of frames; this one knows outages exactly. */
  why: 'seek' | 'cut' | 'proof';
}

interface FilmWish {
  kind: 'film';
  from: number;
  to: number;
  asKnown: boolean;
}

export type Wish = SnapshotWish | FilmWish;

const MINUTE = 60_000;
/** Of what will be played this much real time is kept at hand. */
const AHEAD_MS = 20_000;
const LEAST_AHEAD_MS = 2 * MINUTE;
/** What is left is played within this. */
const LAST_MS = 3_000;
/** More frames behind the moment shown are let go. */
const MOST_BEHIND = 4_000;
/** So near the present there is nothing more to play. */
const NOW_MS = 1_500;

export function reduce(player: Player | null, action: Action): Player | null {
  if (action.type === 'enter') return entered(action);
  if (player === null || action.type === 'leave') return null;
  switch (action.type) {
    case 'seek':
      return show({ ...player, at: wholeSecond(action.at), failure: null, arrived: false, leaps: player.leaps + 1 });
    case 'play':
      return { ...player, playing: true };
    case 'pause':
      return show({ ...player, playing: false, at: wholeSecond(player.at) });
    case 'toggle':
      return reduce(player, { type: player.playing ? 'pause' : 'play' });
    case 'retry':
      return { ...player, failure: null };
    case 'speed':
      return { ...player, speed: action.speed };
    case 'asKnown':
      if (player.asKnown === action.asKnown) return player;
      return { ...player, ...anew(player), asKnown: action.asKnown };
    case 'tick':
      return player.playing ? advanced(player, action.ms, action.now) : player;
    case 'snapshot':
      return action.wish.asKnown === player.asKnown ? withSnapshot(player, action.wish, action.snapshot) : player;
    case 'film':
      return action.wish.asKnown === player.asKnown ? withFilm(player, action.wish, action.film) : player;
    case 'failed':
      return { ...player, failure: action.failure };
  }
}

/** What is to be fetched next; null: nothing. @param now the server's time */
export function wishOf(player: Player, now: number): Wish | null {
  const { at, asKnown, playing, speed, reel, ahead, cutAt } = player;
  if (reel === null || !holds(reel, at)) return { kind: 'snapshot', at: wholeSecond(at), asKnown, why: 'seek' };
  if (!playing) return isProven(player) ? null : { kind: 'snapshot', at, asKnown, why: 'proof' };
  if (cutAt !== null) return { kind: 'snapshot', at: cutAt, asKnown, why: 'cut' };
  const { end } = ahead ?? reel;
  const reach = Math.max(LEAST_AHEAD_MS, AHEAD_MS * speed);
  const left = end - at;
  // Near the present there is only a little more at a time: it is asked for when the rest runs out.
  const isDue = left < LAST_MS * speed || (left < reach / 2 && now - end >= reach / 2);
  if (!isDue || end >= now - NOW_MS) return null;
  return { kind: 'film', from: end, to: Math.min(now, end + reach), asKnown };
}

/** True while what is shown is not what was asked for. */
export function isBehind({ at, shown, reel }: Player): boolean {
  return shown === null || reel === null || !holds(reel, at) || shown.base !== reel.base;
}

/** True while playing waits for what comes next. */
export function isWaiting(player: Player, now: number): boolean {
  const { playing, at, reel, ahead } = player;
  return playing && (reel === null || (ahead === null && at >= reel.end && reel.end < now - NOW_MS));
}

function entered({ at, asKnown, playing = false }: Extract<Action, { type: 'enter' }>): Player {
  return {
    ...{ at: wholeSecond(at), asKnown, playing, speed: 60, leaps: 0 },
    ...NOTHING_AT_HAND,
    shown: null,
    arrived: false,
  };
}

function anew({ at, leaps }: Player) {
  return { ...NOTHING_AT_HAND, at: wholeSecond(at), leaps: leaps + 1 };
}

const NOTHING_AT_HAND = { reel: null, ahead: null, cutAt: null, failure: null };

function advanced(player: Player, ms: number, now: number): Player {
  const { at, speed, reel, ahead } = player;
  const last = ahead ?? reel;
  if (reel === null || last === null || !holds(reel, at)) return player;
  const next = Math.min(at + ms * speed, last.end);
  const arrived = next >= now - NOW_MS;
  return show({ ...player, at: next, arrived, playing: !arrived });
}

/** Puts the picture of `at` on the page, where it is at hand. */
function show(player: Player): Player {
  const { at, ahead } = player;
  if (ahead !== null && at >= ahead.begin && at <= ahead.end) {
    return show({ ...player, reel: ahead, ahead: null, leaps: player.leaps + 1 });
  }
  const { reel } = player;
  if (reel === null || !holds(reel, at)) return player;
  const goesOn = player.shown?.base === reel.base && player.shown.at <= at;
  let { picture, frame } = goesOn && player.shown !== null ? player.shown : { picture: reel.base, frame: 0 };
  for (let next = reel.frames[frame]; next !== undefined && Date.parse(next.at) <= at; next = reel.frames[frame]) {
    picture = applyDelta(picture, next);
    frame += 1;
  }
  return trimmed({ ...player, reel, shown: { picture, at, base: reel.base, frame } });
}

/** What lies far behind is asked for again when somebody goes back there. */
function trimmed(player: Player): Player {
  const { reel, shown } = player;
  if (reel === null || shown === null || shown.frame < MOST_BEHIND) return player;
  const { at, picture, frame } = shown;
  const rest = { ...reel, begin: at, base: picture, frames: reel.frames.slice(frame), proven: false };
  return { ...player, reel: rest, shown: { ...shown, base: rest.base, frame: 0 } };
}

function withSnapshot(player: Player, { at, why }: SnapshotWish, snapshot: Snapshot): Player {
  const base = fromSnapshot(snapshot);
  if (why === 'cut') {
    if (player.cutAt !== at) return player;
    return show({
      ...player,
      cutAt: null,
      ahead: { begin: at, end: at, base, frames: [], proven: true },
      failure: null,
    });
  }
  const { reel } = player;
  // The frames that follow still follow.
  const goesOn = why === 'proof' && reel !== null && holds(reel, at) && reel.base.epoch === base.epoch;
  const next: Reel = goesOn
    ? { ...reel, begin: at, base, proven: true, frames: reel.frames.filter((frame) => Date.parse(frame.at) > at) }
    : { begin: at, end: at, base, frames: [], proven: true };
  const rest = goesOn ? {} : { ahead: null, cutAt: null };
  const shown = { picture: base, at, base, frame: 0 };
  return show({ ...player, ...rest, reel: next, shown, failure: null });
}

function withFilm(player: Player, { from }: FilmWish, film: Film): Player {
  const last = player.ahead ?? player.reel;
  if (last?.end !== from) return player;
  if (film.epoch !== last.base.epoch) return { ...player, cutAt: from, failure: null };
  const number = last.frames.at(-1)?.to ?? last.base.seq;
  const frames = film.frames.map((frame, place) => ({ ...frame, from: number + place, to: number + place + 1 }));
  const longer = { ...last, end: Date.parse(film.to), frames: [...last.frames, ...frames] };
  return { ...player, ...(player.ahead === null ? { reel: longer } : { ahead: longer }), failure: null };
}

function holds({ begin, end }: Reel, at: number): boolean {
  return at >= begin && at <= end;
}

/** Made of no frames, the picture is the server's own. */
function isProven({ shown, reel }: Player): boolean {
  return shown?.frame === 0 && reel?.proven === true && shown.base === reel.base;
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1_000) * 1_000;
}

/** Written by the page and by client/feed/replay.ts, through `act` only. */
export const useReplay = create<{ player: Player | null }>()(() => ({ player: null }));

export function act(action: Action): void {
  useReplay.setState(({ player }) => ({ player: reduce(player, action) }));
}
