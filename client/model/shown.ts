/** What the page shows: a past picture while somebody replays, else the live one. Map, figures, drawers and legend read it here. */
import { steppedFrom, useServerNow, useServerNowFor } from './clock.ts';
import { isFresh, useLive } from './live.ts';
import type { Picture } from './picture.ts';
import { isBehind, useReplay } from './replay.ts';

/** The picture shown; null while it is on its way. */
export function usePicture(): Picture | null {
  const live = useLive(({ picture }) => picture);
  const past = useReplay(({ player }) => player?.shown?.picture ?? null);
  return useReplaying() ? past : live;
}

export function useReplaying(): boolean {
  return useReplay(({ player }) => player !== null);
}

/** True where the picture is not what it should be: the line is gone, or the past moment is on its way. */
export function useFaded(): boolean {
  const old = useLive(({ connection }) => !isFresh(connection));
  const behind = useReplay(({ player }) => player !== null && isBehind(player));
  return useReplaying() ? behind : old;
}

/** The moment from which ages and durations are counted, as of the last whole step: the one shown, or now. */
export function useShownNow(stepMs = 1000): number {
  const now = useServerNow(stepMs);
  const past = useReplay(({ player }) =>
    player === null ? null : Math.floor((player.shown?.at ?? player.at) / stepMs),
  );
  return past === null ? now : past * stepMs;
}

/** The moment shown, or now, to count the age of something from: as fine as its words are, so that a long list stands still. */
export function useShownNowFor(since: number): number {
  const now = useServerNowFor(since);
  const past = useReplay(({ player }) => (player === null ? null : steppedFrom(since, player.shown?.at ?? player.at)));
  return past ?? now;
}

/** Grows when the picture leaps to another moment. */
export function useLeaps(): number {
  return useReplay(({ player }) => player?.leaps ?? -1);
}
