/** Disaster bulletin: what is out at this moment, why, who is dark, and what changed since the previous bulletin. */
import type { ReportIssuer } from '../../contract/reports.ts';
import { OPERATOR_NAMES } from '../../contract/terms.ts';
import type { MomentFigures } from '../../history/moment.ts';
import type { Block, ReportDocument, Table } from '../document.ts';
import { stationsOf, type Facts } from '../facts.ts';
import { momentMapBlock, type Moments } from '../features.ts';
import { fitted } from '../columns.ts';
import { shownLayer } from '../chosen-layer.ts';
import { fullTable } from '../commune-tables.ts';
import { noteOf } from '../tables.ts';
import { momentOf, momentTables, silentTable } from '../unconfirmed.ts';
import { unionNote } from '../union-words.ts';
import { CAUSE_WORDS, Headings, bound, closing, momentText, scopeOf } from '../words.ts';
import { cutOffWords, heardOf, isLimited, networkOf, nodeTable } from './bulletin-network.ts';
import { darkCommunes, doubtfulNote, situationLines } from './bulletin-words.ts';

type Content = Pick<ReportDocument, 'kind' | 'subject' | 'blocks' | 'tables'>;

const text = { align: 'left', format: 'text' } as const;
const MAP_PT = 400;
/** On a map of so few communes each has its name, else only those that are dark. */
const ALL_NAMED = 12;
const integer = { align: 'right', format: 'integer' } as const;

export function bulletinContent(
  facts: Facts,
  place: string,
  issuer: ReportIssuer,
  { now, previous, isWholeNetwork }: Moments,
): Content {
  const headings = new Headings();
  const spokenOf = momentOf(now);
  const moments = { now, previous, isWholeNetwork };
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: `Thông tin nhanh về tình hình mạng viễn thông trên địa bàn ${scopeOf(facts, place)} tính đến ${spokenOf}${previous === null ? '' : `, so với bản tin lúc ${momentOf(previous)}`}:`,
    },
    ...paragraphs(
      previous === null ? [`Không có bản tin trước${isLimited(facts.order) ? ' cùng phạm vi' : ''} để so sánh.`] : [],
    ),
    ...unknownSince(now),
    ...paragraphs(doubtfulNote(now, facts)),
    headings.next('TÌNH HÌNH CHUNG'),
    ...paragraphs(situationLines(facts, moments)),
    ...(facts.order.sections.includes('map') ? [mapOf(facts, now)] : []),
    headings.next('TRẠM MẤT LIÊN LẠC'),
    { kind: 'table', table: causes(now, previous) },
    { kind: 'table', table: operators(facts, now, previous) },
    headings.next('XÃ, PHƯỜNG BỊ ẢNH HƯỞNG'),
    { kind: 'table', table: communes(facts, now, previous) },
    ...(now.stale > 0
      ? [headings.next('SỐ LIỆU CHƯA XÁC NHẬN'), { kind: 'table', table: silentTable(now, facts) } as const]
      : []),
    closing(`tình hình mạng viễn thông tính đến ${spokenOf}`, { ...issuer, addressee: '' }),
    { kind: 'signature' },
  ];
  return {
    kind: 'BẢN TIN NHANH',
    subject: [
      'Tình hình mạng viễn thông phục vụ ứng phó thiên tai',
      `trên địa bàn ${scopeOf(facts, bound(place))}, ${spokenOf}`,
    ],
    blocks,
    tables: [
      communes(facts, now, previous),
      causes(now, previous),
      operators(facts, now, previous),
      nodeTable(now, networkOf(facts.order, isWholeNetwork)),
      ...momentTables(facts),
      fullTable(facts),
    ],
  };
}

/**
 * Before the tables, where there is room for it: whoever sees the first page alone sees where it is dark. Its caption says what it is; under
 * a heading it would leave a page half empty.
 */
function mapOf(facts: Facts, now: MomentFigures): Block {
  const named = facts.communes.length <= ALL_NAMED ? facts.communes : darkCommunes(now);
  const codes = named.map(({ code }) => code);
  return { ...momentMapBlock(facts, now, codes, MAP_PT), floats: true };
}

const paragraphs = (texts: readonly string[]): Block[] => texts.map((text) => ({ kind: 'paragraph', text }));

/** What nobody watched is not told as quiet. */
function unknownSince({ at, knownUntil }: MomentFigures): Block[] {
  if (knownUntil === null) return [];
  return [
    {
      kind: 'paragraph',
      text: `Lưu ý: hệ thống giám sát ngừng hoạt động từ ${momentText(knownUntil)}, tình hình sau đó đến ${momentText(at)} chưa xác định được; số liệu dưới đây là lần cuối ghi nhận trước khi ngừng.`,
    },
  ];
}

