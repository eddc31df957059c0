/** Steering a replay by keys. */
export type Steering = { kind: 'step'; ms: number } | { kind: 'toggle' } | { kind: 'replay' };

const MINUTE = 60_000;
const STEP = MINUTE;
const LEAP = 15 * MINUTE;
const HOUR = 60 * MINUTE;

/** Who has a use of his own for the arrow keys. */
const ARROWS_TAKEN =
  'input, select, textarea, [role=application], [role=tablist], [role=slider], [role=listbox], [role=combobox]';
const SPACE_TAKEN = 'input, select, textarea, button, a, summary, label';
const TYPED_INTO = 'input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable=true]';

export interface Stroke {
  key: string;
  shift: boolean;
  target: Element | null;
}

/** Arrows on the slider or anywhere: a minute, with Shift a quarter of an hour. */
function arrowStep(key: string, shift: boolean): number | null {
  const step = shift ? LEAP : STEP;
  if (key === 'ArrowLeft') return -step;
  return key === 'ArrowRight' ? step : null;
}

/** What the slider understands besides. */
export function sliderStep(key: string, shift: boolean): number | null {
  if (key === 'PageUp') return HOUR;
  if (key === 'PageDown') return -HOUR;
  if (key === 'ArrowUp') return STEP;
  return key === 'ArrowDown' ? -STEP : arrowStep(key, shift);
}

/** @param letters whether single-letter shortcuts are wanted */
export function steeringOf({ key, shift, target }: Stroke, replaying: boolean, letters: boolean): Steering | null {
  const isOn = (selector: string): boolean => (target?.closest(selector) ?? null) !== null;
  if (isOn('[role=dialog]')) return null;
  if (key.toLowerCase() === 'r' && !shift) return letters && !isOn(TYPED_INTO) ? { kind: 'replay' } : null;
  if (!replaying) return null;
  if (key === ' ') return isOn(SPACE_TAKEN) ? null : { kind: 'toggle' };
  const ms = arrowStep(key, shift);
  return ms === null || isOn(ARROWS_TAKEN) ? null : { kind: 'step', ms };
}
