/** The report ordered from this page: followed until it is there, then handed to the browser. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReportBody, ReportRequest } from '../../../server/contract/reports.ts';
import { asRefusal, type Refusal } from '../../model/answers.ts';
import { cancelReport, filePathOf, orderReport } from '../../model/reports.ts';

export type Making =
  | { state: 'idle' }
  | { state: 'ordering'; request: ReportRequest }
  | { state: 'making'; request: ReportRequest; report: ReportBody }
  | { state: 'refused'; request: ReportRequest; refusal: Refusal }
  /** It could not be ordered, and the server answers again. */
  | { state: 'back'; request: ReportRequest }
  | { state: 'done'; request: ReportRequest; report: ReportBody };

interface Following {
  making: Making;
  order: (request: ReportRequest) => void;
  cancel: () => void;
  /** It is still being made, because the server could not be told. */
  cancelFailed: boolean;
  dismiss: () => void;
}

type Asked = Exclude<Making, { state: 'done' | 'back' }>;

/**
 * @param reports the newest list of the server
 * @param answeredAt when it came, epoch ms of this browser's clock
 */
export function useMaking(reports: readonly ReportBody[] | undefined, answeredAt: number): Following {
  const [asked, setAsked] = useState<Asked>({ state: 'idle' });
  const [cancelFailed, setCancelFailed] = useState(false);
  const fetched = useRef<string | null>(null);

  const order = useCallback((request: ReportRequest) => {
    setAsked({ state: 'ordering', request });
    setCancelFailed(false);
    orderReport(request).then(
      (report) => {
        setAsked({ state: 'making', request, report });
      },
      (error: unknown) => {
        setAsked({ state: 'refused', request, refusal: asRefusal(error) });
      },
    );
  }, []);

  const making = followed(asked, reports, answeredAt);
  const ready = making.state === 'done' && making.report.state === 'ready' ? making.report : null;
  useEffect(() => {
    if (ready === null || fetched.current === ready.id) return;
    fetched.current = ready.id;
    download(ready);
  }, [ready]);

  const cancel = useCallback(() => {
    if (asked.state !== 'making') return;
    setCancelFailed(false);
    void cancelReport(asked.report.id).then((done) => {
      setCancelFailed(!done);
    });
  }, [asked]);
  const dismiss = useCallback(() => {
    setAsked({ state: 'idle' });
  }, []);
  return { making, order, cancel, cancelFailed, dismiss };
}

function followed(asked: Asked, reports: readonly ReportBody[] | undefined, answeredAt: number): Making {
  if (asked.state === 'refused' && asked.refusal.status === 0 && answeredAt > asked.refusal.at) {
    return { state: 'back', request: asked.request };
  }
  if (asked.state !== 'making') return asked;
  const report = reports?.find(({ id }) => id === asked.report.id) ?? asked.report;
  const { request } = asked;
  const over = report.state === 'ready' || report.state === 'failed' || report.state === 'cancelled';
  return { state: over ? 'done' : 'making', request, report };
}

export function fileAddress(report: Pick<ReportBody, 'id'>): string {
  return `/api/v1/${filePathOf(report)}`;
}

function download(report: ReportBody): void {
  const link = document.createElement('a');
  link.href = fileAddress(report);
  link.download = report.fileName ?? '';
  link.click();
}