function causes(now: MomentFigures, previous: MomentFigures | null): Table {
  const before = new Map(previous?.downByCause.map(({ cause, stations }) => [cause, stations]));
  const all = [...new Set([...now.downByCause, ...(previous?.downByCause ?? [])].map(({ cause }) => cause))];
  return {
    name: 'Theo nguyên nhân',
    caption: 'Trạm mất liên lạc theo nguyên nhân',
    empty: heardOf(now, 'Không có trạm nào mất liên lạc'),
    columns: fitted([
      { key: 'nguyen_nhan', title: 'Nguyên nhân', width: 0.5, ...text },
      { key: 'tram', title: 'Số trạm', width: 0.25, ...integer },
      { key: 'truoc', title: 'Bản tin trước', width: 0.25, ...integer },
    ]),
    rows: all.map((cause) => [
      CAUSE_WORDS[cause],
      now.downByCause.find((one) => one.cause === cause)?.stations ?? 0,
      previous === null ? null : (before.get(cause) ?? 0),
    ]),
    totals: ['Tổng cộng', now.down, previous?.down ?? null],
    ...(now.cutOff.length === 0 ? {} : { note: cutOffWords(now) }),
  };
}

function operators(facts: Facts, now: MomentFigures, previous: MomentFigures | null): Table {
  const of = (counts: MomentFigures['downByOperator'], operator: string) =>
    counts.find((one) => one.operator === operator)?.stations ?? 0;
  return {
    name: 'Theo doanh nghiệp',
    caption: 'Trạm mất liên lạc theo doanh nghiệp',
    columns: fitted([
      { key: 'doanh_nghiep', title: 'Doanh nghiệp', width: 0.3, ...text },
      { key: 'tong', title: 'Tổng số trạm', width: 0.17, ...integer },
      { key: 'chua_co_tin', title: 'Chưa có tin mới', width: 0.17, ...integer },
      { key: 'tram', title: 'Mất liên lạc', width: 0.16, ...integer },
      { key: 'truoc', title: 'Mất liên lạc, bản tin trước', width: 0.2, ...integer },
    ]),
    rows: facts.order.operators.map((operator) => [
      OPERATOR_NAMES[operator],
      stationsOf(facts, operator),
      of(now.staleByOperator, operator),
      of(now.downByOperator, operator),
      previous === null ? null : of(previous.downByOperator, operator),
    ]),
  };
}

function communes(facts: Facts, now: MomentFigures, previous: MomentFigures | null): Table {
  const { technology } = shownLayer(facts.order);
  const before = new Map(previous?.communes.map((commune) => [commune.code, commune]));
  const hurt = now.communes
    .filter(({ down, lost }) => down > 0 || lost[technology] > 0 || lost.any > 0)
    .sort((a, b) => b.lost.any - a.lost.any || b.lost[technology] - a.lost[technology] || b.down - a.down);
  return {
    name: 'Xã bị ảnh hưởng',
    caption: 'Xã, phường bị ảnh hưởng',
    empty: heardOf(now, 'Không có xã, phường nào bị ảnh hưởng'),
    columns: fitted([
      { key: 'tt', title: 'TT', width: 0.07, align: 'center', format: 'integer' },
      { key: 'xa', title: 'Xã, phường', width: 0.27, ...text },
      { key: 'tram', title: 'Trạm mất liên lạc', width: 0.15, ...integer },
      { key: 'mat_song', title: 'Người mất sóng', width: 0.17, ...integer },
      { key: `mat_${technology.toLowerCase()}`, title: `Người mất ${technology}`, width: 0.17, ...integer },
      { key: 'truoc', title: `Mất ${technology}, bản tin trước`, width: 0.17, ...integer },
      { key: 'chua_co_tin', title: 'Trạm chưa có tin mới', width: 0.15, ...integer },
      {
        ...{ key: 'chua_xac_nhan', title: `${technology} chưa xác nhận`, width: 0.15 },
        ...{ align: 'right', format: 'percent', unit: 'điểm' },
      },
    ]),
    rows: hurt.map(({ code, name, down, lost, stale, unconfirmed }, index) => [
      ...[index + 1, name, down, lost.any, lost[technology]],
      previous === null ? null : (before.get(code)?.lost[technology] ?? 0),
      ...[stale, unconfirmed[technology] ?? 0],
    ]),
    ...noteOf(unionNote(facts, `Người mất sóng, mất ${technology} và điểm chưa xác nhận`)),
  };
}
