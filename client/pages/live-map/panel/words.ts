/** "Xã Ân Thi" → "xã Ân Thi". */
export function inSentence(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
