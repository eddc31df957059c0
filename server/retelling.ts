/**
 * Keeps the event feed what the words, put in order of time, say, when one comes out of order: a line stands exactly where the state
 * changed. A late word makes and unmakes changes at its own moment and at the next, and the line after those says how long they lasted.
 *
 *     told before   up ──────────── down ────── up      lines: down, up
 *     told late            down                         the line of the first "down" goes, "up" lasted longer
 */
import { turnAt, type History, type Turn } from './state/element-states.ts';
import type { JournalRow, Store } from './store/store.ts';

export interface Entry extends JournalRow {
  id: number;
}

/** What became of a line that stood before; `before` null: it is gone. */
export interface Retold {
  id: number;
  before: Pick<Entry, 'from' | 'lasted'> | null;
}

/** A word that is in the log, and came when another was known of its moment or a later one. */
export interface LateWord {
  /** Database id. */
  target: number;
  at: number;
  receivedAt: number;
  /** The newest moment the target spoke of. */
  confirmedAt: number;
}

/** Mends the lines around a word, in the open transaction. */
export function retell(word: LateWord, told: History, store: Store): { added: Entry[]; retold: Retold[] } {
  const next = told.next(word.at)?.at;
  const after = next === undefined ? null : store.lines.nextLine(word.target, next);
  const added: Entry[] = [];
  const retold: Retold[] = [];
  for (const at of [word.at, next, after]) {
    if (at === undefined || at === null) continue;
    const turn = turnAt(told, at);
    // Whoever caused it: a line says who told the word it is of.
    for (const { state, line, ...said } of store.lines.toldAt(word.target, at)) {
      const own = turn?.to === state ? turn : null;
      if (line !== null) retold.push(mend(store, word.target, at, state, line, own));
      else if (own !== null) {
        const late = at < word.confirmedAt;
        const row = { target: word.target, at, ...own, late, receivedAt: word.receivedAt, ...said };
        const id = store.addJournal(row);
        store.lines.setLine(word.target, at, state, id);
        added.push({ id, ...row });
      }
    }
  }
  return { added, retold };
}

function mend(store: Store, target: number, at: number, state: number, line: number, turn: Turn | null): Retold {
  if (turn === null) {
    store.dropLine(line);
    store.lines.setLine(target, at, state, null);
    return { id: line, before: null };
  }
  const before = { from: turn.from, lasted: turn.lasted };
  store.amendLine(line, before);
  return { id: line, before };
}
