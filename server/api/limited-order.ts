/** What a limited account may have reports made of, and which of those that are kept it sees. */
import type { ReportOrder } from '../contract/reports.ts';
import { WHOLE, isWhole, isWithin, type Scope } from '../contract/scope.ts';
import { OPERATORS } from '../contract/terms.ts';
import { AppError } from '../errors.ts';

/**
 * All communes or operators are all that are seen.
 * @throws AppError out_of_scope when others are named
 */
export function limitedOrder<Order extends Pick<ReportOrder, 'communes' | 'operators'>>(
  order: Order,
  { communes, operators }: Scope,
): Order {
  const asksAll = order.operators.length === OPERATORS.length;
  return {
    ...order,
    communes: order.communes.length === 0 ? (communes ?? []).toSorted() : within(order.communes, communes),
    operators: asksAll
      ? order.operators.filter((one) => operators?.includes(one) ?? true)
      : within(order.operators, operators),
  };
}

/** What is kept with a report or schedule: nothing where nothing is limited. */
export function limitOf(scope: Scope): { scope?: Scope } {
  return isWhole(scope) ? {} : { scope };
}

export function isOpenTo(scope: Scope, kept: { scope?: Scope | undefined }): boolean {
  return isWithin(kept.scope ?? WHOLE, scope);
}

/** @throws AppError not_found: what is not seen is not there */
export function refuseUnseen<Kept extends { scope?: Scope | undefined }>(kept: Kept, scope: Scope): Kept {
  if (!isOpenTo(scope, kept)) throw new AppError('not_found');
  return kept;
}

function within<T>(asked: T[], allowed: readonly T[] | null): T[] {
  if (allowed !== null && !asked.every((one) => allowed.includes(one))) throw new AppError('out_of_scope');
  return asked;
}
