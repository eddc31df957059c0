/** Search without diacritics over stations, communes (old names too), nodes and links. */
import { spelledOut } from './commune-name.ts';
import type { Picture } from './picture.ts';
import type { Selection } from './view.ts';

export interface SearchHit extends Selection {
  /** Place in the picture's list of its kind. */
  index: number;
  /** What the line says first: a station's code, anybody else's name. */
  title: string;
  /** The name before 1 July 2025 that was found; the commune it belongs to now is `title`. */
  former?: string;
}

interface Entry {
  hit: SearchHit;
  code: string;
  /** As it is, and without the word for what it is. */
  fullName: string;
  name: string;
  /** Everything a word may be found in. */
  text: string;
  /** Kinds in the order they are offered. */
  order: number;
}

export type SearchIndex = readonly Entry[];

/** @param fold makes marks and case disappear (ui/fold.ts) */
export function buildSearchIndex(picture: Picture, fold: (text: string) => string): SearchIndex {
  const entry = (hit: SearchHit, name: string, order: number, more = ''): Entry => ({
    hit,
    code: fold(hit.code),
    fullName: fold(name),
    name: bare(fold(name)),
    text: fold(`${hit.code} ${name} ${more}`),
    order,
  });
  return [
    ...picture.communes.flatMap(({ code, name, former }, index) => [
      entry({ kind: 'commune', code, index, title: name }, name, 0),
      ...former.map((old) => entry({ kind: 'commune', code, index, title: name, former: old }, old, 1)),
    ]),
    ...picture.links.map(({ code, name }, index) => entry({ kind: 'link', code, index, title: name }, name, 2)),
    ...picture.nodes.map(({ code, name }, index) => entry({ kind: 'node', code, index, title: name }, name, 3)),
    ...picture.stations.map(({ code, name }, index) => entry({ kind: 'station', code, index, title: code }, name, 4)),
  ];
}

/** Best first; a commune found by its own name is not offered again by an old one. */
export function search(index: SearchIndex, typed: string, most: number): SearchHit[] {
  const folded = spelledOut(typed);
  if (folded === '') return [];
  const words = folded.split(' ');
  const name = bare(folded);
  const ranked: { entry: Entry; rank: number }[] = [];
  for (const entry of index) {
    const rank = rankOf(entry, folded, name, words);
    if (rank !== null) ranked.push({ entry, rank });
  }
  ranked.sort((a, b) => a.rank - b.rank || a.entry.order - b.entry.order || compare(a.entry.text, b.entry.text));
  const seen = new Set<string>();
  const hits: SearchHit[] = [];
  for (const { entry } of ranked) {
    const key = `${entry.hit.kind} ${entry.hit.code}`;
    if (seen.has(key)) continue;
    seen.add(key);
    hits.push(entry.hit);
    if (hits.length === most) break;
  }
  return hits;
}

/**
 * 0 the very code or name, 1 the name under another word for what it is (“đài An Thi” of a commune), 2 its beginning, 3 every word
 * begins a word of it, 4 every word is somewhere in it, null not found.
 */
function rankOf(
  { code, fullName, name, text }: Entry,
  folded: string,
  bareName: string,
  words: readonly string[],
): number | null {
  if (code === folded || fullName === folded || name === folded) return 0;
  if (name === bareName) return 1;
  if (code.startsWith(folded) || name.startsWith(bareName)) return 2;
  if (!words.every((word) => text.includes(word))) return null;
  return words.every((word) => text.startsWith(word) || text.includes(` ${word}`)) ? 3 : 4;
}

/** A folded name without the word for what it is: "xa an thi" and "an thi" are the same. */
const bare = (folded: string): string => folded.replace(/^(xa|phuong|dac khu|thi tran|dai|nut|tuyen) (?=.)/, '');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
