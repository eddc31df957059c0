/** What the desk is asked for. */
import type { ReportRequest } from '../contract/reports.ts';
import type { Scope } from '../contract/scope.ts';
import type { BulletinMoment } from './bulletin-before.ts';
import type { ReportSetup } from './protocol.ts';

/** Made at once it may be the data model itself. */
type Wish = Omit<ReportRequest, 'format'> & Pick<ReportSetup, 'format'>;

export type AtOnce = Wish & {
  /** Nothing later is told, epoch ms. */
  until?: number | undefined;
  /** Moment of the bulletin compared with; null: of none; left out: of the last one kept. */
  previous?: number | null | undefined;
  /** When that one was made; left out: at its moment. */
  previousKnown?: number | undefined;
  scope?: Scope | undefined;
};

export interface Wanted {
  /** null: it is not kept. */
  id: string | null;
  request: Wish;
  scope?: Scope | undefined;
}

/** @returns undefined: it is not said */
export function comparedWith({
  previous,
  previousKnown,
}: Pick<AtOnce, 'previous' | 'previousKnown'>): BulletinMoment | null | undefined {
  return typeof previous === 'number' ? { at: previous, known: previousKnown ?? previous } : previous;
}
