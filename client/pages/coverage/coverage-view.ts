/**
 * The URL holds the whole page: pure parse and format here, the hook in use-coverage-view.ts. Keys shared with the map (`cn`, `nm`,
 * `do`) mean the same there. Whatever is not understood is left out; a default is not written.
 */
import { OPERATORS, type OperatorCode } from '../../../server/contract/terms.ts';
import { formatPeriod, parsePeriod, type Period } from '../../model/period.ts';
import {
  MEASURE_WORDS,
  numberIn,
  parseOperators,
  queryOf,
  seenOperators,
  wordOf,
  type Measure,
} from '../../model/view.ts';

/** Technologies with a layer and a column of their own. */
export const TABLE_TECHNOLOGIES = ['2G', '3G', '4G'] as const;
export type TableTechnology = (typeof TABLE_TECHNOLOGIES)[number];

/** What a share stands for in a row: `main` is the chosen technology and measure, `other` the same in the other measure, `any` all operators together. */
export type FigureKey = 'main' | 'other' | TableTechnology | OperatorKey;
type OperatorKey = 'any' | OperatorCode;
export type SortKey = FigureKey | 'name' | 'population' | 'stations' | 'change' | 'trend' | 'fibre';

/** Shown as the tick on the bars and taken by the filter until another is written. */
export const USUAL_THRESHOLD = 97;

/** Situations of the fibre that can be asked for. */
export const FIBRE_FILTERS = ['single', 'cut'] as const;
export type FibreFilter = (typeof FIBRE_FILTERS)[number];

export interface Sort {
  key: SortKey;
  descending: boolean;
}

export interface CoverageView {
  technology: TableTechnology;
  /** In the order of OPERATORS; all of them by default, never empty. One alone: the figures are its own. */
  operators: readonly OperatorCode[];
  measure: Measure;
  /** Only communes below it, per cent; null: all. */
  threshold: number | null;
  /** Only communes in one of these situations; empty: all. */
  fibre: readonly FibreFilter[];
  /** Only communes with an ongoing outage. */
  outage: boolean;
  /** Only communes about to lose their last operator. */
  lastOperator: boolean;
  /** Typed text, as it is. */
  query: string;
  sort: Sort;
  /** null: this month so far. */
  period: Period | null;
  /** The second period of a comparison. */
  against: Period | null;
}

export const DEFAULT_COVERAGE_VIEW: CoverageView = {
  technology: '4G',
  operators: OPERATORS,
  measure: 'people',
  threshold: null,
  fibre: [],
  outage: false,
  lastOperator: false,
  query: '',
  sort: { key: 'main', descending: false },
  period: null,
  against: null,
};

/** The operators' columns; a single one is the main figure itself, and is set beside all of them together. */
export function operatorColumns({ operators }: Pick<CoverageView, 'operators'>): readonly OperatorKey[] {
  return operators.length === 1 ? ['any'] : operators;
}

/** Those of them that have figures for who sees these operators. */
export function seenColumns(view: Pick<CoverageView, 'operators'>, seen: readonly OperatorCode[]) {
  return operatorColumns(view).filter((key) => key === 'any' || seen.includes(key));
}

function isOperatorKey(key: SortKey): key is OperatorKey {
  return key === 'any' || OPERATORS.some((operator) => operator === key);
}

/** What is left out when the filters are cleared. */
export const NO_FILTER = { threshold: null, fibre: [], outage: false, lastOperator: false, query: '' } as const;

const MOST_LETTERS = 60;

