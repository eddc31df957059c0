/** Tables the templates share. Shares are per cent as history answers them. */
import { OPERATOR_NAMES, type LayerTechnology } from '../contract/terms.ts';
import type { Facts } from './facts.ts';
import { pointOf, stationsIn, stationsOf } from './facts.ts';
import { shownLayer } from './chosen-layer.ts';
import { column, fitted, ordinal } from './columns.ts';
import type { CellValue, Column, Table } from './document.ts';
import { ofEverybody, unionNote } from './union-words.ts';
import { CAUSE_WORDS, noOutages, some } from './words.ts';

export const communeName = (width: number) => column('xa', 'Xã, phường', width, { align: 'left', format: 'text' });

/** A column and what stands in it of a commune. */
export interface Field {
  column: Column;
  of: (code: string) => CellValue;
}

/** Communes with their shares by technology, in the order given. @param more columns of its own */
export function communeTable(
  facts: Facts,
  codes: readonly string[],
  name: string,
  caption: string,
  more: readonly Field[] = [],
): Table {
  const { order, coverage } = facts;
  const { technology: told } = shownLayer(order);
  const columns = fitted([
    ordinal,
    communeName(0.24),
    column('dan_so', 'Dân số', 0.11, { unit: 'người' }),
    column('tram', 'Số trạm', 0.08),
    ...order.technologies.map((technology) =>
      column(`dan_${technology}`, technology, 0.08, {
        group: 'Tỷ lệ dân số được phủ sóng',
        unit: '%',
        format: 'percent',
      }),
    ),
    ...more.map((field) => field.column),
    column(`chua_co_${told.toLowerCase()}`, `Chưa có ${told}`, 0.12, { unit: 'người' }),
  ]);
  const byCode = new Map(coverage.communes.map((commune) => [commune.code, commune]));
  const rows = codes.map((code, index): CellValue[] => {
    const commune = byCode.get(code);
    return [
      index + 1,
      commune?.name ?? code,
      commune?.population ?? null,
      stationsIn(facts, code),
      ...order.technologies.map((technology) => pointOf(coverage, code, technology)?.population ?? null),
      ...more.map(({ of }) => of(code)),
      withoutSignal(facts, code, told),
    ];
  });
  const notes = [
    ...unionNote(facts, `Tỷ lệ được phủ sóng và số người chưa có ${told}`),
    ...lessThanOneNote(facts, codes, told),
  ];
  return { name, caption, columns, rows, ...noteOf(notes) };
}

export function noteOf(sentences: readonly string[]): { note?: string } {
  return sentences.length === 0 ? {} : { note: sentences.join(' ') };
}

/** People of a commune (null: of all asked for together, rounded once) without a technology. */
export function withoutSignal({ coverage }: Facts, code: string | null, technology: LayerTechnology): number | null {
  const communes = code === null ? coverage.communes : coverage.communes.filter((one) => one.code === code);
  const point = pointOf(coverage, code, technology);
  if (point === null) return null;
  return Math.max(0, communes.reduce((sum, { population }) => sum + population, 0) - point.people);
}

/** A mean over time may lack less than one person, which is neither nobody nor a whole one. */
function isLessThanOne(facts: Facts, code: string | null, technology: LayerTechnology): boolean {
  return (
    withoutSignal(facts, code, technology) === 0 && (pointOf(facts.coverage, code, technology)?.population ?? 100) < 100
  );
}

/** In a sentence: "12 người", "chưa tới 1 người (bình quân)"; null: nothing is known. */
export function peopleWithout(facts: Facts, code: string | null, technology: LayerTechnology): string | null {
  const people = withoutSignal(facts, code, technology);
  if (people === null) return null;
  return isLessThanOne(facts, code, technology) ? 'chưa tới 1 người (bình quân)' : `${some(people)} người`;
}

