/** Inputs that take no letters. */
const NOT_TYPED_INTO: ReadonlySet<string> = new Set(['checkbox', 'radio', 'button', 'range']);

/** Letters go into it: they are no shortcuts there, and the focus is not taken from it. */
export function isTypedInto(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !NOT_TYPED_INTO.has(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}