/** @param search a URL's query, with or without `?`; anything may stand in it */
export function parseCoverageView(search: string): CoverageView {
  const params = new URLSearchParams(search);
  const technology = TABLE_TECHNOLOGIES.find((one) => one === params.get('cn')) ?? DEFAULT_COVERAGE_VIEW.technology;
  const operators = parseOperators(params.get('nm'));
  const threshold = numberIn(params.get('nguong'), 0, 100);
  return {
    technology,
    operators,
    measure: wordOf(MEASURE_WORDS, params.get('do')) ?? DEFAULT_COVERAGE_VIEW.measure,
    threshold: threshold === null ? null : roundThreshold(threshold),
    fibre: parseFibre(params.get('cap')),
    outage: params.get('dangmat') === '1',
    lastOperator: params.get('cuoi') === '1',
    query: (params.get('q') ?? '').slice(0, MOST_LETTERS),
    sort: parseSort(params.get('sx'), technology, operatorColumns({ operators })),
    period: parsePeriod(params.get('ky')),
    against: parsePeriod(params.get('so')),
  };
}

/** The view as who sees only these operators has it: the others, and what rests on all of them together, are not known here. */
export function limitedView(view: CoverageView, seen: readonly OperatorCode[]): CoverageView {
  if (seen.length === OPERATORS.length) return view;
  const operators = seenOperators(view.operators, seen);
  const { key } = view.sort;
  const isHidden = isOperatorKey(key) && !seenColumns({ operators }, seen).includes(key);
  return { ...view, operators, lastOperator: false, sort: isHidden ? DEFAULT_COVERAGE_VIEW.sort : view.sort };
}

/** @returns `?…`, or an empty string for the default view */
export function formatCoverageView(view: CoverageView): string {
  const pairs: [string, string][] = [];
  if (view.technology !== DEFAULT_COVERAGE_VIEW.technology) pairs.push(['cn', view.technology]);
  if (view.operators.length < OPERATORS.length) pairs.push(['nm', view.operators.join(',')]);
  if (view.measure !== DEFAULT_COVERAGE_VIEW.measure) pairs.push(['do', MEASURE_WORDS[view.measure]]);
  if (view.threshold !== null) pairs.push(['nguong', String(view.threshold)]);
  if (view.fibre.length > 0) pairs.push(['cap', view.fibre.map((one) => FIBRE_WORDS[one]).join(',')]);
  if (view.outage) pairs.push(['dangmat', '1']);
  if (view.lastOperator) pairs.push(['cuoi', '1']);
  if (view.query !== '') pairs.push(['q', view.query]);
  const sort = `${view.sort.descending ? '-' : ''}${SORT_WORDS[view.sort.key]}`;
  if (sort !== SORT_WORDS.main) pairs.push(['sx', sort]);
  if (view.period !== null) pairs.push(['ky', formatPeriod(view.period)]);
  if (view.against !== null) pairs.push(['so', formatPeriod(view.against)]);
  return queryOf(pairs);
}

/** As the chip shows it: one decimal. */
export function roundThreshold(threshold: number): number {
  return Math.round(threshold * 10) / 10;
}

const FIBRE_WORDS: Record<FibreFilter, string> = { single: 'mot', cut: 'dut' };

const SORT_WORDS: Record<SortKey, string> = {
  main: 'chinh',
  other: 'dokhac',
  '2G': '2g',
  '3G': '3g',
  '4G': '4g',
  any: 'chung',
  VTL: 'vtl',
  VNP: 'vnp',
  MBF: 'mbf',
  VNM: 'vnm',
  GTL: 'gtl',
  name: 'ten',
  population: 'dan',
  stations: 'tram',
  change: 'doi',
  trend: 'xuhuong',
  fibre: 'cap',
};

function parseFibre(text: string | null): readonly FibreFilter[] {
  const named = new Set(text?.split(','));
  return FIBRE_FILTERS.filter((one) => named.has(FIBRE_WORDS[one]));
}

/**
 * The column of the chosen technology is the main one, by whichever name it was asked for. An operator that is not chosen has no
 * column, and nothing is sorted by what cannot be seen.
 */
function parseSort(text: string | null, technology: TableTechnology, columns: readonly FigureKey[]): Sort {
  const key = wordOf(SORT_WORDS, text?.replace(/^-/, '') ?? null);
  if (key === null || (isOperatorKey(key) && !columns.includes(key))) return DEFAULT_COVERAGE_VIEW.sort;
  return { key: key === technology ? 'main' : key, descending: text?.startsWith('-') ?? false };
}
