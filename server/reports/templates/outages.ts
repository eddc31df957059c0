/** Outages of a week (or any period): what failed, why, for how long, and whom it hurt. */
import type { ReportIssuer } from '../../contract/reports.ts';
import { OPERATOR_NAMES } from '../../contract/terms.ts';
import { durationText } from '../cell-text.ts';
import { shownLayer } from '../chosen-layer.ts';
import { fullTable } from '../commune-tables.ts';
import type { Block, ReportDocument, Table } from '../document.ts';
import { pointOf, stationsIn, type Facts } from '../facts.ts';
import { mapBlock } from '../features.ts';
import { enclosedWith } from '../letter.ts';
import { fitted } from '../columns.ts';
import { allOutages, begunOf, outageTable, outagesByCommune } from '../outage-tables.ts';
import { causeTable, operatorTable } from '../tables.ts';
import { momentTables, presentDoubt } from '../unconfirmed.ts';
import { toldOfAny } from '../union-words.ts';
import {
  CAUSE_WORDS,
  Headings,
  NO_PROPOSALS,
  bodyWords,
  bound,
  capitalised,
  change,
  closing,
  openingOf,
  noOutages,
  outagesInWords,
  periodText,
  scopeOf,
  share,
  some,
} from '../words.ts';

type Content = Pick<ReportDocument, 'kind' | 'subject' | 'blocks' | 'tables'>;

const KIND = 'BÁO CÁO';
/** Leaves the page room for the proposals and the signature. */
const MAP_PT = 400;
const SHOWN = 20;
const WORST_STATIONS = 10;

export function outagesContent(facts: Facts, place: string, issuer: ReportIssuer): Content {
  const { order, outages, hasData } = facts;
  const period = periodText(order.from, order.to);
  const wants = (section: (typeof order.sections)[number]) => order.sections.includes(section);
  const headings = new Headings();
  const [main] = outages.causes.toSorted((a, b) => b.durationMs - a.durationMs);
  const blocks: Block[] = [];
  if (wants('summary')) {
    blocks.push(
      headings.next('TÌNH HÌNH CHUNG'),
      {
        kind: 'paragraph',
        text: hasData
          ? `1. ${capitalised(outagesInWords(outages))}${main === undefined ? '' : `; nguyên nhân gây gián đoạn lâu nhất là ${CAUSE_WORDS[main.cause].toLowerCase()} (${durationText(main.durationMs)})`}. ${cutWords(facts)}`
          : '1. Không có số liệu quan sát trong kỳ nên không xác định được các lần gián đoạn.',
      },
      { kind: 'paragraph', text: `2. ${meanWords(facts)}.` },
      ...presentDoubt(facts, '3. '),
      { kind: 'table', table: operatorTable(facts) },
    );
  }
  if (wants('outages')) {
    blocks.push(
      headings.next('NGUYÊN NHÂN VÀ CÁC LẦN GIÁN ĐOẠN LỚN'),
      { kind: 'table', table: causeTable(facts) },
      { kind: 'table', table: outageTable(facts, SHOWN, 'Gián đoạn lớn') },
      { kind: 'table', table: worstStations(facts) },
    );
  }
  if (wants('map')) blocks.push(headings.next('BẢN ĐỒ VÙNG PHỦ TRUNG BÌNH TRONG KỲ'), mapBlock(facts, [], MAP_PT));
  if (wants('proposals')) {
    blocks.push(headings.next('KIẾN NGHỊ'), {
      kind: 'paragraph',
      text: hasData ? proposalWords(facts) : NO_PROPOSALS,
    });
  }
  const text = `${bodyWords(issuer.body)} tổng hợp các lần gián đoạn của trạm BTS, nút mạng và tuyến cáp quang trên địa bàn ${scopeOf(facts, place)} ${period}`;
  blocks.unshift(openingOf(text, blocks, wants('appendix')));
  blocks.push(closing(`báo cáo sự cố và thời gian gián đoạn mạng viễn thông ${period}`, issuer), { kind: 'signature' });
  const all = allOutages(facts, 'Gián đoạn');
  if (wants('appendix')) {
    const table = { ...byCommuneTable(facts), name: 'Phụ lục', caption: enclosedWith(KIND, issuer, facts.now) };
    blocks.push(
      { kind: 'heading', level: 1, text: 'PHỤ LỤC' },
      { kind: 'heading', level: 1, text: 'GIÁN ĐOẠN VÀ ĐỘ SẴN SÀNG CỦA TRẠM THEO XÃ, PHƯỜNG' },
      { kind: 'table', table },
    );
  }
  return {
    kind: KIND,
    subject: ['Sự cố và thời gian gián đoạn mạng viễn thông', `trên địa bàn ${scopeOf(facts, bound(place))} ${period}`],
    blocks,
    tables: [
      all,
      byCommuneTable(facts),
      causeTable(facts),
      worstStations(facts),
      operatorTable(facts),
      fullTable(facts),
      ...momentTables(facts),
    ],
  };
}

/** Only about what there was. */
function proposalWords({ outages: { items } }: Facts): string {
  const failed = new Set(items.map(({ kind }) => kind));
  const looks = [
    ...(failed.has('station') ? ['rà soát các trạm gián đoạn lâu nhất trong kỳ, kiểm tra nguồn điện dự phòng'] : []),
    ...(failed.has('link') ? ['kiểm tra các tuyến cáp đã gặp sự cố'] : []),
    ...(failed.has('node') ? ['kiểm tra các nút mạng đã gặp sự cố'] : []),
  ];
  return looks.length === 0
    ? 'Trong kỳ không có gián đoạn từ 01 phút trở lên; đề nghị các doanh nghiệp viễn thông duy trì kiểm tra định kỳ nguồn điện dự phòng và các tuyến cáp.'
    : `Đề nghị các doanh nghiệp viễn thông ${looks.join('; ')}; báo cáo kết quả khắc phục trong kỳ sau.`;
}

