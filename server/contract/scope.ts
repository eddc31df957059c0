/** What an account is limited to: some operators, some communes. No zod here: the browser bundles this file. */
import { LAYER_OPERATORS, type NetworkOwner, type OperatorCode } from './terms.ts';

/** Null: not limited. Communes by code. */
export interface Scope {
  operators: OperatorCode[] | null;
  communes: string[] | null;
}

/** Everybody's who is not limited. */
export const WHOLE: Scope = { operators: null, communes: null };

export function isWhole({ operators, communes }: Scope): boolean {
  return operators === null && communes === null;
}

/** The same for the same limits, in whatever order they are named. */
export function scopeKey({ operators, communes }: Scope): string {
  const listed = (codes: readonly string[] | null) => (codes === null ? '*' : [...new Set(codes)].sort().join());
  return `${listed(operators)} ${listed(communes)}`;
}

/** True when nothing is seen through `inner` that is not seen through `outer`. */
export function isWithin(inner: Scope, outer: Scope): boolean {
  const holds = (some: readonly string[] | null, all: readonly string[] | null) =>
    all === null || (some !== null && some.every((code) => all.includes(code)));
  return holds(inner.operators, outer.operators) && holds(inner.communes, outer.communes);
}

/** Links and nodes that are shared are everybody's. */
export function seesOwner({ operators }: Scope, owner: NetworkOwner): boolean {
  return operators === null || owner === 'shared' || operators.includes(owner);
}

export function seesCommune({ communes }: Scope, code: string | null | undefined): boolean {
  return communes === null || (code !== null && code !== undefined && communes.includes(code));
}

/** The layers of any operator are everybody's. */
export function seesLayer({ operators }: Scope, layer: number): boolean {
  const operator = LAYER_OPERATORS[layer % LAYER_OPERATORS.length];
  return operators === null || operator === 'any' || (operator !== undefined && operators.includes(operator));
}
