/** Where the figures of a report come from, in words: printed in every format. */
import { MOST_DATES_NAMED, type ReportBody } from '../contract/reports.ts';
import { OPERATOR_NAMES } from '../contract/terms.ts';
import { DAY_MS, midnightOf } from '../calendar.ts';
import type { Thresholds } from '../coverage/types.ts';
import type { ReportDocument } from './document.ts';
import { operatorNames, type Facts } from './facts.ts';
import { filterWords, layerWords } from './shown-layer.ts';
import { unconfirmedSource } from './unconfirmed.ts';
import {
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

export function provenanceOf(facts: Facts, thresholds: Thresholds): ReportDocument['provenance'] {
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
    [
      'Tỷ lệ chung',
      whose === null ? 'Có sóng của ít nhất một doanh nghiệp' : `Chỉ tính sóng của ${OPERATOR_NAMES[whose]}`,
    ],
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
      : ([['Số liệu chưa xác nhận', unconfirmedSource(facts.moment, order)]] satisfies [string, string][])),
    ['Kỳ so sánh', comparedText(facts)],
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

/** What leaves communes out, and by what they are named in the text; no other template does either. */
function chosenOf(facts: Facts): [string, string][] {
  const threshold = String(facts.order.threshold).replace('.', ',');
  return [
    ['Bộ lọc', filterWords(facts)],
    ['Lớp so sánh', layerWords(facts)],
    ['Ngưỡng đánh giá', `${threshold}% dân số có 4G, để nêu tên xã, phường trong lời văn`],
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

export const DEFINITIONS: ReportDocument['definitions'] = [
  {
    term: 'Tỷ lệ dân số được phủ sóng',
    text: 'Trung bình theo thời gian, trong kỳ, của tỷ lệ người dân sống trong ô 25 m có mức thu từ ít nhất một cell đang phát đạt ngưỡng; thời gian máy chủ giám sát ngừng chạy không tính.',
  },
  {
    term: 'Tỷ lệ diện tích được phủ sóng',
    text: 'Như trên, tính theo diện tích ranh giới xã, phường.',
  },
  {
    term: 'Độ sẵn sàng',
    text: '100 × (thời gian có dịch vụ) / (thời gian quan sát được), theo 3GPP TS 32.405 §4.35; trạm không sẵn sàng khi không còn cell nào phát sóng, kể cả dừng theo kế hoạch.',
  },
  {
    term: 'Số trạm',
    text: 'Trạm đang khai thác theo hồ sơ mạng lúc lập báo cáo; trạm nằm ngoài ranh giới mọi xã, phường chỉ có trong số của doanh nghiệp và của cả địa bàn.',
  },
  {
    term: 'Tuyến cáp độc lập',
    text: 'Số đường không chung nút và không chung tuyến từ nút của xã tới nút lõi khi mọi phần tử hoạt động, theo hồ sơ mạng lúc lập báo cáo.',
  },
  {
    term: 'Rủi ro N−1',
    text: 'Số người không còn 4G của nhà mạng nào nếu riêng phần tử đó hỏng trong khi mọi phần tử khác hoạt động, theo hồ sơ mạng lúc lập báo cáo.',
  },
  {
    term: 'Người mất 4G, lượt người mất 4G',
    text: 'Số người trong tỉnh có lại 4G (của nhà mạng bất kỳ) nếu riêng phần tử đó được khắc phục, tính lúc lần gián đoạn bắt đầu. Trạm mất theo tuyến cáp hoặc nút mạng: tính ở tuyến, nút đó, không tính ở từng trạm; nhiều phần tử hỏng cùng lúc: lần lượt từng phần tử. Vì vậy mỗi lần mất sóng, một người chỉ được tính một lần. Cộng qua nhiều lần gián đoạn là lượt người: người mất sóng nhiều lần trong kỳ được tính ở mỗi lần.',
  },
  {
    term: 'Số liệu chưa xác nhận',
    text: 'Trạm chưa có tin mới: trạm đang khai thác, không mất liên lạc theo tin cuối cùng, mà quá thời gian quy định máy chủ giám sát không nhận được tin nào về trạm; trạm vẫn được tính theo tin cuối cùng. Điểm chưa xác nhận: phần của tỷ lệ dân số được phủ sóng tại thời điểm nêu trong báo cáo sẽ mất đi nếu mọi trạm chưa có tin mới ngừng phát sóng, điểm phần trăm; nơi còn có sóng của trạm khác không bị tính.',
  },
  {
    term: 'Độ đầy đủ của số liệu',
    text: 'Ngày có số liệu: máy chủ giám sát quan sát được ít nhất một nửa ngày (ngày chưa kết thúc: một nửa phần đã qua); tổng số ngày: các ngày đã bắt đầu của kỳ. Nhà mạng có số liệu: vào lúc máy chủ quan sát được, dù ít hơn một nửa ngày, có tin về một phần tử của nhà mạng xảy ra trong ngày đó, hoặc hệ thống của nhà mạng vẫn đều đặn báo tin về ít nhất một trạm; trạm chưa từng báo tin không được coi là có số liệu. Thiếu số liệu: những ngày có số liệu mà nhà mạng không có.',
  },
];
