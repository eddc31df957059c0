/** Moments as the dialogs hold them: typed day first, by the province's clock. 18/11/2026 14:14. */
import { localText, parseLocal } from '../../model/local-time.ts';
import { readMoment, writeMoment } from '../../ui/day-text.ts';

/** To the minute. */
export function typedAt(at: number): string {
  return writeMoment(localText(at));
}

/** Epoch ms; null when it is no moment. */
export function momentOf(text: string): number | null {
  return parseLocal(readMoment(text) ?? '');
}
