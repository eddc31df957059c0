/** Has a file made by the server and hands it to the reader; one at a time. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReportFormat } from '../../server/contract/reports.ts';
import { Refusal, askFile } from './answers.ts';
import { saveFile } from './save-file.ts';

export interface FileOrder {
  /** Under /api/v1. */
  path: string;
  format: ReportFormat;
  /** What it is called when the server does not say. */
  name: string;
}

export type FileState<Order extends FileOrder> =
  | { step: 'idle' }
  /** Bytes received so far; 0 while it is being made. */
  | { step: 'making'; order: Order; bytes: number }
  | { step: 'made'; name: string; bytes: number }
  | { step: 'failed'; order: Order; refusal: Refusal };

export interface FileMaking<Order extends FileOrder> {
  state: FileState<Order>;
  start: (order: Order) => void;
  /** Gives up what is being made, or takes the last word of it away. */
  close: () => void;
}

export function useFile<Order extends FileOrder>(): FileMaking<Order> {
  const [state, setState] = useState<FileState<Order>>({ step: 'idle' });
  const running = useRef<AbortController | null>(null);
  const close = useCallback(() => {
    running.current?.abort();
    setState({ step: 'idle' });
  }, []);
  const start = useCallback((order: Order) => {
    running.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    const received = (bytes: number): void => {
      if (!signal.aborted) setState({ step: 'making', order, bytes });
    };
    received(0);
    askFile(order.path, received, signal).then(
      ({ file, name }) => {
        if (signal.aborted) return;
        const called = name ?? order.name;
        saveFile(file, called);
        setState({ step: 'made', name: called, bytes: file.size });
      },
      (error: unknown) => {
        if (signal.aborted) return;
        const refusal = error instanceof Refusal ? error : new Refusal(0, 'unknown', String(error));
        setState({ step: 'failed', order, refusal });
      },
    );
  }, []);
  useEffect(() => () => running.current?.abort(), []);
  return { state, start, close };
}
