/** What a page shows that a report is asked of: its layer, and its filters in words. */
import { OPERATORS, OPERATOR_NAMES } from '../contract/terms.ts';
import type { ReportOrder, ReportSituation } from '../contract/reports.ts';
import { operatorNames, pointBefore, pointOf, type Facts } from './facts.ts';

interface ShownLayer {
  technology: '2G' | '3G' | '4G';
  measure: 'people' | 'area';
}

export function shownLayer({ technology, technologies, measure = 'people' }: ReportOrder): ShownLayer {
  const usual = technologies.includes('4G') ? '4G' : (technologies[0] ?? '4G');
  return { technology: technology ?? usual, measure };
}

/** 4G; 2G VinaPhone, diện tích. */
export function layerWords({ order, whose }: Pick<Facts, 'order' | 'whose'>): string {
  const { technology, measure } = shownLayer(order);
  const signal = whose === null ? technology : `${technology} ${OPERATOR_NAMES[whose]}`;
  return measure === 'people' ? signal : `${signal}, diện tích`;
}

/** Points the shown layer of a commune went up or down: of the shares as they are shown. */
export function shownChange(facts: Facts, code: string): number | null {
  const { technology, measure } = shownLayer(facts.order);
  const part = measure === 'people' ? 'population' : 'area';
  const now = pointOf(facts.coverage, code, technology)?.[part] ?? null;
  const before = pointBefore(facts, code, technology)?.[part] ?? null;
  return now === null || before === null ? null : Math.round((now - before) * 10) / 10 + 0;
}

/** Whose stations are counted; all of theirs, whatever they send. */
export function stationWords({ order: { operators } }: Pick<Facts, 'order'>): string {
  return operators.length === OPERATORS.length ? 'mọi doanh nghiệp' : operatorNames(operators);
}

const SITUATIONS: Readonly<Record<ReportSituation, string>> = {
  'single-path': 'cáp một tuyến',
  cut: 'cáp đang đứt',
  outage: 'đang mất',
  'last-operator': 'sắp mất nhà mạng cuối',
};

/** "cáp một tuyến; đang mất; 4G dưới 97%; tìm “tien hai”". */
export function filterWords(facts: Pick<Facts, 'order' | 'whose'>): string {
  const { situations = [], below, search = '' } = facts.order;
  const isFibre = (one: ReportSituation): boolean => one === 'single-path' || one === 'cut';
  const parts = [
    situations
      .filter(isFibre)
      .map((one) => SITUATIONS[one])
      .join(' hoặc '),
    ...situations.filter((one) => !isFibre(one)).map((one) => SITUATIONS[one]),
    below === undefined ? '' : `${layerWords(facts)} dưới ${String(below).replace('.', ',')}%`,
    search === '' ? '' : `tìm “${search}”`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'không' : parts.join('; ');
}
