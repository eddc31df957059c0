/**
 * Whose signal the common figures are of. Several operators but not all have no layer of their own: beside them stand the figures of
 * all there are, and every one of those says so.
 */
import { OPERATORS } from '../contract/terms.ts';
import type { Facts } from './facts.ts';
import { lowered, some } from './words.ts';

type Asked = Pick<Facts, 'order' | 'whose'>;

/** "cả 05 doanh nghiệp" */
export const ALL_OPERATORS = `cả ${some(OPERATORS.length)} doanh nghiệp`;

/** "có sóng của ít nhất một trong cả 05 doanh nghiệp" */
export const OF_ANY = `có sóng của ít nhất một trong ${ALL_OPERATORS}`;

/** The common figures count more operators than were asked for. */
export function isOfMore({ order, whose }: Asked): boolean {
  return whose === null && order.operators.length < OPERATORS.length;
}

/** Behind a figure, in brackets; nothing where it is plain whose it is. */
export function ofAny(asked: Asked): string {
  return isOfMore(asked) ? ` (${OF_ANY})` : '';
}

/** Behind what was lost. */
export function ofAll(asked: Asked): string {
  return isOfMore(asked) ? ` (tính chung sóng của ${ALL_OPERATORS})` : '';
}

/** A sentence of such figures. */
export function toldOfAny(asked: Asked, sentence: string): string {
  return isOfMore(asked) ? `Tính chung các doanh nghiệp (${OF_ANY}), ${lowered(sentence)}` : sentence;
}

/** Behind the caption of what failed: with it went stations of everybody, whichever operators were asked for. */
export function ofEverybody({ operators }: { operators: readonly string[] }): string {
  return operators.length < OPERATORS.length ? ' (số trạm, số người tính chung mọi doanh nghiệp)' : '';
}

/** Below a table of such figures. */
export function unionNote(asked: Asked, what: string): string[] {
  if (!isOfMore(asked)) return [];
  return [`${what}: tính chung ${ALL_OPERATORS}, kể cả doanh nghiệp không được chọn; được phủ sóng là ${OF_ANY}.`];
}
