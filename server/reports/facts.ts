/** What a report is made of: answers of history about its period and the one before, for the communes, technologies and operators asked for. */
import type { AvailabilityHistory, CoverageHistory, CoveragePoint, OutageHistory } from '../contract/history.ts';
import { layerName } from '../contract/layers.ts';
import type { ReportOrder } from '../contract/reports.ts';
import type { CommuneResilience, Resilience } from '../contract/resilience.ts';
import { OPERATOR_NAMES, layerIndex, type LayerTechnology, type OperatorCode } from '../contract/terms.ts';
import { DAY_MS, midnightOf, monthOf } from '../history/calendar.ts';
import type { HistoryService } from '../history/service.ts';
import type { Commune } from '../inventory/types.ts';

/** Days on which nothing was heard of an operator. */
interface Silent {
  operator: OperatorCode;
  dates: string[];
}

export interface Facts {
  order: ReportOrder;
  /** Epoch ms: first moment, and the end (exclusive), never later than now. */
  from: number;
  to: number;
  now: number;
  /** The period before, of the same length; the month before for a whole month. */
  before: { from: number; to: number };
  communes: readonly Commune[];
  coverage: CoverageHistory;
  previous: CoverageHistory;
  byOperator: AvailabilityHistory;
  byCommune: AvailabilityHistory;
  links: AvailabilityHistory;
  outages: OutageHistory;
  resilience: CommuneResilience;
  failures: Resilience;
  stations: { total: number; byCommune: ReadonlyMap<string, number>; byOperator: ReadonlyMap<OperatorCode, number> };
  linkCount: number;
  simulated: boolean;
  borders: 'approximate' | 'imported';
  people: 'imported' | 'simulated' | 'even';
  days: number;
  daysWithData: number;
  silent: Silent[];
}

const MOST_OUTAGES = 5_000;

export type Source = Pick<
  HistoryService,
  'coverage' | 'availability' | 'outages' | 'resilience' | 'communeResilience' | 'network' | 'silentDays'
>;

/** @param onPart told after each question, 0–1 */
export function gather(order: ReportOrder, source: Source, now: number, onPart: (share: number) => void): Facts {
  const from = midnightOf(order.from);
  const to = Math.min(midnightOf(order.to) + DAY_MS, now);
  const before = periodBefore(from, midnightOf(order.to) + DAY_MS);
  const technologies: LayerTechnology[] = ['2G', '3G', '4G', 'any'];
  const layers = technologies.flatMap((technology) =>
    (['any', ...order.operators] as const).map((operator) => layerIndex(technology, operator)),
  );
  const codes = order.communes.length === 0 ? null : order.communes;
  const steps = 8;
  let done = 0;
  const step = <T>(answer: T): T => {
    onPart(++done / steps);
    return answer;
  };
  const network = source.network();
  const communes = network.communes.filter(({ code }) => codes === null || codes.includes(code));
  const inService = network.stations.filter(({ status }) => status === 'in-service');
  const [onlyCommune = null] = communes.length === 1 ? communes.map(({ code }) => code) : [];
  const whole = { commune: null, operator: null, bucket: 'period' } as const;
  const coverage = step(source.coverage({ from, to, layers, bucket: 'period', communes: codes }));
  const days = Math.max(1, Math.round((midnightOf(order.to) + DAY_MS - from) / DAY_MS));
  const daily = step(source.coverage({ from, to, layers: [], bucket: 'day', communes: [] }));
  return {
    order,
    ...{ from, to, now, before, communes, coverage },
    previous: step(source.coverage({ ...before, layers, bucket: 'period', communes: codes })),
    byOperator: step(source.availability({ from, to, by: 'operator', ...whole, commune: onlyCommune })),
    byCommune: step(source.availability({ from, to, by: 'commune', ...whole })),
    links: step(source.availability({ from, to, by: 'link', ...whole, commune: onlyCommune })),
    outages: step(
      source.outages({
        ...{ from, to, kind: null, cause: null, commune: onlyCommune, operator: null, atLeastMs: 60_000 },
        ...{ limit: MOST_OUTAGES, cursor: 0 },
      }),
    ),
    resilience: source.communeResilience({ basis: 'as-built' }),
    failures: step(
      source.resilience({ basis: 'as-built', layer: layerIndex('4G', 'any'), commune: onlyCommune, limit: 10 }),
    ),
    stations: {
      total: inService.filter(({ commune }) => codes === null || codes.includes(codeOf(network.communes, commune)))
        .length,
      byCommune: countBy(inService.map(({ commune }) => codeOf(network.communes, commune))),
      byOperator: countBy(inService.map(({ operator }) => operator)),
    },
    linkCount: network.links.length,
    simulated: network.stations.some(({ sample }) => sample),
    borders: network.borders,
    people: network.people,
    days,
    daysWithData: daily.buckets.filter(({ knownMs }) => knownMs > 0).length,
    silent: source.silentDays(from, to),
  };
}

function periodBefore(from: number, to: number): { from: number; to: number } {
  const isWholeMonth = from === monthOf(from) && to === monthOf(from, 1);
  return isWholeMonth ? { from: monthOf(from, -1), to: from } : { from: from - (to - from), to: from };
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

export function operatorNames(operators: readonly OperatorCode[]): string {
  return operators.map((operator) => OPERATOR_NAMES[operator]).join(', ');
}
