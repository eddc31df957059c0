/** Has a report made and kept by the server, follows it, and hands its file to the reader; one at a time. */
import { useCallback, useEffect, useState } from 'react';
import type { ReportBody, ReportWish } from '../../server/contract/reports.ts';
import { Refusal, asRefusal, askFile } from './answers.ts';
import { cancelReport, filePathOf, followReport, isUnfinished, orderReport } from './reports.ts';
import { saveFile } from './save-file.ts';

export interface FileOrder {
  request: ReportWish;
  /** What it is called when the server does not say. */
  name: string;
}

export type FileState<Order extends FileOrder> =
  | { step: 'idle' }
  | ({ step: 'making'; order: Order } & Progress)
  | { step: 'made'; name: string; bytes: number }
  | { step: 'failed'; order: Order; report: ReportBody | null; refusal: Refusal };

interface Progress {
  /** null: it is being ordered. */
  report: ReportBody | null;
  /** Of the file, received so far. */
  bytes: number;
  /** The server could not be told to stop, so it goes on. */
  notStopped: boolean;
}

export interface FileMaking<Order extends FileOrder> {
  state: FileState<Order>;
  start: (order: Order) => void;
  /** Once more what failed; what was ordered and only went unheard is followed further. */
  retry: () => void;
  /** Gives up what is being made, or takes the last word of it away. */
  close: () => void;
}

/** Why nobody waits any longer: the reader does not want it. Who only leaves the page finds it among the reports. */
const STOPPED = 'stopped';

export function useFile<Order extends FileOrder>(): FileMaking<Order> {
  const [state, setState] = useState<FileState<Order>>({ step: 'idle' });
  const [maker] = useState(() => new FileMaker<Order>(setState));
  const start = useCallback(
    (order: Order) => {
      maker.make(order, null);
    },
    [maker],
  );
  const retry = useCallback(() => {
    if (state.step === 'failed') maker.make(state.order, state.report);
  }, [maker, state]);
  const close = useCallback(() => {
    maker.stop();
  }, [maker]);
  useEffect(
    () => () => {
      maker.leave();
    },
    [maker],
  );
  return { state, start, retry, close };
}

class FileMaker<Order extends FileOrder> {
  private readonly tell: (state: FileState<Order>) => void;
  private running: AbortController | null = null;

  constructor(tell: (state: FileState<Order>) => void) {
    this.tell = tell;
  }

  /** @param ordered what is followed further; null: it is ordered first */
  make(order: Order, ordered: ReportBody | null, notStopped = false): void {
    this.running?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    this.running = controller;
    let progress: Progress = { report: ordered, bytes: 0, notStopped };
    let stopping = false;
    const stopIfUnwanted = (): void => {
      const { report } = progress;
      if (stopping || signal.reason !== STOPPED || report === null || !isUnfinished(report)) return;
      stopping = true;
      void cancelReport(report.id).then((stopped) => {
        if (!stopped && this.running === controller) this.make(order, report, true);
      });
    };
    const told = (more: Partial<Progress>): void => {
      progress = { ...progress, ...more };
      if (signal.aborted) stopIfUnwanted();
      else this.tell({ step: 'making', order, ...progress });
    };
    signal.addEventListener('abort', stopIfUnwanted);
    told({});
    fileOf(order, ordered, told, signal).then(
      ({ file, name }) => {
        if (signal.aborted) return;
        saveFile(file, name);
        this.tell({ step: 'made', name, bytes: file.size });
      },
      (error: unknown) => {
        if (signal.aborted) return;
        const refusal = asRefusal(error);
        this.tell({ step: 'failed', order, report: refusal.status === 0 ? progress.report : null, refusal });
      },
    );
  }

  stop(): void {
    this.running?.abort(STOPPED);
    this.tell({ step: 'idle' });
  }

  leave(): void {
    this.running?.abort();
    this.running = null;
  }
}

/** @throws Refusal, or what fetch throws */
async function fileOf(
  { request, name }: FileOrder,
  ordered: ReportBody | null,
  told: (progress: Partial<Progress>) => void,
  signal: AbortSignal,
): Promise<{ file: Blob; name: string }> {
  // Once it is on its way it is ordered, whoever waits: what is not wanted then is cancelled under its id.
  const report = ordered ?? (await orderReport(request));
  told({ report });
  const over = await followReport(
    report,
    (next) => {
      told({ report: next });
    },
    signal,
  );
  if (over.state === 'cancelled') throw new Refusal(404, 'cancelled', '');
  if (over.state === 'failed') throw new Refusal(500, over.error ?? 'internal', '');
  const received = (bytes: number): void => {
    told({ bytes });
  };
  const { file, name: called } = await askFile(filePathOf(over), received, signal);
  return { file, name: called ?? name };
}
