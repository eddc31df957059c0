/** Where the figures of a report come from, in words: printed in every format. */
import { MOST_DATES_NAMED, type ReportBody } from '../contract/reports.ts';
import { OPERATOR_NAMES } from '../contract/terms.ts';
import { DAY_MS, midnightOf } from '../calendar.ts';
import type { Thresholds } from '../coverage/types.ts';
import type { MomentFigures } from '../history/moment.ts';
import { shownLayer } from './chosen-layer.ts';
import type { ReportDocument } from './document.ts';
import { operatorNames, type Facts } from './facts.ts';
import { filterWords, layerWords } from './shown-layer.ts';
import { momentOf, unconfirmedSource } from './unconfirmed.ts';
import { OF_ANY, isOfMore } from './union-words.ts';
import {
  capitalised,
  comparisonDoubt,
  count,
  dateText,
  list,
  momentText,
  periodBeforeText,
  periodText,
  places,
  watchedText,
} from './words.ts';

/** @param previous of a bulletin: the one before it */
export function provenanceOf(
  facts: Facts,
  thresholds: Thresholds,
  previous: MomentFigures | null,
): ReportDocument['provenance'] {
  const { order, communes, data, now, to, whose, simulated, borders, people } = facts;
  const { days, daysWithData, knownShare = 0, operators, operatorsWithData } = completenessOf(facts);
  const missing = data.silent
    .filter(({ operator }) => order.operators.includes(operator))
    .map(({ operator, dates }) => {
      const when =
        dates.length === data.watched.length && !data.heard.includes(operator)
          ? 'cả kỳ'
          : `ngày ${list(dates.map(dayAndMonth), 8, 'ngày khác')}`;
      return `${OPERATOR_NAMES[operator]} ${when}`;
    });
  const pairs: [string, string][] = [
    ['Kỳ báo cáo', `${periodText(order.from, order.to)} (giờ Việt Nam)`],
    [
      'Phạm vi',
      order.communes.length === 0
        ? `${count(communes.length)} xã, phường`
        : places(
            communes.map(({ name }) => name),
            12,
          ),
    ],
    ['Công nghệ và doanh nghiệp', `${order.technologies.join(', ')}; ${operatorNames(order.operators)}`],
    ['Tỷ lệ chung', whose === null ? commonWords(facts) : `Chỉ tính sóng của ${OPERATOR_NAMES[whose]}`],
    ...(order.template === 'coverage' ? chosenOf(facts) : []),
    [
      'Thời điểm số liệu',
      now >= midnightAfter(order.to) ? `Đến hết ngày ${dateText(to - 1)}` : `Tính đến ${momentText(to)}`,
    ],
    [
      'Độ đầy đủ',
      `${count(daysWithData)}/${count(days)} ngày, ${count(operatorsWithData)}/${count(operators)} nhà mạng có số liệu; quan sát được ${watchedText(knownShare)} thời gian` +
        (missing.length > 0 ? `; thiếu số liệu ${missing.join('; ')}` : ''),
    ],
    ...(facts.moment === null
      ? []
      : ([['Số liệu chưa xác nhận', unconfirmedSource(facts.moment, facts)]] satisfies [string, string][])),
    comparedOf(facts, previous),
    [
      'Mô hình vùng phủ',
      'Tính toán theo mô hình Extended Hata (SEAMCAT) trên ô lưới 25 m, không xét địa hình; ngưỡng mức thu ngoài trời để dùng được trong nhà: ' +
        `2G RxLev ${dbm(thresholds['2G'])}, 3G RSCP ${dbm(thresholds['3G'])}, 4G RSRP ${dbm(thresholds['4G'])}`,
    ],
    ['Ranh giới', borders === 'imported' ? 'Ranh giới nhập từ tệp' : 'Ranh giới gần đúng (khoảng ±100 m)'],
    [
      'Phân bố dân cư',
      { imported: 'Lưới dân cư nhập từ tệp', simulated: 'Phân bố mô phỏng', even: 'Trải đều trong từng xã' }[people],
    ],
    ...(simulated
      ? ([['Lưu ý', 'SỐ LIỆU MÔ PHỎNG của tỉnh mẫu, không phải số liệu thật']] satisfies [string, string][])
      : []),
  ];
  return pairs.map(([label, text]) => ({ label, text }));
}

function commonWords(facts: Facts): string {
  return isOfMore(facts)
    ? `${capitalised(OF_ANY)}, kể cả doanh nghiệp không được chọn`
    : 'Có sóng của ít nhất một doanh nghiệp';
}

/** What leaves communes out, and by what they are named in the text; no other template does either. */
function chosenOf(facts: Facts): [string, string][] {
  const threshold = String(facts.order.threshold).replace('.', ',');
  return [
    ['Bộ lọc', filterWords(facts)],
    ['Lớp so sánh', layerWords(facts)],
    [
      'Ngưỡng đánh giá',
      `${threshold}% dân số có ${shownLayer(facts.order).technology}, để nêu tên xã, phường trong lời văn`,
    ],
  ];
}

/** A bulletin is compared with the one before it, and with no period. */
function comparedOf(facts: Facts, previous: MomentFigures | null): [string, string] {
  if (facts.order.template !== 'bulletin') return ['Kỳ so sánh', comparedText(facts)];
  return [
    'Bản tin so sánh',
    previous === null
      ? 'không có bản tin trước cùng phạm vi'
      : `bản tin cùng phạm vi lúc ${momentOf(previous)}, theo số liệu đã biết khi lập bản tin đó`,
  ];
}

function comparedText(facts: Facts): string {
  const { compared } = facts;
  const period = periodBeforeText(facts);
  if (compared.before === null || compared.before === 0) return `${period}, không có số liệu`;
  const doubt = comparisonDoubt(compared);
  return doubt === null ? period : `${period}; ${doubt}`;
}

export type Completeness = NonNullable<ReportBody['completeness']>;

/** Days at least half of which we saw, and operators of which anything was told while we saw anything. */
export function completenessOf({ order, from, to, days, data, stations }: Facts): Completeness {
  // One without a station has nothing to tell.
  const there = order.operators.filter((operator) => stations.owners.has(operator));
  const missing = data.silent
    .filter(({ operator, dates }) => order.operators.includes(operator) && dates.length > 0)
    .map(({ operator, dates }) => ({ operator, days: dates.length, dates: dates.slice(0, MOST_DATES_NAMED) }));
  return {
    ...{ days, daysWithData: data.watched.length, knownShare: Math.min(1, data.knownMs / (to - from)), missing },
    ...{ operators: there.length, operatorsWithData: there.filter((operator) => data.heard.includes(operator)).length },
  };
}

function dbm(level: number): string {
  return `${String(level).replace('-', '−').replace('.', ',')} dBm`;
}

function midnightAfter(date: string): number {
  return midnightOf(date) + DAY_MS;
}

function dayAndMonth(date: string): string {
  return dateText(Date.parse(`${date}T00:00:00+07:00`)).slice(0, 5);
}
