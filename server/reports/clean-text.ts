/** Text as every format can hold it. Names and causes come from files and feeds of others, so each writer cleans what it writes. */

/** Control characters, those that turn the direction of the text around them, and what stands for no character. */
const UNPRINTABLE = /[\p{Cc}\p{Surrogate}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd-\uffff]/gu;

/**
 * One line of composed Vietnamese letters: runs of white space become one space, unprintable characters vanish, and so does a lone half
 * of a surrogate pair, which no UTF-8 can hold.
 */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(UNPRINTABLE, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The lines of a text, each clean, empty ones left out. */
export function cleanLines(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(cleanText)
    .filter((line) => line !== '');
}

/** At most `length` UTF-16 units, the last one … where something was cut. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
