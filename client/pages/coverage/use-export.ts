/** The report of the filtered rows as a file. */
import { useCallback } from 'react';
import type { ReportFormat } from '../../../server/contract/reports.ts';
import type { Period } from '../../model/period.ts';
import { useFile, type FileMaking, type FileOrder } from '../../model/use-file.ts';
import { TABLE_TECHNOLOGIES, USUAL_THRESHOLD, type CoverageView } from './coverage-view.ts';

interface ExportWish {
  format: ReportFormat;
  view: CoverageView;
  /** Whole days, none of them in the future. */
  period: Period;
  /** Codes of the rows that are shown; null: all there are. */
  communes: readonly string[] | null;
  /** How many those are. */
  count: number;
}

type ExportOrder = FileOrder & Pick<ExportWish, 'count'>;

export interface Export extends FileMaking<ExportOrder> {
  order: (wish: ExportWish) => void;
}

export function useExport(): Export {
  const making = useFile<ExportOrder>();
  const { start } = making;
  const order = useCallback(
    (wish: ExportWish) => {
      start({ path: reportPath(wish), format: wish.format, name: usualName(wish), count: wish.count });
    },
    [start],
  );
  return { ...making, order };
}

function reportPath({ format, view, period, communes }: ExportWish): string {
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

/** vung-phu-4G-202611.xlsx */
function usualName({ format, view, period }: ExportWish): string {
  return `vung-phu-${view.technology}-${period.last.slice(0, 7).replace('-', '')}.${format}`;
}
