/** Which communes are shown, in which order, and what is offered when there are none. */
import type { CommuneResilience } from '../../../server/contract/resilience.ts';
import { FIBRE_SITUATIONS, type FibreSituation } from '../../model/commune-figures.ts';
import { bareName, spelledOut } from '../../model/commune-name.ts';
import type { CoverageView, FibreFilter, Sort } from './coverage-view.ts';
import type { Facts } from './live-facts.ts';
import { changeOf, trendChange, type Row } from './rows.ts';

export type Standing = CommuneResilience['items'][number];

/** A row with what is known of the commune now. */
export interface Entry {
  row: Row;
  /** null: the live picture has not come, or does not know the commune. */
  facts: Facts | null;
  standing: Standing | null;
}

type Fold = (text: string) => string;

/** @param fold makes marks and case disappear (ui/fold.ts) */
export function passes(entry: Entry, view: CoverageView, fold: Fold): boolean {
  const { row, facts, standing } = entry;
  const share = row.figures.main ?? null;
  if (view.threshold !== null && (share === null || share >= view.threshold)) return false;
  if (view.fibre.length > 0 && !view.fibre.some((asked) => isAsked(facts?.fibre ?? null, asked))) return false;
  if (view.outage && (facts?.outages ?? 0) === 0) return false;
  if (view.lastOperator && standing?.aboutToLoseLast !== true) return false;
  return isNamed(entry, fold(view.query), fold) !== false;
}

const SINGLE: readonly (FibreSituation | null)[] = ['single', 'oneLeft', 'lastDegraded'];

function isAsked(fibre: FibreSituation | null, asked: FibreFilter): boolean {
  return asked === 'cut' ? fibre === 'cut' : SINGLE.includes(fibre);
}

/**
 * Every word of the query is in the commune's code or name, or in one of its old names (its districts' too).
 * @returns the old name it was found by, true for any other way, false when it was not
 */
export function isNamed({ row, facts }: Pick<Entry, 'row' | 'facts'>, folded: string, fold: Fold): boolean | string {
  if (folded === '') return true;
  const words = spelledOut(folded).split(' ');
  const has = (text: string): boolean => words.every((word) => ` ${fold(text)}`.includes(` ${word}`));
  if (has(`${row.code} ${row.name}`)) return true;
  return facts?.former.find(has) ?? false;
}

/** What is unknown comes last in either direction; equals stand in the order of their names. */
export function sortEntries(entries: readonly Entry[], sort: Sort, compare: (a: string, b: string) => number): Entry[] {
  const byName = (a: Entry, b: Entry): number =>
    compare(bareName(a.row.name), bareName(b.row.name)) || compare(a.row.code, b.row.code);
  const turn = sort.descending ? -1 : 1;
  if (sort.key === 'name') return [...entries].sort((a, b) => turn * byName(a, b));
  const values = new Map(entries.map((entry) => [entry, sortValue(entry, sort)]));
  return [...entries].sort((a, b) => {
    const [left, right] = [values.get(a) ?? null, values.get(b) ?? null];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b);
    return turn * (left - right) || byName(a, b);
  });
}

function sortValue({ row, facts }: Entry, { key }: Sort): number | null {
  switch (key) {
    case 'name':
      return null;
    case 'population':
      return row.population;
    case 'stations':
      return facts?.stations ?? null;
    case 'change':
      return changeOf(row);
    case 'trend':
      return trendChange(row);
    case 'fibre':
      return facts === null || facts.fibre === null ? null : FIBRE_SITUATIONS.indexOf(facts.fibre);
    default:
      return row.figures[key] ?? null;
  }
}

/** What nearly matches an empty table. */
export type Offer =
  | { kind: 'threshold'; lowest: Row; share: number; threshold: number }
  | { kind: 'name'; nearest: Row }
  | { kind: 'clear' };

/** Thresholds people speak of. */
const ROUND = [10, 20, 30, 40, 50, 60, 70, 80, 85, 90, 95, 97, 98, 99, 99.5, 100] as const;

export function offerFor(entries: readonly Entry[], view: CoverageView, fold: Fold): Offer {
  if (view.threshold !== null) {
    const others = entries.filter((entry) => passes(entry, { ...view, threshold: null }, fold));
    const lowest = others.reduce<{ row: Row; share: number } | null>((low, { row }) => {
      const share = row.figures.main ?? null;
      return share === null || (low !== null && low.share <= share) ? low : { row, share };
    }, null);
    const threshold = lowest === null ? undefined : ROUND.find((one) => one > lowest.share);
    if (lowest !== null && threshold !== undefined) {
      return { kind: 'threshold', lowest: lowest.row, share: lowest.share, threshold };
    }
  }
  const typed = fold(view.query);
  if (typed !== '' && !entries.some((entry) => isNamed(entry, typed, fold) !== false)) {
    const nearest = nearestName(entries, typed, fold);
    if (nearest !== null) return { kind: 'name', nearest };
  }
  return { kind: 'clear' };
}

/** The name with the fewest letters to change, when those are less than half of what was typed. */
function nearestName(entries: readonly Entry[], typed: string, fold: Fold): Row | null {
  let best: Row | null = null;
  let least = typed.length / 2;
  for (const { row } of entries) {
    const letters = distance(typed, fold(bareName(row.name)));
    if (letters < least) [best, least] = [row, letters];
  }
  return best;
}

/** Levenshtein's: letters to put in, take out or change. */
export function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
