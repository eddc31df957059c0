/** Passwords that are long enough and yet among the first that are guessed. No zod here: the browser bundles this file. */

/** Different characters a password has at the least, without marks, capitals and blanks. */
export const MIN_DIFFERENT = 5;
/** Characters beside a word, its digits not counted. */
const MIN_BESIDE = 4;
/** Neighbours in these are no choice: forwards and backwards, 9 is followed by 0. */
const ROWS = [
  ...['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ...['1q2w3e4r5t6y7u8i9o0p', '1qaz2wsx3edc4rfv5tgb6yhn7ujm'],
];
const SHORTEST_RUN = 3;
/** Without marks, capitals and blanks; what begins alike stands longest first. */
const WORDS = [
  ...['matkhau', 'dangnhap', 'quantrivien', 'quantri', 'nguoidung', 'taikhoan', 'xinchao', 'anhyeuem', 'emyeuanh'],
  ...['phusong', 'hungyen', 'thaibinh', 'vietnam', 'viettel', 'vinaphone', 'mobifone', 'vietnamobile', 'vienthong'],
  ...[
    'password',
    'passwd',
    'pass',
    'administrator',
    'admin',
    'root',
    'user',
    'login',
    'welcome',
    'letmein',
    'iloveyou',
  ],
  ...['qwerty', 'azerty', 'changeme', 'default', 'server', 'test'],
];
const ANY_WORD = new RegExp([...WORDS].sort((a, b) => b.length - a.length).join('|'), 'g');
/** What letters are often written as, and put between them: p@ssw0rd, mat-khau. */
const WRITTEN_OTHERWISE: Readonly<Record<string, string>> = { '@': 'a', '0': 'o', $: 's' };

/** Why a password is guessed: too `few` different characters, only digits or a `run` of neighbours, hardly more than a `word`. */
export type Ease = 'few' | 'run' | 'word';

/** @returns null: it is not easily guessed */
export function easeOf(password: string): Ease | null {
  const text = password
    .normalize('NFD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
  if (different(text) < MIN_DIFFERENT) return 'few';
  // "aabbcc" is a run as well.
  if (/^\d+$/.test(text) || withoutRuns(text.replace(/(.)\1+/gu, '$1')).length < MIN_BESIDE) return 'run';
  const asWords = text.replace(/[-_.,@0$]/g, (character) => WRITTEN_OTHERWISE[character] ?? '');
  return isHardlyMore(text) || isHardlyMore(asWords) ? 'word' : null;
}

function isHardlyMore(text: string): boolean {
  const beside = text.replace(ANY_WORD, '');
  return beside !== text && different(withoutRuns(beside).replace(/\d/g, '')) < MIN_BESIDE;
}

function different(text: string): number {
  return new Set(text).size;
}

/** Takes out each stretch of three or more neighbours. */
function withoutRuns(text: string): string {
  let left = '';
  for (let at = 0; at < text.length;) {
    const length = runAt(text, at);
    if (length < SHORTEST_RUN) left += text.charAt(at);
    at += length < SHORTEST_RUN ? 1 : length;
  }
  return left;
}

/** How many characters from `at` on are neighbours. */
function runAt(text: string, at: number): number {
  let longest = 1;
  for (const row of BOTH_WAYS) {
    let length = 1;
    while (at + length < text.length && row.includes(text.slice(at + length - 1, at + length + 1))) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

const BOTH_WAYS = ROWS.flatMap((row) => [row, Array.from(row).reverse().join('')]);
