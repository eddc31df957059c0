/** Has the report of the filtered rows made, and hands it to the reader as a file. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReportFormat } from '../../../server/contract/reports.ts';
import { Refusal, askFile } from '../../model/answers.ts';
import type { Period } from '../../model/period.ts';
import { saveFile } from '../../model/save-file.ts';
import { TABLE_TECHNOLOGIES, USUAL_THRESHOLD, type CoverageView } from './coverage-view.ts';

interface ExportOrder {
  format: ReportFormat;
  view: CoverageView;
  /** Whole days, none of them in the future. */
  period: Period;
  /** Codes of the rows that are shown; null: all there are. */
  communes: readonly string[] | null;
  /** How many those are. */
  count: number;
}

type ExportState =
  | { step: 'idle' }
  | { step: 'making'; order: ExportOrder }
  | { step: 'made'; name: string; bytes: number }
  | { step: 'failed'; order: ExportOrder; status: number; at: number };

export interface Export {
  state: ExportState;
  start: (order: ExportOrder) => void;
  /** Gives up what is being made, or takes the last word of it away. */
  close: () => void;
}

export function useExport(): Export {
  const [state, setState] = useState<ExportState>({ step: 'idle' });
  const running = useRef<AbortController | null>(null);
  const close = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState({ step: 'idle' });
  }, []);
  const start = useCallback((order: ExportOrder) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ step: 'making', order });
    askFile(reportPath(order), { signal: controller.signal }).then(
      ({ file, name }) => {
        if (controller.signal.aborted) return;
        const called = name ?? usualName(order);
        saveFile(file, called);
        setState({ step: 'made', name: called, bytes: file.size });
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setState({ step: 'failed', order, status: error instanceof Refusal ? error.status : 0, at: Date.now() });
      },
    );
  }, []);
  useEffect(() => () => running.current?.abort(), []);
  return { state, start, close };
}

function reportPath({ format, view, period, communes }: ExportOrder): string {
  const pairs = [
    ['from', period.first],
    ['to', period.last],
    ...(communes === null ? [] : [['communes', communes.join(',')]]),
    ['technologies', TABLE_TECHNOLOGIES.join(',')],
    ['operators', view.operators.join(',')],
    ['threshold', String(view.threshold ?? USUAL_THRESHOLD)],
  ];
  return `reports/coverage.${format}?${pairs.map((pair) => pair.join('=')).join('&')}`;
}

/** When the server gives none: vung-phu-4G-202611.xlsx. */
function usualName({ format, view, period }: ExportOrder): string {
  return `vung-phu-${view.technology}-${period.last.slice(0, 7).replace('-', '')}.${format}`;
}
