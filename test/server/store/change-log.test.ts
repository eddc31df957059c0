import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../server/store/sqlite-store.ts';
import { CONFIRMATIONS_KEPT_DAYS, type EventLog, type Store } from '../../../server/store/store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { DAY, HOUR, TODAY, present, report, station } from '../../support/store-rows.ts';

interface Told {
  target: number;
  at: number;
  state: number;
}

const TARGETS = [1, 2];

/** Few distinct moments over three months, their edges among them, so that they meet. */
const moment = fc.oneof(
  fc.integer({ min: 0, max: 80 }).map((days) => TODAY - days * DAY),
  fc.constantFrom(Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 1) - 1, Date.UTC(2026, 9, 1), Date.UTC(2026, 8, 30)),
);
const told = fc.record({ target: fc.constantFrom(...TARGETS), at: moment, state: fc.integer({ min: 0, max: 2 }) });
const history = fc.uniqueArray(told, {
  maxLength: 60,
  selector: ({ target, at, state }) => [target, at, state].join(),
});

/** Runs with the log of exactly these reports. */
function withLog(rows: readonly Told[], use: (log: EventLog, store: Store) => void): void {
  const store = openStore(join(dataFolder(), 'phu-song.db'));
  try {
    store.transaction(() => {
      for (const row of rows) store.addReport(report(row));
    });
    use(store.log, store);
  } finally {
    store.close();
  }
}

/** The worst state of each moment of a target, oldest first. */
function moments(rows: readonly Told[], target: number): { at: number; state: number }[] {
  const worst = new Map<number, number>();
  for (const row of rows) {
    if (row.target === target) worst.set(row.at, Math.max(row.state, worst.get(row.at) ?? 0));
  }
  return [...worst].sort(([a], [b]) => a - b).map(([at, state]) => ({ at, state }));
}

const heard = (moment: { at: number; state: number } | undefined) =>
  moment === undefined ? null : { ...moment, cause: -1, text: null, measurements: null };

/** The log read forwards as changes of state. */
function changes(log: EventLog, target: number): { at: number; state: number }[] {
  const found: { at: number; state: number }[] = [];
  for (let next = log.next(target, 0); next !== null; next = log.next(target, next.at)) {
    if (next.state !== found.at(-1)?.state) found.push({ at: next.at, state: next.state });
  }
  return found;
}

/** As many calls as a rolling walk may need to see every month. */
function tidyThrough(store: Store, now: number): void {
  for (let call = 0; call < 10; call++) store.tidy(now);
}

it('answers as a plain list does', () => {
  fc.assert(
    fc.property(history, fc.array(moment, { minLength: 1, maxLength: 8 }), (rows, probes) => {
      withLog(rows, (log) => {
        for (const target of TARGETS) {
          const model = moments(rows, target);
          for (const probe of [...probes, ...model.map(({ at }) => at)]) {
            expect(log.at(target, probe)).toEqual(heard(model.find(({ at }) => at === probe)));
            expect(log.previous(target, probe)).toEqual(heard(model.findLast(({ at }) => at < probe)));
            expect(log.next(target, probe)).toEqual(heard(model.find(({ at }) => at > probe)));
            for (const state of [0, 1, 2]) {
              const known = rows.some((row) => row.target === target && row.at === probe && row.state === state);
              expect(log.has(target, probe, state)).toBe(known);
            }
          }
        }
      });
    }),
    { numRuns: 40 },
  );
});

it('sees what the open transaction added', () => {
  withLog([], (log, store) => {
    store.transaction(() => {
      store.addReport(report({ at: TODAY, state: 1, cause: 2, text: 'a', measurements: null }));
      expect(log.at(1, TODAY)).toEqual({ at: TODAY, state: 1, cause: 2, text: 'a', measurements: null });
      store.addReport(report({ at: TODAY, state: 2, cause: 0, text: 'b' }));
      expect(log.at(1, TODAY)).toEqual({ at: TODAY, state: 2, cause: 0, text: 'b', measurements: null });
    });
  });
});