/** Of links as of all outages: shorter ones are left out, and it is said. */
function cutWords({ outages }: Facts): string {
  const cuts = begunOf(outages.items).filter(({ kind }) => kind === 'link').length;
  return cuts > 0
    ? `Tuyến cáp bị gián đoạn ${some(cuts)} lần từ 01 phút trở lên.`
    : 'Không có tuyến cáp nào bị gián đoạn từ 01 phút trở lên.';
}

/** How many had a signal in the mean of the period, and how many more it would have been. */
function meanWords(facts: Facts): string {
  const { technology } = shownLayer(facts.order);
  if (!facts.hasData) return `Không có số liệu về tỷ lệ dân số được phủ sóng ${technology} trong kỳ`;
  const point = pointOf(facts.coverage, null, technology);
  return toldOfAny(
    facts,
    `Tỷ lệ dân số được phủ sóng ${technology} trung bình trong kỳ đạt ${share(point?.population)}, ${change(facts, null, technology)}; ${lostWords(point, technology)}`,
  );
}

/** How far the mean stayed below what it would have been with everything working. */
function lostWords(point: ReturnType<typeof pointOf>, technology: string): string {
  const people = point === null ? 0 : point.asBuilt.people - point.people;
  return people < 1
    ? 'không giảm so với khi mọi phần tử hoạt động'
    : `so với khi mọi phần tử hoạt động, trung bình mỗi thời điểm có ${some(Math.round(people))} người mất ${technology}`;
}

function worstStations({ outages, communes, hasData }: Facts): Table {
  const sums = new Map<string, { count: number; ms: number; operator: string; commune: string | null }>();
  for (const { kind, code, operator, commune, durationMs } of outages.items) {
    if (kind !== 'station') continue;
    const sum = sums.get(code) ?? { count: 0, ms: 0, operator, commune };
    sums.set(code, { ...sum, count: sum.count + 1, ms: sum.ms + durationMs });
  }
  const nameOf = new Map(communes.map(({ code, name }) => [code, name]));
  const column = { align: 'left', format: 'text' } as const;
  return {
    name: 'Trạm gián đoạn nhiều',
    caption: 'Các trạm gián đoạn lâu nhất',
    ...noOutages({ hasData }, 'Không có trạm nào gián đoạn trong kỳ'),
    columns: fitted([
      { key: 'tt', title: 'TT', width: 0.06, align: 'center', format: 'integer' },
      { key: 'tram', title: 'Trạm', width: 0.21, ...column },
      { key: 'doanh_nghiep', title: 'Doanh nghiệp', width: 0.16, ...column },
      { key: 'xa', title: 'Xã, phường', width: 0.29, ...column },
      { key: 'so_lan', title: 'Số lần', width: 0.1, align: 'right', format: 'integer' },
      { key: 'thoi_gian', title: 'Tổng thời gian', width: 0.18, align: 'right', format: 'duration' },
    ]),
    rows: [...sums]
      .sort(([, a], [, b]) => b.ms - a.ms)
      .slice(0, WORST_STATIONS)
      .map(([code, { count: times, ms, operator, commune }], index) => [
        index + 1,
        code,
        Object.entries(OPERATOR_NAMES).find(([known]) => known === operator)?.[1] ?? operator,
        nameOf.get(commune ?? '') ?? '–',
        times,
        ms,
      ]),
  };
}

function byCommuneTable(facts: Facts): Table {
  const { technology } = shownLayer(facts.order);
  const outages = outagesByCommune(facts, technology);
  return {
    name: 'Theo xã, phường',
    caption: 'Gián đoạn và độ sẵn sàng của trạm theo xã, phường',
    columns: fitted([
      { key: 'tt', title: 'TT', width: 0.07, align: 'center', format: 'integer' },
      { key: 'xa', title: 'Xã, phường', width: 0.28, align: 'left', format: 'text' },
      { key: 'tram', title: 'Số trạm', width: 0.1, align: 'right', format: 'integer' },
      { key: 'so_lan', title: 'Số lần gián đoạn', width: 0.12, align: 'right', format: 'integer' },
      { key: 'gian_doan', title: 'Tổng thời gian gián đoạn', width: 0.17, align: 'right', format: 'duration' },
      { key: 'san_sang', title: 'Độ sẵn sàng', unit: '%', width: 0.13, align: 'right', format: 'availability' },
      {
        ...{ key: `dan_mat_${technology.toLowerCase()}`, title: `Lượt người mất ${technology}` },
        ...{ width: 0.13, align: 'right', format: 'integer' },
      },
    ]),
    rows: facts.byCommune.items.map(({ code, name, total }, index) => {
      const { count: times, people } = outages(code);
      const { availability, unavailableMs } = total;
      return [...[index + 1, name, stationsIn(facts, code), times, unavailableMs, availability, people]];
    }),
    note: `Số lần và lượt người mất ${technology} (một người mất ${technology} hai lần là hai lượt): của các trạm, nút và tuyến cáp đặt tại xã, phường, từ 01 phút trở lên; thời gian: cộng của các trạm.`,
  };
}
