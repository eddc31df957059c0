/** Something is removed at once for the eye, and ten seconds later for the server: until then it can be taken back. */
import { useCallback, useEffect, useRef, useState } from 'react';

const UNDO_MS = 10_000;

interface Removal {
  id: string;
  title: string;
}

interface Removing {
  /** What can still be taken back. */
  pending: Removal | null;
  /** Not shown any more: pending, or told to the server and still in the list it sent. */
  hidden: ReadonlySet<string>;
  remove: (removal: Removal) => void;
  undo: () => void;
}

/** @param carryOut tells the server; false when it refused, so that the thing is shown again */
export function useRemoval(carryOut: (id: string) => Promise<boolean>): Removing {
  const [pending, setPending] = useState<Removal | null>(null);
  const [gone, setGone] = useState<readonly string[]>([]);
  const waiting = useRef<{ id: string; timer: ReturnType<typeof setTimeout> } | null>(null);

  const end = useCallback(() => {
    if (waiting.current === null) return;
    const { id, timer } = waiting.current;
    clearTimeout(timer);
    waiting.current = null;
    setPending(null);
    setGone((before) => [...before, id]);
    void carryOut(id).then((done) => {
      if (!done) setGone((before) => before.filter((one) => one !== id));
    });
  }, [carryOut]);

  // Leaving the page ends the wait: nobody can take it back any more.
  useEffect(() => {
    window.addEventListener('pagehide', end);
    return () => {
      window.removeEventListener('pagehide', end);
      end();
    };
  }, [end]);

  const remove = useCallback(
    (removal: Removal) => {
      end();
      waiting.current = { id: removal.id, timer: setTimeout(end, UNDO_MS) };
      setPending(removal);
    },
    [end],
  );
  const undo = useCallback(() => {
    if (waiting.current !== null) clearTimeout(waiting.current.timer);
    waiting.current = null;
    setPending(null);
  }, []);

  const hidden = new Set(gone);
  if (pending !== null) hidden.add(pending.id);
  return { pending, hidden, remove, undo };
}
