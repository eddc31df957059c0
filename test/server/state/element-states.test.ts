import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEGRADED,
  DOWN,
  ElementStates,
  UP,
  type History,
  type Moment,
  type Outcome,
} from '../../../server/state/element-states.ts';

interface Told {
  at: number;
  state: number;
  cause: number;
  text: string | null;
  measurements: string | null;
}

/** The plainest log: a list. */
class ListHistory implements History {
  readonly rows: Told[] = [];

  has(at: number, state: number) {
    return this.rows.some((row) => row.at === at && row.state === state);
  }
  at(at: number): Moment | null {
    return this.rows.filter((row) => row.at === at).reduce<Told | null>(worse, null);
  }
  previous(at: number) {
    const moments = this.rows.filter((row) => row.at < at).map((row) => row.at);
    return moments.length ? this.at(Math.max(...moments)) : null;
  }
  next(at: number) {
    const moments = this.rows.filter((row) => row.at > at).map((row) => row.at);
    return moments.length ? this.at(Math.min(...moments)) : null;
  }
}

function worse(best: Told | null, row: Told): Told {
  return best && best.state >= row.state ? best : row;
}

function tell(words: readonly Told[]) {
  const states = new ElementStates(1);
  const history = new ListHistory();
  const outcomes: Outcome[] = words.map((word) => {
    const { outcome } = states.take(0, word, history);
    if (outcome !== 'duplicate') history.rows.push(word);
    return outcome;
  });
  return { states, history, outcomes, present: present(states) };
}

function present(states: ElementStates) {
  return {
    state: states.state[0],
    since: states.since[0],
    confirmedAt: states.confirmedAt[0],
    cause: states.cause[0],
    text: states.text[0],
    measurements: states.measurements[0],
  };
}

/** What is true, from everything that happened in order of time. */
function model(words: readonly Told[]) {
  const moments = [...new Set(words.map((word) => word.at))]
    .sort((a, b) => a - b)
    .map((at) => words.filter((word) => word.at === at).reduce<Told | null>(worse, null))
    .filter((word) => word !== null);
  const last = moments.at(-1);
  if (!last) throw new Error('no words');
  let run = moments.length - 1;
  while (run > 0 && moments[run - 1]?.state === last.state) run -= 1;
  const told = moments.slice(run);
  return {
    state: last.state,
    since: told[0]?.at,
    confirmedAt: last.at,
    cause: told.findLast((word) => word.cause !== -1)?.cause ?? -1,
    text: told.findLast((word) => word.text !== null)?.text ?? null,
    measurements: told.findLast((word) => word.measurements !== null)?.measurements ?? null,
  };
}

const words = fc.uniqueArray(
  fc.record({
    at: fc.integer({ min: 1, max: 12 }),
    state: fc.integer({ min: UP, max: DOWN }),
    cause: fc.integer({ min: -1, max: 3 }),
    text: fc.constantFrom(null, 'a', 'b'),
    measurements: fc.constantFrom(null, '{"rsrp":-90}', '{"rsrp":-80}'),
  }),
  { minLength: 1, maxLength: 14, selector: (word) => `${String(word.at)} ${String(word.state)}` },
);

const word = (at: number, state: number): Told => ({ at, state, cause: -1, text: null, measurements: null });

describe('order and repeats', () => {
  it('gives the same present in whatever order the words arrive', () => {
    fc.assert(
      fc.property(words, fc.infiniteStream(fc.nat()), (told, random) => {
        const shuffled = told
          .map((item) => ({ item, key: random.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
        expect(tell(shuffled).present).toEqual(model(told));
      }),
      { numRuns: 2000 },
    );
  });

  it('does nothing on a repeat, however late', () => {
    fc.assert(
      fc.property(words, (told) => {
        const { states, history, present: before } = tell(told);
        for (const item of told) {
          expect(states.take(0, item, history).outcome).toBe('duplicate');
        }
        expect(present(states)).toEqual(before);
      }),
    );
  });

  it('takes back what was not committed', () => {
    fc.assert(
      fc.property(words, words, (kept, lost) => {
        const { states, history } = tell(kept);
        states.keep();
        const before = present(states);
        for (const item of lost) {
          states.take(0, item, history);
        }
        states.undo();
        expect(present(states)).toEqual(before);
      }),
    );
  });

  it('names the outcome', () => {
    expect(tell([word(5, DOWN)]).outcomes).toEqual(['applied']);
    expect(tell([word(5, DOWN), word(6, DOWN)]).outcomes).toEqual(['applied', 'unchanged']);
    expect(tell([word(5, DOWN), word(5, DOWN)]).outcomes).toEqual(['applied', 'duplicate']);
    expect(tell([word(5, DOWN), word(3, UP)]).outcomes).toEqual(['applied', 'late']);
    expect(tell([word(3, DOWN), word(6, DOWN), word(5, DOWN)]).outcomes).toEqual(['applied', 'unchanged', 'unchanged']);
    expect(tell([word(5, UP), word(5, DOWN)]).outcomes).toEqual(['applied', 'applied']);
    expect(tell([word(5, DOWN), word(5, DEGRADED)]).outcomes).toEqual(['applied', 'unchanged']);
  });

  it('starts the present anew after a late contradiction inside it', () => {
    const { present: now } = tell([word(1, UP), word(9, UP), word(4, DOWN)]);
    expect(now).toMatchObject({ state: UP, since: 9, confirmedAt: 9 });
  });

  it('holds a late word until confirmedAt when the confirmations in between are forgotten', () => {
    const { states } = tell([word(1, UP), word(5, UP), word(9, UP)]);
    const forgotten = new ListHistory();
    forgotten.rows.push(word(1, UP));
    states.take(0, { ...word(4, DOWN), measurements: null }, forgotten);
    expect(states.since[0]).toBe(9);
  });
});
