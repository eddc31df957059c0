/** Whose data is missing: days on which every station of an operator was silent from midnight to midnight. */
import { OPERATORS, type OperatorCode } from '../contract/terms.ts';
import type { Inventory } from '../inventory/types.ts';
import type { Silence } from '../store/past.ts';
import { dateOf, type Period } from '../calendar.ts';
import { cut } from './periods.ts';

interface Present {
  inventory: Inventory;
  /** Database id by `station CODE`. */
  idOf: ReadonlyMap<string, number>;
}

export function silentDays(
  period: Period,
  silences: readonly Silence[],
  { inventory, idOf }: Present,
): { operator: OperatorCode; dates: string[] }[] {
  const silentOf = new Map<number, Silence[]>();
  for (const silence of silences) {
    const known = silentOf.get(silence.target);
    if (known === undefined) silentOf.set(silence.target, [silence]);
    else known.push(silence);
  }
  return OPERATORS.flatMap((operator) => {
    const stations = inventory.stations.filter((one) => one.operator === operator && one.status === 'in-service');
    if (stations.length === 0) return [];
    const dates = cut(period, 'day')
      .filter(({ from, to }) =>
        stations.every(({ code }) =>
          silentOf
            .get(idOf.get(`station ${code}`) ?? -1)
            ?.some(({ since, until }) => since <= from && (until === null || until >= to)),
        ),
      )
      .map(({ from }) => dateOf(from));
    return dates.length > 0 ? [{ operator, dates }] : [];
  });
}
