import type { Technology } from '../../../../server/contract/terms.ts';

/** What a state can be set of. */
export interface Element {
  kind: 'station' | 'link' | 'node';
  code: string;
  name: string;
  /** Of a station: the parts it has. */
  technologies?: readonly Technology[];
  cells?: readonly string[];
}
