/** Monthly coverage: how many people have a signal, where they do not, what failed, what to do about it. */
import type { ReportIssuer } from '../../contract/reports.ts';
import { OPERATOR_NAMES } from '../../contract/terms.ts';
import { shownLayer } from '../chosen-layer.ts';
import { annexFields, fullTable, operatorTables } from '../commune-tables.ts';
import type { Block, ReportDocument, Table } from '../document.ts';
import { pointOf, type Facts } from '../facts.ts';
import { mapBlock } from '../features.ts';
import { enclosedWith } from '../letter.ts';
import { allOutages, outageTable } from '../outage-tables.ts';
import { causeTable, communeTable, failureTable, operatorTable, peopleWithout } from '../tables.ts';
import { momentTables, presentDoubt } from '../unconfirmed.ts';
import { ofAny, toldOfAny } from '../union-words.ts';
import {
  Headings,
  NO_PROPOSALS,
  availability,
  bodyWords,
  bound,
  change,
  closing,
  openingOf,
  outagesInWords,
  periodText,
  places,
  scopeOf,
  share,
  some,
} from '../words.ts';

type Content = Pick<ReportDocument, 'kind' | 'subject' | 'blocks' | 'tables'>;

const KIND = 'BÁO CÁO';
const LISTED = 6;
const OUTAGES_SHOWN = 10;
/** Leaves its page room for the first table about outages: otherwise a fifth of it is empty. */
const MAP_PT = 400;

export function coverageContent(facts: Facts, place: string, issuer: ReportIssuer): Content {
  const { order } = facts;
  const { technology } = shownLayer(order);
  const period = periodText(order.from, order.to);
  const wants = (section: (typeof order.sections)[number]) => order.sections.includes(section);
  const headings = new Headings();
  const lowest = lowestCommunes(facts);
  const blocks: Block[] = [];
  if (wants('summary')) {
    blocks.push(headings.next('KẾT QUẢ CHUNG'), ...summaryOf(facts), { kind: 'table', table: operatorTable(facts) });
  }
  if (wants('lowest')) {
    blocks.push(headings.next(`CÁC XÃ, PHƯỜNG CÓ TỶ LỆ PHỦ SÓNG ${technology} THẤP NHẤT`), {
      kind: 'table',
      table: communeTable(facts, lowest, 'Thấp nhất', ''),
    });
  }
  if (wants('map')) blocks.push(headings.next('BẢN ĐỒ VÙNG PHỦ'), mapBlock(facts, lowest, MAP_PT));
  if (wants('outages')) {
    blocks.push(
      headings.next('SỰ CỐ VÀ THỜI GIAN GIÁN ĐOẠN'),
      ...outageWords(facts),
      ...tables(facts, [causeTable(facts), outageTable(facts, OUTAGES_SHOWN, 'Gián đoạn nặng'), failureTable(facts)]),
    );
  }
  if (wants('proposals')) blocks.push(headings.next('KIẾN NGHỊ'), ...proposals(facts));
  const text = `Thực hiện nhiệm vụ quản lý nhà nước về viễn thông, ${bodyWords(issuer.body)} báo cáo tình hình vùng phủ sóng di động và hạ tầng cáp quang ${period} trên địa bàn ${scopeOf(facts, place)}`;
  blocks.unshift(openingOf(text, blocks, wants('appendix')));
  blocks.push(closing(`báo cáo tình hình vùng phủ sóng di động và hạ tầng cáp quang ${period}`, issuer));
  blocks.push({ kind: 'signature' });
  if (wants('appendix')) {
    const all = facts.communes.map(({ code }) => code);
    blocks.push(
      { kind: 'heading', level: 1, text: 'PHỤ LỤC' },
      { kind: 'heading', level: 1, text: 'TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG THEO XÃ, PHƯỜNG' },
      {
        kind: 'table',
        table: communeTable(facts, all, 'Phụ lục', enclosedWith(KIND, issuer, facts.now), annexFields(facts)),
      },
    );
  }
  return {
    kind: KIND,
    subject: [
      'Tình hình vùng phủ sóng di động và hạ tầng cáp quang',
      `trên địa bàn ${scopeOf(facts, bound(place))} ${period}`,
    ],
    blocks,
    tables: [
      fullTable(facts),
      operatorTable(facts),
      causeTable(facts),
      allOutages(facts, 'Gián đoạn'),
      failureTable(facts),
      ...momentTables(facts),
      ...operatorTables(facts),
    ],
  };
}

