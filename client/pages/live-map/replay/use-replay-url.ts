/**
 * The URL's moment and the player's are one: what the URL says is played (a pasted link, Back, Forward), and where the player goes
 * is written there, without a step of history and not at every picture.
 */
import { useEffect, useRef } from 'react';
import { serverNow } from '../../../model/live.ts';
import { act, useReplay, type Player } from '../../../model/replay.ts';
import { useView } from '../../../model/use-view.ts';

/** While it is played, and after a move by hand. */
const WRITE_PLAYING_MS = 4_000;
const WRITE_MOVED_MS = 300;

export function useReplayUrl(): void {
  const { view, setView } = useView();
  const at = view.replay?.at ?? null;
  const asKnown = view.replay?.asKnown ?? false;
  /** What was last written there or read from there. */
  const told = useRef<number | null>(null);

  useEffect(() => {
    const { player } = useReplay.getState();
    const isNews = at !== told.current;
    told.current = at;
    if (at === null) {
      if (player !== null) act({ type: 'leave' });
      return;
    }
    const wanted = Math.min(at, Math.floor(serverNow() / 1_000) * 1_000);
    if (player === null) act({ type: 'enter', at: wanted, asKnown });
    else if (isNews && Math.abs(player.at - wanted) >= 1_000) act({ type: 'seek', at: wanted });
    act({ type: 'asKnown', asKnown });
  }, [at, asKnown]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const write = (): void => {
      timer = null;
      const { player } = useReplay.getState();
      if (player === null || player.arrived) return;
      const replay = momentOf(player);
      told.current = replay.at;
      setView({ replay }, { replace: true });
    };
    const leave = useReplay.subscribe(({ player }, { player: before }) => {
      if (player === null || before === null) return;
      if (player.arrived && !before.arrived) {
        setView({ replay: null }, { replace: true });
        return;
      }
      const settled = player.playing && before.playing ? WRITE_PLAYING_MS : WRITE_MOVED_MS;
      if (told.current !== momentOf(player).at || player.asKnown !== before.asKnown) {
        // A hand that goes on moving is waited for; a film that runs on is not.
        if (timer !== null && !player.playing) {
          clearTimeout(timer);
          timer = null;
        }
        timer ??= setTimeout(write, settled);
      }
    });
    return () => {
      leave();
      if (timer !== null) clearTimeout(timer);
    };
  }, [setView]);

  useEffect(
    () => () => {
      act({ type: 'leave' });
    },
    [],
  );
}

function momentOf({ at, asKnown }: Player): { at: number; asKnown: boolean } {
  return { at: Math.floor(at / 1_000) * 1_000, asKnown };
}
