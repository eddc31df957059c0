/** One commune's sheet: its figures, its network, what failed there, and what it hangs on. */
import type { ReportIssuer } from '../../contract/reports.ts';
import { OPERATORS, OPERATOR_NAMES, type LayerTechnology } from '../../contract/terms.ts';
import { shownLayer } from '../chosen-layer.ts';
import { fullTable } from '../commune-tables.ts';
import type { Block, ReportDocument, Table } from '../document.ts';
import { pointOf, stationsIn, type Facts } from '../facts.ts';
import { mapBlock } from '../features.ts';
import { fitted } from '../columns.ts';
import { allOutages, outageTable } from '../outage-tables.ts';
import { causeTable, failureTable, peopleWithout } from '../tables.ts';
import { momentTables, presentDoubt } from '../unconfirmed.ts';
import { ALL_OPERATORS, toldOfAny } from '../union-words.ts';
import {
  Headings,
  availability,
  bound,
  change,
  closing,
  count,
  list,
  ofNetwork,
  outagesInWords,
  ownersOf,
  periodText,
  share,
  some,
  within,
} from '../words.ts';

type Content = Pick<ReportDocument, 'kind' | 'subject' | 'blocks' | 'tables'>;

const SHOWN = 15;
/** The page's first half is text and a table: the map goes below. */
const MAP_PT = 250;

export function communeContent(facts: Facts, place: string, issuer: ReportIssuer): Content {
  const { order, communes, coverage, resilience, byCommune, outages, hasData } = facts;
  const [commune] = communes;
  const code = commune?.code ?? '';
  const name = commune?.name ?? '';
  const period = periodText(order.from, order.to);
  const headings = new Headings();
  const standing = resilience.items.find((item) => item.code === code);
  const total = byCommune.items.find((item) => item.code === code)?.total;
  const known = total?.availability ?? null;
  const { technology } = shownLayer(order);
  const point = pointOf(coverage, code, technology);
  const without = peopleWithout(facts, code, technology);
  const paths = standing?.pathsAsBuilt ?? null;
  const stations = stationsIn(facts, code);
  const isAll = order.operators.length === OPERATORS.length;
  const lines = [
    `1. ${name} có ${count(commune?.population ?? 0)} dân, diện tích ${String(commune?.areaKm2 ?? 0).replace('.', ',')} km²${stations === null ? '' : `, ${some(stations)} trạm BTS${isAll ? '' : ` của ${ownersOf(order.operators)}`}`}.`,
    ...(hasData
      ? [
          `2. ${toldOfAny(facts, `Tỷ lệ dân số được phủ sóng ${technology} đạt ${share(point?.population)}, ${change(facts, code, technology)}; diện tích đạt ${share(point?.area)}; ${without === null ? `không có số liệu về số người chưa có sóng ${technology} trong kỳ` : `còn ${without} chưa có sóng ${technology}`}`)}.`,
          `3. ${fibreWords(paths)} ${operatorWords(standing?.operators ?? [])}`,
        ]
      : [
          '2. Không có số liệu quan sát trong kỳ nên không xác định được tình hình vùng phủ, trạm BTS và tuyến cáp quang.',
        ]),
  ];
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: `Tình hình vùng phủ sóng và hạ tầng viễn thông ${within(name)}${ofNetwork(order)} ${period} như sau:`,
    },
    headings.next('THÔNG TIN CHUNG'),
    ...lines.map((text): Block => ({ kind: 'paragraph', text })),
    ...presentDoubt(facts, `${String(lines.length + 1)}. `),
    headings.next('VÙNG PHỦ THEO DOANH NGHIỆP'),
    { kind: 'table', table: heat(facts, code) },
    ...(order.sections.includes('map') ? [headings.next('BẢN ĐỒ'), mapBlock(facts, [code], MAP_PT)] : []),
    headings.next('GIÁN ĐOẠN VÀ RỦI RO'),
    {
      kind: 'paragraph',
      text: hasData
        ? `Trong kỳ ${outagesInWords(outages)}${known === null ? '' : `; độ sẵn sàng của các trạm đạt ${availability(known)}`}.`
        : 'Không có số liệu về sự cố và gián đoạn trong kỳ.',
    },
    ...(hasData ? [causeTable(facts), outageTable(facts, SHOWN, 'Gián đoạn'), failureTable(facts)] : []).map(
      (table): Block => ({ kind: 'table', table }),
    ),
    closing(`thông tin về vùng phủ sóng và hạ tầng viễn thông ${within(name)} ${period}`, { ...issuer, addressee: '' }),
    { kind: 'signature' },
  ];
  return {
    kind: 'PHIẾU THÔNG TIN',
    subject: [
      `Vùng phủ sóng di động và hạ tầng cáp quang ${within(name)}`,
      `${bound(place)}${ofNetwork(order)}, ${period}`,
    ],
    blocks,
    tables: [
      heat(facts, code),
      fullTable(facts),
      causeTable(facts),
      allOutages(facts, 'Gián đoạn'),
      failureTable(facts),
      ...momentTables(facts),
    ],
  };
}

function fibreWords(paths: number | null): string {
  if (paths === null) return 'Chưa có nút mạng trong hồ sơ.';
  if (paths === 0) return 'Theo thiết kế, nút mạng chưa có tuyến tới mạng lõi.';
  return paths === 1
    ? 'Theo thiết kế, nút mạng chỉ có một tuyến cáp quang tới mạng lõi, không có đường dự phòng.'
    : `Theo thiết kế, nút mạng có ${some(paths)} tuyến cáp quang độc lập tới mạng lõi.`;
}

function operatorWords(operators: readonly (keyof typeof OPERATOR_NAMES)[]): string {
  return operators.length === 0
    ? 'Chưa doanh nghiệp nào có sóng di động (công nghệ bất kỳ) cho từ một nửa số dân trở lên.'
    : `Doanh nghiệp có sóng di động (công nghệ bất kỳ) cho từ một nửa số dân trở lên: ${list(operators.map((operator) => OPERATOR_NAMES[operator]))}.`;
}

function heat({ order, coverage, asked }: Facts, code: string): Table {
  const technologies: LayerTechnology[] = [...order.technologies];
  const share1 = { align: 'right', format: 'percent', unit: '%' } as const;
  return {
    name: 'Theo doanh nghiệp',
    caption: 'Tỷ lệ dân số được phủ sóng theo doanh nghiệp và công nghệ',
    columns: fitted([
      { key: 'doanh_nghiep', title: 'Doanh nghiệp', width: 0.4, align: 'left', format: 'text' },
      ...technologies.map((technology) => ({ key: `dan_${technology}`, title: technology, width: 0.2, ...share1 })),
    ]),
    rows: order.operators.map((operator) => [
      OPERATOR_NAMES[operator],
      ...technologies.map((technology) => pointOf(coverage, code, technology, operator)?.population ?? null),
    ]),
    // Of all there are, whoever was asked for.
    totals: [
      order.operators.length === OPERATORS.length ? 'Mọi doanh nghiệp' : `Ít nhất một trong ${ALL_OPERATORS}`,
      ...technologies.map((technology) => pointOf(asked, code, technology)?.population ?? null),
    ],
  };
}
