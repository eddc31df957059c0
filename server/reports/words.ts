/** Turns of phrase of official documents, vi-VN. */
import type { ReportIssuer } from '../contract/reports.ts';
import { isObservedEnough, isWellObserved } from '../contract/observed.ts';
import { OPERATORS, OPERATOR_NAMES, type Cause, type LayerTechnology, type OperatorCode } from '../contract/terms.ts';
import { DAY_MS, dateOf, monthOf, midnightOf } from '../calendar.ts';
import { cellText, durationText } from './cell-text.ts';
import type { Block } from './document.ts';
import { pointBefore, pointOf, type Compared, type Facts } from './facts.ts';

export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  power: 'Nguồn điện',
  transmission: 'Truyền dẫn',
  equipment: 'Thiết bị',
  environment: 'Môi trường',
  interference: 'Nhiễu',
  planned: 'Theo kế hoạch',
  unknown: 'Chưa rõ',
};

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** Numbers headings as they come: I., II., III. */
export class Headings {
  private count = 0;

  next(text: string): { kind: 'heading'; level: 1; text: string } {
    const number = ROMAN[this.count] ?? String(this.count + 1);
    this.count += 1;
    return { kind: 'heading', level: 1, text: `${number}. ${text}` };
  }
}

/** Across a table of outages: that there are none is told only of a period somebody watched. */
export function noOutages(
  { hasData }: Pick<Facts, 'hasData'>,
  text = 'Không có lần gián đoạn nào trong kỳ',
): { empty?: string } {
  return hasData ? { empty: text } : {};
}

/** Of a period without data. */
export const NO_PROPOSALS = 'Không có số liệu trong kỳ làm căn cứ kiến nghị.';

const whole = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const count = (value: number): string => whole.format(value);

/** Within a sentence: below ten with a leading zero, as official documents write it. */
export const some = (value: number): string =>
  value >= 1 && value < 10 ? `0${String(Math.round(value))}` : count(value);

/** "có 1.352 lần gián đoạn …", "không có lần gián đoạn nào …": how often, and for how long together. */
export function outagesInWords({ total, causes }: Facts['outages']): string {
  if (total === 0) return 'không ghi nhận lần gián đoạn nào từ 01 phút trở lên';
  const duration = causes.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return `ghi nhận ${some(total)} lần gián đoạn từ 01 phút trở lên, tổng thời gian ${durationText(duration)}`;
}

/** Goes on in one. */
export const lowered = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);

/** Opens a sentence. */
export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** A commune's name within a sentence: "xã Hưng Phú". */
export const within = (name: string): string => name.replace(/^(Xã|Phường|Đặc khu) /, (kind) => kind.toLowerCase());

/** "Sở Khoa học và Công nghệ" opens a sentence; a name given in capitals would shout in it. */
export function bodyWords(body: string): string {
  const name = body.trim().replaceAll(/\s+/g, ' ');
  return name === '' || name === name.toLocaleUpperCase('vi') ? 'Đơn vị' : name;
}