/** What a sentence before them says is not there needs no empty table. */
function tables({ hasData }: Facts, all: readonly Table[]): Block[] {
  return hasData ? all.map((table) => ({ kind: 'table', table })) : [];
}

/** Those with a figure, the lowest share of people with the technology first. */
function worstFirst({ order, coverage }: Facts): { code: string; name: string; value: number }[] {
  const { technology } = shownLayer(order);
  const rated = coverage.communes.flatMap(({ code, name }) => {
    const value = pointOf(coverage, code, technology)?.population;
    return value === null || value === undefined ? [] : [{ code, name, value }];
  });
  return rated.sort((a, b) => a.value - b.value || a.code.localeCompare(b.code));
}

/** The lowest six, or all below the threshold when these are fewer. */
function lowestCommunes(facts: Facts): string[] {
  const sorted = worstFirst(facts);
  const below = sorted.filter(({ value }) => value < facts.order.threshold);
  return (below.length < LISTED && below.length > 0 ? below : sorted).slice(0, LISTED).map(({ code }) => code);
}

const noSummary = (technology: string) => [
  '1. Không có số liệu quan sát trong kỳ nên không xác định được tỷ lệ dân số và diện tích được phủ sóng.',
  `2. Không có số liệu về số người chưa có sóng ${technology} trong kỳ.`,
  '3. Không có số liệu về trạm BTS và tuyến cáp quang trong kỳ.',
];

function summaryOf(facts: Facts): Block[] {
  const { coverage, order, stations, whose, hasData } = facts;
  const { technology: told } = shownLayer(order);
  if (!hasData) return noSummary(told).map((text) => ({ kind: 'paragraph', text }));
  const point = pointOf(coverage, null, told);
  const others = order.technologies
    .filter((technology) => technology !== told)
    .map((technology) => `${technology} đạt ${share(pointOf(coverage, null, technology)?.population)}`);
  const without = peopleWithout(facts, null, told);
  const owners = order.operators.filter((operator) => stations.owners.has(operator)).length;
  const lines = [
    `1. Địa bàn hiện có ${some(stations.total)} trạm BTS của ${whose === null ? `${some(owners)} doanh nghiệp` : OPERATOR_NAMES[whose]}${stations.outside > 0 ? `, trong đó ${some(stations.outside)} trạm nằm ngoài ranh giới các xã, phường` : ''}. ${toldOfAny(facts, `Tỷ lệ dân số được phủ sóng ${told} đạt ${share(point?.population)}, ${change(facts, null, told)}; diện tích đạt ${share(point?.area)}${others.length > 0 ? `; ${others.join(', ')} dân số` : ''}`)}.`,
    `2. ${without === null ? `Không có số liệu về số người chưa có sóng ${told} trong kỳ` : toldOfAny(facts, `Còn ${without} chưa có sóng ${told} tại nơi ở`)}. Khi mọi phần tử hoạt động, tỷ lệ dân số được phủ sóng ${told}${ofAny(facts)} là ${share(point?.asBuilt.population)}.`,
    `3. ${fibreWords(facts)}.`,
  ];
  return [...lines.map((text): Block => ({ kind: 'paragraph', text })), ...presentDoubt(facts, '4. ')];
}

/** As built: what is cut now is no matter of it, nor of a filter by how things stand. */
function fibreWords(facts: Facts): string {
  const single = homed(facts, (paths) => paths === 1).length;
  const none = homed(facts, (paths) => paths < 1).length;
  const [first, ...others] = facts.communes;
  if (first !== undefined && others.length === 0) return fibreOfOne(first.name, single, none);
  const parts = [
    ...(single > 0 ? [`${some(single)} nơi chỉ có một tuyến cáp quang tới mạng lõi`] : []),
    ...(none > 0 ? [`${some(none)} nơi chưa có tuyến cáp quang tới mạng lõi trong hồ sơ`] : []),
  ];
  const all = `${some(facts.communes.length)} xã, phường`;
  return parts.length === 0
    ? `Theo thiết kế, cả ${all} đều có từ hai tuyến cáp quang độc lập trở lên tới mạng lõi`
    : `Theo thiết kế, trong ${all} có ${parts.join(', ')}`;
}

