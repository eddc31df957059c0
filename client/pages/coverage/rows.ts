/** The figures of every commune, from the answers about the period, the one before it and the twelve months. */
import { layerName } from '../../../server/contract/layers.ts';
import type { CoverageHistory, CoveragePoint } from '../../../server/contract/history.ts';
import { isObservedEnough, observedShare } from '../../../server/contract/observed.ts';
import type { OperatorCode } from '../../../server/contract/terms.ts';
import { operatorOf, type Measure } from '../../model/view.ts';
import {
  TABLE_TECHNOLOGIES,
  operatorColumns,
  seenColumns,
  type CoverageView,
  type FigureKey,
  type TableTechnology,
} from './coverage-view.ts';

/** Per cent; null: nothing is known, or the operator has no cell of that technology there. */
export type Figures = Partial<Record<FigureKey, number | null>>;

export interface Row {
  code: string;
  name: string;
  population: number;
  areaKm2: number;
  figures: Figures;
  /** The same figures of the period it is compared with. */
  before: Figures;
  /** The main figure of twelve months, oldest first; null where most of the month was not watched. */
  trend: readonly (number | null)[];
}

type Choice = Pick<CoverageView, 'technology' | 'operators' | 'measure'>;
type Layers = CoverageHistory['province'];

/** The technologies beside the chosen one. */
export function otherTechnologies(technology: TableTechnology): TableTechnology[] {
  return TABLE_TECHNOLOGIES.filter((one) => one !== technology);
}

/** Every figure a row can show. */
export function figureKeys(view: Choice): FigureKey[] {
  return ['main', 'other', ...otherTechnologies(view.technology), ...operatorColumns(view)];
}

/** Name of the layer (contract/layers.ts) a figure is read from. */
export function layerOfFigure(key: FigureKey, view: Choice): string {
  switch (key) {
    case 'main':
    case 'other':
      return layerName(view.technology, operatorOf(view));
    case '2G':
    case '3G':
    case '4G':
      return layerName(key, operatorOf(view));
    default:
      return layerName(view.technology, key);
  }
}

/** Layers to ask for, each once. */
export function layersFor(view: Choice): string[] {
  return [...new Set(figureKeys(view).map((key) => layerOfFigure(key, view)))];
}

function shareOf(point: CoveragePoint | undefined, measure: Measure): number | null {
  if (point === null || point === undefined) return null;
  return measure === 'people' ? point.population : point.area;
}

const OTHER: Record<Measure, Measure> = { people: 'area', area: 'people' };

/** The figures of one commune or of the province, from the single bucket of a period. */
export function figuresOf(layers: Layers | undefined, view: Choice): Figures {
  const figures: Figures = {};
  if (layers === undefined) return figures;
  for (const key of figureKeys(view)) {
    const measure = key === 'other' ? OTHER[view.measure] : view.measure;
    figures[key] = shareOf(layers[layerOfFigure(key, view)]?.[0], measure);
  }
  return figures;
}

interface Answers {
  now: CoverageHistory;
  before: CoverageHistory | undefined;
  trend: CoverageHistory | undefined;
}

/** What was hardly watched is not compared with: its figures are none, and so is the change. */
export function rowsOf({ now, before, trend }: Answers, view: Choice): Row[] {
  const base = before !== undefined && isComparable(now) && isComparable(before) ? before : undefined;
  const isWatched = (trend?.buckets ?? []).map((bucket) => isObservedEnough(observedShare(bucket)));
  const earlier = new Map(base?.communes.map((commune) => [commune.code, commune.layers]));
  const months = new Map(trend?.communes.map((commune) => [commune.code, commune.layers]));
  const main = layerOfFigure('main', view);
  return now.communes.map(({ code, name, population, areaKm2, layers }) => ({
    code,
    name,
    population,
    areaKm2,
    figures: figuresOf(layers, view),
    before: figuresOf(earlier.get(code), view),
    trend: (months.get(code)?.[main] ?? []).map((point, n) =>
      isWatched[n] === true ? shareOf(point, view.measure) : null,
    ),
  }));
}

function isComparable({ buckets: [bucket] }: CoverageHistory): boolean {
  return bucket !== undefined && isObservedEnough(observedShare(bucket));
}

/** Points of per cent it went up or down: of the shares as they are shown, so that the reader's subtraction agrees. */
export function changeOf({ figures, before }: Pick<Row, 'figures' | 'before'>, key: FigureKey = 'main'): number | null {
  return difference(figures[key], before[key]);
}

/** From the first known of the twelve months to the last. */
export function trendChange({ trend }: Pick<Row, 'trend'>): number | null {
  const known = trend.filter((value) => value !== null);
  return known.length < 2 ? null : difference(known.at(-1), known[0]);
}

function difference(now: number | null | undefined, before: number | null | undefined): number | null {
  if (now === null || before === null || now === undefined || before === undefined) return null;
  // + 0: a difference of nothing has no sign.
  return Math.round((now - before) * 10) / 10 + 0;
}

/**
 * Operators' columns in which anybody has a figure: one that does not offer the technology takes no room. Before anything is known,
 * as many as usually have one.
 * @param seen operators
 */
export function columnsInUse(rows: readonly Row[], view: Choice, seen: readonly OperatorCode[]): readonly FigureKey[] {
  const columns = seenColumns(view, seen);
  if (rows.length === 0) return columns.slice(0, 4);
  return columns.filter((key) => rows.some(({ figures }) => figures[key] !== null));
}

export interface Mover {
  code: string;
  name: string;
  share: number | null;
  change: number;
}

/** The communes whose main figure went down or up most; those that did not move are in neither list. */
export function movers(rows: readonly Row[], most: number): { down: Mover[]; up: Mover[] } {
  const moved = rows.flatMap((row): Mover[] => {
    const change = changeOf(row);
    const { code, name, figures } = row;
    return change === null || change === 0 ? [] : [{ code, name, share: figures.main ?? null, change }];
  });
  const sorted = moved.sort((a, b) => a.change - b.change || (a.share ?? 0) - (b.share ?? 0));
  return {
    down: sorted.filter(({ change }) => change < 0).slice(0, most),
    up: sorted
      .filter(({ change }) => change > 0)
      .reverse()
      .slice(0, most),
  };
}

/** Where the axis of the bars begins: 80 % as long as most communes are beyond it, else zero. */
export function barAxisFrom(rows: readonly Row[]): number {
  const known = rows.flatMap(({ figures }) => (typeof figures.main === 'number' ? [figures.main] : []));
  return known.filter((share) => share < 80).length * 4 > known.length ? 0 : 80;
}
