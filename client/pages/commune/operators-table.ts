/** The figures of the table by technology and operator: now, as built, and the mean of the period. */
import type { CoverageHistory, CoveragePoint } from '../../../server/contract/history.ts';
import { layerName } from '../../../server/contract/layers.ts';
import { LAYER_OPERATORS, type LayerOperator, type OperatorCode } from '../../../server/contract/terms.ts';
import type { SnapshotCommune } from '../../../server/contract/wire.ts';
import { layerFigures } from '../../model/commune-figures.ts';
import type { Measure } from '../../model/view.ts';
import type { PageTechnology } from './address.ts';
import { layerOf } from './figures.ts';

/** Newest technology first. */
export const COLUMNS: readonly PageTechnology[] = ['4G', '3G', '2G'];
/** Any of them first, then each that is seen. */
export function rowsOf(seen: readonly OperatorCode[]): readonly LayerOperator[] {
  return ['any', ...LAYER_OPERATORS.filter((operator) => operator !== 'any' && seen.includes(operator))];
}

export type When = 'now' | 'period';

export interface CellFigures {
  /** Per cent. */
  live: number;
  asBuilt: number;
  /** Points live is below as built. */
  points: number;
  /** null: nothing is known of the period, or its answer is not there yet. */
  period: number | null;
}

/** null where the operator has no cell of that technology there. */
export function cellFigures(
  commune: SnapshotCommune,
  history: CoverageHistory | undefined,
  technology: PageTechnology,
  operator: LayerOperator,
  measure: Measure,
): CellFigures | null {
  const figures = layerFigures(commune, layerOf(technology, operator), measure);
  if (figures === null) return null;
  const { live, asBuilt, points } = figures;
  const point = pointOf(history, commune.code, layerName(technology, operator));
  return { live, asBuilt, points, period: point?.[measure === 'people' ? 'population' : 'area'] ?? null };
}

/** The one bucket of a period. */
function pointOf(history: CoverageHistory | undefined, code: string, layer: string): CoveragePoint {
  return history?.communes.find((commune) => commune.code === code)?.layers[layer]?.[0] ?? null;
}

export function valueOf({ live, period }: CellFigures, when: When): number | null {
  return when === 'now' ? live : period;
}

/** Points a share is below as built, one decimal; 0 when it is not, or not known. Of a period only its share is known. */
export function pointsBelow({ points, asBuilt, period }: CellFigures, when: When): number {
  if (when === 'now') return points;
  return period === null ? 0 : Math.max(0, Math.round((asBuilt - period) * 10) / 10);
}

/** Whether anything in a commune's table is below as built. */
export function isBelow(
  commune: SnapshotCommune,
  history: CoverageHistory | undefined,
  when: When,
  measure: Measure,
  rows: readonly LayerOperator[],
): boolean {
  return rows.some((operator) =>
    COLUMNS.some((technology) => {
      const figures = cellFigures(commune, history, technology, operator, measure);
      return figures !== null && pointsBelow(figures, when) > 0;
    }),
  );
}
