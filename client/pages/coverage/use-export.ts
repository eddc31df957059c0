/** The report of the filtered rows as a file: made and kept by the server, so that its id is found again among the reports. */
import { useCallback } from 'react';
import type { ReportFormat, ReportSituation, ReportWish } from '../../../server/contract/reports.ts';
import type { Period } from '../../model/period.ts';
import { useFile, type FileMaking, type FileOrder } from '../../model/use-file.ts';
import { TABLE_TECHNOLOGIES, type CoverageView, type FibreFilter } from './coverage-view.ts';

interface ExportWish {
  format: ReportFormat;
  view: CoverageView;
  /** As chosen: whole, even when it has not ended, as the page compares it. */
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
      start({ request: requestOf(wish), name: usualName(wish), count: wish.count });
    },
    [start],
  );
  return { ...making, order };
}

/** The communes are those that passed; the filters say why, and the layer what is compared. */
function requestOf({ format, view, period, communes }: ExportWish): ReportWish {
  const { technology, operators, measure, threshold, query } = view;
  const situations = situationsOf(view);
  const search = query.trim();
  return {
    ...{ template: 'coverage', format, from: period.first, to: period.last },
    ...(communes === null ? {} : { communes: [...communes] }),
    technologies: [...TABLE_TECHNOLOGIES],
    ...(operators.length === 0 ? {} : { operators: [...operators] }),
    ...{ technology, measure },
    ...(situations.length === 0 ? {} : { situations }),
    ...(threshold === null ? {} : { below: threshold }),
    // A report names communes by people: of area it is a filter only.
    ...(threshold !== null && measure === 'people' ? { threshold } : {}),
    ...(search === '' ? {} : { search }),
  };
}

const SITUATION_OF: Readonly<Record<FibreFilter, ReportSituation>> = { single: 'single-path', cut: 'cut' };

function situationsOf({ fibre, outage, lastOperator }: CoverageView): ReportSituation[] {
  return [
    ...fibre.map((one) => SITUATION_OF[one]),
    ...(outage ? (['outage'] as const) : []),
    ...(lastOperator ? (['last-operator'] as const) : []),
  ];
}

/** vung-phu-4G-202611.xlsx */
function usualName({ format, view, period }: ExportWish): string {
  return `vung-phu-${view.technology}-${period.last.slice(0, 7).replace('-', '')}.${format}`;
}