describe('tidy', () => {
  it('never drops a change, nor what was told of late', () => {
    const cutoff = TODAY - CONFIRMATIONS_KEPT_DAYS * DAY;
    fc.assert(
      fc.property(history, (rows) => {
        withLog(rows, (log, store) => {
          const before = TARGETS.map((target) => changes(log, target));
          tidyThrough(store, TODAY);
          expect(TARGETS.map((target) => changes(log, target))).toEqual(before);
          const alone = ({ target, at }: Told) =>
            rows.filter((row) => row.target === target && row.at === at).length === 1;
          // Of two words for one moment the milder is no change, but told again it must be known.
          for (const row of rows.filter((one) => one.at >= cutoff || !alone(one))) {
            expect(log.has(row.target, row.at, row.state)).toBe(true);
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  it('keeps a confirmation that took the decision over a cell from another target of the station', () => {
    const store = openStore(join(dataFolder(), 'phu-song.db'));
    try {
      const [whole = 0, part = 0] = store.targetIds([
        { kind: 'station', code: 'S-1', technology: '' },
        { kind: 'technology', code: 'S-1', technology: '4G' },
      ]);
      const day = (days: number) => TODAY - days * DAY;
      store.transaction(() => {
        for (const days of [20, 19, 17, 16, 14]) store.addReport(report({ target: whole, at: day(days), state: 0 }));
        store.addReport(report({ target: part, at: day(18), state: 2 }));
      });
      tidyThrough(store, TODAY);
      // On day 17 the station's word became the newest: without it the technology would be down until day 14.
      expect([20, 19, 17, 16, 14].map((days) => store.log.has(whole, day(days), 0))).toEqual([
        true,
        false,
        true,
        false,
        true,
      ]);
    } finally {
      store.close();
    }
  });

  it('keeps a confirmation that a late report has made a change', () => {
    const day = (days: number) => TODAY - days * DAY;
    const rows = [20, 18, 16, 14].map((days) => ({ target: 1, at: day(days), state: 0 }));
    withLog(rows, (log, store) => {
      store.transaction(() => {
        store.addReport(report({ at: day(17), state: 2 }));
      });
      tidyThrough(store, TODAY);
      expect(changes(log, 1)).toEqual([
        { at: day(20), state: 0 },
        { at: day(17), state: 2 },
        { at: day(16), state: 0 },
      ]);
    });
  });

  it('forgets what only confirmed once it is old, more than a portion of it', () => {
    const start = TODAY - 20 * DAY;
    const old = Array.from({ length: 25_000 }, (_, i) => ({ target: 1, at: start + i * 1000, state: 0 }));
    const change = { target: 1, at: start + 10 * DAY, state: 2 };
    withLog([...old, change], (log, store) => {
      tidyThrough(store, TODAY);
      const left: number[] = [];
      for (let next = log.next(1, 0); next !== null && left.length < 10; next = log.next(1, next.at))
        left.push(next.at);
      expect(left).toEqual([start, change.at]);
    });
  });

  it('leaves confirmations of the last days', () => {
    const rows = [1, 2, 3].map((hours) => ({ target: 1, at: TODAY - hours * HOUR, state: 0 }));
    withLog(rows, (log, store) => {
      tidyThrough(store, TODAY);
      for (const { at } of rows) expect(log.has(1, at, 0)).toBe(true);
    });
  });
});

describe('what was received since', () => {
  it('is counted whole, whenever it happened', () => {
    const received = fc.uniqueArray(fc.record({ target: fc.constantFrom(...TARGETS), at: moment, ago: fc.nat(5) }), {
      maxLength: 40,
      selector: ({ target, at }) => [target, at].join(),
    });
    fc.assert(
      fc.property(received, (rows) => {
        const store = openStore(join(dataFolder(), 'phu-song.db'));
        try {
          const targets = store.transaction(() => store.targetIds(TARGETS.map((target) => station(String(target)))));
          const idOf = (target: number) => targets[TARGETS.indexOf(target)] ?? 0;
          store.transaction(() => {
            for (const { target, at, ago } of rows) {
              store.addReport(report({ target: idOf(target), at, receivedAt: TODAY - ago }));
            }
            for (const target of TARGETS) {
              const newest = Math.max(...rows.filter((row) => row.target === target).map(({ ago }) => TODAY - ago));
              if (newest > 0) store.saveCurrent(present({ target: idOf(target), receivedAt: newest }));
            }
          });
          const counts = new Map<number, number>();
          for (const { ago } of rows) if (ago <= 3) counts.set(TODAY - ago, (counts.get(TODAY - ago) ?? 0) + 1);
          const expected = [...counts].map(([at, count]) => ({ at, count })).sort((a, b) => a.at - b.at);
          expect(store.receivedSince(TODAY - 3)).toEqual(expected);
        } finally {
          store.close();
        }
      }),
      { numRuns: 30 },
    );
  });
});