export function share(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${oneDecimal.format(value)}%`;
}

/** With the decimals its table has. */
export function availability(value: number | null): string {
  return value === null ? '–' : `${cellText(value, 'availability')}%`;
}

/** How far the people covered by a technology went up or down, "tăng 0,3 điểm" …; or why that cannot be said. */
export function change(facts: Facts, commune: string | null, technology: LayerTechnology): string {
  const { compared, coverage } = facts;
  const now = pointOf(coverage, commune, technology)?.population ?? null;
  const before = pointBefore(facts, commune, technology)?.population ?? null;
  const doubt = comparisonDoubt(compared);
  if (now === null || before === null) return doubt ?? 'chưa có kỳ trước để so sánh';
  const points = Math.round((now - before) * 10) / 10;
  const how =
    points === 0 ? 'không đổi' : `${points > 0 ? 'tăng' : 'giảm'} ${oneDecimal.format(Math.abs(points))} điểm`;
  const moved = `${how} ${comparedWith(facts)}`;
  return doubt === null ? moved : `${moved} (${doubt})`;
}

/** With which period it is compared: "tháng 10 năm 2026". */
export function periodBeforeText({ before }: Pick<Facts, 'before'>): string {
  return periodText(dateOf(before.from), dateOf(before.to - 1));
}

/** "so với tháng 10 năm 2026", "so với kỳ từ ngày …". */
export function comparedWith(facts: Pick<Facts, 'before'>): string {
  return `so với ${periodBeforeText(facts).replace(/^từ /, 'kỳ từ ')}`;
}

/** What of a comparison with the period before is in doubt, for a sentence or a note; null: nothing, or there is none. */
export function comparisonDoubt({ before, now }: Compared): string | null {
  if (before === null || before === 0 || now === null || now === 0) return null;
  if (!isObservedEnough(before)) {
    return `không tính chênh lệch vì kỳ trước chỉ quan sát được ${watchedText(before)} thời gian`;
  }
  if (!isObservedEnough(now)) {
    return `không tính chênh lệch vì kỳ này chỉ quan sát được ${watchedText(now)} thời gian`;
  }
  return isWellObserved(before) ? null : `kỳ trước quan sát được ${watchedText(before)} thời gian`;
}

/** Never 100 % of what is not all, nor 0 of what is something. */
export function watchedText(known: number): string {
  const per = Math.floor(known * 1_000) / 10;
  return `${String(known > 0 ? Math.max(0.1, per) : 0).replace('.', ',')}%`;
}

export function dateText(at: number): string {
  const [year = '', month = '', day = ''] = dateOf(at).split('-');
  return `${day}/${month}/${year}`;
}

export function momentText(at: number): string {
  const time = new Date(at + 7 * 3_600_000).toISOString().slice(11, 16);
  return `${time} ngày ${dateText(at)}`;
}

/** "tháng 10 năm 2026", "quý III năm 2026", "từ ngày 02/11/2026 đến ngày 08/11/2026". */
export function periodText(first: string, last: string): string {
  const from = midnightOf(first);
  const end = midnightOf(last) + DAY_MS;
  const [year = '', month = ''] = first.split('-');
  // January and February with a zero, as in a date (letter.ts).
  if (from === monthOf(from) && end === monthOf(from, 1)) {
    return `tháng ${Number(month) <= 2 ? month : String(Number(month))} năm ${year}`;
  }
  const isQuarter = from === monthOf(from) && (Number(month) - 1) % 3 === 0 && end === monthOf(from, 3);
  if (isQuarter) return `quý ${ROMAN[Math.floor((Number(month) - 1) / 3)] ?? ''} năm ${year}`;
  if (from === monthOf(from) && month === '01' && end === monthOf(from, 12)) return `năm ${year}`;
  if (from === end - DAY_MS) return `ngày ${dateText(from)}`;
  return `từ ngày ${dateText(from)} đến ngày ${dateText(end - DAY_MS)}`;
}

/** "a, b và c"; beyond `most` the rest is counted. */
export function list(names: readonly string[], most = 8, others = 'nơi khác'): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} và ${some(names.length - most)} ${others}`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} và ${names.at(-1) ?? ''}` : (names[0] ?? '');
}

/** Communes in a sentence. */
export function places(names: readonly string[], most = 8): string {
  return list(names.map(within), most, 'xã, phường khác');
}

/** What a report is about: the province, or the communes asked for; and whose network, where not everybody's. */
export function scopeOf({ order, communes }: Pick<Facts, 'order' | 'communes'>, place: string): string {
  return `${whereOf(order, communes, place)}${ofNetwork(order)}`;
}

function whereOf(order: Facts['order'], communes: Facts['communes'], place: string): string {
  if (order.communes.length === 0) return place;
  const names = communes.map(({ name }) => name);
  return names.length <= 3 ? `${places(names)}, ${place}` : `${some(names.length)} xã, phường của ${place}`;
}

/** " (mạng Viettel và VinaPhone)"; of everybody's nothing. */
export function ofNetwork({ operators }: Pick<Facts['order'], 'operators'>): string {
  return operators.length === OPERATORS.length ? '' : ` (mạng ${ownersOf(operators)})`;
}

/** "Viettel và VinaPhone" */
export function ownersOf(operators: readonly OperatorCode[]): string {
  return list(operators.map((operator) => OPERATOR_NAMES[operator]));
}

/** A name no line of a title breaks. */
export const bound = (name: string): string => name.replaceAll(' ', '\u00a0');

/** How the text of a report begins: what follows it, or where else that stands. @param blocks what follows of its body */
export function openingOf(text: string, blocks: readonly Block[], hasAppendix: boolean): Block {
  const end = blocks.length > 0 ? ' như sau:' : hasAppendix ? ' (xem Phụ lục).' : '.';
  return { kind: 'paragraph', letter: true, text: `${text}${end}` };
}

/** The last words of the text; the decree ends it with "./.". */
export function closing(what: string, { body, addressee }: ReportIssuer): Block {
  const to = addressee.trim().replace(/[.;:]$/, '');
  const asked = to === '' ? '' : `, ${bodyWords(body)} kính trình ${to} xem xét, chỉ đạo`;
  return { kind: 'paragraph', letter: true, text: `Trên đây là ${what}${asked}./.` };
}
