/** Outages as tables: those that weighed most, and all of them. */
import type { LayerTechnology } from '../contract/terms.ts';
import { durationText } from './cell-text.ts';
import { shownLayer } from './chosen-layer.ts';
import { column, fitted, ordinal } from './columns.ts';
import type { CellValue, Table } from './document.ts';
import type { Facts } from './facts.ts';
import { ofEverybody } from './union-words.ts';
import { CAUSE_WORDS, noOutages } from './words.ts';

const UNKNOWN_NOTE =
  'Thời gian gián đoạn chỉ tính lúc hệ thống có quan sát, phần không quan sát ghi riêng, không cộng.';
/** Less is not worth a word. */
const LEAST_UNKNOWN_MS = 180_000;

/** What every table of outages begins with. */
const WHAT_AND_WHEN = [
  ordinal,
  column('phan_tu', 'Phần tử', 0.24, { align: 'left', format: 'text' }),
  column('xa', 'Xã, phường', 0.18, { align: 'left', format: 'text' }),
  column('nguyen_nhan', 'Nguyên nhân', 0.14, { align: 'left', format: 'text' }),
  column('bat_dau', 'Bắt đầu', 0.16, { align: 'left', format: 'datetime' }),
];

/** What the tables read of the facts. */
interface OutageFacts {
  communes: readonly Pick<Facts['communes'][number], 'code' | 'name'>[];
  outages: Pick<Facts['outages'], 'items'>;
  hasData: boolean;
  order: Pick<Facts['order'], 'operators' | 'technology' | 'technologies'>;
}

/** The outages that weighed most. */
export function outageTable(facts: OutageFacts, most: number, name: string): Table {
  const { technology } = shownLayer(facts.order);
  const columns = fitted([
    ...WHAT_AND_WHEN,
    column('thoi_gian', 'Thời gian trong kỳ', 0.13, { format: 'duration' }),
    column('tram_mat', 'Số trạm', 0.08),
    column(`dan_mat_${technology.toLowerCase()}`, `Người mất ${technology}`, 0.11),
  ]);
  const nameOf = namesOf(facts);
  const rows = heaviestFirst(withoutConsequences(facts.outages.items), technology)
    .slice(0, most)
    .map((outage, index): CellValue[] => [
      index + 1,
      withNote(elementOf(outage), underWords(outage), unknownWords(outage)),
      nameOf.get(outage.commune ?? '') ?? '–',
      CAUSE_WORDS[outage.cause],
      Date.parse(outage.from),
      outage.durationMs,
      outage.stations,
      peopleOf(outage, technology),
    ]);
  return {
    name,
    caption: `Các lần gián đoạn ảnh hưởng nhiều nhất${ofEverybody(facts.order)}`,
    columns,
    rows,
    ...noOutages(facts),
    ...unknownNote(facts),
  };
}

/** Every outage of the period, for the spreadsheet. */
export function allOutages(facts: OutageFacts, name: string): Table {
  const { technology } = shownLayer(facts.order);
  const columns = fitted([
    ...WHAT_AND_WHEN,
    column('ket_thuc', 'Kết thúc', 0.16, { align: 'left', format: 'datetime' }),
    column('thoi_gian', 'Thời gian trong kỳ', 0.13, { format: 'duration' }),
    column('tram_mat', 'Số trạm', 0.08),
    column(`dan_mat_${technology.toLowerCase()}`, `Người mất ${technology}`, 0.11, { unit: 'người' }),
    column('theo', 'Thuộc sự cố', 0.2, { align: 'left', format: 'text' }),
    column('khong_quan_sat', 'Không quan sát', 0.13, { format: 'duration' }),
  ]);
  const nameOf = namesOf(facts);
  const rows = heaviestFirst(facts.outages.items, technology).map((outage, index): CellValue[] => [
    index + 1,
    elementOf(outage),
    nameOf.get(outage.commune ?? '') ?? '–',
    CAUSE_WORDS[outage.cause],
    Date.parse(outage.from),
    outage.to === null ? null : Date.parse(outage.to),
    outage.durationMs,
    outage.stations,
    peopleOf(outage, technology),
    underWords(outage),
    outage.unknownMs === 0 ? null : outage.unknownMs,
  ]);
  return {
    name,
    caption: `Tất cả các lần gián đoạn trong kỳ${ofEverybody(facts.order)}`,
    columns,
    rows,
    ...noOutages(facts),
    note: `Chưa kết thúc: để trống cột Kết thúc. Trạm mất theo tuyến cáp hoặc nút mạng: người mất ${technology} tính ở tuyến, nút ghi tại cột Thuộc sự cố, nên cộng cả cột ra lượt người, mỗi lần mất sóng một người chỉ được tính một lượt. ${UNKNOWN_NOTE}`,
  };
}