function fibreOfOne(name: string, single: number, none: number): string {
  if (single > 0) return `Theo thiết kế, ${name} chỉ có một tuyến cáp quang tới mạng lõi`;
  return none > 0
    ? `Theo thiết kế, ${name} chưa có tuyến cáp quang tới mạng lõi trong hồ sơ`
    : `Theo thiết kế, ${name} có từ hai tuyến cáp quang độc lập trở lên tới mạng lõi`;
}

function outageWords({ outages, byOperator, links, hasData }: Facts): Block[] {
  if (!hasData) return [{ kind: 'paragraph', text: 'Không có số liệu về sự cố và gián đoạn trong kỳ.' }];
  const known = links.items.flatMap(({ total }) => (total.availability === null ? [] : [total]));
  const linkAvailability =
    known.length === 0
      ? null
      : 100 *
        (1 -
          known.reduce((sum, { unavailableMs }) => sum + unavailableMs, 0) /
            known.reduce((sum, { periodMs, unknownMs }) => sum + periodMs - unknownMs, 0));
  const operators = byOperator.items
    .filter(({ total }) => total.availability !== null)
    .map(({ name, total }) => `${name} ${availability(total.availability)}`);
  return [
    {
      kind: 'paragraph',
      text: `Trong kỳ ${outagesInWords(outages)}. ${availabilityWords(operators, linkAvailability)}.`,
    },
  ];
}

/** What has no figure is left out: an operator without a station there, a network without links. */
function availabilityWords(operators: readonly string[], links: number | null): string {
  const parts = [
    ...(operators.length > 0 ? [`của trạm: ${operators.join(', ')}`] : []),
    ...(links === null ? [] : [`của tuyến cáp: ${availability(links)}`]),
  ];
  return parts.length === 0 ? 'Không có số liệu về độ sẵn sàng' : `Độ sẵn sàng ${parts.join('; ')}`;
}

function proposals(facts: Facts): Block[] {
  const { order, communes, hasData } = facts;
  if (!hasData) return [{ kind: 'paragraph', text: NO_PROPOSALS }];
  const { technology } = shownLayer(order);
  const below = worstFirst(facts)
    .filter(({ value }) => value < order.threshold)
    .map(({ name }) => name);
  const singleHomed = new Set(homed(facts, (paths) => paths === 1));
  // Where a cut would hurt most people first.
  const single = communes
    .filter(({ code }) => singleHomed.has(code))
    .toSorted((a, b) => b.population - a.population)
    .map(({ name }) => name);
  const threshold = String(order.threshold).replace('.', ',');
  const lines = [
    below.length > 0
      ? `1. Đề nghị các doanh nghiệp viễn thông bổ sung trạm, tối ưu vùng phủ tại ${some(below.length)} xã, phường có tỷ lệ dân số được phủ sóng ${technology}${ofAny(facts)} dưới ${threshold}%: ${places(below)}.`
      : `1. Không có xã, phường nào dưới ngưỡng ${threshold}% dân số được phủ sóng ${technology}${ofAny(facts)}; đề nghị các doanh nghiệp duy trì chất lượng vùng phủ.`,
    single.length > 0
      ? `2. Đề nghị xây dựng tuyến cáp dự phòng cho ${some(single.length)} xã, phường theo thiết kế chỉ có một tuyến truyền dẫn: ${places(single)}.`
      : '2. Đề nghị duy trì hoạt động của các mạch vòng cáp quang và kiểm tra định kỳ.',
  ];
  return lines.map((text) => ({ kind: 'paragraph', text }));
}

/** Codes of the communes with so many independent ways to a core; −1: with no node. */
function homed({ resilience, communes }: Facts, isAsked: (paths: number) => boolean): string[] {
  const codes = new Set(communes.map(({ code }) => code));
  return resilience.items
    .filter(({ code, pathsAsBuilt }) => codes.has(code) && isAsked(pathsAsBuilt ?? -1))
    .map(({ code }) => code);
}
