/** Something that is done to the server while somebody waits for it. */
import { useCallback, useRef, useState } from 'react';
import { asRefusal, type Refusal } from './answers.ts';

export interface Deed {
  busy: boolean;
  /** Why it was not done, in words; null: nothing stands against it. */
  refused: string | null;
  /** One at a time: what is asked for meanwhile is not done twice. */
  run: <T>(work: () => Promise<T>, done: (result: T) => void) => void;
}

/** @param silent said where the server did not answer, and nobody knows whether it was done */
export function useDeed(silent: string): Deed {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useRef(false);
  const run = useCallback(<T>(work: () => Promise<T>, done: (result: T) => void): void => {
    if (running.current) return;
    const setRunning = (isRunning: boolean): void => {
      running.current = isRunning;
      setBusy(isRunning);
    };
    setRunning(true);
    setRefusal(null);
    work().then(
      (result) => {
        setRunning(false);
        done(result);
      },
      (error: unknown) => {
        setRunning(false);
        setRefusal(asRefusal(error));
      },
    );
  }, []);
  return { busy, refused: refusal === null ? null : wordsOf(refusal, silent), run };
}

/** The server's own sentence, where there is one. */
export function wordsOf({ status, message }: Refusal, silent: string): string {
  return status === 0 ? silent : message;
}
