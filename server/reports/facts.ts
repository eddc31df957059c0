/** What a report is made of: answers of history about its period and the one before, for the communes, technologies and operators asked for. */
import type { AvailabilityHistory, CoverageHistory, CoveragePoint, OutageHistory } from '../contract/history.ts';
import { comparedDays } from '../contract/compared.ts';
import { layerName } from '../contract/layers.ts';
import { isObservedEnough, observedShare } from '../contract/observed.ts';
import type { ReportOrder } from '../contract/reports.ts';
import type { CommuneResilience, Resilience } from '../contract/resilience.ts';
import { OPERATORS, OPERATOR_NAMES, layerIndex, type LayerTechnology, type OperatorCode } from '../contract/terms.ts';
import { AppError } from '../errors.ts';
import { DAY_MS, dateOf, midnightOf, type Period } from '../calendar.ts';
import type { DataDays } from '../history/data-days.ts';
import type { MomentFigures } from '../history/moment.ts';
import type { HistoryService } from '../history/service.ts';
import type { Commune } from '../inventory/types.ts';
import { shownLayer } from './chosen-layer.ts';

interface StationCounts {
  total: number;
  /** Of them, those that stand in no commune. */
  outside: number;
  byCommune: ReadonlyMap<string, number>;
  byOperator: ReadonlyMap<OperatorCode, number>;
  /** Operators with any there. */
  owners: ReadonlySet<OperatorCode>;
}

export interface Gathered {
  order: ReportOrder;
  /** Epoch ms: first moment, and the end (exclusive), never later than now. */
  from: number;
  to: number;
  now: number;
  /** Of one operator only: the figures are its own; of several: of any operator there is. */
  whose: OperatorCode | null;
  /** The period it is compared with (contract/compared.ts). */
  before: { from: number; to: number };
  communes: readonly Commune[];
  coverage: CoverageHistory;
  /** As history answers it: any operator is any of them, whoever is asked for. */
  asked: CoverageHistory;
  previous: CoverageHistory;
  compared: Compared;
  byOperator: AvailabilityHistory;
  byCommune: AvailabilityHistory;
  links: AvailabilityHistory;
  outages: OutageHistory;
  resilience: CommuneResilience;
  failures: Resilience;
  stations: StationCounts;
  linkCount: number;
  simulated: boolean;
  borders: 'approximate' | 'imported';
  people: 'imported' | 'simulated' | 'even';
  /** Days that have begun. */
  days: number;
  data: DataDays;
  /** False: nobody watched at any moment of the period, and nothing can be said of it, not even of the network. */
  hasData: boolean;
}

export interface Facts extends Gathered {
  /** How things stand at its end: of a bulletin, and of a period that goes on where it is known. */
  moment: MomentFigures | null;
}

/** How much of the period before, and of this one, this server watched, 0–1; null: nothing of it has passed. */
export interface Compared {
  before: number | null;
  now: number | null;
}

const TECHNOLOGIES_TOLD: readonly LayerTechnology[] = ['2G', '3G', '4G', 'any'];

type Answered = 'coverage' | 'availability' | 'outages' | 'resilience' | 'communeResilience';

/** History as a report reads it; what another thread answers comes later. */
export type Source = Pick<HistoryService, 'network' | 'dataDays'> & {
  [K in Answered]: (
    question: Parameters<HistoryService[K]>[0],
  ) => ReturnType<HistoryService[K]> | Promise<ReturnType<HistoryService[K]>>;
};

/**
 * @param onPart told after each question, 0–1
 * @throws AppError bad_query when the order names no commune there is; period_not_begun
 */
