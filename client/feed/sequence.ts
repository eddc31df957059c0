import type { Delta } from '../../server/contract/wire.ts';

export type Verdict = 'apply' | 'drop' | 'resync';

/**
 * What to do with a delta (ARCHITECTURE of the wire):
 * another epoch or a gap before it → fetch the snapshot again; wholly known → drop; otherwise apply, since its values are absolute.
 * A tick (`from` = `to` = own number) is applied: it can carry feeds and the figures of an hour ago.
 */
export function judge(own: { epoch: string; seq: number }, delta: Pick<Delta, 'epoch' | 'from' | 'to'>): Verdict {
  if (delta.epoch !== own.epoch || delta.from > own.seq) return 'resync';
  if (delta.to < own.seq || (delta.to === own.seq && delta.from < own.seq)) return 'drop';
  return 'apply';
}
