/** The words history is made of, as they count: whoever wants to work its figures out again starts from these. */
import type { WordBody, WordHistory } from '../contract/history.ts';
import { CAUSES, ELEMENT_STATES, TECHNOLOGIES } from '../contract/terms.ts';
import { DAY_MS, iso } from '../calendar.ts';
import { AppError } from '../errors.ts';
import type { Past, PastWord } from '../store/past.ts';
import type { TargetKey } from '../store/store.ts';
import { seesEvent } from '../stream/seen-events.ts';
import type { Sight } from '../stream/sight.ts';
import type { Present } from './present.ts';
import type { WordsQuestion } from './questions.ts';

/** In one answer: about 10 MB. */
const MOST_WORDS = 50_000;
/** Of everybody. */
const LONGEST_MS = 7 * DAY_MS;

export interface WordParts {
  past: Past;
  present: Present;
  sight: Sight;
  now: number;
}

/** @throws AppError period_too_long, too_many_figures */
export function wordsAnswer(question: WordsQuestion, { past, present, sight, now }: WordParts): WordHistory {
  const to = Math.min(question.to, now);
  const { station, link, node } = question;
  const isOfAll = station === null && link === null && node === null;
  if (isOfAll && to - question.from > LONGEST_MS) throw new AppError('period_too_long', { days: LONGEST_MS / DAY_MS });
  const named = past
    .targets()
    .map(({ id, key }) => [id, nameOf(key, present)] as const)
    .filter(([, name]) => seesEvent(sight, name) && (isOfAll || isAsked(question, name)));
  // A period holds its first moment and not its last, a stretch of words the other way round.
  const stretch = [question.from - 1, to - 1, question.known] as const;
  const names = new Map(named);
  const words = isOfAll ? past.words(...stretch) : past.wordsOf([...names.keys()], ...stretch);
  const items = words.flatMap((word) => {
    const name = names.get(word.target);
    return name === undefined ? [] : [bodyOf(word, name)];
  });
  if (items.length > MOST_WORDS) throw new AppError('too_many_figures', { figures: items.length, most: MOST_WORDS });
  return { from: iso(question.from), to: iso(to), computedAt: iso(now), items };
}

type Name = Pick<WordBody, 'kind' | 'code' | 'station' | 'technology'>;

function nameOf({ kind, code, technology }: TargetKey, { inventory }: Present): Name {
  const named = TECHNOLOGIES.find((name) => name === technology);
  return {
    kind,
    code,
    ...(kind === 'technology' && { station: code }),
    ...(kind === 'cell' && stationOf(code, inventory)),
    ...(named !== undefined && { technology: named }),
  };
}

function bodyOf({ at, state, cause, text }: PastWord, name: Name): WordBody {
  const reason = CAUSES[cause];
  return {
    at: iso(at),
    ...name,
    state: ELEMENT_STATES[state] ?? 'up',
    ...(reason !== undefined && { cause: reason }),
    ...(text !== null && { text }),
  };
}

/** Of a cell of today's network. */
function stationOf(cell: string, { cells, cellByCode, stations }: Present['inventory']): { station?: string } {
  const station = stations[cells[cellByCode.get(cell) ?? -1]?.station ?? -1];
  return station === undefined ? {} : { station: station.code };
}

function isAsked({ station, link, node }: WordsQuestion, name: Name): boolean {
  if (station !== null) return name.kind === 'station' ? name.code === station : name.station === station;
  if (link !== null) return name.kind === 'link' && name.code === link;
  return name.kind === 'node' && name.code === node;
}
