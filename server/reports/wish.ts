/** What the desk is asked for. */
import type { ReportRequest } from '../contract/reports.ts';
import type { Scope } from '../contract/scope.ts';
import type { ReportSetup } from './protocol.ts';

/** Made at once it may be the data model itself. */
type Wish = Omit<ReportRequest, 'format'> & Pick<ReportSetup, 'format'>;

export type AtOnce = Wish & {
  /** Nothing later is told, epoch ms. */
  until?: number | undefined;
  previous?: number | null | undefined;
  scope?: Scope | undefined;
};

export interface Wanted {
  id: string;
  request: Wish;
  scope?: Scope | undefined;
}
