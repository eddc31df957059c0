/** A period in words: “tháng 10/2026”, “ngày 18/11/2026”, “01/11/2026 đến 09/11/2026”. */
import type { TFunction } from 'i18next';
import { isMonth, noonOf, type Period } from '../../model/period.ts';
import type { Format } from '../../ui/format.ts';

type T = TFunction<'coverage'>;

/** `start`: the words stand by themselves, on a button. */
export function periodWords(period: Period, t: T, format: Format, place: 'inside' | 'start' = 'inside'): string {
  const [first, last] = [format.date(noonOf(period.first)), format.date(noonOf(period.last))];
  if (isMonth(period)) return t(place === 'start' ? 'period.month' : 'period.inMonth', { month: first.slice(3) });
  if (period.first === period.last) return t(place === 'start' ? 'period.day' : 'period.inDay', { day: first });
  return t('period.range', { first, last });
}
