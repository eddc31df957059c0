import type { StateWish } from '../../../../server/contract/accounts.ts';
import { TECHNOLOGIES, type Cause, type ElementState } from '../../../../server/contract/terms.ts';
import { momentOf } from '../typed-moment.ts';
import type { Element } from './element.ts';

export interface Form {
  /** `whole`, a technology, or `cell <code>`. */
  part: string;
  state: ElementState;
  cause: Cause | '';
  reason: string;
  /** null: now. Otherwise as it is typed, by the province's clock: 18/11/2026 14:14. */
  at: string | null;
}

export const BLANK: Form = { part: 'whole', state: 'down', cause: '', reason: '', at: null };

export function problemsOf({ reason, at }: Form, now: number): { reason: boolean; at: boolean } {
  const moment = at === null ? now : momentOf(at);
  return { reason: reason.trim() === '', at: moment === null || moment > now };
}

/** As the server takes it. A state that is good has no cause. */
export function wishOf({ kind, code }: Element, { part, state, cause, reason, at }: Form): StateWish {
  const technology = TECHNOLOGIES.find((one) => one === part);
  const cell = /^cell (.+)$/.exec(part)?.[1];
  const moment = at === null ? null : momentOf(at);
  return {
    ...(cell !== undefined ? { cell } : { [kind]: code }),
    ...(cell === undefined && technology !== undefined ? { technology } : {}),
    state,
    ...(cause === '' || state === 'up' ? {} : { cause }),
    reason: reason.trim(),
    ...(moment === null ? {} : { at: new Date(moment).toISOString() }),
  };
}

export type Outcome = 'applied' | 'unchanged' | 'duplicate' | 'late';

/** What became of the one event. */
export function outcomeOf(answer: Record<Outcome, number>): Outcome {
  return (['applied', 'late', 'duplicate'] as const).find((one) => answer[one] > 0) ?? 'unchanged';
}
