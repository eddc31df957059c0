/** A file of the settings, made by the server while somebody waits. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { asRefusal, askFile, type Refusal } from '../../model/answers.ts';
import { saveFile } from '../../model/save-file.ts';

export type Download =
  | { step: 'idle' }
  /** Bytes so far; 0 while it is being made. */
  | { step: 'making'; bytes: number }
  | { step: 'made'; name: string; bytes: number }
  | { step: 'failed'; refusal: Refusal };

export function useDownload(method: 'GET' | 'POST', otherwise: string) {
  const [state, setState] = useState<Download>({ step: 'idle' });
  const running = useRef<AbortController | null>(null);
  const start = useCallback(
    (path: string) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const { signal } = controller;
      const tell = (next: Download): void => {
        if (!signal.aborted) setState(next);
      };
      const received = (bytes: number): void => {
        tell({ step: 'making', bytes });
      };
      received(0);
      askFile(path, received, signal, method).then(
        ({ file, name }) => {
          if (signal.aborted) return;
          saveFile(file, name ?? otherwise);
          tell({ step: 'made', name: name ?? otherwise, bytes: file.size });
        },
        (error: unknown) => {
          tell({ step: 'failed', refusal: asRefusal(error) });
        },
      );
    },
    [method, otherwise],
  );
  const stop = useCallback(() => {
    running.current?.abort();
    setState({ step: 'idle' });
  }, []);
  useEffect(() => () => running.current?.abort(), []);
  return { state, start, stop };
}
