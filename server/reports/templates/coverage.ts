/** Monthly coverage: how many people have a signal, where they do not, what failed, what to do about it. */
import type { ReportIssuer } from '../../contract/reports.ts';
import { OPERATOR_NAMES } from '../../contract/terms.ts';
import type { Block, ReportDocument } from '../document.ts';
import { pointOf, type Facts } from '../facts.ts';
import { mapBlock } from '../features.ts';
import { enclosedWith } from '../letter.ts';
import { allOutages, outageTable } from '../outage-tables.ts';
import { causeTable, communeTable, failureTable, fullTable, operatorTable, withoutSignal } from '../tables.ts';
import {
  Headings,
  availability,
  bodyWords,
  change,
  closing,
  hours,
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

export function coverageContent(facts: Facts, place: string, issuer: ReportIssuer): Content {
  const { order } = facts;
  const period = periodText(order.from, order.to);
  const wants = (section: (typeof order.sections)[number]) => order.sections.includes(section);
  const headings = new Headings();
  const lowest = lowestCommunes(facts);
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      letter: true,
      text: `Thực hiện nhiệm vụ quản lý nhà nước về viễn thông, ${bodyWords(issuer.body)} báo cáo tình hình vùng phủ sóng di động và hạ tầng cáp quang ${period} trên địa bàn ${scopeOf(facts, place)} như sau:`,
    },
  ];
  if (wants('summary')) {
    blocks.push(headings.next('KẾT QUẢ CHUNG'), ...summaryOf(facts), { kind: 'table', table: operatorTable(facts) });
  }
  if (wants('lowest')) {
    blocks.push(headings.next('CÁC XÃ, PHƯỜNG CÓ TỶ LỆ PHỦ SÓNG 4G THẤP NHẤT'), {
      kind: 'table',
      table: communeTable(facts, lowest, 'Thấp nhất', ''),
    });
  }
  if (wants('map')) blocks.push(headings.next('BẢN ĐỒ VÙNG PHỦ'), mapBlock(facts, lowest));
  if (wants('outages')) {
    blocks.push(
      headings.next('SỰ CỐ VÀ THỜI GIAN GIÁN ĐOẠN'),
      ...outageWords(facts),
      { kind: 'table', table: causeTable(facts) },
      { kind: 'table', table: outageTable(facts, OUTAGES_SHOWN, 'Gián đoạn nặng') },
      { kind: 'table', table: failureTable(facts) },
    );
  }
  if (wants('proposals')) blocks.push(headings.next('KIẾN NGHỊ'), ...proposals(facts));
  blocks.push(closing(`báo cáo tình hình vùng phủ sóng di động và hạ tầng cáp quang ${period}`, issuer));
  blocks.push({ kind: 'signature' });
  if (wants('appendix')) {
    const all = facts.communes.map(({ code }) => code);
    blocks.push(
      { kind: 'heading', level: 1, text: 'PHỤ LỤC' },
      { kind: 'heading', level: 1, text: 'TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG THEO XÃ, PHƯỜNG' },
      { kind: 'table', table: communeTable(facts, all, 'Phụ lục', enclosedWith(KIND, issuer, facts.now)) },
    );
  }
  return {
    kind: KIND,
    subject: [
      'Tình hình vùng phủ sóng di động và hạ tầng cáp quang',
      `trên địa bàn ${scopeOf(facts, place)} ${period}`,
    ],
    blocks,
    tables: [
      fullTable(facts),
      operatorTable(facts),
      causeTable(facts),
      allOutages(facts, 'Gián đoạn'),
      failureTable(facts),
    ],
  };
}

/** The lowest six, or all below the threshold when these are fewer. */
function lowestCommunes({ coverage, order }: Facts): string[] {
  const rated = coverage.communes.flatMap(({ code }) => {
    const value = pointOf(coverage, code, '4G')?.population;
    return value === null || value === undefined ? [] : [{ code, value }];
  });
  const sorted = rated.sort((a, b) => a.value - b.value || a.code.localeCompare(b.code));
  const below = sorted.filter(({ value }) => value < order.threshold);
  return (below.length < LISTED && below.length > 0 ? below : sorted).slice(0, LISTED).map(({ code }) => code);
}

