/** What a page shows that a report is asked of: its layer, and its filters in words. */
import { OPERATORS, OPERATOR_NAMES } from '../contract/terms.ts';
import type { ReportSituation } from '../contract/reports.ts';
import { shownLayer } from './chosen-layer.ts';
import { operatorNames, pointBefore, pointOf, type Facts } from './facts.ts';
import { ALL_OPERATORS, isOfMore } from './union-words.ts';
import { momentText } from './words.ts';

/** 4G; 2G VinaPhone, diện tích; 4G của cả 05 doanh nghiệp. */
export function layerWords(asked: Pick<Facts, 'order' | 'whose'>): string {
  const { order, whose } = asked;
  const { technology, measure } = shownLayer(order);
  const any = isOfMore(asked) ? `${technology} của ${ALL_OPERATORS}` : technology;
  const signal = whose === null ? any : `${technology} ${OPERATOR_NAMES[whose]}`;
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

/** In the page's own words (client/pages/coverage/texts-vi.ts). */
const SITUATIONS: Readonly<Record<ReportSituation, string>> = {
  'single-path': 'Cáp một tuyến',
  cut: 'Cáp đứt',
  outage: 'Đang có sự cố',
  'last-operator': 'Nhà mạng cuối',
};

/** "Cáp một tuyến, Đang có sự cố (tình trạng lúc 13:12 ngày 28/11/2026); 4G dưới 97%; tìm “tien hai”": the page filters by how things stand. */
export function filterWords(facts: Pick<Facts, 'order' | 'whose' | 'now'>): string {
  const { situations = [], below, search = '' } = facts.order;
  const isFibre = (one: ReportSituation): boolean => one === 'single-path' || one === 'cut';
  const fibre = situations.filter(isFibre).map((one) => SITUATIONS[one]);
  const others = situations.filter((one) => !isFibre(one)).map((one) => SITUATIONS[one]);
  const standing = [fibre.join(' hoặc '), ...others].filter((part) => part !== '');
  const parts = [
    standing.length === 0 ? '' : `${standing.join(', ')} (tình trạng lúc ${momentText(facts.now)})`,
    below === undefined ? '' : `${layerWords(facts)} dưới ${String(below).replace('.', ',')}%`,
    search === '' ? '' : `tìm “${search}”`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'không' : parts.join('; ');
}
