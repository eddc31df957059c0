/** What each figure means, in words: printed in every format. */
import { OPERATOR_NAMES } from '../contract/terms.ts';
import { shownLayer } from './chosen-layer.ts';
import type { ReportDocument } from './document.ts';
import type { Facts } from './facts.ts';
import { ALL_OPERATORS, OF_ANY, isOfMore } from './union-words.ts';

type Definition = ReportDocument['definitions'][number];

export function definitionsFor(facts: Facts): Definition[] {
  const isBulletin = facts.order.template === 'bulletin';
  return [
    {
      term: 'Tỷ lệ dân số được phủ sóng',
      text: `Trung bình theo thời gian, trong kỳ, của tỷ lệ người dân sống trong ô 25 m có mức thu từ ít nhất một cell đang phát đạt ngưỡng; thời gian máy chủ giám sát ngừng chạy không tính.${isBulletin ? ' Trên bản đồ: tại thời điểm của bản tin.' : ''}${unionWords(facts)}`,
    },
    ...COMMON,
    isBulletin ? STATIONS_THEN : STATIONS_NOW,
    ...NETWORK,
    singleFailure(facts),
    ...(isBulletin ? momentDefinitions(facts) : [peopleOfOutages(facts)]),
    ...COMPLETENESS,
  ];
}

/** Of several operators together, but not of all, there is no figure. */
function unionWords(facts: Facts): string {
  return isOfMore(facts)
    ? ` Các tỷ lệ chung và số người chưa có sóng không riêng của các doanh nghiệp được chọn: được phủ sóng là ${OF_ANY}.`
    : '';
}

function singleFailure({ order }: Facts): Definition {
  const { technology } = shownLayer(order);
  return {
    term: 'Rủi ro N−1',
    text: `Số người không còn ${technology} của nhà mạng nào nếu riêng phần tử đó hỏng trong khi mọi phần tử khác hoạt động, theo hồ sơ mạng lúc lập báo cáo.`,
  };
}

/** Of the moment of a bulletin; the people are those of the operator, where it is of one only. */
function momentDefinitions({ whose, order }: Facts): Definition[] {
  const { technology } = shownLayer(order);
  const of = whose === null ? `của ít nhất một trong ${ALL_OPERATORS}` : `của ${OPERATOR_NAMES[whose]}`;
  return [
    {
      term: `Người mất sóng, người mất ${technology}`,
      text: `Số người có sóng di động (công nghệ bất kỳ), hoặc có ${technology}, ${of} khi mọi phần tử hoạt động mà tại thời điểm của bản tin không còn.`,
    },
    {
      term: 'Mất sóng trên diện rộng',
      text: `Xã, phường mà trong số người có sóng di động (công nghệ bất kỳ) ${of} khi mọi phần tử hoạt động, chưa tới một nửa còn có sóng tại thời điểm của bản tin.`,
    },
  ];
}

const COMMON: readonly Definition[] = [
  {
    term: 'Tỷ lệ diện tích được phủ sóng',
    text: 'Như trên, tính theo diện tích ranh giới xã, phường.',
  },
  {
    term: 'Độ sẵn sàng',
    text: '100 × (thời gian có dịch vụ) / (thời gian quan sát được), theo 3GPP TS 32.405 §4.35; trạm không sẵn sàng khi không còn cell nào phát sóng, kể cả dừng theo kế hoạch.',
  },
];

const STATIONS_NOW: Definition = {
  term: 'Số trạm',
  text: 'Trạm đang khai thác theo hồ sơ mạng lúc lập báo cáo; trạm nằm ngoài ranh giới mọi xã, phường chỉ có trong số của doanh nghiệp và của cả địa bàn.',
};

const STATIONS_THEN: Definition = {
  ...STATIONS_NOW,
  text: STATIONS_NOW.text.replace('lúc lập báo cáo', 'tại thời điểm của bản tin'),
};

const NETWORK: readonly Definition[] = [
  {
    term: 'Tuyến cáp độc lập',
    text: 'Theo thiết kế: số đường không chung nút và không chung tuyến từ nút của xã tới nút lõi khi mọi phần tử hoạt động, theo hồ sơ mạng lúc lập báo cáo.',
  },
];

function peopleOfOutages({ order }: Facts): Definition {
  const { technology } = shownLayer(order);
  return {
    term: `Người mất ${technology}, lượt người mất ${technology}`,
    text: `Số người trong tỉnh có lại ${technology} (của nhà mạng bất kỳ) nếu riêng phần tử đó được khắc phục, tính lúc lần gián đoạn bắt đầu. Trạm mất theo tuyến cáp hoặc nút mạng: tính ở tuyến, nút đó, không tính ở từng trạm; nhiều phần tử hỏng cùng lúc: lần lượt từng phần tử. Vì vậy mỗi lần mất sóng, một người chỉ được tính một lần. Cộng qua nhiều lần gián đoạn là lượt người: người mất sóng nhiều lần trong kỳ được tính ở mỗi lần.`,
  };
}

const COMPLETENESS: readonly Definition[] = [
  {
    term: 'Số liệu chưa xác nhận',
    text: 'Trạm chưa có tin mới: trạm đang khai thác, không mất liên lạc theo tin cuối cùng, mà quá thời gian quy định máy chủ giám sát không nhận được tin nào về trạm; trạm vẫn được tính theo tin cuối cùng. Điểm chưa xác nhận: phần của tỷ lệ dân số được phủ sóng tại thời điểm nêu trong báo cáo sẽ mất đi nếu mọi trạm chưa có tin mới ngừng phát sóng, điểm phần trăm; nơi còn có sóng của trạm khác không bị tính.',
  },
  {
    term: 'Độ đầy đủ của số liệu',
    text: 'Ngày có số liệu: máy chủ giám sát quan sát được ít nhất một nửa ngày (ngày chưa kết thúc: một nửa phần đã qua); tổng số ngày: các ngày đã bắt đầu của kỳ. Nhà mạng có số liệu: vào lúc máy chủ quan sát được, dù ít hơn một nửa ngày, có tin về một phần tử của nhà mạng xảy ra trong ngày đó, hoặc hệ thống của nhà mạng vẫn đều đặn báo tin về ít nhất một trạm; trạm chưa từng báo tin không được coi là có số liệu. Thiếu số liệu: những ngày có số liệu mà nhà mạng không có.',
  },
];
