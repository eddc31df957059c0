/** The columns of the table, in their order. */
import type { OperatorCode } from '../../../server/contract/terms.ts';
import type { CoverageView, FigureKey, SortKey } from './coverage-view.ts';
import { columnsInUse, otherTechnologies, type Row } from './rows.ts';

export type ColumnKind =
  'rank' | 'name' | 'population' | 'stations' | 'share' | 'main' | 'other' | 'heat' | 'change' | 'trend' | 'fibre';

export type Column =
  | { kind: 'rank'; key: 'rank' }
  | { kind: 'name' | 'population' | 'stations' | 'change' | 'trend' | 'fibre'; key: SortKey }
  | { kind: 'share' | 'main' | 'other' | 'heat'; key: FigureKey };

/** @param seen operators */
export function columnsFor(
  view: Pick<CoverageView, 'technology' | 'operators' | 'measure'>,
  rows: readonly Row[],
  seen: readonly OperatorCode[],
): Column[] {
  const shares = otherTechnologies(view.technology).map((key): Column => ({ kind: 'share', key }));
  const heat = columnsInUse(rows, view, seen).map((key): Column => ({ kind: 'heat', key }));
  return [
    { kind: 'rank', key: 'rank' },
    { kind: 'name', key: 'name' },
    { kind: 'population', key: 'population' },
    { kind: 'stations', key: 'stations' },
    ...shares,
    { kind: 'main', key: 'main' },
    { kind: 'other', key: 'other' },
    ...heat,
    { kind: 'change', key: 'change' },
    { kind: 'trend', key: 'trend' },
    { kind: 'fibre', key: 'fibre' },
  ];
}

/** As wide as a heat cell. */
export const SHORT_OPERATORS: Readonly<Record<OperatorCode, string>> = {
  VTL: 'Viettel',
  VNP: 'VinaPh.',
  MBF: 'MobiF.',
  VNM: 'Vietnam.',
  GTL: 'Gmobile',
};