/** Below a table that has such a 0: figures stay figures. */
export function lessThanOneNote(facts: Facts, codes: readonly string[], technology: LayerTechnology): string[] {
  const isThere = codes.some((code) => isLessThanOne(facts, code, technology));
  return isThere ? ['0 người ở nơi dưới 100%: bình quân theo thời gian trong kỳ chưa tới 1 người.'] : [];
}

export function operatorTable(facts: Facts): Table {
  const { order, coverage, byOperator } = facts;
  const columns = fitted([
    ordinal,
    column('doanh_nghiep', 'Doanh nghiệp', 0.26, { align: 'left', format: 'text' }),
    column('tram', 'Số trạm', 0.12),
    ...order.technologies.map((technology) =>
      column(`dan_${technology}`, technology, 0.12, { group: 'Dân số được phủ sóng', unit: '%', format: 'percent' }),
    ),
    column('san_sang', 'Độ sẵn sàng', 0.16, { unit: '%', format: 'availability' }),
  ]);
  const rows = order.operators.map((operator, index): CellValue[] => [
    index + 1,
    OPERATOR_NAMES[operator],
    stationsOf(facts, operator),
    ...order.technologies.map((technology) => pointOf(coverage, null, technology, operator)?.population ?? null),
    byOperator.items.find(({ code }) => code === operator)?.total.availability ?? null,
  ]);
  return { name: 'Doanh nghiệp', caption: 'Kết quả theo doanh nghiệp viễn thông', columns, rows };
}

export function causeTable({ outages, hasData }: Facts): Table {
  const columns = fitted([
    ordinal,
    column('nguyen_nhan', 'Nguyên nhân', 0.4, { align: 'left', format: 'text' }),
    column('so_lan', 'Số lần', 0.2),
    column('thoi_gian', 'Tổng thời gian gián đoạn', 0.34, { format: 'duration' }),
  ]);
  const causes = outages.causes.toSorted((a, b) => b.durationMs - a.durationMs);
  const total = (value: (cause: (typeof causes)[number]) => number) => causes.reduce((sum, one) => sum + value(one), 0);
  return {
    name: 'Nguyên nhân',
    caption: 'Gián đoạn theo nguyên nhân',
    columns,
    rows: causes.map(({ cause, count, durationMs }, index) => [index + 1, CAUSE_WORDS[cause], count, durationMs]),
    ...noOutages({ hasData }),
    totals: [null, 'Tổng cộng', total(({ count }) => count), total(({ durationMs }) => durationMs)],
    note: 'Tính các lần gián đoạn từ 01 phút trở lên của trạm, nút mạng và tuyến cáp trong kỳ; trạm mất theo nút mạng hoặc tuyến cáp tính vào nguyên nhân truyền dẫn. Ở bản in, thời gian làm tròn đến đơn vị được ghi nên cộng các dòng có thể lệch dòng tổng cộng.',
  };
}

export function failureTable({ order, failures, hasData }: Facts): Table {
  const { technology } = shownLayer(order);
  const columns = fitted([
    ordinal,
    column('phan_tu', 'Phần tử', 0.4, { align: 'left', format: 'text' }),
    column('loai', 'Loại', 0.14, { align: 'left', format: 'text' }),
    column('tram', 'Số trạm mất', 0.16),
    column('dan', `Người mất ${technology}`, 0.2),
  ]);
  const kinds = { station: 'Trạm', link: 'Tuyến cáp', node: 'Nút mạng' } as const;
  const rows = failures.items
    .filter(({ lost }) => hasData && (lost[technology] ?? 0) > 0)
    .map(({ kind, code, name, stations, lost }, index): CellValue[] => [
      ...[index + 1, kind === 'station' ? `${code}, ${name}` : name, kinds[kind], stations, lost[technology] ?? 0],
    ]);
  return {
    name: 'Rủi ro N−1',
    caption: `Phần tử mà nếu hỏng riêng lẻ sẽ làm nhiều người mất ${technology} nhất${ofEverybody(order)}`,
    columns,
    rows,
    ...noOutages({ hasData }, `Không có phần tử nào hỏng riêng lẻ mà làm người dân mất ${technology}`),
  };
}
