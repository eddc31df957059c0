/** What of a moment's figures nobody has confirmed, in words and tables: stations that were not heard count as they were told last. */
import type { MomentFigures } from '../history/moment.ts';
import { column, fitted, ordinal } from './columns.ts';
import type { Block, Table } from './document.ts';
import { stationsIn, type Facts } from './facts.ts';
import { ofAny } from './union-words.ts';
import { count, momentText, share, some } from './words.ts';

const MOST_SHOWN = 20;
const oneDecimal = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "15 phút": for so long nobody waits for word of a station. */
function patience({ staleAfterMs }: MomentFigures): string {
  const seconds = Math.round(staleAfterMs / 1_000);
  if (seconds % 3_600 === 0) return `${some(seconds / 3_600)} giờ`;
  return seconds % 60 === 0 ? `${some(seconds / 60)} phút` : `${some(seconds)} giây`;
}

type Asked = Pick<Facts['order'], 'technologies'>;

function signalOf({ signal }: MomentFigures, { technologies }: Asked): MomentFigures['signal'] {
  return signal.filter(({ technology }) => technologies.some((one) => one === technology));
}

/** More is unconfirmed than is known: then that nothing is told of is no good news. */
export function isMostlyUnconfirmed(figures: MomentFigures, order: Asked): boolean {
  const isMost = (part: number, whole: number) => part > 0 && part * 2 >= whole;
  return (
    isMost(figures.stale, figures.stations.length) ||
    signalOf(figures, order).some(({ population, unconfirmed }) => isMost(unconfirmed, population ?? 0))
  );
}

/** "có 12 trạm BTS quá 15 phút chưa có tin mới", "không có trạm BTS nào quá 15 phút chưa có tin mới" */
export function silentWords(figures: MomentFigures): string {
  const what = `quá ${patience(figures)} chưa có tin mới`;
  return figures.stale > 0 ? `có ${some(figures.stale)} trạm BTS ${what}` : `không có trạm BTS nào ${what}`;
}

/** "2G 99,1% (0,3 điểm chưa xác nhận), 4G 97,2%" */
function signalWords(figures: MomentFigures, order: Asked): string {
  return signalOf(figures, order)
    .map(({ technology, population, unconfirmed }) => {
      const doubt = unconfirmed > 0 ? ` (${oneDecimal.format(unconfirmed)} điểm chưa xác nhận)` : '';
      return `${technology} ${share(population)}${doubt}`;
    })
    .join(', ');
}

/** What the silent stations mean for the figures; empty where there are none. */
export function doubtWords(figures: MomentFigures, facts: Pick<Facts, 'order' | 'whose'>): string {
  if (figures.stale === 0) return '';
  const signal = signalWords(figures, facts.order);
  return `; số liệu của các trạm này tính theo tin cuối cùng, chưa được xác nhận${signal === '' ? '' : `. Tỷ lệ dân số được phủ sóng tại thời điểm này${ofAny(facts)}: ${signal}`}`;
}

export function momentOf({ at, knownUntil }: MomentFigures): string {
  return momentText(knownUntil ?? at);
}

/** Of a period that goes on: what of the present figures is in doubt, where anything is. */
export function presentDoubt(facts: Facts, number: string): Block[] {
  const { moment } = facts;
  if (moment === null || moment.stale === 0) return [];
  const text = `${number}Tính đến ${momentOf(moment)}, ${silentWords(moment)}${doubtWords(moment, facts)}.`;
  return [{ kind: 'paragraph', text }];
}

/** For where the figures come from. */
export function unconfirmedSource(moment: MomentFigures, facts: Pick<Facts, 'order' | 'whose'>): string {
  const { stale, stations } = moment;
  const signal = signalWords(moment, facts.order);
  return `Lúc ${momentOf(moment)}: ${count(stale)}/${count(stations.length)} trạm BTS quá ${patience(moment)} chưa có tin mới${signal === '' ? '' : `; dân số được phủ sóng${ofAny(facts)} ${signal}`}`;
}

/** For the spreadsheet: how far the figures of the moment are confirmed, in all and by commune. */
export function momentTables(facts: Facts): Table[] {
  const { moment } = facts;
  return moment === null ? [] : [signalTable(moment, facts), silentCommunes(moment, facts)];
}

function signalTable(moment: MomentFigures, facts: Facts): Table {
  const { order } = facts;
  return {
    name: 'Chưa xác nhận',
    caption: `Dân số được phủ sóng${ofAny(facts)} lúc ${momentOf(moment)} và phần chưa xác nhận`,
    columns: fitted([
      column('cong_nghe', 'Công nghệ', 0.3, { align: 'left', format: 'text' }),
      column('dan', 'Dân số được phủ sóng', 0.35, { unit: '%', format: 'percent' }),
      column('chua_xac_nhan', 'Trong đó chưa xác nhận', 0.35, { unit: 'điểm', format: 'percent' }),
    ]),
    rows: signalOf(moment, order).map(({ technology, population, unconfirmed }) => [
      technology,
      population,
      unconfirmed,
    ]),
  };
}

/** Those whose figures rest on silent stations, the most in doubt first. */
function silentCommunes(moment: MomentFigures, facts: Facts): Table {
  const { technologies } = facts.order;
  const doubt = ({ unconfirmed }: MomentFigures['communes'][number]) =>
    technologies.reduce((sum, technology) => sum + (unconfirmed[technology] ?? 0), 0);
  const hurt = moment.communes
    .filter((commune) => commune.stale > 0 || doubt(commune) > 0)
    .sort((a, b) => doubt(b) - doubt(a) || b.stale - a.stale);
  return {
    name: 'Xã chưa xác nhận',
    caption: `Xã, phường có số liệu chưa xác nhận${ofAny(facts)}`,
    empty: 'Không có xã, phường nào có số liệu chưa xác nhận',
    columns: fitted([
      ordinal,
      column('xa', 'Xã, phường', 0.3, { align: 'left', format: 'text' }),
      column('tram', 'Số trạm', 0.12),
      column('chua_co_tin', 'Trạm chưa có tin mới', 0.16),
      ...technologies.map((technology) =>
        column(`chua_xac_nhan_${technology}`, technology, 0.11, {
          group: 'Dân số được phủ sóng chưa xác nhận',
          ...{ unit: 'điểm', format: 'percent' },
        }),
      ),
    ]),
    rows: hurt.map(({ code, name, stale, unconfirmed }, index) => [
      ...[index + 1, name, stationsIn(facts, code), stale],
      ...technologies.map((technology) => unconfirmed[technology] ?? 0),
    ]),
  };
}

/** For the text: the first of the communes in doubt, and how many more there are. */
export function silentTable(moment: MomentFigures, facts: Facts): Table {
  const table = silentCommunes(moment, facts);
  const more = table.rows.length - MOST_SHOWN;
  if (more <= 0) return table;
  return {
    ...table,
    rows: table.rows.slice(0, MOST_SHOWN),
    note: `Còn ${some(more)} xã, phường khác có số liệu chưa xác nhận, xem tệp bảng tính.`,
  };
}
