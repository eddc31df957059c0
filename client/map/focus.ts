/** What stays bright when one figure of the strip is chosen: everything the map draws asks here. */
import type { Focus } from '../model/view.ts';
import type { CommuneFace } from './scene.ts';

/** Which communes are looked for; null: the choice is not about communes, and they stay as they are. */
export function communeFocus(focus: Focus | null): 'hit' | 'risk' | null {
  if (focus === 'risk') return 'risk';
  return focus === 'hit' || focus === 'people' ? 'hit' : null;
}

export function isCommuneDim(face: CommuneFace | undefined, focus: Focus | null): boolean {
  const wanted = communeFocus(focus);
  return wanted !== null && face?.[wanted] !== true;
}

/** Links that work are dimmed under any choice, abnormal ones, their marks and labels unless fibre is chosen. */
export function isFibreDim(focus: Focus | null): boolean {
  return focus !== null && focus !== 'fibre';
}