type OneOutage = Facts['outages']['items'][number];

function peopleOf({ people }: OneOutage, technology: LayerTechnology): number | null {
  return people?.[technology] ?? null;
}

function heaviestFirst(items: readonly OneOutage[], technology: LayerTechnology): OneOutage[] {
  const weight = (outage: OneOutage) =>
    (peopleOf(outage, technology) ?? 0) * 1e6 + (outage.stations ?? 0) * 1e5 + outage.durationMs / 60_000;
  return items.toSorted((a, b) => weight(b) - weight(a));
}

const elementOf = ({ kind, code, name }: Pick<OneOutage, 'kind' | 'code' | 'name'>): string =>
  kind === 'station' ? code : name;

/** What an outage is a part of: the one before it when only the cause is another; null: nothing. */
function underWords({ causedBy, continues }: OneOutage): string | null {
  if (continues) return 'tiếp lần trước, đổi nguyên nhân';
  return causedBy === null ? null : `theo ${elementOf(causedBy)}`;
}

/** The part of it in which this system did not run, which is in no sum. */
function unknownWords({ unknownMs }: OneOutage): string | null {
  return unknownMs < LEAST_UNKNOWN_MS ? null : `thêm ${durationText(unknownMs)} không quan sát`;
}

function unknownNote({ outages }: OutageFacts): Pick<Table, 'note'> {
  return outages.items.some((outage) => unknownWords(outage) !== null) ? { note: UNKNOWN_NOTE } : {};
}

function withNote(text: string, ...notes: (string | null)[]): string {
  const said = notes.filter((note) => note !== null);
  return said.length === 0 ? text : `${text} (${said.join('; ')})`;
}

function namesOf({ communes }: OutageFacts): ReadonlyMap<string, string> {
  return new Map(communes.map(({ code, name }) => [code, name]));
}

/** Without the stations that only went with a node or link that is told of as well: its own outage counts them. */
function withoutConsequences(items: readonly OneOutage[]): OneOutage[] {
  const told = new Set(items.map(({ kind, code }) => `${kind} ${code}`));
  return begunOf(items).filter(({ causedBy }) => causedBy === null || !told.has(`${causedBy.kind} ${causedBy.code}`));
}

/** Without those that only go on, for another cause, from one that is told of as well. */
export function begunOf(items: readonly OneOutage[]): OneOutage[] {
  const ended = new Set(items.map(({ kind, code, to }) => `${kind} ${code} ${String(to)}`));
  return items.filter(({ kind, code, from, continues }) => !continues || !ended.has(`${kind} ${code} ${from}`));
}

/** Outages of elements that stand in a commune, and the people these alone took the technology from, wherever they live. */
export function outagesByCommune(
  { outages }: Pick<OutageFacts, 'outages'>,
  technology: LayerTechnology,
): (code: string) => { count: number; people: number } {
  const sums = new Map<string, { count: number; people: number }>();
  for (const outage of outages.items) {
    if (outage.commune === null) continue;
    const sum = sums.get(outage.commune) ?? { count: 0, people: 0 };
    sums.set(outage.commune, { count: sum.count + 1, people: sum.people + (peopleOf(outage, technology) ?? 0) });
  }
  return (code) => sums.get(code) ?? { count: 0, people: 0 };
}