function summaryOf(facts: Facts): Block[] {
  const { coverage, previous, order, stations, communes, whose } = facts;
  const point = (technology: '2G' | '3G' | '4G') => pointOf(coverage, null, technology);
  const four = point('4G');
  const others = order.technologies
    .filter((technology) => technology !== '4G')
    .map((technology) => `${technology} đạt ${share(point(technology)?.population)}`);
  const single = singleHomed(facts);
  const without = withoutSignal(facts, null, '4G');
  const owners = order.operators.filter((operator) => stations.owners.has(operator)).length;
  const lines = [
    `1. Địa bàn có ${some(stations.total)} trạm BTS của ${whose === null ? `${some(owners)} doanh nghiệp` : OPERATOR_NAMES[whose]}. Tỷ lệ dân số được phủ sóng 4G đạt ${share(four?.population)}, ${change(four?.population, pointOf(previous, null, '4G')?.population)}; diện tích đạt ${share(four?.area)}${others.length > 0 ? `; ${others.join(', ')} dân số` : ''}.`,
    `2. ${without === null ? 'Không có số liệu về số người chưa có sóng 4G trong kỳ' : `Còn ${some(without)} người chưa có sóng 4G tại nơi ở`}. Khi mọi phần tử hoạt động, tỷ lệ dân số được phủ sóng 4G là ${share(four?.asBuilt.population)}.`,
    single.length > 0
      ? `3. Trong ${some(communes.length)} xã, phường có ${some(single.length)} nơi chỉ có một tuyến cáp quang tới mạng lõi.`
      : `3. Cả ${some(communes.length)} xã, phường đều có từ hai tuyến cáp quang độc lập trở lên tới mạng lõi.`,
  ];
  return lines.map((text) => ({ kind: 'paragraph', text }));
}

function outageWords({ outages, byOperator, links }: Facts): Block[] {
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
  const duration = outages.causes.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return [
    {
      kind: 'paragraph',
      text: `Trong kỳ ghi nhận ${some(outages.total)} lần gián đoạn từ 01 phút trở lên, tổng thời gian ${hours(duration)}. Độ sẵn sàng của trạm: ${operators.join(', ')}; của tuyến cáp: ${availability(linkAvailability)}.`,
    },
  ];
}

function proposals(facts: Facts): Block[] {
  const { coverage, order, communes } = facts;
  const nameOf = new Map(communes.map(({ code, name }) => [code, name]));
  const below = coverage.communes
    .filter(({ code }) => (pointOf(coverage, code, '4G')?.population ?? 100) < order.threshold)
    .map(({ name }) => name);
  const single = singleHomed(facts).map((code) => nameOf.get(code) ?? code);
  const threshold = String(order.threshold).replace('.', ',');
  const lines = [
    below.length > 0
      ? `1. Đề nghị các doanh nghiệp viễn thông bổ sung trạm, tối ưu vùng phủ tại ${some(below.length)} xã, phường có tỷ lệ dân số được phủ sóng 4G dưới ${threshold}%: ${places(below)}.`
      : `1. Không có xã, phường nào dưới ngưỡng ${threshold}% dân số được phủ sóng 4G; đề nghị các doanh nghiệp duy trì chất lượng vùng phủ.`,
    single.length > 0
      ? `2. Đề nghị xây dựng tuyến cáp dự phòng cho ${some(single.length)} xã, phường chỉ có một tuyến truyền dẫn: ${places(single)}.`
      : '2. Đề nghị duy trì hoạt động của các mạch vòng cáp quang và kiểm tra định kỳ.',
  ];
  return lines.map((text) => ({ kind: 'paragraph', text }));
}

function singleHomed({ resilience, communes }: Facts): string[] {
  const asked = new Set(communes.map(({ code }) => code));
  return resilience.items
    .filter(({ code, pathsAsBuilt }) => asked.has(code) && pathsAsBuilt === 1)
    .map(({ code }) => code);
}