export async function gather(
  order: ReportOrder,
  source: Source,
  now: number,
  onPart: (share: number) => void,
): Promise<Gathered> {
  const from = midnightOf(order.from);
  const to = Math.min(midnightOf(order.to) + DAY_MS, now);
  const before = comparedPeriod(order, now);
  const layers = TECHNOLOGIES_TOLD.flatMap((technology) =>
    (['any', ...order.operators] as const).map((operator) => layerIndex(technology, operator)),
  );
  const codes = order.communes.length === 0 ? null : order.communes;
  const operators = order.operators.length === OPERATORS.length ? null : order.operators;
  const owners = operators === null ? null : [...operators, 'shared' as const];
  const [whose = null] = order.operators.length === 1 ? order.operators : [];
  const isAsked = (operator: OperatorCode) => order.operators.includes(operator);
  const steps = 7;
  let done = 0;
  const step = async <T>(asked: T | Promise<T>): Promise<T> => {
    const answer = await asked;
    onPart(++done / steps);
    return answer;
  };
  const network = source.network();
  const communes = network.communes.filter(({ code }) => codes === null || codes.includes(code));
  if (communes.length === 0) throw new AppError('bad_query', { parameter: 'communes' });
  if (from >= to) throw new AppError('period_not_begun', { from: order.from });
  const inService = network.stations
    .filter(({ status, operator }) => status === 'in-service' && isAsked(operator))
    .map(({ operator, commune }) => ({ operator, commune: codeOf(network.communes, commune) }))
    .filter(({ commune }) => codes === null || codes.includes(commune));
  const whole = { communes: codes, operators, bucket: 'period' } as const;
  const meanOf = async (stretch: Period) =>
    source.coverage({ ...stretch, layers, bucket: 'period', communes: codes, sumOf: codes });
  // Asked first: another thread works on them while this one reads.
  const standing = Promise.all([
    source.communeResilience({ basis: 'as-built' }),
    source.resilience({
      basis: 'as-built',
      layer: layerIndex(shownLayer(order).technology, 'any'),
      communes: codes === null ? null : communes.map(({ code }) => code),
      limit: 10,
    }),
  ]);
  standing.catch(() => undefined); // whoever waits for it below is told
  const asked = await step(meanOf({ from, to }));
  const coverage = ofOperator(whose, asked);
  const data = source.dataDays(from, to);
  const previous = ofOperator(whose, await step(meanOf(before)));
  const days = Math.ceil((to - from) / DAY_MS);
  const answers = {
    order,
    ...{ from, to, now, whose, before, communes, coverage, asked },
    previous,
    compared: { before: watchedOf(previous), now: watchedOf(coverage) },
    byOperator: await step(source.availability({ from, to, by: 'operator', ...whole })),
    byCommune: await step(source.availability({ from, to, by: 'commune', ...whole })),
    links: await step(source.availability({ from, to, by: 'link', ...whole, operators: owners })),
    outages: await step(
      source.outages({
        ...{ from, to, kind: null, cause: null, communes: codes, operators: owners, atLeastMs: 60_000, asOf: now },
        ...{ limit: Infinity, cursor: 0 },
      }),
    ),
    stations: stationCounts(inService),
    linkCount: network.links.length,
    simulated: network.stations.some(({ sample }) => sample),
    borders: network.borders,
    people: network.people,
    days,
    data,
    hasData: data.knownMs > 0,
  };
  const [resilience, failures] = await standing;
  onPart(1);
  return { ...answers, resilience, failures };
}

/** Where one operator is asked for, "any operator" is this one. */
function ofOperator(whose: OperatorCode | null, history: CoverageHistory): CoverageHistory {
  if (whose === null) return history;
  const own = (layers: CoverageHistory['province']) =>
    Object.fromEntries(
      TECHNOLOGIES_TOLD.flatMap((technology) => {
        const points = layers[layerName(technology, whose)];
        if (points === undefined) return [];
        return [
          [layerName(technology, 'any'), points],
          [layerName(technology, whose), points],
        ] as const;
      }),
    );
  const communes = history.communes.map((commune) => ({ ...commune, layers: own(commune.layers) }));
  return { ...history, province: own(history.province), communes };
}

/** The one the period of an order is compared with at a moment. Epoch ms. */
export function comparedPeriod(order: Pick<ReportOrder, 'from' | 'to'>, now: number): Period {
  const { from } = comparedDays(order, dateOf(now));
  return { from: midnightOf(from), to: midnightOf(order.from) };
}

/** @param stations in service; `commune` by code, '' none */
export function stationCounts(stations: readonly { operator: OperatorCode; commune: string }[]): StationCounts {
  return {
    total: stations.length,
    outside: stations.filter(({ commune }) => commune === '').length,
    byCommune: countBy(stations.map(({ commune }) => commune)),
    byOperator: countBy(stations.map(({ operator }) => operator)),
    owners: new Set(stations.map(({ operator }) => operator)),
  };
}

function codeOf(communes: readonly Commune[], index: number): string {
  return communes[index]?.code ?? '';
}

function countBy<K>(keys: readonly K[]): Map<K, number> {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** The mean of the period for one commune (null: all together) and layer. */
export function pointOf(
  history: CoverageHistory,
  commune: string | null,
  technology: LayerTechnology,
  operator: OperatorCode | 'any' = 'any',
): CoveragePoint {
  const name = layerName(technology, operator);
  const layers = commune === null ? history.province : history.communes.find(({ code }) => code === commune)?.layers;
  return layers?.[name]?.[0] ?? null;
}

function watchedOf({ buckets: [bucket] }: CoverageHistory): number | null {
  return bucket === undefined ? null : observedShare(bucket);
}

/** Of the period before; null also where one of the two was hardly watched, so that their difference says nothing. */
export function pointBefore(
  { previous, compared }: Pick<Facts, 'previous' | 'compared'>,
  commune: string | null,
  technology: LayerTechnology,
): CoveragePoint {
  const isComparable = isObservedEnough(compared.before) && isObservedEnough(compared.now);
  return isComparable ? pointOf(previous, commune, technology) : null;
}

/** In service, in a commune; null: nothing is known of the network then. */
export function stationsIn({ stations, hasData }: Facts, commune: string): number | null {
  return hasData ? (stations.byCommune.get(commune) ?? 0) : null;
}

/** Everywhere asked for, those in no commune too; null: nothing is known of the network then. */
export function stationsOf({ stations, hasData }: Facts, operator: OperatorCode): number | null {
  return hasData ? (stations.byOperator.get(operator) ?? 0) : null;
}

export function operatorNames(operators: readonly OperatorCode[]): string {
  return operators.map((operator) => OPERATOR_NAMES[operator]).join(', ');
}
